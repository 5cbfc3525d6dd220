"""Rules for what people type into the sheets: drop-downs, amounts, dates, and alarms for what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

FIRST_DAY = date(2019, 5, 1)
"""The first day of Reiwa; anything earlier is a slip of the keyboard."""
EXCEL_EPOCH = date(1899, 12, 30)

_DECIMAL_ID = 250
"""An id of its own among the number formats of the file."""
_ALARM_FILL = PatternFill("solid", bgColor="C00000")
_ALARM_FONT = Font(color="FFFFFF", bold=True)


def offer_choices(
    sheet: Worksheet, cells: Iterable[str], choices: Sequence[str], *, strict: bool = True
) -> None:
    """Put a drop-down list on cells; when not strict, other words may be typed as well."""
    rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    rule.showErrorMessage = strict
    rule.errorTitle = "選べる値"
    rule.error = f"{'、'.join(choices)} のどれかを選んでください。"
    _apply(sheet, rule, cells)


def want_yen(sheet: Worksheet, cells: Iterable[str]) -> None:
    """Accept whole numbers of yen of 0 or more."""
    _number(
        sheet, cells, "whole", "円単位の整数（0以上）で入れてください。千円単位ではありません。"
    )


def want_quantity(sheet: Worksheet, cells: Iterable[str]) -> None:
    """Accept numbers of 0 or more, with decimals."""
    _number(sheet, cells, "decimal", "0以上の数で入れてください。単位は備考に書きます。")


def want_share(sheet: Worksheet, cells: Iterable[str]) -> None:
    """Accept a share between 0 and 1, shown as a percentage."""
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="1")
    _explain(rule, "割合", "0％から100％のあいだで入れてください（例 70%）。")
    _apply(sheet, rule, cells)


def want_date(sheet: Worksheet, cells: Iterable[str]) -> None:
    """Accept dates of the Reiwa era."""
    first = str((FIRST_DAY - EXCEL_EPOCH).days)
    rule = DataValidation(type="date", operator="greaterThanOrEqual", formula1=first)
    _explain(rule, "日付", "日付を 2027/4/1 や R9.4.1 のように入れてください。")
    _apply(sheet, rule, cells)


def show_hint(sheet: Worksheet, cell: str, hint: str) -> None:
    """Show a hint beside a cell while it is selected; any text may be typed."""
    rule = DataValidation(allow_blank=True)
    rule.showInputMessage = True
    rule.prompt = hint
    _apply(sheet, rule, [cell])


def alarm(sheet: Worksheet, cell: str, formula: str) -> None:
    """Turn a cell red while a formula holds; its text says the same in words."""
    differential = DifferentialStyle(font=_ALARM_FONT, fill=_ALARM_FILL)
    rule = Rule(type="expression", dxf=differential, formula=[formula])
    sheet.conditional_formatting.add(cell, rule)


def show_decimals(sheet: Worksheet, cells: str, first: str) -> None:
    """Show two decimals in those cells that hold no whole number; ``first`` is the first of them."""
    format_ = NumberFormat(numFmtId=_DECIMAL_ID, formatCode="#,##0.00")
    formula = f"AND(ISNUMBER({first}),{first}<>INT({first}))"
    rule = Rule(type="expression", dxf=DifferentialStyle(numFmt=format_), formula=[formula])
    sheet.conditional_formatting.add(cells, rule)


def _number(
    sheet: Worksheet, cells: Iterable[str], kind: Literal["whole", "decimal"], message: str
) -> None:
    rule = DataValidation(type=kind, operator="greaterThanOrEqual", formula1="0")
    _explain(rule, "数", message)
    _apply(sheet, rule, cells)


def _explain(rule: DataValidation, title: str, message: str) -> None:
    """Allow an empty cell and show the message when something else is typed."""
    rule.allow_blank = True
    rule.showErrorMessage = True
    rule.errorTitle = title
    rule.error = message


def _apply(sheet: Worksheet, rule: DataValidation, cells: Iterable[str]) -> None:
    found = list(cells)
    for cell in found:
        rule.add(cell)
    if found:
        sheet.add_data_validation(rule)
