"""A sheet written from top to bottom: rows of spans, heights that fit, and page breaks between blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from desktop.export.cells import CellValue, row_points, set_value
from desktop.export.styles import Style, style_arrays

MIN_POINTS = 18.0


@dataclass(frozen=True)
class Span:
    """A value over the columns ``first`` to ``last`` (counted from 1); ``link`` is a place in the workbook."""

    first: int
    last: int
    value: CellValue
    style: Style
    link: str = ""


@dataclass
class Canvas:
    """Writes the next free row of a sheet and remembers the heights and which rows belong together."""

    sheet: Worksheet
    widths: tuple[float, ...]
    row: int = 1
    heights: dict[int, float] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    page_starts: set[int] = field(default_factory=set)
    sections: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sheet.merged_cells = _MergedRanges()
        self._looks = style_arrays(self.sheet)
        for column, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width

    @property
    def columns(self) -> int:
        """The number of columns of the page."""
        return len(self.widths)

    def line(
        self, *spans: Span, points: float = 0.0, keep: bool = False, grows: bool = False
    ) -> int:
        """Write one row and return its number.

        The height is ``points`` or what the text needs, whichever is more. ``keep`` holds the row
        together with the next one on a page. A row that ``grows`` gets higher when somebody types
        more into it; only for rows whose text stands in single cells, as Excel measures no others.
        """
        row = self.row
        needed = max([points, MIN_POINTS, *(self._points(span) for span in spans)])
        for span in spans:
            self._write(row, span)
        self._finish(row, needed, keep=keep, grows=grows)
        return row

    def full(
        self, value: CellValue, style: Style, *, points: float = 0.0, keep: bool = False
    ) -> int:
        """Write one row over the whole width."""
        return self.line(Span(1, self.columns, value, style), points=points, keep=keep)

    def section(self, text: str) -> int:
        """Write the heading of a section after a little space."""
        if self.row > 1 and self.row not in self.page_starts:
            self.gap()
        self.sections.append(self.row)
        return self.full(text, Style.SECTION, points=22, keep=True)

    def head(self, *cells: tuple[int, int, str]) -> int:
        """Write the header row of a table, kept with its first row."""
        return self.line(*(Span(a, b, text, Style.HEAD) for a, b, text in cells), keep=True)

    def new_page(self) -> None:
        """Let the next row begin a page."""
        self.page_starts.add(self.row)

    @property
    def used_points(self) -> float:
        """The height of all rows so far."""
        return sum(self.heights.values())

    def bullets(self, texts: Sequence[str], style: Style = Style.TEXT) -> None:
        """Write one row per text over the whole width."""
        for text in texts:
            self.full(f"・{text}", style)

    def gap(self, points: float = 8.0) -> None:
        """Leave a little space."""
        self._finish(self.row, points)

    def put(self, row: int, column: int, value: CellValue, style: Style) -> Cell:
        """Write one value with a style anywhere on the sheet and return its cell."""
        cell = Cell(self.sheet, row, column)
        self.sheet._cells[row, column] = cell
        # What `cell.style = name` does, without its search through all names and a copy for every cell.
        cell._style = self._looks[style]  # type: ignore[attr-defined]
        set_value(cell, value)
        return cell

    def _fill(self, row: int, first: int, last: int, style: Style) -> None:
        """Give the further cells of a span their border.

        Most cells of a workbook are such: they are put in place without openpyxl's way of making a cell,
        which takes several times as long.
        """
        look, cells = self._looks[style], self.sheet._cells
        for column in range(first, last + 1):
            cell = Cell(self.sheet, row, column)
            cell._style = look  # type: ignore[attr-defined]
            cells[row, column] = cell

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Make one cell of several that already carry their style and border."""
        self.sheet.merged_cells.add(_Range(column, row, last_column, last_row))

    def _finish(self, row: int, points: float, *, keep: bool = False, grows: bool = False) -> None:
        rows: Any = self.sheet.row_dimensions
        rows[row] = _RowHeight(round(points, 1), grows)
        self.heights[row] = points
        if keep:
            self.kept.add(row)
        self.row = row + 1

    def _points(self, span: Span) -> float:
        return row_points(span.value, sum(self.widths[span.first - 1 : span.last]), span.style)

    def _write(self, row: int, span: Span) -> None:
        """Write a span; all its cells carry the style, so that the border closes around it."""
        cell = self.put(row, span.first, span.value, span.style)
        self._fill(row, span.first + 1, span.last, span.style)
        if span.last > span.first:
            self.merge(row, span.first, row, span.last)
        if span.link:
            link_cell(cell, span.link)


@dataclass(frozen=True, slots=True)
class _RowHeight:
    """The height of a row as the writer needs it, without openpyxl's checks of all that a row can have.

    That of a row that grows is only where it starts: Excel fits it anew after a change.
    """

    points: float
    grows: bool

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the attributes of the row in the file."""
        yield "ht", f"{self.points:.16g}"
        if not self.grows:
            yield "customHeight", "1"


class _MergedRanges(MultiCellRange):
    """Merged cells, added without openpyxl's search for overlaps, which takes longer with every range."""

    def add(self, coord: _Range) -> None:
        """Add a range that overlaps no other."""
        self.ranges.add(coord)


class _Range(NamedTuple):
    """A range as the writer needs it, without openpyxl's checks of each border."""

    min_col: int
    min_row: int
    max_col: int
    max_row: int

    def __str__(self) -> str:
        """As in the file: ``A1:C1``."""
        first, last = get_column_letter(self.min_col), get_column_letter(self.max_col)
        return f"{first}{self.min_row}:{last}{self.max_row}"


def link_cell(cell: Cell, place: str) -> None:
    """Make a cell jump to a place of the same workbook such as ``'表紙'!A1``."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
