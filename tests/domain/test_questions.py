"""Next best questions and 「あと一歩」: what an answer would settle, and what a town could bring about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from desktop.domain.codes import SupportKind
from desktop.domain.facts import FACTS
from desktop.domain.fiscal import FiscalYear
from desktop.domain.one_step import OneStep, one_step
from desktop.domain.profile import FactValue, Origin, Profile
from desktop.domain.program import Program
from desktop.domain.questions import Question, next_questions
from desktop.domain.verdict import judge
from tests.domain.building import HAS_PLAN, IS_PREFECTURE, criterion, edition, line, program, town

R8 = FiscalYear(8)
SPECIAL_SNOW: dict[str, Any] = {"fact": "heavy_snow", "is": "special"}
IN_ZONE: dict[str, Any] = {"fact": "settlement_zone", "in": ["member", "centre"]}
IS_CENTRE: dict[str, Any] = {"fact": "settlement_zone", "is": "centre"}


def needs(*rules: dict[str, Any] | None, name: str) -> Program:
    return program(edition(line(*(criterion(rule) for rule in rules))), id=name)


def asked(profile: Profile, *programs: Program) -> tuple[Question, ...]:
    return next_questions([judge(one, profile, R8) for one in programs], profile, R8)


def steps(profile: Profile, *programs: Program) -> tuple[OneStep, ...]:
    return one_step([judge(one, profile, R8) for one in programs], profile, R8)


def test_the_next_question_is_the_fact_that_settles_most_programmes() -> None:
    plan, both = needs(HAS_PLAN, name="a"), needs(HAS_PLAN, SPECIAL_SNOW, name="b")
    refused = needs(IS_PREFECTURE, HAS_PLAN, name="c")
    assert asked(town(), plan, both, refused) == (
        Question("startup_support_plan", ("a", "b"), opens=("a",)),
        Question("heavy_snow", ("b",), opens=()),
    )


def test_a_question_that_settles_nothing_alone_stands_last_and_says_so() -> None:
    open_wording = {**HAS_PLAN, "unclear_if": "false"}
    either = needs({"any": [{"all": [open_wording, SPECIAL_SNOW]}, IN_ZONE]}, None, name="a")
    sure = needs(IN_ZONE, name="b")
    found = {one.fact: one.settles for one in asked(town(), either, sure)}
    assert found == {"settlement_zone": 1, "heavy_snow": 0, "startup_support_plan": 0}
    assert next(iter(found)) == "settlement_zone"


def test_what_only_a_person_can_decide_is_settled_by_no_to_something_else() -> None:
    (question,) = asked(town(), needs(HAS_PLAN, None, name="a"))
    assert (question.programs, question.opens) == (("a",), ())


def test_a_number_is_tried_on_every_side_of_its_borders() -> None:
    band = {"fact": "jet_participants", "at_least": "3", "at_most": "5"}
    (question,) = asked(town(), needs(band, name="a"))
    assert question == Question("jet_participants", ("a",), ("a",))


def test_a_body_with_a_high_index_is_asked_whether_it_gets_no_allocation_tax() -> None:
    paid = program(
        edition(
            line(
                criterion({"fact": "entity_type", "is": "town"}),
                kind=SupportKind.SPECIAL_ALLOCATION_TAX,
            )
        )
    )
    rich = town(fiscal_index=Decimal("1.1"))
    assert asked(rich, paid) == (Question("non_grant_body", ("program",), ("program",)),)
    assert asked(town(fiscal_index=Decimal("0.3")), paid) == ()


def test_a_step_opens_what_is_unknown_and_what_is_refused_now() -> None:
    plan, both = needs(HAS_PLAN, name="a"), needs(HAS_PLAN, SPECIAL_SNOW, name="b")
    how = FACTS["startup_support_plan"].obtainable[0][1]
    expected = (OneStep("startup_support_plan", "yes", how, ("a",)),)
    assert steps(town(), plan, both) == expected
    assert steps(town(startup_support_plan="no"), plan, both) == expected
    assert steps(town(startup_support_plan="yes"), plan, both) == ()


def test_nobody_is_told_to_obtain_snow_or_poverty() -> None:
    poor = {"fact": "fiscal_index", "below": "0.25"}
    assert steps(town(), needs(SPECIAL_SNOW, name="a"), needs(poor, name="b")) == ()


def test_the_easier_value_stands_where_two_open_the_same() -> None:
    assert [(one.value, one.opens) for one in steps(town(), needs(IN_ZONE, name="a"))] == [
        ("member", ("a",))
    ]
    both = steps(town(), needs(IN_ZONE, name="a"), needs(IS_CENTRE, name="b"))
    assert [(one.value, one.opens) for one in both] == [("centre", ("a", "b")), ("member", ("a",))]


def test_who_is_in_a_zone_already_is_not_sent_there() -> None:
    assert steps(town(settlement_zone="member"), needs(IS_CENTRE, name="b")) == ()


def test_a_fact_that_is_not_for_this_body_is_no_step() -> None:
    profile = town()
    facts = {**profile.facts, "settlement_zone": FactValue(None, Origin.NOT_APPLICABLE)}
    assert steps(Profile(profile.municipality, facts), needs(IN_ZONE, name="a")) == ()


def test_obtainable_values_are_values_of_their_fact() -> None:
    for definition in FACTS.values():
        for value, how in definition.obtainable:
            assert definition.parse(value) == value
            assert how
            assert not how.endswith("。")
