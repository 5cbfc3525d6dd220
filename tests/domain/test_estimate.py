"""The formula families of a support line, on small lines built here; real figures are in tests/catalog."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Basis, Correction, CostRuleKind, Scope, SupportKind, Unit
from desktop.domain.estimate import estimate_line
from desktop.domain.line_estimate import LineEstimate
from desktop.domain.line_parts import CostRule, RepaymentShare, UnitLimit
from desktop.domain.money import Yen
from desktop.domain.profile import Profile
from desktop.domain.program import LineDriver, SupportLine
from desktop.domain.rules import Outcome
from desktop.domain.span import Span
from desktop.domain.verdict_name import Verdict
from tests.domain.building import IS_MUNICIPALITY, cap, criterion, line, plan, rate, town

MAN = 10_000
TAX = SupportKind.SPECIAL_ALLOCATION_TAX
YES, NO, SILENT = Correction.YES, Correction.NO, Correction.NOT_STATED
IS_TOWN = criterion(IS_MUNICIPALITY)
RICH = town(fiscal_index=Decimal("0.65"))  # coefficient 0.75


def support(
    *costs: int, profile: Profile = RICH, drivers: Any = None, **changes: Any
) -> LineEstimate:
    offered = line(IS_TOWN, **changes)
    return estimate_line(plan(offered, *costs, drivers=drivers or {}), profile)


def amounts(estimate: LineEstimate) -> set[Span]:
    return {one.support for one in estimate.readings}


def test_a_cap_on_the_cost_holds_before_the_rate() -> None:
    # min(300万, 100万) × 1/2
    found = support(
        300 * MAN, rates=(rate("1/2"),), caps=(cap(100 * MAN),), basis=Basis.ELIGIBLE_COST
    )
    assert found.support == Span.of(50 * MAN)


def test_a_cap_on_the_support_holds_after_the_rate() -> None:
    # min(300万 × 1/2, 100万)
    found = support(300 * MAN, rates=(rate("1/2"),), caps=(cap(100 * MAN),), basis=Basis.SUPPORT)
    assert found.support == Span.of(100 * MAN)


def test_a_cap_whose_place_is_not_said_gives_two_readings() -> None:
    found = support(300 * MAN, rates=(rate("1/2"),), caps=(cap(100 * MAN),), basis=Basis.OPEN)
    assert found.support is None
    assert amounts(found) == {Span.of(50 * MAN), Span.of(100 * MAN)}
    assert found.possible == Span(Yen(50 * MAN), Yen(100 * MAN))


def test_two_readings_of_the_same_amount_are_that_amount() -> None:
    # 80万 is below the cap either way: 40万
    found = support(80 * MAN, rates=(rate("1/2"),), caps=(cap(100 * MAN),), basis=Basis.OPEN)
    assert found.support == Span.of(40 * MAN)
    assert amounts(found) == {Span.of(40 * MAN)}


def test_a_rate_that_is_not_printed_leaves_the_cost_up_to_the_cap() -> None:
    found = support(700 * MAN, caps=(cap(610 * MAN),), basis=Basis.SUPPORT)
    assert (found.support, found.rates) == (Span.of(610 * MAN), (None,))


def test_costs_of_several_persons_meet_the_cap_one_by_one() -> None:
    listed = support(
        700 * MAN, 500 * MAN, caps=(cap(610 * MAN),), basis=Basis.SUPPORT, per=Unit.PERSON
    )
    assert listed.support == Span.of(1110 * MAN)  # 610万 + 500万
    summed = support(
        1200 * MAN,
        drivers={"persons": 2},
        caps=(cap(610 * MAN),),
        basis=Basis.SUPPORT,
        per=Unit.PERSON,
    )
    assert summed.support == Span.of(1200 * MAN)  # up to 610万 × 2


def test_the_only_rounding_is_down_to_the_yen_at_the_end() -> None:
    # 1,000,001 × 1/3 = 333,333.67; 1,000,001 × 0.5 × 0.75 = 375,000.375
    assert support(1_000_001, rates=(rate("1/3"),)).support == Span.of(333_333)
    corrected = support(1_000_001, kind=TAX, rates=(rate("0.5"),), correction=YES)
    assert (corrected.support, corrected.corrections) == (Span.of(375_000), (Fraction("0.75"),))


def test_correction_not_said_anywhere_gives_both_readings() -> None:
    found = support(1_000_000, kind=TAX, rates=(rate("0.5"),), correction=SILENT)
    assert amounts(found) == {Span.of(500_000), Span.of(375_000)}
    poor = town(fiscal_index=Decimal("0.30"))
    same = support(1_000_000, profile=poor, kind=TAX, rates=(rate("0.5"),), correction=SILENT)
    assert same.support == Span.of(500_000)


def test_a_cap_on_a_corrected_support_may_come_before_or_after() -> None:
    # min(800万, 610万) × 0.75 = 457.5万; min(800万 × 0.75, 610万) = 600万
    found = support(
        800 * MAN, kind=TAX, caps=(cap(610 * MAN),), basis=Basis.SUPPORT, correction=YES
    )
    assert amounts(found) == {Span.of(4_575_000), Span.of(600 * MAN)}


def test_an_unknown_index_gives_a_range_with_its_cause() -> None:
    found = support(1_000_000, profile=town(), kind=TAX, rates=(rate("0.5"),), correction=YES)
    assert found.support == Span(Yen(250_000), Yen(500_000))
    assert [cause.subject for cause in found.why_range] == ["fiscal_index"]


def test_a_body_without_ordinary_allocation_tax_may_get_nothing() -> None:
    rich = town(fiscal_index=Decimal("1.20"))
    found = support(1_000_000, profile=rich, kind=TAX, rates=(rate("0.5"),), correction=NO)
    assert (found.verdict, found.support) == (Verdict.UNKNOWN, Span(Yen(0), Yen(500_000)))
    assert [cause.subject for cause in found.why_range] == ["non_grant_body"]
    grant = support(1_000_000, profile=rich, rates=(rate("0.5"),))
    assert grant.support == Span.of(500_000)


def test_a_border_left_open_gives_readings_and_an_unknown_fact_a_range() -> None:
    bands = (
        rate("3/4", {"fact": "fiscal_index", "below": "0.25"}),
        rate("2/3", {"fact": "fiscal_index", "at_most": "0.5", "open_at": ["0.5"]}),
        rate("1/2"),
    )
    border = town(fiscal_index=Decimal("0.50"))
    assert amounts(support(600, profile=border, rates=bands)) == {Span.of(400), Span.of(300)}
    assert support(600, profile=town(), rates=bands).support == Span(Yen(300), Yen(450))


def test_public_money_is_held_down_before_the_rate_and_never_beyond_the_cost() -> None:
    bands = (
        cap(5000 * MAN, {"driver": "loan_to_public_ratio", "at_least": "2"}),
        cap(3000 * MAN, {"driver": "loan_to_public_ratio", "at_least": "1"}),
    )
    terms: dict[str, Any] = {"rates": (rate("1/2"),), "caps": bands, "basis": Basis.PUBLIC_MONEY}
    more = {"loan_yen": 8000 * MAN, "public_yen": 4000 * MAN}
    assert support(drivers=more, **terms).support == Span.of(2000 * MAN)
    less = {"loan_yen": 8000 * MAN - 1, "public_yen": 4000 * MAN}
    assert support(drivers=less, **terms).support == Span.of(1500 * MAN)
    assert support(1000 * MAN, drivers=more, **terms).support == Span.of(500 * MAN)
    none = support(drivers={"loan_yen": 1, "public_yen": 2}, **terms)
    assert (none.support, none.reason) == (None, "この場合の上限額は資料に書かれていません。")


def test_an_exception_counts_only_when_it_is_claimed_and_null_is_not_known() -> None:
    caps = (cap(200, {"driver": "new_employment", "is": "yes"}), cap(100))
    terms: dict[str, Any] = {
        "caps": caps,
        "basis": Basis.SUPPORT,
        "drivers": (LineDriver("new_employment", False),),
    }
    offered = line(IS_TOWN, **terms)
    silent = estimate_line(plan(offered, 500), RICH)
    claimed = estimate_line(plan(offered, 500, drivers={"new_employment": "yes"}), RICH)
    unsure = estimate_line(plan(offered, 500, drivers={"new_employment": None}), RICH)
    assert [one.support for one in (silent, claimed)] == [Span.of(100), Span.of(200)]
    assert unsure.support == Span(Yen(100), Yen(200))
    assert [(one.driver, one.support) for one in silent.claimable] == [
        ("new_employment", Span.of(200))
    ]
    assert claimed.claimable == unsure.claimable == ()


def cost_rule(kind: CostRuleKind, driver: str | None = None, **changes: Any) -> CostRule:
    values: dict[str, Any] = {"yen": None, "share": None, "when": None, **changes}
    return CostRule(kind=kind, label="内訳", printed="", driver=driver, sources=(), **values)


def test_parts_of_a_cost_have_caps_of_their_own() -> None:
    parts = (
        cost_rule(CostRuleKind.PART_CAP, "reward_yen", yen=Yen(350)),
        cost_rule(CostRuleKind.PART_CAP, "other_activity_yen", yen=Yen(200)),
    )
    terms: dict[str, Any] = {
        "caps": (cap(550),), "basis": Basis.SUPPORT, "per": Unit.PERSON, "cost_rules": parts,
    }  # fmt: skip
    assert support(500, **terms).support == Span.of(
        500
    )  # the parts are taken to fit, and it says so
    told = support(500, drivers={"reward_yen": 400}, **terms)
    assert told.support == Span.of(450)  # 350 + 100
    two = support(500, 300, drivers={"reward_yen": 720, "persons": 2}, **terms)
    assert two.support == Span.of(780)  # 700 + 80


def test_share_deduction_and_limit_of_persons() -> None:
    half = cost_rule(CostRuleKind.SHARE, share=Fraction(1, 2))
    assert support(1000, rates=(rate("9/10"),), cost_rules=(half,)).support == Span.of(450)
    land = cost_rule(CostRuleKind.DEDUCTION, "land_value_yen")
    rest = support(1000, drivers={"land_value_yen": 300}, rates=(rate("1/2"),), cost_rules=(land,))
    assert rest.support == Span.of(350)
    three = UnitLimit(3, "3名分", ())
    listed = support(4, 1, 3, 2, rates=(rate("1"),), unit_limit=three, per=Unit.PERSON)
    assert listed.support == Span.of(9)
    many = support(9, drivers={"persons": 4}, rates=(rate("1"),), unit_limit=three, per=Unit.PERSON)
    assert many.support is None
    assert "3人分まで" in many.reason


def test_a_sum_to_take_off_listed_costs_must_be_taken_off_each() -> None:
    # nobody says off which of the two the 2 are taken: 6 + 4 comes to 9, 8 + 2 to 7
    terms: dict[str, Any] = {
        "caps": (cap(5),),
        "basis": Basis.ELIGIBLE_COST,
        "per": Unit.PERSON,
        "cost_rules": (cost_rule(CostRuleKind.DEDUCTION, "contribution_yen"),),
    }
    listed = support(8, 4, drivers={"persons": 2, "contribution_yen": 2}, **terms)
    assert (listed.support, "1件ずつの額から内訳を引いた額" in listed.reason) == (None, True)
    assert support(8, 4, drivers={"persons": 2}, **terms).support == Span.of(9)
    summed = support(12, drivers={"persons": 2, "contribution_yen": 2}, **terms)
    assert summed.support == Span.of(10)


def test_amounts_that_the_plan_does_not_tell_are_named_in_a_note() -> None:
    land = cost_rule(CostRuleKind.DEDUCTION, "land_value_yen")
    terms: dict[str, Any] = {"rates": (rate("1/2"),), "cost_rules": (land,)}
    word = "内訳はないものとして計算しています"
    assert any(word in note for note in support(1000, **terms).notes)
    told = support(1000, drivers={"land_value_yen": 0}, **terms)
    assert not any(word in note for note in told.notes)


def test_a_bond_gives_principal_and_what_allocation_tax_returns_of_it() -> None:
    share = RepaymentShare(Fraction(1, 2), "50％", ())
    found = support(1001, kind=SupportKind.BOND, rates=(rate("9/10"),), repayment_share=share)
    assert (found.bond, found.tax_share) == (Span.of(900), Span.of(450))
    plain = support(1001, kind=SupportKind.BOND, rates=(rate("9/10"),))
    assert (plain.bond, plain.tax_share) == (Span.of(900), None)


def test_what_is_closed_to_the_body_or_the_project_comes_to_nothing() -> None:
    closed = support(1000, profile=town("special_ward"), rates=(rate("1/2"),))
    assert (closed.support, closed.verdict) == (Span.of(0), Verdict.INELIGIBLE)
    assert closed.reason.startswith("満たしていない要件：")
    asked = criterion(scope=Scope.PROJECT)
    offered = line(IS_TOWN, asked, rates=(rate("1/2"),))
    results = {
        outcome: estimate_line(plan(offered, 1000, checks={"c": outcome}), RICH)
        for outcome in Outcome
    }
    assert {outcome: one.project for outcome, one in results.items()} == {
        Outcome.TRUE: Verdict.ELIGIBLE,
        Outcome.UNKNOWN: Verdict.UNKNOWN,
        Outcome.FALSE: Verdict.INELIGIBLE,
    }
    assert results[Outcome.FALSE].support == Span.of(0)
    assert results[Outcome.UNKNOWN].support == Span.of(500)


@pytest.mark.parametrize("kind", [SupportKind.TRAINING, SupportKind.SUBSIDY])
def test_a_line_without_figures_has_no_amount_but_a_reason(kind: SupportKind) -> None:
    found = support(1000, kind=kind)
    assert found.support is None
    assert found.reason


bases = st.sampled_from([Basis.ELIGIBLE_COST, Basis.SUPPORT, Basis.CONTRACT, Basis.OPEN])
corrections = st.sampled_from([YES, NO, SILENT])
indices = st.none() | st.decimals("0", "1.5", places=2)
rates = st.sampled_from(["1/2", "0.7", "2/3", "1"])
yen = st.integers(0, 10**9)


def any_line(basis: Basis, share: str, limit: int, said: Correction) -> SupportLine:
    return line(
        IS_TOWN, kind=TAX, rates=(rate(share),), caps=(cap(limit),), basis=basis, correction=said
    )


@given(yen, yen, bases, rates, corrections, indices)
def test_support_never_exceeds_cost_or_cap(
    cost: int, limit: int, basis: Basis, share: str, said: Correction, index: Decimal | None
) -> None:
    found = estimate_line(plan(any_line(basis, share, limit, said), cost), town(fiscal_index=index))
    assert found.possible is not None
    assert 0 <= found.possible.low <= found.possible.high <= min(cost, limit)


@given(yen, yen, yen, bases, rates, corrections)
def test_more_cost_never_brings_less_support(
    one: int, other: int, limit: int, basis: Basis, share: str, said: Correction
) -> None:
    less, more = sorted((one, other))
    offered = any_line(basis, share, limit, said)
    small, large = (estimate_line(plan(offered, cost), RICH).possible for cost in (less, more))
    assert small is not None
    assert large is not None
    assert small.low <= large.low
    assert small.high <= large.high


@given(yen, yen, bases, rates, corrections, st.decimals("0", "1.5", places=2))
def test_a_range_contains_every_completion_of_the_unknown(
    cost: int, limit: int, basis: Basis, share: str, said: Correction, index: Decimal
) -> None:
    offered = any_line(basis, share, limit, said)
    unsure = estimate_line(plan(offered, cost), town()).possible
    sure = estimate_line(
        plan(offered, cost), town(fiscal_index=index, non_grant_body="no")
    ).possible
    assert unsure is not None
    assert sure is not None
    assert unsure.low <= sure.low
    assert sure.high <= unsure.high
