"""The money of a whole plan, worked out by hand; and laws that hold for every plan."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.claims import Claim, CostItem, town_costs
from desktop.domain.codes import Applicant, Basis, Scope
from desktop.domain.combining import combine
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.span import ZERO, Span
from desktop.domain.totals import Totals, by_year, is_national, total_up
from tests.domain.building import IS_MUNICIPALITY, cap, criterion, edition, program, rate, town
from tests.domain.planning import KIND, TOWN, claim, estimate, items, relation, share

R9 = FiscalYear(9)
UNKNOWN = {"fact": "startup_support_plan", "is": "yes"}


def sums(*claims: Claim, costs: dict[str, CostItem] | None = None, who: Profile = TOWN) -> Totals:
    items = costs or {}
    found = combine(claims, items, lambda plan: estimate(plan, who))
    return total_up(found, town_costs(items.values(), claims))


def yen(low: int, high: int | None = None) -> Span:
    return Span.over([low, low if high is None else high])


def test_every_fund_has_its_place() -> None:
    """総事業費 9,000,000: 国 1/2 of 4,000,000, 県 300,000, その他 200,000 and CLAIR's 500,000,
    地方債 2,000,000 (措置率 70 %), 特別交付税 1/2 of 1,000,000, 普通交付税 1/2 of 1,000,000.
    一般財源 = 9,000,000 − 2,000,000 − 300,000 − 700,000 − 2,000,000 = 4,000,000
    実質負担 = 4,000,000 + 2,000,000 − 500,000 − 500,000 − 1,400,000 = 3,600,000
    """
    totals = sums(
        claim("n", 4_000_000, kind=KIND.SUBSIDY, prefecture=300_000, other=200_000),
        claim("c", 1_000_000, kind=KIND.SUBSIDY, agency="自治体国際化協会（CLAIR）"),
        claim("b", 2_000_000, kind=KIND.BOND, rates=(rate("1"),), repayment_share=share("0.7")),
        claim("s", 1_000_000, kind=KIND.SPECIAL_ALLOCATION_TAX),
        claim("o", 1_000_000, kind=KIND.ORDINARY_ALLOCATION_TAX),
        who=town(fiscal_index=Decimal("0.3")),
    )
    assert totals.total_cost == 9_000_000
    assert (totals.national, totals.prefecture, totals.other) == (
        yen(2_000_000),
        yen(300_000),
        yen(700_000),
    )
    assert (totals.bond, totals.tax_share) == (yen(2_000_000), yen(1_400_000))
    assert (totals.special_tax, totals.ordinary_tax) == (yen(500_000), yen(500_000))
    assert totals.general_funds == yen(4_000_000)
    assert totals.net_burden == yen(3_600_000)
    assert totals.incomplete == ()
    assert totals.notes == ()


def test_unlike_kinds_are_never_added_together() -> None:
    totals = sums(
        claim("a", kind=KIND.GRANT), claim("b", kind=KIND.GRANT), claim("c", kind=KIND.SUBSIDY)
    )
    assert totals.by_kind == {KIND.GRANT: yen(1_000_000), KIND.SUBSIDY: yen(500_000)}


def test_a_range_goes_through_to_the_burden() -> None:
    totals = sums(claim("a", 900_000, rates=(rate("2/3", UNKNOWN), rate("1/3"))))
    assert totals.national == yen(300_000, 600_000)
    assert totals.general_funds == totals.net_burden == yen(300_000, 600_000)


def test_readings_become_a_span() -> None:
    """Cap 400,000 on the cost: 200,000; on the support: 400,000."""
    totals = sums(claim("a", caps=(cap(400_000),), basis=Basis.OPEN))
    assert totals.by_kind == {KIND.GRANT: yen(200_000, 400_000)}
    assert totals.net_burden == yen(600_000, 800_000)


def test_an_amount_that_cannot_be_computed_stays_open() -> None:
    totals = sums(claim("a", rates=()), claim("b", kind=KIND.EXPERT, rates=()))
    assert totals.national == yen(0, 1_000_000)
    assert totals.net_burden == yen(1_000_000, 2_000_000)
    assert [one.line_id for one in totals.incomplete] == ["a"]
    assert totals.by_kind == {KIND.GRANT: yen(0, 1_000_000)}


def test_a_bond_without_a_printed_share_may_be_made_good_or_not() -> None:
    totals = sums(claim("a", kind=KIND.BOND, rates=(rate("0.9"),)))
    assert totals.general_funds == yen(100_000)
    assert totals.net_burden == yen(100_000, 1_000_000)
    assert totals.incomplete[0].text == "元利償還金の交付税措置率が資料に書かれていません。"


def test_a_bond_of_unknown_size_with_a_printed_share() -> None:
    """Up to 1,000,000 may be borrowed, of which 70 % come back."""
    totals = sums(claim("a", kind=KIND.BOND, rates=(), repayment_share=share("0.7")))
    assert totals.bond == yen(0, 1_000_000)
    assert totals.net_burden == yen(300_000, 1_000_000)


def test_a_loan_to_a_business_is_neither_income_nor_cost_of_the_town() -> None:
    totals = sums(claim("a", kind=KIND.LOAN))
    assert (totals.by_kind, totals.local_actors) == ({}, {KIND.LOAN: yen(500_000)})
    assert totals.general_funds == totals.net_burden == ZERO


def test_bodies_in_the_town_stand_apart() -> None:
    totals = sums(claim("a", applicant=Applicant.LOCAL_ACTOR), claim("b", kind=KIND.SUBSIDY))
    assert totals.local_actors == {KIND.GRANT: yen(500_000)}
    assert (totals.total_cost, totals.by_kind) == (1_000_000, {KIND.SUBSIDY: yen(500_000)})


def test_a_sum_paid_without_any_cost_lowers_no_burden() -> None:
    unit: dict[str, Any] = {"basis": Basis.UNIT_AMOUNT, "rates": (), "caps": (cap(8_400_000),)}
    totals = sums(claim("a", 0, kind=KIND.ORDINARY_ALLOCATION_TAX, public=0, **unit), claim("b"))
    assert totals.by_kind[KIND.ORDINARY_ALLOCATION_TAX] == yen(8_400_000)
    assert (totals.ordinary_tax, totals.net_burden) == (ZERO, yen(500_000))
    assert totals.incomplete[0].line_id == "a"


def test_what_does_not_fit_is_said() -> None:
    over = sums(claim("a", 1_000_000, rates=(rate("3/4"),), prefecture=300_000))
    assert over.general_funds == yen(-50_000)
    assert over.notes == ("財源の合計が総事業費を超えることがあります。額を確かめてください。",)
    assert sums(claim("a")).notes == ()


def test_what_is_not_sure_to_be_granted_is_said() -> None:
    unsure = (criterion(IS_MUNICIPALITY), criterion(None, Scope.PROJECT))
    said = sums(claim("a"), claim("b", criteria=unsure))
    assert said.notes == ("要確認の行（b）も、支援を受けられるものとして数えています。",)
    assert said.national == Span.of(1_000_000)


def test_each_cost_counts_once_however_many_lines_claim_it() -> None:
    """a and b are claimed, b twice, c by nobody: all three are paid, a's line costs 500,000 more."""
    costs = items(a=1_000_000, b=2_000_000, c=4_000_000)
    totals = sums(
        claim("x", ("a", "b"), costs=costs, total=3_500_000),
        claim("y", ("b",), costs=costs),
        costs=costs,
    )
    assert totals.total_cost == 7_500_000
    assert totals.national == yen(1_500_000)


def test_a_cost_helped_with_public_money_is_the_businesss_own() -> None:
    costs = items(a=10_000_000)
    local = claim("x", ("a",), costs=costs, public=6_000_000, basis=Basis.PUBLIC_MONEY)
    assert sums(local, costs=costs).total_cost == 6_000_000
    both = (local, claim("y", ("a",), costs=costs))
    assert sums(*both, costs=costs).total_cost == 10_000_000  # y says that the town pays a itself
    actor = claim("x", ("a",), costs=costs, applicant=Applicant.LOCAL_ACTOR)
    assert sums(actor, costs=costs).total_cost == 0


def test_each_fiscal_year_by_itself() -> None:
    claims = (claim("a", year=R9), claim("b", 3_000_000))
    found = by_year(combine(claims, {}, estimate), ())
    assert [(year.code, one.net_burden) for year, one in found.items()] == [
        ("R8", yen(1_500_000)),
        ("R9", yen(500_000)),
    ]


def test_only_the_state_gives_national_money() -> None:
    assert is_national(program(edition(), agency="内閣府"))
    assert is_national(program(edition(), agency="観光庁"))
    assert not is_national(program(edition(), agency="国際協力機構（JICA）"))


KINDS = (
    KIND.SUBSIDY,
    KIND.BOND,
    KIND.SPECIAL_ALLOCATION_TAX,
    KIND.ORDINARY_ALLOCATION_TAX,
    KIND.LOAN,
    KIND.EXPERT,
)
COSTS = items(a=999_999, b=2_000_001, c=1)

lines = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "cost": st.one_of(
            st.integers(0, 10**7),
            st.sets(st.sampled_from("abc"), min_size=1).map(sorted).map(tuple),
        ),
        "rates": st.sampled_from(
            [
                (rate("1/2"),),
                (rate("1"),),
                (rate("2/3", UNKNOWN), rate("1/3")),
                (),
            ]
        ),
        "caps": st.sampled_from([(), (cap(300_000),)]),
        "basis": st.sampled_from([Basis.OPEN, Basis.SUPPORT]),
        "repayment_share": st.sampled_from([None, share("0.7")]),
        "applicant": st.sampled_from([Applicant.MUNICIPALITY] * 3 + [Applicant.LOCAL_ACTOR]),
        "relations": st.booleans(),
    }
)


def built(drawn: list[dict[str, Any]]) -> tuple[Claim, ...]:
    """The drawn lines; one that is related may be combined with every line before it."""
    claims = []
    for number, one in enumerate(drawn):
        related = one["relations"]
        earlier = tuple(relation("combines", f"l{n}") for n in range(number)) if related else ()
        claims.append(claim(f"l{number}", **one | {"relations": earlier}, costs=COSTS))
    return tuple(claims)


@given(st.lists(lines, max_size=5))
def test_all_funds_together_are_the_total_and_nothing_is_negative(
    drawn: list[dict[str, Any]],
) -> None:
    claims = built(drawn)
    found = combine(claims, COSTS, estimate)
    totals = total_up(found, town_costs(COSTS.values(), claims))
    for pick, other in (("low", "high"), ("high", "low")):
        funds = getattr(totals.income, pick) + getattr(totals.bond, pick)
        assert funds + getattr(totals.general_funds, other) == totals.total_cost
    assert totals.net_burden.high <= totals.total_cost
    if all(one.eligible.single is not None for one in found):
        # Where one line's range is what another line leaves, the two upper ends cannot come together.
        assert totals.net_burden.low >= 0
        assert totals.notes == () or totals.general_funds.low >= 0


@given(st.lists(lines, max_size=4))
def test_the_span_holds_every_completion(drawn: list[dict[str, Any]]) -> None:
    claims = built(drawn)
    wide = sums(*claims, costs=COSTS)
    for answer, index in itertools.product(("yes", "no"), ("0.3", "0.65", "0.9")):
        known = town(startup_support_plan=answer, fiscal_index=Decimal(index))
        exact = sums(*claims, costs=COSTS, who=known)
        for name in ("general_funds", "net_burden", "national", "bond", "special_tax"):
            outer, inner = getattr(wide, name), getattr(exact, name)
            assert outer.low <= inner.low <= inner.high <= outer.high, name
