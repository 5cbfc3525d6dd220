"""A drop-down for answers and settings that must not change by accident."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

_STEPS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class CalmComboBox(QComboBox):
    """A drop-down that changes only when something is chosen from its open list.

    Scrolling the page or stepping through the values must never alter an answer.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list instead of stepping to another value."""
        if event.key() in _STEPS:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
