"""「あと一歩」: one thing that a town could bring about, and how many programmes it would open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.domain.facts import FACTS
from desktop.ui.theme import SPACE_M
from desktop.ui.widgets.labels import text_label

if TYPE_CHECKING:
    from desktop.domain.one_step import OneStep


class StepRow(QWidget):
    """A sentence and the way to the fact it is about; hidden while there is no step."""

    details_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fact = ""
        self.text = text_label(selectable=True)
        self.button = QPushButton("くわしく")
        self.button.setToolTip("下の一覧でこの項目を開きます。")
        self.button.clicked.connect(lambda: self.details_wanted.emit(self._fact))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_step(self, step: OneStep | None, names: Sequence[str]) -> None:
        """Show a step with the names of the programmes it opens (on the tool tip), or nothing."""
        self.setVisible(step is not None)
        if step is None:
            return
        self._fact = step.fact
        self.text.setText(step_sentence(step))
        self.text.setToolTip("\n".join(names))
        self.text.setAccessibleDescription("、".join(names))
        self.button.setAccessibleName(f"{FACTS[step.fact].label}をくわしく見る")


def step_sentence(step: OneStep) -> str:
    """Return 「あと一歩：創業支援等事業計画を作り、認定を受けると、3件の制度が対象になります。」."""
    return f"あと一歩：{step.how}と、{len(step.opens)}件の制度が対象になります。"
