"""The documents behind the figures, as a short table that shows all its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop.domain.dates import as_of_label
from desktop.domain.source import Document
from desktop.ui.widgets.labels import RoomyDelegate

HEADERS = ("資料", "発行", "時点")


class DocumentTable(QTableWidget):
    """As high as its rows: the page scrolls, not the table."""

    def __init__(self, documents: Sequence[Document], parent: QWidget | None = None) -> None:
        super().__init__(len(documents), len(HEADERS), parent)
        self.setAccessibleName("もとになった資料")
        self.setHorizontalHeaderLabels(list(HEADERS))
        for row, document in enumerate(documents):
            texts = (document.title, document.publisher, as_of_label(document.as_of))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.setItem(row, column, item)
        self._set_look()

    def _set_look(self) -> None:
        """Rows wrap, columns share the width."""
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setItemDelegate(RoomyDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(len(HEADERS) - 1, QHeaderView.ResizeMode.ResizeToContents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height of all rows."""
        super().resizeEvent(event)
        rows = self.verticalHeader().length() + self.horizontalHeader().height()
        self.setMinimumHeight(rows + 2 * self.frameWidth())
