"""Look at the workbook that the Windows program wrote: with openpyxl, and recalculated in LibreOffice."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from machine import run
from openpyxl import Workbook, load_workbook
from report import Report

FRONT_SHEETS = {"表紙", "制度一覧"}
TOTAL, PRICE_COLUMN = "合計（総事業費）", "E"


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
        computed = recalculate(soffice, path, Path(folder))
    broken = errors(computed)
    report.check("再計算して誤りがない / recalculated without errors", not broken, broken)


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


def recalculate(soffice: str, path: Path, folder: Path) -> Workbook:
    """Open and save a workbook in LibreOffice with a profile of its own; return the computed values."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    out = folder / "out"
    run(
        [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", out, path], timeout=120
    )
    return load_workbook(out / path.name, data_only=True)
