"""Verdicts by line and programme (VOCABULARY.md, Verdicts): every sentence of it has a case here."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop.domain.codes import Applicant, Certainty, ProgramState, Scope, SupportKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.non_grant import is_non_grant_body
from desktop.domain.program import Criterion, SupportLine
from desktop.domain.value import Value
from desktop.domain.verdict import Judgement, judge
from desktop.domain.verdict_name import Verdict
from tests.domain.building import (
    HAS_PLAN,
    IS_MUNICIPALITY,
    IS_PREFECTURE,
    criterion,
    edition,
    line,
    program,
    town,
)

R8, R9 = FiscalYear(8), FiscalYear(9)


def verdict_of(
    *lines: SupportLine, common: tuple[Criterion, ...] = (), **facts: Value
) -> Judgement:
    return judge(program(edition(*lines, common=common)), town("town", **facts), R8)


def test_all_body_criteria_true_is_eligible() -> None:
    judged = verdict_of(line(criterion(IS_MUNICIPALITY)), common=(criterion(IS_MUNICIPALITY),))
    assert judged.verdict is Verdict.ELIGIBLE
    assert judged.missing == ()


def test_an_unanswered_fact_is_unknown_and_named() -> None:
    judged = verdict_of(line(criterion(HAS_PLAN)), common=(criterion(IS_MUNICIPALITY),))
    assert judged.verdict is Verdict.UNKNOWN
    assert judged.missing == ("startup_support_plan",)


@pytest.mark.parametrize(
    ("answer", "expected"), [("yes", Verdict.ELIGIBLE), ("no", Verdict.INELIGIBLE)]
)
def test_an_answer_settles_it(answer: str, expected: Verdict) -> None:
    assert verdict_of(line(criterion(HAS_PLAN)), startup_support_plan=answer).verdict is expected


def test_false_wins_over_unknown() -> None:
    judged = verdict_of(line(criterion(HAS_PLAN), criterion(IS_PREFECTURE)))
    assert judged.verdict is Verdict.INELIGIBLE


def test_no_condition_at_all_is_unknown_and_says_so() -> None:
    judged = verdict_of(line())
    assert judged.verdict is Verdict.UNKNOWN
    assert "条件が書かれていません" in judged.reasons[-1].text


def test_project_criteria_do_not_hold_the_verdict() -> None:
    judged = verdict_of(line(criterion(None, Scope.PROJECT)), common=(criterion(IS_MUNICIPALITY),))
    assert judged.verdict is Verdict.ELIGIBLE


def test_project_criteria_alone_are_no_condition() -> None:
    assert verdict_of(line(criterion(None, Scope.PROJECT))).verdict is Verdict.UNKNOWN


def test_a_body_criterion_only_a_person_can_decide_names_the_desk() -> None:
    judged = verdict_of(
        line(), common=(criterion(IS_MUNICIPALITY), criterion(None, ask="県の地域振興課"))
    )
    assert judged.verdict is Verdict.UNKNOWN
    assert [one.ask for one in judged.reasons] == ["", "県の地域振興課"]


def test_one_open_line_is_enough_and_each_line_has_its_own_verdict() -> None:
    judged = verdict_of(line(criterion(HAS_PLAN)), line(criterion(IS_MUNICIPALITY)))
    assert judged.verdict is Verdict.ELIGIBLE
    assert [one.verdict for one in judged.lines] == [Verdict.UNKNOWN, Verdict.ELIGIBLE]


def test_an_auxiliary_line_does_not_carry_the_verdict_where_another_admits_the_body() -> None:
    extra = line(criterion(IS_MUNICIPALITY), auxiliary=True)
    judged = verdict_of(line(criterion(HAS_PLAN)), extra)
    assert [one.verdict for one in judged.lines] == [Verdict.UNKNOWN, Verdict.ELIGIBLE]
    assert judged.verdict is Verdict.UNKNOWN
    assert verdict_of(line(criterion(IS_PREFECTURE)), extra).verdict is Verdict.ELIGIBLE


def test_what_can_no_longer_change_anything_is_not_missing() -> None:
    refused = verdict_of(line(criterion(HAS_PLAN)), common=(criterion(IS_PREFECTURE),))
    assert refused.verdict is Verdict.INELIGIBLE
    assert refused.missing == ()
    one_line_open = verdict_of(line(criterion(HAS_PLAN)), line(criterion(IS_MUNICIPALITY)))
    assert one_line_open.missing == ("startup_support_plan",)


def test_common_criteria_bind_every_line() -> None:
    judged = verdict_of(line(criterion(IS_MUNICIPALITY)), common=(criterion(IS_PREFECTURE),))
    assert judged.verdict is Verdict.INELIGIBLE
    assert judged.lines[0].verdict is Verdict.INELIGIBLE


ACTORS: dict[str, Any] = {
    "applicant": Applicant.LOCAL_ACTOR,
    "actors": ("学校",),
    "town_role": "連携する",
}


def test_a_line_only_for_others_is_via_local_actors() -> None:
    assert verdict_of(line(**ACTORS)).verdict is Verdict.VIA_LOCAL_ACTORS


def test_the_towns_own_application_goes_before_local_actors() -> None:
    judged = verdict_of(line(criterion(HAS_PLAN)), line(**ACTORS), startup_support_plan="no")
    assert judged.verdict is Verdict.INELIGIBLE


def test_local_actors_go_before_ineligible_where_no_line_admits_the_kind_of_body() -> None:
    judged = verdict_of(line(criterion(IS_PREFECTURE)), line(**ACTORS))
    assert judged.verdict is Verdict.VIA_LOCAL_ACTORS


def test_prefecture_only_is_ineligible_for_a_town() -> None:
    assert verdict_of(line(criterion(IS_PREFECTURE))).verdict is Verdict.INELIGIBLE


@pytest.mark.parametrize("state", [ProgramState.ENDED, ProgramState.HISTORICAL])
def test_what_is_over_is_not_current(state: ProgramState) -> None:
    made = program(edition(line(criterion(IS_MUNICIPALITY))), state=state)
    assert judge(made, town(), R8).verdict is Verdict.NOT_CURRENT


def test_the_end_year_itself_still_counts() -> None:
    made = program(edition(line(criterion(IS_MUNICIPALITY))), end_year=R8)
    assert judge(made, town(), R8).verdict is Verdict.ELIGIBLE
    assert judge(made, town(), R9).verdict is Verdict.NOT_CURRENT


def test_a_line_past_its_end_year_does_not_carry_the_programme() -> None:
    old = line(criterion(IS_MUNICIPALITY), end_year=R8)
    new = line(criterion(IS_PREFECTURE))
    judged = judge(program(edition(old, new)), town(), R9)
    assert [one.verdict for one in judged.lines] == [Verdict.NOT_CURRENT, Verdict.INELIGIBLE]
    assert judged.verdict is Verdict.INELIGIBLE
    assert judge(program(edition(old)), town(), R9).verdict is Verdict.NOT_CURRENT


def test_planned_is_never_eligible() -> None:
    made = program(edition(line(criterion(IS_MUNICIPALITY))), state=ProgramState.PLANNED)
    assert judge(made, town(), R8).verdict is Verdict.UNKNOWN
    refused = program(
        edition(line(), common=(criterion(IS_PREFECTURE),)), state=ProgramState.PLANNED
    )
    assert judge(refused, town(), R8).verdict is Verdict.INELIGIBLE


def test_a_reference_that_only_fits_so_far_is_held_open_with_a_word() -> None:
    made = program(edition(line(criterion(IS_MUNICIPALITY))), state=ProgramState.REFERENCE)
    judged = judge(made, town(), R8)
    assert judged.verdict is Verdict.UNKNOWN
    assert "名前や概要だけ" in judged.reasons[-1].text


def test_a_reference_whose_only_line_is_for_others_is_ineligible() -> None:
    made = program(edition(line(criterion(IS_PREFECTURE))), state=ProgramState.REFERENCE)
    assert judge(made, town(), R8).verdict is Verdict.INELIGIBLE


def test_a_draft_counts_and_a_mere_request_does_not() -> None:
    draft = line(criterion(IS_MUNICIPALITY), certainty=Certainty.DRAFT)
    wish = line(criterion(IS_MUNICIPALITY), certainty=Certainty.REQUESTED)
    assert verdict_of(draft).verdict is Verdict.ELIGIBLE
    assert verdict_of(wish).verdict is Verdict.UNKNOWN


def test_the_newest_edition_not_later_than_the_target_is_used() -> None:
    made = program(edition(line(), year="R7"), edition(line(), year="R8"))
    used = {
        year: (judged.edition.year.code, judged.carried)
        for year in (6, 7, 8, 9)
        if (judged := judge(made, town(), FiscalYear(year))).edition
    }
    assert used == {6: ("R7", True), 7: ("R7", False), 8: ("R8", False), 9: ("R8", True)}


TAX: dict[str, Any] = {"kind": SupportKind.SPECIAL_ALLOCATION_TAX}


@pytest.mark.parametrize(
    ("facts", "acts"),
    [
        ({"fiscal_index": Decimal("0.99")}, False),
        ({"fiscal_index": Decimal("1.00")}, True),
        ({"fiscal_index": Decimal("1.20"), "non_grant_body": "no"}, False),
        ({"fiscal_index": Decimal("0.30"), "non_grant_body": "yes"}, True),
        ({}, False),
        ({"entity_type": "special_ward", "non_grant_body": "no"}, True),
        ({"code": "130001", "entity_type": "prefecture"}, True),
    ],
)
def test_non_grant_bodies(facts: dict[str, Any], acts: bool) -> None:
    assert is_non_grant_body(town(**facts)) is acts


def test_the_overlay_holds_allocation_tax_at_unknown_and_leaves_other_kinds_alone() -> None:
    tax, grant = line(criterion(IS_MUNICIPALITY), **TAX), line(criterion(IS_MUNICIPALITY))
    judged = verdict_of(tax, grant, non_grant_body="yes")
    assert [one.verdict for one in judged.lines] == [Verdict.UNKNOWN, Verdict.ELIGIBLE]
    assert "原則として効果がありません" in judged.lines[0].reasons[-1].text
    assert judged.verdict is Verdict.ELIGIBLE
    assert verdict_of(tax, non_grant_body="yes").verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"fiscal_index": Decimal("1.20")}, ("non_grant_body",)),
        ({"non_grant_body": "yes"}, ()),
        ({"entity_type": "special_ward"}, ()),
    ],
)
def test_the_overlay_asks_only_where_an_answer_would_settle_it(
    facts: dict[str, Any], missing: tuple[str, ...]
) -> None:
    made = program(edition(line(criterion({"fact": "okinawa", "is": "no"}), **TAX)))
    judged = judge(made, town(okinawa="no", **facts), R8)
    assert (judged.verdict, judged.missing) == (Verdict.UNKNOWN, missing)


def test_the_overlay_never_lifts_a_refusal() -> None:
    refused = line(criterion(IS_PREFECTURE), **TAX)
    assert verdict_of(refused, non_grant_body="yes").verdict is Verdict.INELIGIBLE
