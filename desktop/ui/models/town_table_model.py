"""The list of municipalities that fit what has been typed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.facts import ENTITY_TYPES
from desktop.domain.municipality import Municipality

Index = QModelIndex | QPersistentModelIndex
CodeRole = Qt.ItemDataRole.UserRole + 1
_KINDS = dict(ENTITY_TYPES)


class Column(IntEnum):
    """What is told about each town."""

    NAME = 0
    KANA = 1
    KIND = 2
    CODE = 3


HEADERS = {
    Column.NAME: "まち",
    Column.KANA: "よみ",
    Column.KIND: "種類",
    Column.CODE: "団体コード",
}


class TownTableModel(QAbstractTableModel):
    """Towns in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._towns: Sequence[Municipality] = ()

    def set_towns(self, towns: Sequence[Municipality]) -> None:
        """Show other towns."""
        self.beginResetModel()
        self._towns = towns
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        """Return the number of towns."""
        return 0 if parent.isValid() else len(self._towns)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature of Qt
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Route to the pure helpers."""
        if not index.isValid():
            return None
        town = self._towns[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(town, Column(index.column()))
        if role == CodeRole:
            return town.code
        return None


def cell_text(town: Municipality, column: Column) -> str:
    """Return what stands in a cell."""
    return {
        Column.NAME: town.label,
        Column.KANA: town.kana,
        Column.KIND: _KINDS.get(town.entity_type, town.entity_type),
        Column.CODE: town.code,
    }[column]
