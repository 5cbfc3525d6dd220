"""Rates and caps resolved for a town: settled, a range with what is missing, or readings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from desktop.domain.amounts import resolve_cap, resolve_rate
from desktop.domain.codes import Basis, Unit
from desktop.domain.fiscal import FiscalYear
from desktop.domain.headline import headline
from desktop.domain.money import Yen
from desktop.domain.program_amounts import line_amounts, no_amount
from desktop.domain.rule_text import parse_rule
from desktop.domain.value import Value
from desktop.domain.verdict import judge
from tests.domain.building import (
    IS_MUNICIPALITY,
    IS_PREFECTURE,
    cap,
    criterion,
    edition,
    line,
    program,
    rate,
    town,
)

BANDS = line(
    caps=(
        cap(10_000_000, {"fact": "foreign_residents", "at_least": 5000}),
        cap(5_000_000, {"fact": "foreign_residents", "at_least": 1000}),
        cap(2_000_000, {"fact": "foreign_residents", "below": 1000}),
    ),
    per=Unit.BODY,
)


@pytest.mark.parametrize(
    ("residents", "yen"),
    [(0, 2_000_000), (999, 2_000_000), (1000, 5_000_000), (4999, 5_000_000), (5000, 10_000_000)],
)
def test_bands_at_below_and_above_each_border(residents: int, yen: int) -> None:
    assert resolve_cap(BANDS, town(foreign_residents=residents).value).single == yen


def test_an_unknown_fact_gives_a_range_and_names_it() -> None:
    resolved = resolve_cap(BANDS, town().value)
    assert resolved.single is None
    assert resolved.bounds == (2_000_000, 10_000_000)
    assert resolved.missing == ("foreign_residents",)
    assert headline(BANDS, town().value) == "上限 200万円～1,000万円／団体"


def test_only_cases_before_the_first_sure_one_stay_possible() -> None:
    made = line(
        rates=(
            rate("3/4", {"driver": "priority_field", "is": "yes"}),
            rate("2/3", {"fact": "disadvantaged_area", "in": ["partial", "whole"]}),
            rate("1/2"),
        )
    )
    resolved = resolve_rate(made, town(disadvantaged_area="whole").value)
    assert resolved.bounds == (Fraction(2, 3), Fraction(3, 4))
    assert resolved.missing == ("priority_field",)
    assert not resolved.open_wording


def test_a_border_left_open_gives_readings() -> None:
    made = line(
        rates=(
            rate(
                "2/3",
                {"fact": "fiscal_index", "at_least": "0.25", "at_most": "0.5", "open_at": ["0.5"]},
            ),
            rate("1/2"),
        )
    )
    resolved = resolve_rate(made, town(fiscal_index=Decimal("0.50")).value)
    assert resolved.open_wording
    assert resolved.missing == ()
    assert resolved.bounds == (Fraction(1, 2), Fraction(2, 3))


def test_no_case_that_holds_is_no_amount() -> None:
    made = line(caps=(cap(30_000_000, {"driver": "loan_to_public_ratio", "at_least": 1}),))
    values: dict[str, Value] = {"loan_to_public_ratio": Decimal("0.9")}
    assert resolve_cap(made, values.get).candidates == ()
    assert resolve_cap(made, values.get).single is None
    nothing: dict[str, Value] = {}
    unknown = resolve_cap(made, nothing.get)
    assert unknown.bounds == (30_000_000, 30_000_000)
    assert unknown.single is None


@pytest.mark.parametrize(
    ("plan", "possible"),
    [("yes", (125, 125)), ("no", (100, 100)), (None, (100, 125))],
)
def test_a_cap_raised_by_a_factor(plan: str | None, possible: tuple[int, int]) -> None:
    when = parse_rule({"fact": "regional_revitalization_plan", "is": "yes"})
    case = replace(cap(100), raised_by=Fraction(5, 4), raised_when=when)
    facts = {} if plan is None else {"regional_revitalization_plan": plan}
    assert resolve_cap(line(caps=(case,)), town(**facts).value).bounds == possible


def test_a_unit_amount_is_not_called_a_cap() -> None:
    made = line(caps=(cap(8_400_000),), per=Unit.PERSON, basis=Basis.UNIT_AMOUNT)
    assert headline(made, town().value) == "単価 840万円／人"


def test_what_is_not_printed_is_said_to_be_so() -> None:
    assert headline(line(), town().value) == "金額の記載なし"
    assert headline(line(rates=(rate("1/2"),)), town().value) == "交付率 1/2"


def test_the_amounts_of_a_programme_are_those_open_to_the_town_largest_first() -> None:
    small, large = (
        line(criterion(IS_MUNICIPALITY), caps=(cap(1_000_000),)),
        line(criterion(IS_MUNICIPALITY), id="b", label="大きい", caps=(cap(6_100_000),)),
    )
    closed = line(criterion(IS_PREFECTURE), id="c", caps=(cap(99_000_000),))
    twin = line(criterion(IS_MUNICIPALITY), id="d", caps=(cap(1_000_000),))
    judged = judge(program(edition(small, large, closed, twin)), town(), FiscalYear(8))
    phrases = [one.phrase for one in line_amounts(judged, town().value)]
    assert phrases == ["上限 610万円", "上限 100万円"]


def test_a_closed_programme_shows_no_amount() -> None:
    judged = judge(
        program(edition(line(criterion(IS_PREFECTURE), caps=(cap(1),)))), town(), FiscalYear(8)
    )
    assert line_amounts(judged, town().value) == ()
    assert no_amount(judged, town().value) == "－"


def test_a_cap_that_grows_with_the_units_of_a_plan() -> None:
    """002:1313: 15,000千円 + 5千円 × 延べ滞在日数; 200 person-days add 100万円."""
    case = replace(cap(15_000_000), plus_yen=Yen(5_000), plus_driver="person_days")
    made = line(caps=(case,), per=Unit.BODY)
    values: dict[str, Value] = {"person_days": 200}
    assert resolve_cap(made, values.get).single == 16_000_000
    assert resolve_cap(made, town().value).missing == ("person_days",)
    assert headline(made, town().value) == "上限 1,500万円＋5,000円×延べ日数／団体"
