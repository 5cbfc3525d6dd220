"""Questions, steps, advice, calls and turning points on the real catalogue: 島根県美郷町, R8."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from desktop.domain.advice import advice
from desktop.domain.codes import Applicant, Scope
from desktop.domain.fiscal import FiscalYear
from desktop.domain.one_step import one_step
from desktop.domain.phone_call import phone_call
from desktop.domain.profile import Profile
from desktop.domain.questions import next_questions
from desktop.domain.rules import Outcome
from desktop.domain.sensitivity import turnings
from desktop.domain.turning_text import turning_text
from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict
from desktop.services.matching import judge_all
from desktop.services.town_profile import profile_for

R8 = FiscalYear(8)
MISATO = "324485"
LOCAL_10000 = ("local-10000-kokuhojo", "local-10000-chihotandoku")
EVERY_KIND = (MISATO, "320005", "131016", "011002", "130001", "402036")


@pytest.fixture(scope="module")
def catalog(catalog_path: Path) -> Iterator[CatalogReader]:
    with CatalogReader(catalog_path) as reader:
        yield reader


def judged_for(
    catalog: CatalogReader, code: str, **answers: str
) -> tuple[Profile, list[Judgement]]:
    profile = profile_for(catalog, code, dict(answers))
    return profile, judge_all(catalog.programs(), profile, R8)


def test_the_startup_plan_is_the_first_question_and_the_first_step(catalog: CatalogReader) -> None:
    profile, judged = judged_for(catalog, MISATO)
    question = next_questions(judged, profile, R8)[0]
    assert question.fact == "startup_support_plan"
    assert set(LOCAL_10000) <= set(question.opens)
    step = one_step(judged, profile, R8)[0]
    assert (step.fact, step.value) == ("startup_support_plan", "yes")
    assert set(LOCAL_10000) <= set(step.opens)


@pytest.mark.parametrize("code", EVERY_KIND)
def test_what_questions_and_steps_promise_comes_true(catalog: CatalogReader, code: str) -> None:
    profile, judged = judged_for(catalog, code)
    for step in one_step(judged, profile, R8):
        _, after = judged_for(catalog, code, **{step.fact: step.value})
        reached = {one.program.id for one in after if one.verdict is Verdict.ELIGIBLE}
        assert set(step.opens) <= reached
    waiting = {one.program.id for one in judged if one.verdict is Verdict.UNKNOWN}
    for question in next_questions(judged, profile, R8):
        assert set(question.opens) <= set(question.programs) <= waiting


def test_the_borders_of_local_10000(catalog: CatalogReader) -> None:
    profile, judged = judged_for(catalog, MISATO)
    (local,) = [one for one in judged if one.program.id == LOCAL_10000[0]]
    found = [(one.value, one.below, one.at, one.above) for one in turnings(local, profile, R8)]
    low, middle, high = (Fraction(3, 4),), (Fraction(2, 3),), (Fraction(1, 2),)
    assert found == [
        (Decimal("0.25"), low, middle, middle),
        (Decimal("0.5"), middle, high + middle, high),
    ]


@pytest.mark.parametrize("code", EVERY_KIND)
def test_every_turning_point_has_its_sentence(catalog: CatalogReader, code: str) -> None:
    profile, judged = judged_for(catalog, code)
    for judgement in judged:
        for turning in turnings(judgement, profile, R8):
            assert turning_text(turning, profile.value(turning.fact)).endswith("。")
            assert turning_text(turning, None).endswith("。")


@pytest.mark.parametrize("code", EVERY_KIND)
def test_whatever_holds_a_verdict_open_has_a_call(catalog: CatalogReader, code: str) -> None:
    profile, judged = judged_for(catalog, code)
    for judgement in judged:
        if judgement.verdict is not Verdict.UNKNOWN:
            continue
        calls = [
            phone_call(one, judgement, profile.municipality, R8)
            for one in judgement.all_reasons
            if one.scope is Scope.BODY and one.outcome is Outcome.UNKNOWN
        ]
        assert any(calls), judgement.program.id
        for call in calls:
            if call:
                assert call.words.endswith("。")
                assert all(call.desks), judgement.program.id


def test_lines_for_others_say_what_the_town_can_do(catalog: CatalogReader) -> None:
    for program in catalog.programs():
        for edition in program.editions:
            for line in edition.lines:
                if line.applicant is Applicant.LOCAL_ACTOR:
                    assert line.town_role


def test_a_measure_for_prefectures_that_reaches_towns_says_so(catalog: CatalogReader) -> None:
    profile, judged = judged_for(catalog, MISATO)
    found = {one.program.id: advice(one, profile.municipality) for one in judged}
    for program_id in ("jichitai-dx-accelerator", "kaso-seisaku-shienin"):
        (only,) = found[program_id]
        assert only.text.startswith("島根県に相談：")
        assert only.sources
    hokkaido, others = judged_for(catalog, "012025")
    texts = [one.text for each in others for one in advice(each, hokkaido.municipality)]
    assert any(one.startswith("北海道に相談：都道府県が") for one in texts)


@pytest.mark.parametrize("year", ["R7", "R8"])
def test_what_reaches_towns_through_the_prefecture_is_not_open_to_them(
    catalog: CatalogReader, year: str
) -> None:
    profile = profile_for(catalog, MISATO, {})
    for judgement in judge_all(catalog.programs(), profile, FiscalYear.parse(year)):
        for line in judgement.lines:
            if line.line.through_prefecture:
                assert line.verdict is Verdict.INELIGIBLE, (judgement.program.id, line.line.id)
