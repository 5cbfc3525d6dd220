"""The list of programmes on the screen: rows of up to three lines, sorted by a click, ticked by the space bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.ui.models.program_table_model import (
    Column,
    Index,
    ProgramTableModel,
    RowRole,
    judgement_at,
)
from desktop.ui.widgets.verdict_delegate import VerdictDelegate

if TYPE_CHECKING:  # what judges is loaded after the first picture
    from desktop.domain.verdict import Judgement

_TICK_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = 3
_WIDTHS = {  # in widths of a full-width character of the list's font
    Column.CHOSEN: 2.7,
    Column.VERDICT: 6.0,
    Column.NAME: 10.0,  # at least; takes what is left
    Column.KINDS: 6.3,
    Column.AMOUNT: 15.0,
    Column.DEADLINE: 8.0,
    Column.AGENCY: 9.0,
}


class ProgramTableView(QTableView):
    """Shows a :class:`ProgramTableModel`, in its own order until a heading is clicked."""

    program_changed = Signal()
    """Another programme (or none) is the current one."""

    def __init__(self, model: ProgramTableModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self._rows = model
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(model)
        self._sorted.setSortRole(RowRole.SORT)
        self.setModel(self._sorted)
        self.setItemDelegateForColumn(Column.VERDICT, VerdictDelegate(self))
        self.setAccessibleName("制度の一覧")
        self.setToolTip(
            "上下キーで選び、スペースキーかEnterキーで計画に入れます（もう一度押すと外します）。"
        )
        self._set_up_behaviour()
        self._set_up_headers()

    def _set_up_behaviour(self) -> None:
        """One whole row at a time; the Tab key leaves the list."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)

    def _set_up_headers(self) -> None:
        """Fixed row height; a third click on a heading brings the first order back."""
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._sorted.sort(-1)

    def clear_sorting(self) -> None:
        """Go back to the order of the rows themselves."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def judgements(self) -> list[Judgement]:
        """Return the judgements in the order on the screen."""
        found = (judgement_at(self._sorted.index(at, 0)) for at in range(self._sorted.rowCount()))
        return [one for one in found if one is not None]

    def current(self) -> Judgement | None:
        """Return the judgement of the current row."""
        return judgement_at(self.currentIndex())

    def current_id(self) -> str:
        """Return the id of the programme of the current row, judged or not; an empty text for no row."""
        return self.currentIndex().data(RowRole.ID) or ""

    def set_current(self, program_id: str) -> bool:
        """Go to a programme; False when it is not in the list."""
        row = self._rows.row_of(program_id)
        if row is None:
            return False
        index = self._sorted.mapFromSource(self._rows.index(row, Column.NAME))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def go_to_first(self) -> None:
        """Go to the first row."""
        self.setCurrentIndex(self._sorted.index(0, Column.NAME))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Go up and down only, unless somebody walks through the columns."""
        left = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if index.column() == Column.NAME:
            self.horizontalScrollBar().setValue(left)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Announce another row."""
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not previous.isValid():
            self.program_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space or Enter ticks the current row; with Ctrl or Alt they belong to others."""
        program_id = self.current_id()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in _TICK_KEYS and program_id:
            self._rows.choice_wanted.emit(program_id, not self._rows.is_chosen(program_id))
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep in step with the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what the other columns leave."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Set row height and column widths for the font and the place there is."""
        metrics = self.fontMetrics()
        unit = metrics.horizontalAdvance("国")
        self.verticalHeader().setDefaultSectionSize(_LINES * metrics.lineSpacing() + 6)
        widths = {column: round(ems * unit) for column, ems in _WIDTHS.items()}
        others = sum(widths.values()) - widths[Column.NAME]
        room = self.horizontalHeader().width()  # the viewport is as wide; to ask for that itself
        # would make PySide load all of Qt's classes, to find out what it is
        widths[Column.NAME] = max(widths[Column.NAME], room - others)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
