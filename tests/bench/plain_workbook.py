"""A workbook written anew with plain openpyxl: what an export of the same cells costs at least.

"The same cells" means: the workbook we exported is read back, and every sheet of it is written again with
the same values, the same named style and number format of each cell, and the same widths and heights. A
style is looked up by name once and its format copied into each cell, as people do who have found out how
slow ``cell.style = name`` is. Not written again: merged ranges (``merge_cells`` alone would take several
times as long as all the rest), print set-up, drop-downs, conditional formats, protection, defined names,
hyperlinks. They are ours and count against us.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import NamedStyle
from openpyxl.worksheet.worksheet import Worksheet

Look = tuple[str, str | None]
"""A named style, and the number format of a cell that has its own."""

PLAIN: Look = ("Normal", None)


@dataclass(frozen=True)
class PlainCell:
    """One cell that holds a value or a style of its own."""

    row: int
    column: int
    value: Any
    look: Look


@dataclass(frozen=True)
class PlainSheet:
    """One sheet: cells and sizes."""

    title: str
    cells: tuple[PlainCell, ...]
    widths: dict[str, float]
    heights: dict[int, float]


@dataclass(frozen=True)
class PlainBook:
    """All that is written again."""

    styles: tuple[NamedStyle, ...]
    sheets: tuple[PlainSheet, ...]

    @property
    def cells(self) -> int:
        """The number of cells."""
        return sum(len(sheet.cells) for sheet in self.sheets)


def read_plain(path: Path) -> PlainBook:
    """Read a workbook cell by cell."""
    book = load_workbook(path)
    formats = {one.name: one.number_format for one in book._named_styles}  # type: ignore[attr-defined]
    sheets = tuple(_read_sheet(sheet, formats) for sheet in book.worksheets)
    return PlainBook(_styles(book), sheets)


def _look(style: str, number_format: str, formats: dict[str, str]) -> Look:
    """Return the look of a cell; a number format counts where it is not that of the style."""
    return style, None if number_format == formats.get(style) else number_format


def _styles(book: Workbook) -> tuple[NamedStyle, ...]:
    """Return the looks of the named styles, free of the book they come from."""
    parts = ("font", "fill", "border", "alignment", "protection")
    return tuple(
        NamedStyle(
            name=one.name,
            number_format=one.number_format,
            **{part: copy(getattr(one, part)) for part in parts},
        )
        for one in book._named_styles  # type: ignore[attr-defined]
        if one.name != "Normal"
    )


def _read_sheet(sheet: Worksheet, formats: dict[str, str]) -> PlainSheet:
    """Read one sheet."""
    cells = (
        PlainCell(number, column, cell.value, _look(cell.style, cell.number_format, formats))
        for number, row in enumerate(sheet.iter_rows(), start=1)
        for column, cell in enumerate(row, start=1)
    )
    widths = {name: one.width for name, one in sheet.column_dimensions.items() if one.width}
    heights = {row: one.height for row, one in sheet.row_dimensions.items() if one.height}
    written = tuple(one for one in cells if one.value is not None or one.look != PLAIN)
    return PlainSheet(sheet.title, written, widths, heights)


def write_plain(path: Path, content: PlainBook) -> None:
    """Write everything into a new workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in content.styles:
        book.add_named_style(_unbound(style))
    formats = _formats(book, content)
    for sheet in content.sheets:
        _write_sheet(book.create_sheet(sheet.title), sheet, formats)
    book.save(path)


def _formats(book: Workbook, content: PlainBook) -> dict[Look, Any]:
    """Return the cell format of each look that occurs, made on a sheet that is thrown away."""
    scratch = book.create_sheet("scratch")
    formats = {}
    for look in {one.look for sheet in content.sheets for one in sheet.cells}:
        cell = scratch.cell(1, 1)
        cell.style, number_format = look
        if number_format is not None:
            cell.number_format = number_format
        formats[look] = copy(cell._style)
    book.remove(scratch)
    return formats


def _unbound(style: NamedStyle) -> NamedStyle:
    """Return a style that belongs to no workbook yet."""
    parts = ("font", "fill", "border", "alignment", "protection")
    same = {part: getattr(style, part) for part in parts}
    return NamedStyle(name=style.name, number_format=style.number_format, **same)


def _write_sheet(sheet: Worksheet, content: PlainSheet, formats: dict[Look, Any]) -> None:
    """Write one sheet."""
    for one in content.cells:
        cell: Any = sheet.cell(one.row, one.column)
        if one.value is not None:
            cell.value = one.value
        cell._style = copy(formats[one.look])
    for name, width in content.widths.items():
        sheet.column_dimensions[name].width = width
    for row, height in content.heights.items():
        sheet.row_dimensions[row].height = height
