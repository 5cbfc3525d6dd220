"""A4 print set-up and page breaks: blocks that belong together are not torn apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.dates import day_label
from desktop.export.canvas import Canvas
from desktop.export.cells import clean_text
from desktop.export.data import WorkbookInput
from desktop.export.styles import FONT

A4_SHORT_POINTS = 595.0
A4_LONG_POINTS = 842.0
MARGIN_INCHES = 0.5
BOTTOM_INCHES = 0.7
"""Room for the footer."""
POINTS_PER_INCH = 72
POINTS_PER_UNIT = 5.25
"""A column width of 1 is 7 pixels for a 10-point font."""
SAFETY = 0.93
"""Printers and stand-in fonts need a little more than the calculation says."""
SPARSE = 0.25
"""A page filled less than this gets the whole section before it as well."""
PAPER_A4 = 9

Orientation = Literal["portrait", "landscape"]


def footer_texts(data: WorkbookInput) -> tuple[str, str]:
    """Return town with target year, and the day of making, for the ends of every footer."""
    made = f"{day_label(data.today)}作成"
    return f"{data.town}　{data.fiscal_year.label}", made


def set_up_page(
    canvas: Canvas, orientation: Orientation, footer: tuple[str, str], repeat: str = ""
) -> None:
    """Set A4, one page wide, print area, footer (left, right; page number between) and repeated rows.

    ``repeat`` names rows such as ``1:3``. Breaks are put between blocks, by the heights of the rows.
    """
    sheet = canvas.sheet
    sheet.page_setup.paperSize = PAPER_A4
    sheet.page_setup.orientation = orientation
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _set_margins(sheet)
    sheet.print_options.horizontalCentered = True
    sheet.print_area = f"A1:{get_column_letter(canvas.columns)}{canvas.row - 1}"
    if repeat:
        sheet.print_title_rows = repeat
    _set_footer(sheet, footer)
    for row in _breaks(canvas, orientation, repeat):
        sheet.row_breaks.append(Break(id=row))


def _set_margins(sheet: Worksheet) -> None:
    """Leave half an inch, and room for the footer below."""
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = MARGIN_INCHES
    margins.bottom = BOTTOM_INCHES
    margins.header = margins.footer = 0.3


def _set_footer(sheet: Worksheet, footer: tuple[str, str]) -> None:
    """Write town and year on the left, the page in the middle, the date on the right."""
    left, right = footer
    line = sheet.oddFooter
    assert line is not None
    # "&" starts a code in footers.
    texts = (clean_text(text).replace("&", "&&") for text in (left, right))
    for part, text in zip(
        (line.left, line.right, line.center), (*texts, "&A　&P ページ"), strict=True
    ):
        part.text = text
        part.size = 8
        part.font = f"{FONT},Regular"
    sheet.page_setup.firstPageNumber = 1
    sheet.page_setup.useFirstPageNumber = True


def _breaks(canvas: Canvas, orientation: Orientation, repeat: str) -> list[int]:
    """Return the rows after which a page ends."""
    capacity = page_points(canvas.widths, orientation)
    repeated = sum(canvas.heights.get(row, 0.0) for row in _rows(repeat))
    found: list[int] = []
    used = 0.0
    for block in _blocks(canvas):
        height = sum(canvas.heights[row] for row in block)
        room = capacity - (repeated if found else 0.0)
        if used and (used + height > room or block[0] in canvas.page_starts):
            found.append(block[0] - 1)
            used = 0.0
        # A block taller than a page is broken by the printer; its rest goes on filling.
        used = (
            (used + height) % (capacity - repeated) if used + height > capacity else used + height
        )
    _fill_sparse_pages(canvas, found, capacity - repeated)
    return found


def _fill_sparse_pages(canvas: Canvas, found: list[int], room: float) -> None:
    """Move a break up to the start of a section where the page after it would hold two lost rows."""
    ends = [0, *found, canvas.row - 1]
    for n in range(1, len(ends) - 1):
        if ends[n] + 1 in canvas.page_starts:
            continue
        if _points(canvas, ends[n] + 1, ends[n + 1]) >= SPARSE * room:
            continue
        starts = [row for row in canvas.sections if ends[n - 1] + 2 < row <= ends[n]]
        if starts and _points(canvas, starts[-1], ends[n + 1]) <= room:
            ends[n] = found[n - 1] = starts[-1] - 1


def _points(canvas: Canvas, first: int, last: int) -> float:
    """Return the height of rows ``first`` to ``last``."""
    return sum(canvas.heights[row] for row in range(first, last + 1))


def _blocks(canvas: Canvas) -> list[list[int]]:
    """Return runs of rows that are kept together."""
    blocks: list[list[int]] = []
    joined = False
    for row in sorted(canvas.heights):
        if joined:
            blocks[-1].append(row)
        else:
            blocks.append([row])
        joined = row in canvas.kept
    return blocks


def _rows(repeat: str) -> range:
    """Return the row numbers of a reference such as ``1:3``."""
    if not repeat:
        return range(0)
    first, last = repeat.split(":")
    return range(int(first), int(last) + 1)


def page_points(widths: Sequence[float], orientation: Orientation) -> float:
    """Return how many points of row height fit on a page once it is scaled to its width."""
    upright = orientation == "portrait"
    width = A4_SHORT_POINTS if upright else A4_LONG_POINTS
    height = A4_LONG_POINTS if upright else A4_SHORT_POINTS
    printable = width - 2 * MARGIN_INCHES * POINTS_PER_INCH
    scale = min(1.0, printable / (sum(widths) * POINTS_PER_UNIT))
    return (height - (MARGIN_INCHES + BOTTOM_INCHES) * POINTS_PER_INCH) / scale * SAFETY
