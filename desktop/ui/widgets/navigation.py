"""The list of pages at the left edge of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.ui.page import PageEntry
from desktop.ui.theme import SPACE_S


class Navigation(QListWidget):
    """As wide as its longest title, whatever the text size."""

    def __init__(self, pages: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("ページ")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewport(QWidget())  # one that does not fill its ground
        for number, page in enumerate(pages, start=1):
            item = QListWidgetItem(page.title)
            item.setToolTip(f"{page.description}（Ctrl+{number}）")
            self.addItem(item)
        self._fit()

    def _fit(self) -> None:
        """Take the width that the titles need."""
        self.setFixedWidth(self.sizeHintForColumn(0) + 2 * self.frameWidth() + SPACE_S)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
