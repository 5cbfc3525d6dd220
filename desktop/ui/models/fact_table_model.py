"""The profile as a table: one row per fact, grouped under headings."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPalette

from desktop.domain.dates import as_of_label
from desktop.domain.facts import FACTS, FactDefinition
from desktop.domain.profile import FactValue, Origin, Profile
from desktop.domain.verdict_name import Verdict
from desktop.ui.theme import verdict_colours

Index = QModelIndex | QPersistentModelIndex
FactRole = Qt.ItemDataRole.UserRole + 1
NOT_APPLICABLE = "当てはまりません"


class Column(IntEnum):
    """What is told about each fact."""

    LABEL = 0
    VALUE = 1
    STATE = 2
    AS_OF = 3


HEADERS = {
    Column.LABEL: "項目",
    Column.VALUE: "値",
    Column.STATE: "状態",
    Column.AS_OF: "時点・回答日",
}

STATES = {
    Origin.BUNDLED: "● 同梱の資料",
    Origin.OVERRULED: "◆ 役場で修正",
    Origin.ANSWERED: "◆ 役場の回答",
    Origin.UNKNOWN: "？ 不明",
    Origin.NOT_APPLICABLE: "－ 当てはまらない",
}
"""Short names for the narrow column, each with a symbol of its own."""


class Row(NamedTuple):
    """A fact with its value; or, without a definition, the heading of a group."""

    title: str
    definition: FactDefinition | None = None
    fact: FactValue | None = None


def profile_rows(profile: Profile) -> list[Row]:
    """Return headings and facts in the order of the definitions, each group in one place."""
    groups: dict[str, list[Row]] = {}
    for fact_id, value in profile.ordered():
        definition = FACTS[fact_id]
        groups.setdefault(definition.group, []).append(Row(definition.label, definition, value))
    rows: list[Row] = []
    for title, facts in groups.items():
        rows += [Row(title), *facts]
    return rows


def value_text(definition: FactDefinition, fact: FactValue) -> str:
    """Return a value as shown; a fact that does not apply is not called unknown."""
    if fact.origin is Origin.NOT_APPLICABLE:
        return NOT_APPLICABLE
    return definition.label_of(fact.value)


def cell_text(row: Row, column: Column) -> str:
    """Return what stands in a cell."""
    if row.definition is None or row.fact is None:
        return row.title if column is Column.LABEL else ""
    if column is Column.LABEL:
        return row.title
    if column is Column.VALUE:
        return (
            "－"
            if row.fact.origin is Origin.NOT_APPLICABLE
            else value_text(row.definition, row.fact)
        )
    if column is Column.STATE:
        return STATES[row.fact.origin]
    return "" if row.fact.origin is Origin.NOT_APPLICABLE else as_of_label(row.fact.as_of)


def is_unknown(fact: FactValue) -> bool:
    """Whether a fact is still to be found out."""
    return fact.value is None and fact.origin is not Origin.NOT_APPLICABLE


_SERVED = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.BackgroundRole,
        FactRole,
    )
)


class FactTableModel(QAbstractTableModel):
    """The facts of one profile. Rows stay where they are when values change."""

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._unknown = _unknown_colours(palette)
        self._rows: Sequence[Row] = ()

    def set_profile(self, profile: Profile) -> None:
        """Show a profile; the current row and the scroll position are kept."""
        rows = profile_rows(profile)
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))

    def set_palette(self, palette: QPalette) -> None:
        """Use other colours (light or dark)."""
        self._palette = palette
        self._unknown = _unknown_colours(palette)
        if self._rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1)
            )

    def headings(self) -> list[int]:
        """Return the rows that are headings of groups."""
        return [number for number, row in enumerate(self._rows) if row.definition is None]

    def row_of(self, fact_id: str) -> int | None:
        """Return the row of a fact."""
        for number, row in enumerate(self._rows):
            if row.definition is not None and row.definition.id == fact_id:
                return number
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        """Return the number of rows, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be selected; the arrow keys step over them."""
        if not index.isValid() or self._rows[index.row()].definition is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Route to the pure helpers; Qt asks for a dozen roles of every cell, so the others end here."""
        if role not in _SERVED or not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell_text(row, Column(index.column()))
        if role == FactRole:
            return row.definition.id if row.definition else None
        if row.definition is None:
            return heading_look(role, self._palette)
        return fact_look(row, index.column(), role, self._unknown)


def heading_look(role: int, palette: QPalette) -> Any:
    """Return the look of a group's heading: bold on a quiet ground."""
    if role == Qt.ItemDataRole.FontRole:
        font = QFont()
        font.setBold(True)
        return font
    if role == Qt.ItemDataRole.ForegroundRole:
        return palette.color(QPalette.ColorRole.WindowText)
    if role == Qt.ItemDataRole.BackgroundRole:
        return palette.color(QPalette.ColorRole.Midlight)
    return None


def _unknown_colours(palette: QPalette) -> tuple[QColor, QColor]:
    """Return text and ground of what is unknown: those of 要確認."""
    return verdict_colours(palette)[Verdict.UNKNOWN]


def fact_look(row: Row, column: int, role: int, unknown: tuple[QColor, QColor]) -> Any:
    """Return the look of a fact: what is unknown carries the colour of 要確認."""
    if column not in (Column.VALUE, Column.STATE) or row.fact is None or not is_unknown(row.fact):
        return None
    if role == Qt.ItemDataRole.ForegroundRole:
        return unknown[0]
    if role == Qt.ItemDataRole.BackgroundRole:
        return unknown[1]
    return None
