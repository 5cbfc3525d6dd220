"""The ledger: what counts as a figure, and that every such line is cited or left out for a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from db.ledger.entries import Found, account, coverage, documents, read_reasons, read_table, scan
from db.ledger.figures import figures_in, fingerprint
from db.ledger.update import accounted, outdated


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("上限６１０万円／人", ("上限", "610万円")),
        ("措置率0.5", ("措置率",)),
        ("　0.5　", ("0.5",)),
        ("補助率：１／２以内", ("補助率", "1/2")),
        ("経費の10分の10", ("10分の10",)),
        ("5年度間で合計５,０００万円", ("5,000万円",)),
        ("約9割の軽減", ("9割",)),
        ("達成率 91％", ("91%",)),
        ("R11年度まで", ("R11年度まで",)),
        ("令和7年10月末で募集締切り", ("募集", "締切")),
        ("融資／公費 1.5倍～", ("1.5倍",)),
        ("都道府県 指定都市\t80\t100\t96", ("80\t100\t96",)),
        ("町が窓口になります", ()),
        ("住所 1-2-3", ()),
        ("令和7年6月", ()),
    ],
)
def test_what_counts_as_a_figure(line: str, figures: tuple[str, ...]) -> None:
    found = figures_in(line)
    expected = tuple("".join(one.split()) for one in figures)
    assert found == expected


def test_a_fingerprint_sees_a_changed_figure_and_not_a_changed_space() -> None:
    assert fingerprint("上限 100万円") == fingerprint("上限１００万円　")
    assert fingerprint("上限100万円") != fingerprint("上限110万円")


def test_lines_are_counted_from_one() -> None:
    assert [(one.line, one.figures) for one in scan("900", ["", "上限5円"])] == [
        (2, ("上限", "5円"))
    ]


def test_a_citation_goes_before_a_reason_and_the_rest_is_open() -> None:
    found = [Found("900", line, "", ("1円",)) for line in (1, 2, 3)]
    entries = account(found, {("900", 1): ("jet",)}, {("900", 1): "統計", ("900", 2): "事例"})
    assert [(one.cited_by, one.left_out, one.is_open) for one in entries] == [
        (("jet",), "", False),
        ((), "事例", False),
        ((), "", True),
    ]
    sums = coverage("900", entries)
    assert (sums.lines, sums.cited, sums.left_out, sums.open) == (3, 1, {"事例": 1}, 1)


def test_a_line_left_out_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "left_out.toml"
    file.write_text('["900"]\n"統計" = ["1-5"]\n"事例" = ["5"]\n', "utf-8")
    with pytest.raises(ValueError, match="900:5"):
        read_reasons(file)


def test_the_committed_ledger_is_up_to_date() -> None:
    assert outdated(accounted(None)) == []


def test_no_line_is_open() -> None:
    open_lines = [
        f"{one.found.document}:{one.found.line}"
        for document in documents()
        for one in read_table(document)
        if one.is_open
    ]
    assert open_lines == []


def test_the_database_says_the_same_as_the_ledger(catalog_path: Path) -> None:
    with CatalogReader(catalog_path) as catalog:
        stored = {one.document: one for one in catalog.coverage()}
    for document in documents():
        assert stored[document] == coverage(document, read_table(document))
