"""The search box above the list of programmes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """Searches as one types. Esc clears, the down key goes on to the list."""

    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty box."""
        super().__init__(parent)
        self.setPlaceholderText("言葉で探す（例　移住　空き家）")
        self.setAccessibleName("制度を探す言葉")
        self.setToolTip(
            "制度の名前や内容にある言葉を入れてください。空白で区切ると、すべてを含む制度を探します。\n"
            "Ctrl+Fでここに移り、Escで消し、下向きの矢印キーで一覧に移ります。"
        )
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, down and Enter go to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in _TO_LIST and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)
