"""Values into cells: text stays text, dates and numbers are real, and heights fit what is written."""

from __future__ import annotations

import re
import unicodedata
from copy import copy
from datetime import date
from functools import lru_cache
from typing import Any

from openpyxl.cell import Cell

from desktop.export.styles import LOOKS, Style

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_MAX_TEXT = 32_767
_TOKEN = re.compile(r"[!-~]+|.")
"""A run of ASCII that Excel keeps on one line where it can, or a single character."""

LINE_POINTS = 1.3
"""Height of a line as a multiple of the font size: enough for fonts that stand in for BIZ UD."""
PADDING_POINTS = 6.0
UNIT_PIXELS = 6.67
"""A column width of 1 in a workbook whose base font has 10 points (LibreOffice; Excel gives 7)."""
PADDING_PIXELS = 8.0
HALF_WIDTH_PIXELS = 96 / 72 / 2
"""Width of a half-width character per point of font size; full-width ones take twice as much."""
MAX_POINTS = 409.0
"""Excel's greatest row height."""


class Formula(str):
    """A formula of our own, without the equals sign. Plain ``str`` never becomes a formula."""

    __slots__ = ()


CellValue = Formula | str | int | date | None


@lru_cache(maxsize=4096)  # asked for twice: for the height of a row and for the cell
def clean_text(text: str) -> str:
    """Return text that a cell can hold: no control characters, plain line ends, Excel's limit kept.

    ``_x0041_`` would be read by Excel as an escaped character, so its first sign is escaped itself.
    """
    plain = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPE.sub("_x005F_", plain)[:_MAX_TEXT]


def set_value(cell: Cell, value: CellValue) -> None:
    """Write one value into a cell whose format is shared with others. Only a :class:`Formula` becomes a formula."""
    if isinstance(value, Formula):
        cell.value = f"={value}"
    elif isinstance(value, str):
        _put_text(cell, clean_text(value))
    elif value is not None:
        _own_format(cell)  # openpyxl may change it for a date
        cell.value = value


def _put_text(cell: Any, text: str) -> None:
    """Write clean text as text; a quote prefix keeps it text when somebody edits the cell in Excel."""
    if not text:
        return
    # Not `cell.value = text`, which would look for formulas, errors and signs that clean text has not.
    cell._value, cell.data_type = text, "s"
    if text.startswith(_FORMULA_STARTS):
        _own_format(cell)
        cell.quotePrefix = True


def _own_format(cell: Any) -> None:
    """Give a cell a format of its own before it is changed."""
    cell._style = copy(cell._style)


@lru_cache(maxsize=4096)
def text_units(text: str) -> int:
    """Return the width of a text in half-width characters; full-width and ambiguous ones count double."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


@lru_cache(maxsize=4096)  # the sheets of a workbook have most of their texts in common
def line_count(text: str, units: float) -> int:
    """Return the number of lines a text takes in a column of a width, broken as Excel breaks it."""
    return sum(_paragraph_lines(part, max(2.0, units)) for part in text.split("\n"))


def _paragraph_lines(text: str, units: float) -> int:
    """Break one paragraph: ASCII words stay whole where they fit, other signs break anywhere."""
    lines, used = 1, 0.0
    for token in _TOKEN.findall(text):
        width = text_units(token)
        if used + width <= units:
            used += width
            continue
        if width <= units:
            lines, used = lines + 1, float(width)
            continue
        total = used + width
        extra = int(total // units)
        lines, used = lines + extra, total - extra * units
    return lines


def row_points(value: CellValue, units: float, style: Style) -> float:
    """Return the height in points that a value needs in a (merged) width of half-width characters."""
    size = LOOKS[style].size
    text = value if isinstance(value, str) and not isinstance(value, Formula) else ""
    # Japanese rules on line ends leave up to a half sign of space unused.
    usable = (units * UNIT_PIXELS - PADDING_PIXELS) / (size * HALF_WIDTH_PIXELS) - 0.5
    lines = line_count(clean_text(text), usable)
    return min(MAX_POINTS, lines * size * LINE_POINTS + PADDING_POINTS)
