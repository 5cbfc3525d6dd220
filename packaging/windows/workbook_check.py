"""Look at the workbook that the Windows program wrote: with openpyxl, and recalculated in LibreOffice."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from machine import run
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from report import Report

FRONT_SHEETS = {"表紙", "制度一覧"}
COSTS, TOTAL = "経費（円）", "合計（総事業費）"
TYPED = ((333, 3), (1_000_000, 2))
"""Price and count typed into the first plan, and what they come to."""
PRICE_COLUMN, SUM_COLUMN = 3, 5
SUM = 333 * 3 + 1_000_000 * 2


def check_workbook(report: Report, path: Path) -> None:
    """Open it, count sheets and formulas, and let LibreOffice add up costs typed into a plan."""
    book = load_workbook(path)
    names = book.sheetnames
    report.check("ワークブック / workbook: sheets", set(names) > FRONT_SHEETS, names)
    count = len(formulas(book))
    report.check("ワークブック / workbook: formulas", count > 0, count)
    soffice = shutil.which("soffice")
    if soffice is None:
        report.note(
            "LibreOffice がないため、再計算は確かめていません / no LibreOffice: not recalculated"
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        filled = Path(folder, "filled.xlsx")
        type_costs(book.worksheets[len(FRONT_SHEETS)])
        book.save(filled)
        computed = recalculate(soffice, filled)
    broken = errors(computed)
    report.check("再計算して誤りがない / recalculated without errors", not broken, broken)
    plan = computed.worksheets[len(FRONT_SHEETS)]
    total = plan.cell(row_of(plan, TOTAL), SUM_COLUMN).value
    report.check("費用の合計 / the sum of costs", total == SUM, f"{total}")


def row_of(sheet: Worksheet, label: str) -> int:
    """Return the row whose first column has this label."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == label)


def type_costs(sheet: Worksheet) -> None:
    """Type price and count of two items into a plan."""
    first = row_of(sheet, COSTS) + 2
    for row, typed in enumerate(TYPED, first):
        for column, value in enumerate(typed, PRICE_COLUMN):
            sheet.cell(row, column).value = value


def formulas(book: Workbook) -> list[str]:
    """Return the places of all formulas."""
    return _cells(book, "=")


def errors(book: Workbook) -> list[str]:
    """Return the places of all error values."""
    return _cells(book, "#")


def _cells(book: Workbook, beginning: str) -> list[str]:
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(beginning)
    ]


def recalculate(soffice: str, path: Path) -> Workbook:
    """Open and save a workbook in LibreOffice with a profile of its own; return the computed values."""
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    out = path.parent / "out"
    run(
        [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", out, path], timeout=120
    )
    return load_workbook(out / path.name, data_only=True)
