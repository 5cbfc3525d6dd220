"""After one changed answer only what hangs on it is judged again, with the same result as judging all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.catalog_reader import CatalogReader
from db.workspace import Workspace
from desktop.domain.completions import is_number
from desktop.domain.dependencies import dependents
from desktop.domain.facts import FACTS
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.value import Value
from desktop.domain.verdict import Judge, Judgement
from desktop.services import matching
from desktop.services.matching import judge_all, rejudge
from desktop.services.office import Office
from desktop.services.town_profile import profile_for

R8 = FiscalYear(8)
TOWNS = ("324485", "131016", "320005", "011002", "402036")


@pytest.fixture(scope="module")
def catalog(catalog_path: Path) -> Iterator[CatalogReader]:
    with CatalogReader(catalog_path) as reader:
        yield reader


@pytest.fixture(scope="module")
def programs(catalog: CatalogReader) -> tuple[Program, ...]:
    return catalog.programs()


def values(fact_id: str) -> st.SearchStrategy[Value]:
    definition = FACTS[fact_id]
    if definition.choices:
        return st.sampled_from([None, *(code for code, _ in definition.choices)])
    texts = (
        ("0.1", "0.25", "0.5", "0.8", "1.2") if fact_id == "fiscal_index" else ("0", "3", "9999")
    )
    typed = [definition.parse(text) for text in texts] if is_number(fact_id) else ["13", "32"]
    return st.sampled_from([None, *typed])


answers = st.sampled_from(sorted(FACTS)).flatmap(
    lambda fact_id: st.tuples(st.just(fact_id), values(fact_id))
)


@settings(
    max_examples=60,
    deadline=None,  # 0.2 s by default, which judging everything takes on a busy machine
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(code=st.sampled_from(TOWNS), given_answers=st.lists(answers, min_size=1, max_size=4))
def test_rejudging_gives_what_judging_all_gives(
    catalog: CatalogReader,
    programs: tuple[Program, ...],
    code: str,
    given_answers: list[tuple[str, Value]],
) -> None:
    affected = dependents(programs)
    profile: Profile = profile_for(catalog, code, {})
    judged = judge_all(programs, profile, R8)
    for fact_id, value in given_answers:
        profile = profile.with_answers({fact_id: value})
        judged = rejudge(judged, profile, R8, affected.get(fact_id, frozenset()))
        assert judged == judge_all(programs, profile, R8)


class Counter:
    """Gives a judge that remembers what it was asked to judge."""

    def __init__(self) -> None:
        self.judged: list[str] = []

    def __call__(self, profile: Profile, year: FiscalYear) -> Judge:
        judged = self.judged

        class Remembering(Judge):
            def judge(self, program: Program) -> Judgement:
                judged.append(program.id)
                return super().judge(program)

        return Remembering(profile, year)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    made = Counter()
    monkeypatch.setattr(matching, "Judge", made)
    return made


@pytest.fixture
def office(catalog: CatalogReader, tmp_path: Path) -> Iterator[Office]:
    with Workspace(tmp_path / "workspace.sqlite") as workspace:
        opened = Office(catalog, workspace, lambda: date(2026, 11, 20))
        opened.choose("324485")
        yield opened


def test_an_answer_judges_only_what_hangs_on_it(office: Office, counter: Counter) -> None:
    before = {one.program.id: one for one in office.judgements}
    expected = dependents(office.programs)["startup_support_plan"]
    office.answer("startup_support_plan", "yes")
    assert sorted(counter.judged) == sorted(expected)
    assert 0 < len(expected) < len(before) / 10
    for one in office.judgements:
        assert (one is before[one.program.id]) == (one.program.id not in expected)
    counter.judged.clear()
    office.withdraw("startup_support_plan")
    assert sorted(counter.judged) == sorted(expected)
    assert office.judgements == list(before.values())


def test_an_answer_that_no_verdict_hangs_on_judges_nothing(
    office: Office, counter: Counter
) -> None:
    office.answer("kyoryokutai_members", 3)
    assert counter.judged == []
    assert office.profile is not None
    assert office.profile.value("kyoryokutai_members") == 3


def test_another_year_judges_everything(office: Office, counter: Counter) -> None:
    office.set_fiscal_year(FiscalYear(7))
    assert len(counter.judged) == len(office.programs)
