"""The workbook filled in and computed by a real spreadsheet program (LibreOffice, one run for all)."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.export.plan_funding import DIFFERS, MATCHES
from desktop.export.workbook import write_workbook
from tests.export.sample import sample_input

RICH, BARE, BROKEN = "01_地域活性化起業人", "02_名前だけの制度", "03_県の制度"


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The sample with its plans filled in, recalculated; values instead of formulas."""
    folder = tmp_path_factory.mktemp("calc")
    data = replace(sample_input(), selected=("kigyojin", "bare", "ken"))
    path = write_workbook(folder / "plan.xlsx", data)
    book = load_workbook(path)
    _fill_soundly(book[RICH])
    _fill_badly(book[BARE])
    broken = book[BROKEN]
    broken[f"E{_row(broken, '一般財源')}"] = 123
    book.save(path)
    book.close()
    result = load_workbook(_recalculate(path), data_only=True)
    result.close()
    return result


def _row(sheet: Worksheet, label: str) -> int:
    """The row whose first column has this label."""
    return next(r for r in range(1, sheet.max_row + 1) if sheet.cell(r, 1).value == label)


def _fill_soundly(sheet: Worksheet) -> None:
    first = _row(sheet, "経費（円）") + 2
    costs = ((333, 3, 999), (1_000_000, 2, 2_000_000), (99.9, 7, None))
    for row, (price, count, eligible) in enumerate(costs, first):
        sheet[f"C{row}"], sheet[f"D{row}"], sheet[f"F{row}"] = price, count, eligible
    for label, yen in (
        ("国庫支出金", 500_000),
        ("県支出金", 100_000),
        ("地方債", 300_001),
        ("その他（寄附金・参加費など）", 50_000),
        ("　うち特別交付税（見込）", 400_000),
    ):
        sheet[f"E{_row(sheet, label)}"] = yen
    sheet[f"F{_row(sheet, '地方債')}"] = 0.7


def _fill_badly(sheet: Worksheet) -> None:
    first = _row(sheet, "経費（円）") + 2
    sheet[f"C{first}"], sheet[f"D{first}"], sheet[f"F{first}"] = 1000, 1, 2000
    sheet[f"C{first + 1}"] = "未定"
    sheet[f"E{_row(sheet, '国庫支出金')}"] = 5000
    sheet[f"E{_row(sheet, '地方債')}"] = "検討中"


def _recalculate(path: Path) -> Path:
    """Open and save in LibreOffice with a profile of its own."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.fail("soffice が見つかりません: make test が libreoffice-calc-nogui を入れます")
    out = path.parent / "out"
    command = [soffice, f"-env:UserInstallation=file://{path.parent}/profile", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(out), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert (out / path.name).exists(), done.stderr
    return out / path.name


def _value(sheet: Worksheet, label: str, column: str = "E") -> Any:
    return sheet[f"{column}{_row(sheet, label)}"].value


def test_costs_are_multiplied_cut_to_the_yen_and_summed(computed: Workbook) -> None:
    sheet = computed[RICH]
    assert _value(sheet, "合計（総事業費）") == 999 + 2_000_000 + 699
    assert _value(sheet, "合計（総事業費）", "F") == 2_000_999
    assert _value(sheet, "小計（補助対象）") == 2_000_999
    assert _value(sheet, "小計（補助対象外）") == 699


def test_general_funds_are_what_remains(computed: Workbook) -> None:
    sheet = computed[RICH]
    assert _value(sheet, "一般財源") == 2_001_698 - 500_000 - 100_000 - 300_001 - 50_000
    assert _value(sheet, "町の実質負担（見込）") == 1_051_697 + 300_001 - 400_000 - 210_000
    assert _value(sheet, "確認", "C") == MATCHES
    assert not _value(sheet, "確認", "F")


def test_names_reach_the_cover(computed: Workbook) -> None:
    rows = [row for row in computed["表紙"].iter_rows(values_only=True) if row[0] == "シート01"]
    assert rows[0][6:8] == (2_001_698, 1_051_697)
    title, cell = computed.defined_names["P01_総事業費"].attr_text.split("!")
    assert computed[title.strip("'$").removeprefix("'")][cell.replace("$", "")].value == 2_001_698


def test_mistakes_are_said_in_words(computed: Workbook) -> None:
    sheet = computed[BARE]
    assert _value(sheet, "合計（総事業費）", "G") == "補助対象が金額を超える行があります"
    assert _value(sheet, "一般財源") == -4000
    assert _value(sheet, "確認", "F") == "注意：財源が総事業費を超えています"
    assert _value(computed[BROKEN], "確認", "C") == DIFFERS


def test_words_in_place_of_amounts_break_nothing(computed: Workbook) -> None:
    errors = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in computed.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("#")
    ]
    assert errors == []
