"""Where a verdict, rate, cap or 財政力補正 turns: the borders that matter to one town, in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from desktop.domain.codes import Correction, SupportKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.sensitivity import Aspect, Turning, turnings
from desktop.domain.turning_text import turning_text
from desktop.domain.verdict import judge
from desktop.domain.verdict_name import Verdict
from tests.domain.building import cap, criterion, edition, line, program, rate, town

R8 = FiscalYear(8)
IS_TOWN = {"fact": "entity_type", "is": "town"}
WEAK_PLACE = {"fact": "disadvantaged_area", "in": ["partial", "whole"]}
BELOW_A_QUARTER = {"fact": "fiscal_index", "below": "0.25"}
UP_TO_A_HALF = {"fact": "fiscal_index", "at_least": "0.25", "at_most": "0.5", "open_at": ["0.5"]}
PRIORITY = {"driver": "priority_field", "is": "yes"}

LOCAL_10000 = program(
    edition(
        line(
            criterion(IS_TOWN),
            rates=(
                rate("3/4", PRIORITY),
                rate("3/4", {"all": [WEAK_PLACE, BELOW_A_QUARTER]}),
                rate("2/3", {"all": [WEAK_PLACE, UP_TO_A_HALF]}),
                rate("1/2"),
            ),
        )
    )
)


def found(made: Program, profile: Profile) -> list[Turning]:
    return list(turnings(judge(made, profile, R8), profile, R8))


def said(made: Program, **facts: Any) -> list[str]:
    profile = town(**facts)
    return [turning_text(one, profile.value(one.fact)) for one in found(made, profile)]


def test_both_borders_of_local_10000_for_a_town_in_a_weak_place() -> None:
    profile = town(fiscal_index=Decimal("0.14"), disadvantaged_area="partial")
    three_quarters, two_thirds, half = Fraction(3, 4), Fraction(2, 3), Fraction(1, 2)
    first, second = found(LOCAL_10000, profile)
    assert (first.value, first.aspect) == (Decimal("0.25"), Aspect.RATE)
    assert (first.below, first.at, first.above) == ((three_quarters,), (two_thirds,), (two_thirds,))
    assert second.value == Decimal("0.5")
    assert (second.below, second.at, second.above) == ((two_thirds,), (half, two_thirds), (half,))


@pytest.mark.parametrize(
    ("index", "sentences"),
    [
        (
            "0.14",
            [
                "財政力指数が0.25以上になると、「支援」の交付率は3/4から2/3に変わります。",
                "財政力指数が0.50を超えると、「支援」の交付率は2/3から1/2に変わります。"
                "ちょうど0.50のときは資料の書き方では決まりません（1/2～2/3）。",
            ],
        ),
        (
            "0.50",
            [
                "財政力指数が0.25未満になると、「支援」の交付率は2/3から3/4に変わります。",
                "財政力指数が0.50未満なら「支援」の交付率は2/3、0.50を超えるなら1/2です。"
                "ちょうど0.50のときは資料の書き方では決まりません（1/2～2/3）。",
            ],
        ),
        (
            "0.70",
            [
                "財政力指数が0.25未満になると、「支援」の交付率は2/3から3/4に変わります。",
                "財政力指数が0.50未満になると、「支援」の交付率は1/2から2/3に変わります。"
                "ちょうど0.50のときは資料の書き方では決まりません（1/2～2/3）。",
            ],
        ),
    ],
)
def test_the_sentence_looks_from_where_the_town_stands(index: str, sentences: list[str]) -> None:
    assert said(LOCAL_10000, fiscal_index=Decimal(index), disadvantaged_area="whole") == sentences


def test_a_border_that_changes_nothing_for_the_town_is_left_out() -> None:
    assert said(LOCAL_10000, fiscal_index=Decimal("0.14"), disadvantaged_area="none") == []


def test_an_unknown_value_is_no_obstacle() -> None:
    first, _ = said(LOCAL_10000, disadvantaged_area="whole")
    assert first == "財政力指数が0.25未満なら「支援」の交付率は3/4、0.25以上なら2/3です。"


BANDS = program(
    edition(
        line(
            criterion(IS_TOWN),
            caps=(
                cap(
                    5_000_000, {"fact": "foreign_residents", "at_least": "1000", "at_most": "4999"}
                ),
                cap(10_000_000, {"fact": "foreign_residents", "at_least": "5000"}),
            ),
        )
    )
)


def test_the_two_ends_of_neighbouring_bands_are_one_border() -> None:
    assert said(BANDS, foreign_residents=1200) == [
        "外国人住民数が1,000人未満になると、「支援」の上限は500万円からなしに変わります。",
        "外国人住民数が5,000人以上になると、「支援」の上限は500万円から1,000万円に変わります。",
    ]


TAX: dict[str, Any] = {"kind": SupportKind.SPECIAL_ALLOCATION_TAX, "correction": Correction.YES}


def test_correction_begins_and_ends_and_the_overlay_begins() -> None:
    paid = program(edition(line(criterion(IS_TOWN), **TAX)))
    assert said(paid, fiscal_index=Decimal("0.3")) == [
        "財政力指数が0.50を超えると、財政力補正で措置額が少しずつ減ります。",
        "財政力指数が0.80以上では、財政力補正の係数は0.50です。",
        "財政力指数が1.00以上になると、判定は「対象」から「要確認」に変わります。",
    ]
    assert len(said(paid, fiscal_index=Decimal("0.3"), non_grant_body="no")) == 2


def test_lines_with_the_same_border_share_one_entry() -> None:
    paid = program(
        edition(line(criterion(IS_TOWN), id="a", **TAX), line(criterion(IS_TOWN), id="b", **TAX))
    )
    profile = town(fiscal_index=Decimal("0.3"), non_grant_body="no")
    assert [[one.id for one in turning.lines] for turning in found(paid, profile)] == [
        ["a", "b"]
    ] * 2


def test_where_no_text_decides_on_the_correction_the_sentence_says_so() -> None:
    unsure = program(edition(line(criterion(IS_TOWN), kind=SupportKind.SPECIAL_ALLOCATION_TAX)))
    first, *_ = said(unsure, fiscal_index=Decimal("0.3"), non_grant_body="no")
    assert "補正があるかどうかは資料にありません" in first


def test_a_verdict_turns_too_and_what_is_over_does_not() -> None:
    below_one = criterion({"fact": "fiscal_index", "below": "1"})
    (turning,) = found(program(edition(line(below_one))), town(fiscal_index=Decimal("1.2")))
    assert (turning.below, turning.at) == ((Verdict.ELIGIBLE,), (Verdict.INELIGIBLE,))
    over = program(edition(line(below_one)), end_year=FiscalYear(7))
    assert found(over, town(fiscal_index=Decimal("1.2"))) == []
