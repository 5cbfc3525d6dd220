"""The list of facts on the page まちのプロフィール."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.ui.models.fact_table_model import STATES, Column, Index
from desktop.ui.widgets.labels import RoomyDelegate

NARROW_CHARACTERS = 36
"""With fewer characters than this in a row, the list leaves out the date (the panel has it)."""
LEAST_LINES = 10
WIDEST_DATE = "2026年12月30日"
MARGIN = 12
WRAPPING = (Column.LABEL, Column.VALUE)
"""What can be longer than its column."""


class FactTable(QTableView):
    """Label and value share the room that the short columns leave; rows are as high as their texts.

    Widths and heights are set when something changes: headers that watch every cell themselves ask
    thousands of times while the window opens.
    """

    opened = Signal()
    """The input of the current fact is wanted."""
    moved = Signal()
    """Another row is the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_laid_out = False
        self.setAccessibleName("プロフィールの項目")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setItemDelegate(RoomyDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self.opened)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._fit_rows)
        header.sectionResized.connect(self.fit_rows)

    def fit_columns(self) -> None:
        """Give state and date the width of their longest text."""
        self._is_laid_out = True
        header = self.horizontalHeader()
        metrics = self.fontMetrics()
        widths = {
            Column.STATE: max(metrics.horizontalAdvance(text) for text in STATES.values()),
            Column.AS_OF: metrics.horizontalAdvance(WIDEST_DATE),
        }
        for column in Column:
            is_short = column in widths
            mode = QHeaderView.ResizeMode.Fixed if is_short else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if is_short:
                header.resizeSection(column, widths[column] + MARGIN)
        self.setMinimumHeight(LEAST_LINES * metrics.height() + header.height())
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give every row the height of its texts, once the widths have settled."""
        self._settled.start(0)

    def _fit_rows(self) -> None:
        """Give one line where the texts fit; only those that wrap are laid out to be measured."""
        model, header = self.model(), self.verticalHeader()
        if model.rowCount() == 0:
            return
        self.resizeRowToContents(0)  # a heading: always one line
        line = self.rowHeight(0)
        for row in range(model.rowCount()):
            if any(self._wraps(model.index(row, column)) for column in WRAPPING):
                self.resizeRowToContents(row)
            elif header.sectionSize(row) != line:
                header.resizeSection(row, line)

    def _wraps(self, index: QModelIndex) -> bool:
        """Whether a text may need more than one line."""
        room = self.columnWidth(index.column()) - MARGIN
        return self.fontMetrics().horizontalAdvance(index.data()) > room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the date only where it does not squeeze the label."""
        wanted = NARROW_CHARACTERS * self.fontMetrics().horizontalAdvance("国")
        self.setColumnHidden(Column.AS_OF, event.size().width() < wanted)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._is_laid_out:
            self.fit_columns()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell of another row."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the input with Enter or F2."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
