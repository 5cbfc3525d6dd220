"""一部過疎・一部条件不利: true of the town, and a question about the project's place where the rule speaks of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from desktop.domain.fiscal import FiscalYear
from desktop.domain.rules import Outcome, evaluate
from desktop.domain.verdict import Judgement, judge
from desktop.domain.verdict_name import Verdict
from desktop.services.town_profile import profile_for

R7 = FiscalYear(7)
WHOLE, PARTIAL, NONE = "324485", "322016", "131016"  # 美郷町、松江市、千代田区
SITES = [
    ("kaso-sai", "site", "in_depopulated_area", Outcome.UNKNOWN),
    ("kaso-hojoritsu", "site", "in_depopulated_area", Outcome.UNKNOWN),
    ("kaso-zeisei", "site", "in_depopulated_area", Outcome.UNKNOWN),
    ("kaso-jizoku-kofukin", "network-place", "in_disadvantaged_area", Outcome.FALSE),
    ("kaso-jizoku-kofukin", "development-place", "in_depopulated_area", Outcome.FALSE),
]
"""Programme, criterion, driver, and what a place outside makes of it (open where no document says)."""


@pytest.fixture(scope="module")
def catalog(catalog_path: Path) -> Iterator[CatalogReader]:
    with CatalogReader(catalog_path) as reader:
        yield reader


def judged(catalog: CatalogReader, program_id: str, code: str) -> Judgement:
    (program,) = [one for one in catalog.programs() if one.id == program_id]
    return judge(program, profile_for(catalog, code, {}), R7)


def outcome(judgement: Judgement, criterion_id: str) -> Outcome:
    (found,) = [
        one for one in judgement.all_reasons if one.criterion and one.criterion.id == criterion_id
    ]
    return found.outcome


@pytest.mark.parametrize(
    ("code", "verdict"),
    [(WHOLE, Verdict.ELIGIBLE), (PARTIAL, Verdict.ELIGIBLE), (NONE, Verdict.INELIGIBLE)],
)
def test_a_town_that_has_a_depopulated_area(
    catalog: CatalogReader, code: str, verdict: Verdict
) -> None:
    assert judged(catalog, "kaso-sai", code).verdict is verdict


@pytest.mark.parametrize(("program_id", "criterion_id", "driver", "outside"), SITES)
def test_the_place_is_a_question_only_where_part_of_the_town_is_designated(
    catalog: CatalogReader, program_id: str, criterion_id: str, driver: str, outside: Outcome
) -> None:
    assert outcome(judged(catalog, program_id, WHOLE), criterion_id) is Outcome.TRUE
    partial = judged(catalog, program_id, PARTIAL)
    assert outcome(partial, criterion_id) is Outcome.UNKNOWN
    (rule,) = [
        one.criterion.rule
        for one in partial.all_reasons
        if one.criterion and one.criterion.id == criterion_id
    ]
    assert rule is not None
    town = {"depopulated_area": "partial", "disadvantaged_area": "partial"}
    assert evaluate(rule, {**town, driver: "yes"}.get).outcome is Outcome.TRUE
    assert evaluate(rule, {**town, driver: "no"}.get).outcome is outside


@pytest.mark.parametrize(
    "program_id",
    ["chiiki-kasseika-kigyojin", "chiikiryoku-sozo-advisor", "furusato-mirai-college"],
)
def test_having_a_weak_area_is_enough_where_the_document_says_so(
    catalog: CatalogReader, program_id: str
) -> None:
    (program,) = [one for one in catalog.programs() if one.id == program_id]
    answers = {"metropolitan_area": "inside", "disadvantaged_area": "partial"}
    assert judge(program, profile_for(catalog, PARTIAL, answers), R7).verdict is Verdict.ELIGIBLE
