"""The list of programmes as a table model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.domain.verdict_name import Verdict
from desktop.ui.models.program_row import ProgramRow
from desktop.ui.theme import verdict_text

if TYPE_CHECKING:  # what judges is loaded after the first picture
    from desktop.domain.verdict import Judgement

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class RowRole(IntEnum):
    """What can be asked of a cell besides Qt's own roles."""

    SORT = Role.UserRole
    JUDGEMENT = Role.UserRole + 1
    VERDICT = Role.UserRole + 2
    ID = Role.UserRole + 3


class Column(IntEnum):
    """The columns, left to right."""

    CHOSEN = 0
    VERDICT = 1
    NAME = 2
    KINDS = 3
    AMOUNT = 4
    DEADLINE = 5
    AGENCY = 6


_HEADERS = {
    Column.CHOSEN: "計画",
    Column.VERDICT: "判定",
    Column.NAME: "制度名",
    Column.KINDS: "種別",
    Column.AMOUNT: "金額の目安",
    Column.DEADLINE: "募集",
    Column.AGENCY: "所管",
}
_HEADER_TIPS = {
    Column.CHOSEN: "印を付けた制度が、計画（エクセルの計画書）に入ります。スペースキーで付け外しできます。",
    Column.VERDICT: "このまちが対象になるか。見出しを押すと並べ替えます（3回目で元の順に戻ります）。",
    Column.AMOUNT: "このまちの率と上限。区分がいくつもある制度は、上限の最も大きい区分を示します。",
    Column.DEADLINE: "今日の時点の募集の状況。「ごろ」は前回からの見込みです。",
}
_TEXTS: dict[Column, Callable[[ProgramRow], str]] = {
    Column.VERDICT: lambda row: verdict_text(row.verdict),
    Column.NAME: lambda row: row.name,
    Column.KINDS: lambda row: row.kinds,
    Column.AMOUNT: lambda row: row.amount,
    Column.DEADLINE: lambda row: row.deadline,
    Column.AGENCY: lambda row: row.agency,
}
_VERDICT_RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}
_SORT_KEYS: dict[Column, Callable[[ProgramRow], Any]] = {
    Column.VERDICT: lambda row: _VERDICT_RANK[row.verdict],
    Column.NAME: lambda row: row.kana,
    Column.KINDS: lambda row: row.kinds,
    Column.AMOUNT: lambda row: row.amount_key,
    Column.DEADLINE: lambda row: row.deadline_key,
    Column.AGENCY: lambda row: row.agency,
}


class ProgramTableModel(QAbstractTableModel):
    """Rows of programmes with a check mark for those in the plan.

    A check mark is only a wish: it is announced, and shown once :meth:`set_chosen` confirms it.
    """

    choice_wanted = Signal(str, bool)
    """Somebody wants to put a programme (id) into the plan or take it out."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._rows: list[ProgramRow] = []
        self._chosen: frozenset[str] = frozenset()

    def set_rows(self, rows: Sequence[ProgramRow]) -> None:
        """Show other rows; check marks stay. The same programmes in the same order are updated in place."""
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if same:
            self._rows = list(rows)
            self._touch(Column.CHOSEN, Column.AGENCY)
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def set_chosen(self, ids: Iterable[str]) -> None:
        """Show check marks for exactly these programmes."""
        self._chosen = frozenset(ids)
        self._touch(Column.CHOSEN, Column.CHOSEN)

    def row_of(self, program_id: str) -> int | None:
        """Return the row of a programme; None when it is not in the list."""
        return next((at for at, row in enumerate(self._rows) if row.id == program_id), None)

    def is_chosen(self, program_id: str) -> bool:
        """Whether a programme has its check mark."""
        return program_id in self._chosen

    def _touch(self, first: Column, last: Column) -> None:
        """Announce that columns have changed in every row."""
        if self._rows:
            self.dataChanged.emit(self.index(0, first), self.index(len(self._rows) - 1, last))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of programmes."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be chosen; the first column can be ticked."""
        flags = super().flags(index)
        if index.isValid() and index.column() == Column.CHOSEN:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Titles of the columns, and what they mean."""
        if orientation is not Qt.Orientation.Horizontal or section not in _HEADERS:
            return None
        if role == Role.DisplayRole:
            return _HEADERS[Column(section)]
        return _HEADER_TIPS.get(Column(section)) if role == Role.ToolTipRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Route to what a role asks for."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = Column(index.column())
        match role:
            case Role.DisplayRole | Role.ToolTipRole:
                return _TEXTS[column](row) if column in _TEXTS else None
            case Role.CheckStateRole:
                return self._check_state(row) if column is Column.CHOSEN else None
            case Role.AccessibleTextRole:
                return self._spoken(row, column)
            case RowRole.SORT:
                return self._sort_key(row, column)
            case RowRole.JUDGEMENT:
                return row.judgement
            case RowRole.VERDICT | RowRole.ID:
                return row.verdict.value if role == RowRole.VERDICT else row.id
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Announce the wish to tick or untick a programme."""
        if role != Role.CheckStateRole or index.column() != Column.CHOSEN:
            return False
        row = self._rows[index.row()]
        self.choice_wanted.emit(row.id, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _check_state(self, row: ProgramRow) -> Qt.CheckState:
        """Ticked when the programme is in the plan."""
        return Qt.CheckState.Checked if row.id in self._chosen else Qt.CheckState.Unchecked

    def _spoken(self, row: ProgramRow, column: Column) -> str:
        """Return what a screen reader says."""
        if column is Column.CHOSEN:
            return "計画に入っています" if row.id in self._chosen else "計画に入っていません"
        return _TEXTS[column](row).replace("\n", " ")

    def _sort_key(self, row: ProgramRow, column: Column) -> Any:
        """Return what a column is sorted by; chosen programmes come first."""
        return (
            int(row.id not in self._chosen) if column is Column.CHOSEN else _SORT_KEYS[column](row)
        )


def judgement_at(index: Index) -> Judgement | None:
    """Return the judgement of a row, through proxies; None for no row and before anything is judged."""
    found: Judgement | None = index.data(RowRole.JUDGEMENT) if index.isValid() else None
    return found
