"""What the export is compared with holds the same cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, NamedStyle

from tests.bench.exporting import same_cells
from tests.bench.plain_workbook import read_plain, write_plain


def sample(path: Path) -> Path:
    book = Workbook()
    book.add_named_style(NamedStyle("見出し", font=Font(bold=True), number_format="#,##0"))
    sheet = book.worksheets[0]
    sheet.append(["名称", 1_000, date(2026, 4, 1), "=B1*2"])
    sheet["A1"].style = "見出し"
    sheet["B2"].style = "見出し"  # empty, but with a look
    sheet["B3"].number_format = "0.0%"
    sheet.merge_cells("A4:C4")
    sheet.column_dimensions["A"].width = 30
    sheet.row_dimensions[1].height = 24
    book.save(path)
    return path


def test_the_plain_workbook_has_the_same_cells(tmp_path: Path) -> None:
    read = read_plain(sample(tmp_path / "ours.xlsx"))
    write_plain(tmp_path / "plain.xlsx", read)
    assert read.cells == 6
    assert same_cells(read, read_plain(tmp_path / "plain.xlsx"))


def test_another_value_is_noticed(tmp_path: Path) -> None:
    read = read_plain(sample(tmp_path / "ours.xlsx"))
    other = Workbook()
    other.save(tmp_path / "other.xlsx")
    assert not same_cells(read, read_plain(tmp_path / "other.xlsx"))
