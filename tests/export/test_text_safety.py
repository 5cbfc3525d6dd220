"""Text from people or the catalogue stays text, whatever it looks like."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.program import Contact, Step
from desktop.export.cells import clean_text
from desktop.export.workbook import write_workbook
from tests.export.sample import bare_program, rich_program, sample_input, written

EVIL = '=HYPERLINK("http://evil.example","x")'


@pytest.mark.parametrize("text", [EVIL, "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "#N/A", "'=1"])
def test_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    evil = rich_program(name=text, agency=text, summary=text, applicants=text)
    edition = replace(
        evil.editions[0],
        summary=text,
        steps=(Step(text, ()),),
        contacts=(Contact(text, text, text, (), text),),
        doubt=text,
    )
    data = sample_input(replace(evil, editions=(edition,)))
    book = written(tmp_path, replace(data, catalog_version=text, purposes={"people": text}))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    book.close()
    same = [cell for cell in cells if cell.value == text]
    assert len(same) >= 8
    assert {cell.data_type for cell in same} == {"s"}
    if text[0] in "=+-@\t":
        assert all(cell.quotePrefix for cell in same)


def test_formulas_are_only_our_own(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", sample_input(rich_program(name=EVIL, agency=EVIL)))
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "sheets/" in name]
    formulas = [text for part in parts for text in re.findall(r"<f>(.*?)</f>", part)]
    assert formulas
    assert not [text for text in formulas if "HYPERLINK" in text or "evil" in text]


def test_characters_that_xml_forbids_are_removed(tmp_path: Path) -> None:
    name = "制\x00度\x0b・\x1f名\ud800前\ufffe\uffff"
    book = written(tmp_path, sample_input(bare_program(name=name, summary="一行\r\n二行\r三行")))
    sheet = book.worksheets[2]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    book.close()
    assert sheet.title == "01_制度・名前"
    assert "計画シート01　制度・名前" in texts
    assert "一行\n二行\n三行" in texts


def test_what_excel_would_read_as_an_escape_is_escaped() -> None:
    assert clean_text("_x0041_") == "_x005F_x0041_"
    assert clean_text("a_x_b") == "a_x_b"


def test_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    book = written(tmp_path, sample_input(bare_program(summary="長" * 40_000)))
    longest = max(
        len(str(cell.value)) for row in book.worksheets[2].iter_rows() for cell in row if cell.value
    )
    book.close()
    assert longest == 32_767


def test_footers_take_an_ampersand_as_text(tmp_path: Path) -> None:
    data = sample_input()
    town = data.profile.municipality._replace(name="A&B町")
    path = tmp_path / "a.xlsx"
    write_workbook(path, replace(data, profile=replace(data.profile, municipality=town)))
    with zipfile.ZipFile(path) as archive:
        assert "島根県A&amp;&amp;B町" in archive.read("xl/worksheets/sheet1.xml").decode()
    load_workbook(path).close()
