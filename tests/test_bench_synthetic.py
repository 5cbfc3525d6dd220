"""The synthetic catalogue: the same for the same seed, readable by the program, searched like LIKE."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.catalog_check import check_catalog
from db.catalog_reader import CatalogReader
from desktop.domain.verdict import Verdict
from desktop.services.matching import judge_all
from tests.bench.estimating import long_plan
from tests.bench.saved_town import YEAR, profile_of
from tests.bench.searching import keystrokes, same_hits
from tests.bench.synthetic import synthetic_source
from tests.bench.synthetic_build import write_synthetic

SMALL, LARGER = 50, 300


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("synthetic") / "catalog.sqlite"
    write_synthetic(path, LARGER, seed=5)
    return path


def test_the_seed_decides_everything() -> None:
    first = synthetic_source(SMALL, seed=5)
    assert first.programs == synthetic_source(SMALL, seed=5).programs
    assert first.programs != synthetic_source(SMALL, seed=6).programs
    assert len(first.programs) == SMALL


def test_synthetic_programmes_stand_every_check_of_a_catalogue() -> None:
    assert check_catalog(synthetic_source(SMALL, seed=5)) == []


def test_the_program_reads_and_judges_them(catalog: Path) -> None:
    with CatalogReader(catalog) as reader:
        judged = judge_all(reader.programs(), profile_of(reader), YEAR)
    found = {one.verdict for one in judged}
    assert len(judged) == LARGER
    assert {Verdict.ELIGIBLE, Verdict.UNKNOWN, Verdict.INELIGIBLE} <= found


def test_search_and_scan_find_the_same(catalog: Path) -> None:
    assert same_hits(catalog, keystrokes())


def test_a_long_plan_has_lines_of_their_own() -> None:
    lines = long_plan(20)["lines"]
    assert len({line["id"] for line in lines}) == 20
