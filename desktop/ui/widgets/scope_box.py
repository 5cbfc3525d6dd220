"""Which programmes the sheet 制度一覧 of the workbook lists."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE_XS


class Scope(Enum):
    """The choices, with their text on the screen."""

    CHOSEN = "計画に入れた制度だけ(&1)"
    SHOWN = "「制度をさがす」に表示中の一覧(&2)"
    ALL = "すべての制度(&3)"


class ScopeBox(QWidget):
    """One of the choices; each says how many programmes it means."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with the chosen programmes."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons = {scope: QRadioButton(scope.value) for scope in Scope}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        for button in self.buttons.values():
            self._group.addButton(button)
            layout.addWidget(button)
        self.buttons[Scope.CHOSEN].setChecked(True)
        self._group.buttonClicked.connect(self.changed)

    @property
    def scope(self) -> Scope:
        """The choice."""
        return next(scope for scope, button in self.buttons.items() if button.isChecked())

    def set_counts(self, counts: dict[Scope, int]) -> None:
        """Write behind each choice how many programmes it means."""
        for scope, button in self.buttons.items():
            button.setText(f"{scope.value}　{counts[scope]}件")
