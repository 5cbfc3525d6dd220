"""What must hold for every programme of the real catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from db.search_text import normalise, squeeze
from desktop.domain.codes import ProgramState
from desktop.domain.fiscal import FiscalYear
from desktop.domain.program import Program
from desktop.domain.verdict import judge
from desktop.domain.verdict_name import Verdict


@pytest.fixture(scope="module")
def catalog(catalog_path: Path) -> Iterator[CatalogReader]:
    with CatalogReader(catalog_path) as reader:
        yield reader


@pytest.fixture(scope="module")
def programs(catalog: CatalogReader) -> tuple[Program, ...]:
    return catalog.programs()


def test_every_programme_is_found_by_its_name_aliases_and_keywords(
    catalog: CatalogReader, programs: tuple[Program, ...]
) -> None:
    lost = [
        (program.id, words)
        for program in programs
        for words in (program.name, *program.aliases, *program.keywords)
        if program.id not in catalog.search(words)
    ]
    assert lost == []


def test_every_programme_has_three_words_a_person_would_type(programs: tuple[Program, ...]) -> None:
    assert [one.id for one in programs if len(set(one.keywords)) < 3] == []


def test_no_programme_is_there_twice(programs: tuple[Program, ...]) -> None:
    names = Counter(squeeze(normalise(one.name)) for one in programs)
    assert [name for name, count in names.items() if count > 1] == []
    owners = {squeeze(normalise(one.name)): one.id for one in programs}
    borrowed = [
        (program.id, alias)
        for program in programs
        for alias in program.aliases
        if owners.get(squeeze(normalise(alias)), program.id) != program.id
    ]
    assert borrowed == []


def test_what_is_only_planned_or_past_is_never_eligible(
    catalog: CatalogReader, programs: tuple[Program, ...]
) -> None:
    profile = catalog.profile("324485")
    for program in programs:
        verdict = judge(program, profile, FiscalYear(9)).verdict
        if program.state in (ProgramState.HISTORICAL, ProgramState.ENDED):
            assert verdict is Verdict.NOT_CURRENT, program.id
        if program.state in (ProgramState.PLANNED, ProgramState.REFERENCE):
            assert verdict in (Verdict.UNKNOWN, Verdict.INELIGIBLE), program.id
