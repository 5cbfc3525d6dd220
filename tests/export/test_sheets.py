"""What makes the sheets usable: names, links, filters, drop-downs, formulas, paper."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.dates import PartialDate
from desktop.domain.program import Program
from desktop.errors import ExportError
from desktop.export.cells import MAX_POINTS, line_count, row_points
from desktop.export.names import plan_title
from desktop.export.styles import Style
from desktop.export.workbook import write_workbook
from tests.export.sample import bare_program, rich_program, sample_input, written


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(tmp_path_factory.mktemp("book"), sample_input())


def find(sheet: Worksheet, text: str) -> str:
    """The first cell with exactly this text."""
    return next(c.coordinate for row in sheet.iter_rows() for c in row if c.value == text)


def rules(sheet: Worksheet) -> dict[str, str]:
    """Cells with a drop-down or another rule for input → its kind and choices."""
    found = sheet.data_validations.dataValidation
    return {str(one.sqref): f"{one.type} {one.formula1 or ''}".strip() for one in found}


def test_sheets_stand_in_order(book: Workbook) -> None:
    assert book.sheetnames == ["表紙", "制度一覧", "01_地域活性化起業人", "02_名前だけの制度"]


def test_properties_are_set_and_independent_of_the_clock(book: Workbook) -> None:
    assert book.properties.title == "支援制度 活用計画ワークブック　島根県美郷町　令和9年度"
    assert book.properties.creator == "みちしるべ"
    assert book.properties.created == book.properties.modified == datetime(2026, 11, 20)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first, second = (
        write_workbook(tmp_path / f"{n}.xlsx", sample_input()).read_bytes() for n in (1, 2)
    )
    assert first == second
    with zipfile.ZipFile(tmp_path / "1.xlsx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("地域活性化起業人", "01_地域活性化起業人"),
        ("a/b\\c*d?e:f[g]h", "01_a・b・c・d・e・f・g・h"),
        ("'引用'", "01_’引用’"),
        ("長" * 60, "01_" + "長" * 28),
        ("𠮷" * 60, "01_" + "𠮷" * 14),
    ],
)
def test_sheet_names_keep_to_the_limits_of_excel(name: str, title: str) -> None:
    assert plan_title(1, name) == title


def test_programmes_of_the_same_name_get_sheets_of_their_own(tmp_path: Path) -> None:
    twins: list[Program] = [bare_program(id=f"p{n}", name="同じ名前" * 20) for n in range(3)]
    book = written(tmp_path, sample_input(*twins))
    book.close()
    assert len({title.casefold() for title in book.sheetnames}) == 5
    assert max(len(title) for title in book.sheetnames) <= 31


def test_overview_can_be_filtered_and_keeps_its_header(book: Workbook) -> None:
    sheet = book["制度一覧"]
    assert sheet.auto_filter.ref == "A3:M6"
    assert sheet.freeze_panes == "E4"
    assert sheet.print_title_rows == "$1:$3"
    assert rules(sheet) == {"B4:B6": 'list "●"'}


def test_overview_has_real_dates_and_marks_forecasts(book: Workbook, tmp_path: Path) -> None:
    program = rich_program()
    edition = program.editions[0]
    known = replace(edition.rounds[0], closes=PartialDate(2026, 12, 15))
    for rounds, format_ in (((known,), "d"), ((edition.rounds[0],), 'd"見込"')):
        found = written(
            tmp_path, sample_input(replace(program, editions=(replace(edition, rounds=rounds),)))
        )
        cell = found["制度一覧"]["I4"]
        found.close()
        assert isinstance(cell.value, datetime)
        assert cell.number_format.endswith(format_)


def test_selected_programmes_are_marked_and_linked(book: Workbook) -> None:
    sheet = book["制度一覧"]
    assert [sheet[f"B{row}"].value for row in (4, 5, 6)] == ["●", "●", None]
    link = sheet["B4"].hyperlink
    assert link is not None
    assert link.location == "'01_地域活性化起業人'!A1"
    assert link.target is None


def test_verdicts_are_words_with_a_colour(book: Workbook) -> None:
    sheet = book["制度一覧"]
    assert [sheet[f"C{row}"].value for row in (4, 5, 6)] == ["要確認", "要確認", "対象外"]
    assert sheet["C4"].fill.fgColor.rgb != sheet["C6"].fill.fgColor.rgb


def test_every_criterion_has_a_drop_down(book: Workbook) -> None:
    sheet = book["01_地域活性化起業人"]
    choices = [cells for cells, rule in rules(sheet).items() if rule == 'list "○,×,要確認"']
    assert len(choices) == 1
    assert len(choices[0].split()) == 4


def test_input_is_guided(book: Workbook) -> None:
    kinds = [rule.split()[0] for rule in rules(book["02_名前だけの制度"]).values()]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "None": 3,  # hints
        "date": 1,
        "decimal": 2,
        "list": 2,
        "whole": 2,
    }


def test_totals_have_names_that_point_to_formulas(book: Workbook) -> None:
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    assert len(names) == 18
    for name in ("P01_総事業費", "P01_一般財源", "P02_実質負担"):
        title, cell = names[name].replace("'", "").split("!")
        assert str(book[title][cell.replace("$", "")].value).startswith("=")


def test_cover_shows_the_totals_of_each_plan(book: Workbook) -> None:
    sheet = book["表紙"]
    formulas = [c.value for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == [
        '=IF(P01_総事業費=0,"未記入",P01_総事業費)',
        '=IF(P01_総事業費=0,"未記入",P01_一般財源)',
        '=IF(P02_総事業費=0,"未記入",P02_総事業費)',
        '=IF(P02_総事業費=0,"未記入",P02_一般財源)',
    ]


def test_formulas_keep_to_what_old_programs_know(book: Workbook) -> None:
    formulas = [
        str(c.value)
        for sheet in book
        for row in sheet.iter_rows()
        for c in row
        if c.data_type == "f"
    ]
    used = {name for text in formulas for name in re.findall(r"([A-Z]+)\(", text)}
    assert used == {"IF", "COUNT", "ROUND", "ROUNDDOWN", "SUM", "SUMPRODUCT", "N"}


def test_paper_is_a4_and_one_page_wide(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == (
            "landscape" if sheet.title == "制度一覧" else "portrait"
        )
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        fit, line = sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
        assert fit is not None
        assert fit.fitToPage
        assert sheet.print_area
        assert line is not None
        assert [part.text for part in (line.left, line.center, line.right)] == [
            "島根県美郷町　令和9年度",
            "&A　&P ページ",
            "令和8年11月20日作成",
        ]


def test_plan_repeats_its_title_and_breaks_between_parts(book: Workbook) -> None:
    sheet = book["01_地域活性化起業人"]
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"
    breaks = {one.id + 1 for one in sheet.row_breaks.brk}
    for heading in ("２　支援メニュー", "４　経費と財源"):
        assert int(find(sheet, heading)[1:]) in breaks


def test_rows_are_high_enough_for_their_text(book: Workbook) -> None:
    sheet = book["01_地域活性化起業人"]
    for number, row in enumerate(sheet.iter_rows(), 1):
        height = sheet.row_dimensions[number].height
        texts = [str(c.value) for c in row if c.value is not None and c.data_type == "s"]
        assert not texts or height is not None
        assert all(height and height >= 12 * (text.count("\n") + 1) for text in texts)


@pytest.mark.parametrize(
    ("text", "units", "lines"),
    [
        ("", 10, 1),
        ("五文字です", 10, 1),
        ("六文字ですよ", 10, 2),
        ("a\nb\n\nc", 10, 4),
        ("abcd efgh ijkl", 9, 2),
        ("https://example.jp/a-long-address", 10, 4),
    ],
)
def test_lines_are_counted_with_full_width_signs_double(text: str, units: int, lines: int) -> None:
    assert line_count(text, units) == lines


def test_no_row_is_higher_than_excel_allows() -> None:
    assert row_points("長" * 9999, 20, Style.TEXT) == MAX_POINTS


def test_a_workbook_without_programmes_says_what_to_do(tmp_path: Path) -> None:
    data = replace(sample_input(), judgements=(), selected=())
    book = written(tmp_path, data)
    book.close()
    assert book.sheetnames == ["表紙", "制度一覧"]
    find(book["表紙"], "計画シートはありません。画面で制度を選んで書き出すと、ここに並びます。")
    find(book["制度一覧"], "この条件にあてはまる制度はありません。")


def test_a_programme_chosen_twice_gets_one_sheet(tmp_path: Path) -> None:
    book = written(tmp_path, replace(sample_input(), selected=("bare", "kigyojin", "bare")))
    book.close()
    assert book.sheetnames[2:] == ["01_名前だけの制度", "02_地域活性化起業人"]


def test_a_chosen_programme_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="選ばれた制度（gone）が制度一覧にありません"):
        write_workbook(tmp_path / "a.xlsx", replace(sample_input(), selected=("gone",)))


def test_a_programme_without_an_edition_still_gets_its_sheet(tmp_path: Path) -> None:
    book = written(tmp_path, sample_input(bare_program(editions=())))
    texts = [c.value for row in book.worksheets[2].iter_rows() for c in row]
    book.close()
    assert "資料に対象の条件が書かれていません。" in texts
