"""The named cell styles of the workbook: every look has a name that Excel shows and people can reuse.

Colours are restrained and always come with text or a border, so that the sheets also read in a
black-and-white copy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.verdict_name import Verdict

FONT = "BIZ UDゴシック"
SIZE = 10

YEN = "#,##0;[Red]▲#,##0"
YEN_QUIET = "#,##0;[Red]▲#,##0;;@"
"""Yen with nothing shown for zero, for spare rows."""
YEN_UNIT = '#,##0"円"'
QUANTITY = "#,##0"
"""Decimals appear where there are any, by a conditional format: "0.##" would leave a bare point."""
PERCENT = "0.0%"
DATE = "[$-411]ge.m.d"
"""R9.10.31, as offices write dates in tables."""
DATE_EXPECTED = '[$-411]ge.m.d"見込"'
"""Short, because Excel shows #### for a date that does not fit."""
DATE_LONG = '[$-411]ggge"年"m"月"d"日"'

_NAVY = "1F3864"
_RED = "9C0006"
_GREY = "595959"
_LINE = "8EA0B8"

Horizontal = Literal["left", "center", "right"]
Vertical = Literal["top", "center"]


class Style(StrEnum):
    """Names of the cell styles as Excel lists them."""

    TITLE = "みち 表題"
    SUBTITLE = "みち 副題"
    SECTION = "みち 見出し"
    SUBSECTION = "みち 小見出し"
    HEAD = "みち 表の見出し"
    LABEL = "みち 項目名"
    SMALL = "みち 小さい文"
    SMALL_RIGHT = "みち 小さい文（右）"
    FOOT = "みち 注記"
    TEXT = "みち 表の文"
    TEXT_CENTER = "みち 表の文（中央）"
    TEXT_BOLD = "みち 表の文（太字）"
    NOTE = "みち 表の補足"
    DOUBT = "みち 表の要注意"
    LINK = "みち リンク"
    NUMBER = "みち 数"
    AMOUNT = "みち 金額（円）"
    DATE = "みち 日付"
    DATE_EXPECTED = "みち 日付（見込）"
    DATE_LONG = "みち 日付（和暦）"
    INPUT = "みち 入力"
    INPUT_BOX = "みち 入力（文章）"
    INPUT_CENTER = "みち 入力（中央）"
    CHOICE = "みち 選択"
    INPUT_YEN = "みち 入力（円）"
    INPUT_QUANTITY = "みち 入力（数量）"
    INPUT_PERCENT = "みち 入力（率）"
    INPUT_DATE = "みち 入力（日付）"
    FORMULA = "みち 計算（円）"
    FORMULA_QUIET = "みち 計算（行）"
    FORMULA_TEXT = "みち 計算（確認）"
    BOX = "みち 押印欄"
    ELIGIBLE = "みち 判定 対象"
    UNKNOWN = "みち 判定 要確認"
    VIA_LOCAL_ACTORS = "みち 判定 地域の主体向け"
    INELIGIBLE = "みち 判定 対象外"
    NOT_CURRENT = "みち 判定 過去の制度"


VERDICT_STYLES = {
    Verdict.ELIGIBLE: Style.ELIGIBLE,
    Verdict.UNKNOWN: Style.UNKNOWN,
    Verdict.VIA_LOCAL_ACTORS: Style.VIA_LOCAL_ACTORS,
    Verdict.INELIGIBLE: Style.INELIGIBLE,
    Verdict.NOT_CURRENT: Style.NOT_CURRENT,
}


@dataclass(frozen=True)
class Look:
    """How one style looks; ``line`` is the border: none, all round, or below only. Sizes in points."""

    size: int = SIZE
    bold: bool = False
    color: str = "000000"
    fill: str = ""
    line: Literal["", "box", "below"] = "box"
    horizontal: Horizontal = "left"
    vertical: Vertical = "center"
    format: str = "General"
    underline: bool = False


_INPUT = "FFF9E3"
_CALC = "EDEDED"
_PALE = "E4EBF5"


def _verdict(fill: str, color: str) -> Look:
    """Return the look of a verdict cell."""
    return Look(bold=True, color=color, fill=fill, horizontal="center")


def _input(format_: str = "General", horizontal: Horizontal = "left") -> Look:
    """Return the look of a cell that people fill in."""
    return Look(fill=_INPUT, format=format_, horizontal=horizontal)


def _formula(format_: str, horizontal: Horizontal = "right") -> Look:
    """Return the look of a cell that Excel computes."""
    return Look(bold=True, fill=_CALC, format=format_, horizontal=horizontal)


LOOKS = {
    Style.TITLE: Look(size=18, bold=True, color=_NAVY, line=""),
    Style.SUBTITLE: Look(size=12, bold=True, line=""),
    Style.SECTION: Look(size=12, bold=True, color="FFFFFF", fill=_NAVY, line=""),
    Style.SUBSECTION: Look(bold=True, color=_NAVY, fill=_PALE),
    Style.HEAD: Look(bold=True, color=_NAVY, fill=_PALE, horizontal="center"),
    Style.LABEL: Look(bold=True, color=_NAVY, fill=_PALE),
    Style.SMALL: Look(size=9, color=_GREY, line=""),
    Style.SMALL_RIGHT: Look(size=9, color=_GREY, line="", horizontal="right"),
    Style.FOOT: Look(size=9, line=""),
    Style.TEXT: Look(),
    Style.TEXT_CENTER: Look(horizontal="center"),
    Style.TEXT_BOLD: Look(bold=True),
    Style.NOTE: Look(size=9, color="404040"),
    Style.DOUBT: Look(size=9, color=_RED),
    Style.LINK: Look(color="0B4FA8", underline=True, horizontal="center"),
    Style.NUMBER: Look(format="#,##0", horizontal="center"),
    Style.AMOUNT: Look(format=YEN_UNIT, horizontal="right"),
    Style.DATE: Look(format=DATE, horizontal="center"),
    Style.DATE_EXPECTED: Look(format=DATE_EXPECTED, horizontal="center"),
    Style.DATE_LONG: Look(format=DATE_LONG),
    Style.INPUT: _input(),
    Style.INPUT_BOX: replace(_input(), vertical="top"),
    Style.INPUT_CENTER: _input(horizontal="center"),
    Style.CHOICE: replace(_input(horizontal="center"), color="0B4FA8", bold=True),
    Style.INPUT_YEN: _input(YEN, "right"),
    Style.INPUT_QUANTITY: _input(QUANTITY, "right"),
    Style.INPUT_PERCENT: _input(PERCENT, "right"),
    Style.INPUT_DATE: _input(DATE, "center"),
    Style.FORMULA: _formula(YEN),
    Style.FORMULA_QUIET: Look(fill=_CALC, format=YEN_QUIET, horizontal="right"),
    Style.FORMULA_TEXT: _formula("General", "left"),
    Style.BOX: Look(horizontal="center"),
    Style.ELIGIBLE: _verdict("DDF0D5", "1E4620"),
    Style.UNKNOWN: _verdict("FFF0C2", "5C4000"),
    Style.VIA_LOCAL_ACTORS: _verdict("D9E8F7", _NAVY),
    Style.INELIGIBLE: _verdict("E3E3E3", "404040"),
    Style.NOT_CURRENT: _verdict("F2F2F2", _GREY),
}


def register_styles(book: Workbook) -> None:
    """Make every style known to a new workbook and set its base font, which column widths count in."""
    # openpyxl offers no public way to change the font of the style "Normal" (index 0).
    book._fonts = IndexedList([_font(Look())])  # type: ignore[attr-defined]
    for name, look in LOOKS.items():
        book.add_named_style(_named(name, look))


def style_arrays(sheet: Worksheet) -> dict[Style, StyleArray]:
    """Return the cell formats of the styles in the workbook of a sheet, to be copied into cells."""
    book = sheet.parent
    assert book is not None
    known = {named.name: named for named in book._named_styles}  # type: ignore[attr-defined]
    return {style: known[style.value].as_tuple() for style in Style}


def _named(name: Style, look: Look) -> NamedStyle:
    """Return the openpyxl style of a look."""
    return NamedStyle(
        name=name.value,
        font=_font(look),
        fill=PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill(),
        border=_border(look),
        alignment=Alignment(horizontal=look.horizontal, vertical=look.vertical, wrap_text=True),
        number_format=look.format,
    )


def _font(look: Look) -> Font:
    """Return the font of a look; ``charset`` 128 lets Excel fall back to another Japanese font."""
    underline: Literal["single"] | None = "single" if look.underline else None
    return Font(FONT, look.size, bold=look.bold, color=look.color, charset=128, underline=underline)


def _border(look: Look) -> Border:
    """Return the border of a look."""
    side = Side(style="thin", color=_LINE)
    if look.line == "box":
        return Border(left=side, right=side, top=side, bottom=side)
    return Border(bottom=side) if look.line == "below" else Border()
