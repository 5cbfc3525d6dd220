"""Several lines on one plan: which cost counts for which, worked out by hand beside each case."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.claims import Claim, CostItem, Funded
from desktop.domain.codes import Basis, CombineBase, Scope, Unit
from desktop.domain.combining import combine
from desktop.domain.fiscal import FiscalYear
from desktop.domain.program import Relation
from desktop.domain.span import Span
from tests.domain.building import IS_MUNICIPALITY, cap, criterion, rate
from tests.domain.planning import KIND, claim, estimate, items, relation

COSTS = items(a=10_000_000, b=2_000_000)


def run(*claims: Claim, costs: dict[str, CostItem] | None = None) -> dict[str, Funded]:
    return {one.claim.id: one for one in combine(claims, costs or COSTS, estimate)}


def supports(found: dict[str, Funded]) -> dict[str, Span | None]:
    return {key: one.estimate.support for key, one in found.items()}


def yen(low: int, high: int | None = None) -> Span:
    return Span.over([low, low if high is None else high])


def test_lines_with_their_own_costs_leave_each_other_alone() -> None:
    found = run(claim("x", 1_000_000), claim("y", 2_000_000))
    assert supports(found) == {"x": yen(500_000), "y": yen(1_000_000)}


def test_a_cost_is_supported_once() -> None:
    """x takes a; y keeps only b: 2,000,000 × 1/2 = 1,000,000."""
    found = run(claim("x", ("a",), costs=COSTS), claim("y", ("a", "b"), costs=COSTS))
    assert supports(found) == {"x": yen(5_000_000), "y": yen(1_000_000)}
    assert found["y"].eligible == yen(2_000_000)
    (step, *_) = found["y"].estimate.working
    assert "経費「経費a」は行「x」の支援を受けるため" in step.text
    assert any("経費a" in note for note in found["y"].estimate.notes)


def test_a_line_without_any_cost_left_says_so() -> None:
    found = run(claim("x", ("a",), costs=COSTS), claim("y", ("a",), costs=COSTS))
    assert found["y"].estimate.support == yen(0)
    assert found["y"].estimate.reason == "対象経費がほかの行の支援で残っていません。"
    unprinted = claim("y", ("a",), costs=COSTS, rates=())
    assert run(claim("x", ("a",), costs=COSTS), unprinted)["y"].estimate.support == yen(0)


@pytest.mark.parametrize(
    ("base", "left"),
    [
        (CombineBase.REMAINDER, 5_000_000),  # 10,000,000 − 5,000,000
        (CombineBase.OWN_SHARE, 3_500_000),  # … − 県 1,000,000 − その他 500,000
        (CombineBase.FULL, 10_000_000),
        (None, 5_000_000),  # not said: the remainder
    ],
)
def test_what_a_relation_allows(base: CombineBase | None, left: int) -> None:
    first = claim("x", ("a",), costs=COSTS, prefecture=1_000_000, other=500_000)
    second = claim("y", ("a",), costs=COSTS, relations=(relation("combines", "x", base),))
    found = run(first, second)
    assert found["y"].eligible == yen(left)
    assert found["y"].estimate.support == yen(left // 2)


def test_the_relation_and_not_the_order_says_who_takes_the_rest() -> None:
    """y builds on x, also when it stands first."""
    second = claim(
        "y", ("a",), costs=COSTS, relations=(relation("combines", "x", CombineBase.REMAINDER),)
    )
    found = run(second, claim("x", ("a",), costs=COSTS))
    assert list(found) == ["y", "x"]
    assert supports(found) == {"x": yen(5_000_000), "y": yen(2_500_000)}


def test_three_lines_on_one_cost() -> None:
    """z counts what x and y leave: 10,000,000 − 5,000,000 − 2,500,000 = 2,500,000."""
    y = claim("y", ("a",), costs=COSTS, relations=(relation("combines", "x"),))
    z = claim(
        "z", ("a",), costs=COSTS, relations=(relation("combines", "x"), relation("combines", "y"))
    )
    found = run(claim("x", ("a",), costs=COSTS), y, z)
    assert found["z"].eligible == yen(2_500_000)


def test_a_relation_with_only_one_of_two_is_not_enough() -> None:
    y = claim("y", ("a",), costs=COSTS, relations=(relation("combines", "x"),))
    z = claim("z", ("a",), costs=COSTS, relations=(relation("combines", "y"),))
    assert run(claim("x", ("a",), costs=COSTS), y, z)["z"].eligible == yen(0)


def test_a_relation_may_speak_of_single_lines() -> None:
    other = Relation("combines", "x", "", lines=("another",), on=CombineBase.FULL)
    found = run(
        claim("x", ("a",), costs=COSTS), claim("y", ("a",), costs=COSTS, relations=(other,))
    )
    assert found["y"].eligible == yen(0)


def test_the_own_share_of_public_money() -> None:
    """公費 6,000,000 of a cost of 10,000,000; x pays a half; the town's own share is 3,000,000."""
    first = claim("x", ("a",), costs=COSTS, public=6_000_000, basis=Basis.PUBLIC_MONEY)
    second = claim(
        "y", ("a",), costs=COSTS, relations=(relation("combines", "x", CombineBase.OWN_SHARE),)
    )
    found = run(first, second)
    assert found["x"].estimate.support == yen(3_000_000)
    assert found["y"].eligible == yen(3_000_000)


def test_a_range_before_makes_a_range_after() -> None:
    """x pays 1/2 or 1/3 of 10,000,000; y a half of the 5,000,000 … 6,666,667 that are left."""
    unknown = {"fact": "startup_support_plan", "is": "yes"}
    first = claim("x", ("a",), costs=COSTS, rates=(rate("1/2", unknown), rate("1/3")))
    second = claim("y", ("a",), costs=COSTS, relations=(relation("combines", "x"),))
    found = run(first, second)
    assert found["x"].estimate.support == yen(3_333_333, 5_000_000)
    assert found["y"].eligible == yen(5_000_000, 6_666_667)
    assert found["y"].estimate.support == yen(2_500_000, 3_333_333)
    assert "行「x」の支援が幅なので" in found["y"].estimate.why_range[-1].text


def test_readings_before_and_readings_after_stay_apart() -> None:
    """y: cap 1,000,000 before or after the rate, on 5,000,000 … 9,500,000 left by x's own readings."""
    open_cap: dict[str, Any] = {"caps": (cap(1_000_000),), "basis": Basis.OPEN}
    first = claim("x", ("a",), costs=COSTS, **open_cap)
    second = claim("y", ("a",), costs=COSTS, relations=(relation("combines", "x"),), **open_cap)
    found = run(first, second)
    assert found["y"].estimate.support is None
    assert [one.support for one in found["y"].estimate.readings] == [yen(500_000), yen(1_000_000)]


def test_readings_stay_apart_also_where_nothing_may_come_of_the_line() -> None:
    """y: cap 1,000,000 before or after the rate; it falls away if x is about the same cost."""
    open_cap: dict[str, Any] = {"caps": (cap(1_000_000),), "basis": Basis.OPEN}
    second = claim("y", 10_000_000, relations=(relation("excludes", "x"),), **open_cap)
    found = run(claim("x"), second)["y"].estimate
    assert [one.support for one in found.readings] == [yen(0, 500_000), yen(0, 1_000_000)]
    assert (found.support, found.possible) == (None, yen(0, 1_000_000))


def test_an_amount_that_cannot_be_computed_may_take_all_of_a_cost() -> None:
    """x may pay anything, so y is left 0 … 10,000,000."""
    first = claim("x", ("a",), costs=COSTS, rates=())
    second = claim("y", ("a",), costs=COSTS, relations=(relation("combines", "x"),))
    found = run(first, second)
    assert found["x"].estimate.support is None
    assert found["y"].estimate.support == yen(0, 5_000_000)


def test_what_gives_nothing_takes_nothing() -> None:
    closed = (criterion({"fact": "entity_type", "is": "prefecture"}),)
    for first in (
        claim("x", ("a",), costs=COSTS, criteria=closed),
        claim("x", ("a",), costs=COSTS, kind=KIND.LOAN),
        claim("x", ("a",), costs=COSTS, kind=KIND.EXPERT, rates=()),
    ):
        found = run(first, claim("y", ("a",), costs=COSTS))
        assert found["y"].estimate.support == yen(5_000_000)


def test_what_must_not_go_together() -> None:
    rule = (relation("excludes", "x"),)
    for claims in (
        (claim("x"), claim("y", relations=rule)),
        (claim("x", relations=(relation("excludes", "y"),)), claim("y")),
    ):
        found = run(*claims)
        assert supports(found) == {"x": yen(500_000), "y": yen(0, 500_000)}
        (cause,) = found["y"].estimate.why_range
        assert cause.text.startswith("行「x」の「制度x」とは同じ経費に併用できません。")
        assert found["y"].eligible == yen(1_000_000)


def test_what_gives_nothing_excludes_nothing() -> None:
    closed = (criterion(IS_MUNICIPALITY), criterion(None, Scope.BODY))
    refused = (criterion({"fact": "entity_type", "is": "prefecture"}),)
    found = run(claim("x", criteria=refused), claim("y", relations=(relation("excludes", "x"),)))
    assert found["y"].estimate.support == yen(500_000)
    found = run(claim("x", criteria=closed), claim("y", relations=(relation("excludes", "x"),)))
    assert found["y"].estimate.possible == yen(0, 500_000)  # 要確認 may become 対象


def test_what_names_different_costs_may_go_together() -> None:
    rule = (relation("excludes", "x"),)
    first = claim("x", ("a",), costs=COSTS)
    apart = run(first, claim("y", ("b",), costs=COSTS, relations=rule))
    assert apart["y"].estimate.support == yen(1_000_000)
    same = run(first, claim("y", ("a", "b"), costs=COSTS, relations=rule))
    assert same["y"].estimate.support == yen(0)
    assert same["y"].estimate.reason.startswith("行「x」の「制度x」とは併用できないため")
    unknown = run(first, claim("y", relations=rule))
    assert unknown["y"].estimate.support == yen(0, 500_000)


def test_what_comes_in_another_year_may_go_together() -> None:
    found = run(claim("x", year=FiscalYear(9)), claim("y", relations=(relation("excludes", "x"),)))
    assert found["y"].estimate.support == yen(500_000)


def test_a_loan_counts_the_rest_where_a_relation_says_so() -> None:
    """5,000,000 are left of 10,000,000; the loan covers a half of them."""
    loan = claim("y", ("a",), costs=COSTS, kind=KIND.LOAN, relations=(relation("combines", "x"),))
    assert run(claim("x", ("a",), costs=COSTS), loan)["y"].estimate.support == yen(2_500_000)


def test_a_bond_set_aside_has_no_principal() -> None:
    rule = (relation("excludes", "x"),)
    bond = claim("y", ("a",), costs=COSTS, kind=KIND.BOND, relations=rule)
    found = run(claim("x", ("a",), costs=COSTS), bond)
    assert (found["y"].estimate.bond, found["y"].estimate.tax_share) == (yen(0), yen(0))


def test_a_cap_per_person_holds_for_what_is_left() -> None:
    """5,000,000 left; cap 4,000,000 per person, one person: × 1/2 = 2,000,000."""
    second = claim(
        "y",
        ("a",),
        costs=COSTS,
        relations=(relation("combines", "x"),),
        caps=(cap(4_000_000),),
        basis=Basis.ELIGIBLE_COST,
        per=Unit.PERSON,
    )
    assert run(claim("x", ("a",), costs=COSTS), second)["y"].estimate.support == yen(2_000_000)
