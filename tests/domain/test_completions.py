"""The values that stand for everything an unknown fact can turn out to be."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from desktop.domain.completions import completions
from desktop.domain.rule_text import parse_rule
from desktop.domain.value import Value


def values(subject: str, *rules: dict[str, Any]) -> list[Value]:
    return [one[subject] for one in completions([parse_rule(one) for one in rules], lambda _: None)]


def test_values_that_no_rule_tells_apart_stand_for_each_other() -> None:
    in_zone = {"fact": "settlement_zone", "in": ["centre", "member"]}
    assert values("settlement_zone", in_zone) == ["none", "centre"]
    centre = {"fact": "settlement_zone", "is": "centre"}
    assert values("settlement_zone", in_zone, centre) == ["none", "centre", "member"]


def test_a_wording_left_open_is_an_outcome_of_its_own() -> None:
    unclear = {"driver": "ongoing_before_r8", "is": "yes", "unclear_if": "true"}
    assert values("ongoing_before_r8", unclear) == ["yes", "no"]


def test_of_many_codes_only_those_that_matter_are_tried() -> None:
    disaster = {"fact": "prefecture_code", "in": ["03", "04", "07"]}
    assert values("prefecture_code", disaster) == ["03", ""]


def test_counts_are_whole_and_not_below_nothing() -> None:
    several = {"fact": "foreign_residents", "at_least": "1", "at_most": "2"}
    assert values("foreign_residents", several) == [Decimal(n) for n in (0, 1, 2, 3)]


def test_a_border_at_or_below_nothing_has_values_on_both_sides() -> None:
    shrinking = {"fact": "population_change", "below": "0"}
    found = [Decimal(one or 0) for one in values("population_change", shrinking)]
    assert min(found) < 0 < max(found)
    assert 0 in found
    sharply = [
        Decimal(one or 0)
        for one in values("population_change", {"fact": "population_change", "at_most": "-5"})
    ]
    assert min(sharply) < -5 < max(sharply)
