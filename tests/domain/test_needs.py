"""What must be found out or done before a line can be used."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.domain.claims import Claim
from desktop.domain.codes import Scope
from desktop.domain.combining import combine
from desktop.domain.needs import Need, NeedKind, needs_first
from desktop.domain.profile import Profile
from desktop.domain.program import Step
from tests.domain.building import HAS_PLAN, IS_MUNICIPALITY, criterion, rate, town
from tests.domain.planning import TOWN, claim, estimate, relation


def needs(*claims: Claim, who: Profile = TOWN) -> list[tuple[Need, tuple[str, ...]]]:
    funded = combine(claims, {}, lambda plan: estimate(plan, who))
    return list(needs_first(funded, who, {one.plan.program.id: one.plan.program for one in claims}))


def brief(found: list[tuple[Need, tuple[str, ...]]]) -> list[tuple[NeedKind, str]]:
    return [(need.kind, need.subject) for need, _ in found]


def test_a_missing_fact_is_asked_for_with_its_question_and_desk() -> None:
    ((need, lines),) = needs(claim("a", criteria=(criterion(HAS_PLAN),)))
    assert (need.kind, need.subject, lines) == (NeedKind.FACT, "startup_support_plan", ("a",))
    assert need.text.endswith("認定を受けていますか。")
    assert need.ask == "商工担当課（認定書）"


def test_a_fact_that_only_widens_the_amount_is_asked_for_too() -> None:
    found = needs(claim("a", rates=(rate("1/2", HAS_PLAN), rate("1/3"))))
    assert brief(found) == [(NeedKind.FACT, "startup_support_plan")]


def test_what_only_a_person_can_decide_names_the_desk() -> None:
    ((need, _),) = needs(claim("a", criteria=(criterion(None, ask="県の窓口"),)))
    assert (need.kind, need.ask) == (NeedKind.ASK, "県の窓口")


def test_an_unanswered_check_is_listed_once_for_all_its_lines() -> None:
    shared: tuple[Any, ...] = (criterion(IS_MUNICIPALITY), criterion(None, Scope.PROJECT))
    ((need, lines),) = needs(claim("a", criteria=shared), claim("b", criteria=shared))
    assert (need.kind, lines) == (NeedKind.CHECK, ("a", "b"))


def test_programmes_and_plans_that_come_first() -> None:
    one = claim("a", relations=(relation("needs", "b"), relation("complements", "c")))
    steps = (Step("計画を作り、認定を受けます。", ()), Step("申請します。", ()))
    plan = replace(one.plan, edition=replace(one.plan.edition, steps=steps))
    found = needs(Claim(plan))
    assert brief(found) == [(NeedKind.PROGRAM, "b"), (NeedKind.STEP, "a")]
    assert found[1][0].text == "計画を作り、認定を受けます。"


def test_a_closed_line_waits_for_nothing() -> None:
    closed = criterion({"fact": "entity_type", "is": "prefecture"})
    assert needs(claim("a", criteria=(closed,), relations=(relation("needs", "b"),))) == []


def test_a_town_that_knows_everything_needs_nothing() -> None:
    one = claim("a", criteria=(criterion(HAS_PLAN),))
    assert needs(one, who=town(startup_support_plan="yes")) == []
