"""Facts as typed by people, and profiles with overruled values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.facts import FACTS, fact
from desktop.domain.profile import Origin
from desktop.domain.value import Value
from tests.domain.building import town


@pytest.mark.parametrize(
    ("fact_id", "text", "value"),
    [
        ("startup_support_plan", "yes", "yes"),
        ("startup_support_plan", "true", "yes"),
        ("startup_support_plan", "いいえ", "no"),
        ("startup_support_plan", "null", None),
        ("startup_support_plan", "", None),
        ("settlement_zone", "Centre", "centre"),
        ("settlement_zone", "構成市町村", "member"),
        ("population_register", "４，３１２人", 4312),
        ("fiscal_index", "0.35", Decimal("0.35")),
        ("population_change", "-8.20%", Decimal("-8.20")),
    ],
)
def test_values_as_people_type_them(fact_id: str, text: str, value: Value) -> None:
    assert fact(fact_id).parse(text) == value


@pytest.mark.parametrize(
    ("fact_id", "text"),
    [
        ("startup_support_plan", "たぶん"),
        ("population_register", "-1"),
        ("population_register", "1.5"),
        ("population_register", "NaN"),
        ("fiscal_index", "高い"),
        ("fiscal_index", "Infinity"),
        ("fiscal_index", "-0.1"),
        ("prefecture_code", "99"),
        ("fiscal_index", "1e400"),
        ("population_register", "1e5000"),
        ("population_register", "1000000000"),
    ],
)
def test_wrong_values_are_refused_with_what_is_allowed(fact_id: str, text: str) -> None:
    with pytest.raises(ValueError, match=fact(fact_id).label):
        fact(fact_id).parse(text)


def test_an_unknown_fact_is_named() -> None:
    with pytest.raises(ValueError, match="fiscal_indx"):
        fact("fiscal_indx")


def test_every_answered_fact_says_what_to_ask_and_whom() -> None:
    asked = [one for one in FACTS.values() if not one.bundled]
    assert len(asked) >= 11
    assert all(one.question and one.ask for one in asked)


def test_the_bundled_value_stays_beside_an_overruled_one() -> None:
    profile = town(fiscal_index=Decimal("0.20")).with_answers(
        {"fiscal_index": Decimal("0.30")}, "2026-11-20"
    )
    known = profile.fact("fiscal_index")
    assert (known.value, known.origin, known.as_of) == (
        Decimal("0.30"),
        Origin.OVERRULED,
        "2026-11-20",
    )
    assert known.bundled is not None
    assert (known.bundled.value, known.bundled.as_of) == (Decimal("0.20"), "2025")
    again = profile.with_answers({"fiscal_index": Decimal("0.31")})
    assert again.fact("fiscal_index").bundled == known.bundled


def test_null_makes_a_bundled_fact_unknown_and_an_answer_withdrawn() -> None:
    profile = town(foreign_residents=10).with_answers(
        {"foreign_residents": None, "non_grant_body": None}
    )
    assert profile.value("foreign_residents") is None
    assert profile.fact("foreign_residents").origin is Origin.OVERRULED
    assert profile.fact("non_grant_body").origin is Origin.UNKNOWN
