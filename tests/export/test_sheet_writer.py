"""Our own way of writing sheets gives what openpyxl gives for the same workbook, byte for byte."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.writer.excel import ExcelWriter

from desktop.export import saving
from desktop.export.canvas import Canvas, Span
from desktop.export.cells import CellValue, Formula
from desktop.export.sheet_writer import BookWriter
from desktop.export.styles import Style, register_styles
from desktop.export.workbook import write_workbook
from tests.export.sample import sample_input

VALUES: tuple[CellValue, ...] = (
    "a<b>&\"c\" 'd'",
    "]]>",
    "&amp;",
    " 前後の空白　",
    "   ",
    "一行\n二行",
    "=1+1",
    "",
    "sheetData</sheetData>",
    ">mergeCells</mergeCells>",
    "#N/A",
    "𠮷野家",
    None,
    0,
    -12,
    6_100_000,
    12345678901234567,
    date(2026, 4, 1),
    Formula('IF(A1<>"&",B1>2,"")'),
)


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def every_value() -> Workbook:
    """A workbook with one row for every value."""
    book = Workbook()
    register_styles(book)
    canvas = Canvas(book.worksheets[0], (10.0, 8.5, 12.0))
    for value in VALUES:
        style = Style.DATE if isinstance(value, date) else Style.TEXT
        canvas.line(Span(1, 1, value, style), Span(2, 3, value, style))
    canvas.line(Span(1, 3, "飛ぶ", Style.LINK, "'a&b'!A1"), grows=True)
    canvas.gap(7.25)
    # Two workbooks that differ in nothing but the moment would not be equal files.
    book.properties.created = book.properties.modified = datetime(2026, 4, 1)
    return book


def test_every_kind_of_value_is_written_as_by_openpyxl(tmp_path: Path) -> None:
    found, expected = tmp_path / "found.xlsx", tmp_path / "expected.xlsx"
    # A workbook each, because openpyxl leaves traces in one that it has written.
    with ZipFile(found, "w") as archive:
        BookWriter(every_value(), archive, lambda: None).write_data()
    with ZipFile(expected, "w") as archive:
        ExcelWriter(every_value(), archive).write_data()
    assert parts(found) == parts(expected)
    sheet = load_workbook(found).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (1, 4, 9)] == [VALUES[0], VALUES[3], VALUES[8]]


def test_a_whole_workbook_is_written_as_by_openpyxl(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = write_workbook(tmp_path / "found.xlsx", sample_input())

    def plainly(book: Workbook, archive: Any, on_sheet: object) -> ExcelWriter:
        return ExcelWriter(book, archive)

    monkeypatch.setattr(saving, "BookWriter", plainly)
    expected = write_workbook(tmp_path / "expected.xlsx", sample_input())
    assert parts(found) == parts(expected)


def test_nothing_is_put_into_a_folder_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A full or missing folder for temporary files must not stand in the way of an export.
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "ない"))
    assert write_workbook(tmp_path / "a.xlsx", sample_input()).exists()


def test_a_cell_that_is_changed_leaves_the_style_of_the_others_alone() -> None:
    book = Workbook()
    register_styles(book)
    canvas = Canvas(book.worksheets[0], (10.0, 10.0))
    # A date in a style for text gets a format for dates, a text like a formula a quote before it.
    for value in ("=1+1", date(2026, 4, 1), "文"):
        canvas.line(Span(1, 1, value, Style.TEXT), Span(2, 2, None, Style.TEXT))
    cells: list[Any] = [canvas.sheet.cell(row, column) for row in (1, 2, 3) for column in (1, 2)]
    looks = [(cell.quotePrefix, cell.number_format != "General") for cell in cells]
    plain = (False, False)
    assert looks == [(True, False), plain, (False, True), plain, plain, plain]
