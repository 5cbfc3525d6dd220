"""A drop-down button with check marks: a compact choice of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

ALL = "すべて"


class _StayingMenu(QMenu):
    """A menu that stays open while things are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing."""
        if not _tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks without closing; Enter ticks and closes as everywhere."""
        if event.key() != Qt.Key.Key_Space or not _tick(self.activeAction()):
            super().keyPressEvent(event)


def _tick(action: QAction | None) -> bool:
    """Tick or untick an entry; False where there is none to tick."""
    if action is None or not action.isCheckable():
        return False
    action.trigger()
    return True


class CheckMenuButton(QPushButton):
    """「種別：補助金 ほか1」. No tick means no restriction."""

    changed = Signal()

    def __init__(self, title: str, mnemonic: str, parent: QWidget | None = None):
        """Offer nothing yet; ``mnemonic`` is the letter that opens it with Alt."""
        super().__init__(parent)
        self._title = title
        self._mnemonic = mnemonic
        self._labels: dict[str, str] = {}
        self._actions: dict[str, QAction] = {}
        self._menu = _StayingMenu(self)
        self.setMenu(self._menu)
        self.setToolTip(
            f"{title}でしぼり込みます（Alt+{mnemonic}）。スペースキーで印を付けます。いくつでも選べます。"
        )
        self._show_choice()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer choices given as (value, label), none of them ticked."""
        self._labels = dict(choices)
        for value, label in choices:
            action = self._menu.addAction(label)
            action.setCheckable(True)
            action.toggled.connect(self._on_toggled)
            self._actions[value] = action
        self._menu.addSeparator()
        self._menu.addAction("印をすべて外す", self.clear)

    @property
    def values(self) -> frozenset[str]:
        """The ticked values; empty: no restriction."""
        return frozenset(value for value, action in self._actions.items() if action.isChecked())

    def set_values(self, values: frozenset[str]) -> None:
        """Tick exactly these values and announce it once."""
        if values == self.values:
            return
        self.blockSignals(True)
        for value, action in self._actions.items():
            action.setChecked(value in values)
        self.blockSignals(False)
        self.changed.emit()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Write behind every choice how many there are."""
        for value, action in self._actions.items():
            action.setText(f"{self._labels[value]}（{counts.get(value, 0)}件）")

    def action(self, value: str) -> QAction:
        """Return the menu entry of a value."""
        return self._actions[value]

    def clear(self) -> None:
        """Take every tick away."""
        self.set_values(frozenset())

    def _on_toggled(self) -> None:
        """Show and announce the new choice."""
        self._show_choice()
        self.changed.emit()

    def _show_choice(self) -> None:
        """Write the choice on the button."""
        ticked = [
            self._labels[value] for value, action in self._actions.items() if action.isChecked()
        ]
        shown = (
            ALL
            if not ticked
            else ticked[0] + (f" ほか{len(ticked) - 1}" if len(ticked) > 1 else "")
        )
        self.setText(f"{self._title}(&{self._mnemonic})：{shown}")
        self.setAccessibleName(f"{self._title}：{'、'.join(ticked) or ALL}")
        font = self.font()
        font.setBold(bool(ticked))
        self.setFont(font)
