"""Printed figures are looked for in the cited lines of the documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.catalog_source import read_catalog
from db.citations import check_citations, citations, is_printed, main, read_documents

MakeCatalog = Callable[..., Path]

# Line by line what the sample programme of conftest.py cites; written for this test.
TEXT = """見出し
対象は市町村
率は 2/3（特例）または １／２
上限 ５００ 万円、期間は3年
続き
続きの続き
離島は1.5倍
知事が認めること
窓口は見本課、200万円は3名分、売電は２分の１、土地代を除く、70％、充当率は●"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "002_abc.txt").write_text(TEXT, encoding="utf-8")
    (folder / "README.md").write_text("no document", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("printed", "line", "expected"),
    [
        ("590万円", "上限590万円/人", True),
        ("５９０万円", "上限 5 9 0 万円", True),
        ("1,000万円", "1000万円", True),
        ("1000万円", "１，０００万円", True),
        ("100万円", "1,100万円", False),
        ("0.5", "措置率0.5）", True),
        ("0.5", "0.55", False),
        ("0.5", "10.5", False),
        ("100", "100.5", False),
        ("1/2", "１／２以内", True),
        ("3年", "R3年", True),
        ("100万円", "R7 100万円", True),
        ("上限なし", "上 限 な し", True),
        ("(a", "(a", True),
        ("5,3", "53", False),
    ],
)
def test_is_printed(printed: str, line: str, expected: bool) -> None:
    assert is_printed(printed, line) is expected


def test_documents_are_read_by_their_number(documents: Path) -> None:
    found = read_documents(documents)
    assert list(found) == ["002"]
    assert found["002"][1] == "対象は市町村"


def test_every_citation_of_a_programme_is_listed(make_catalog: MakeCatalog) -> None:
    source = read_catalog(make_catalog())
    found = {item.path: item for item in citations("x", source.programs["sample.toml"])}
    assert found["edition[1].line[main].cap[1]"].printed == "500"
    assert found["edition[1].line[main].cap[1].raised"].printed == "1.5倍"
    assert found["edition[1].criterion[kind]"].printed == ""
    assert found["edition[1].line[main].cost_rule[3]"].printed == "土地代を除く"
    assert found["edition[1].line[main].unit_limit"].printed == "３名分"
    assert found["edition[1].line[bond].repayment_share"].printed == "70％"
    assert [str(ref) for ref in found["edition[1].line[main]"].sources] == [
        "002:3 見本",
        "002:5-6 見本 続き",
    ]


def test_the_sound_sample(
    make_catalog: MakeCatalog, documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_catalog()
    assert main(["--sources", str(documents), "--catalog", str(folder)]) == 0
    assert "問題は0件" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('source = "002:4 見本"', 'source = "002:5 見本"', "cap[1]: 「500」が出典の行にありません"),
        ('printed = "1/2"', 'printed = "1/3"', "rate[2]: 「1/3」が出典の行にありません"),
        ('printed = "３名分"', 'printed = "4名分"', "unit_limit: 「4名分」が出典の行にありません"),
        (
            'printed = "土地代を',
            'printed = "家を',
            "cost_rule[3]: 「家を除く」が出典の行にありません",
        ),
        ('source = "002:8 見本"', 'source = "002:8-10 見本"', "資料は9行しかありません"),
    ],
)
def test_a_wrong_citation_is_named(
    make_catalog: MakeCatalog,
    documents: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    message: str,
) -> None:
    folder = make_catalog((old, new))
    assert main(["--sources", str(documents), "--catalog", str(folder)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("sample.toml: edition[1].line[main].")
    assert message in error


def test_documents_not_at_hand_are_counted(
    make_catalog: MakeCatalog, documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (documents / "002_abc.txt").rename(documents / "003_abc.txt")
    folder = make_catalog()
    assert main(["--sources", str(documents), "--catalog", str(folder)]) == 0
    source = read_catalog(folder)
    every = list(citations("x", source.programs["sample.toml"]))
    report = check_citations(every, {})
    assert report.checked == 0
    assert f"手元にない資料: 002 {report.skipped['002']}件" in capsys.readouterr().out


def test_a_folder_without_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sources", str(tmp_path)]) == 2
    assert "資料" in capsys.readouterr().err
