"""財政力補正: 特別交付税に関する省令, 第2条・第3条 (municipal) and the prefectures' formula."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import Correction, SupportKind
from desktop.domain.correction import coefficient, may_be_corrected, own_coefficient
from tests.domain.building import line, town

TAX = SupportKind.SPECIAL_ALLOCATION_TAX


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        ("0.00", "1"),
        ("0.49", "1"),
        ("0.50", "1.00"),  # 11/6 − 5/3 × 0.50 = 1.0
        ("0.51", "0.98"),  # 1.8333… − 0.85 = 0.9833…
        ("0.65", "0.75"),  # 1.8333… − 1.0833… = 0.75
        ("0.79", "0.52"),  # 1.8333… − 1.3166… = 0.51666…
        ("0.80", "0.5"),
        ("1.35", "0.5"),
    ],
)
def test_coefficient_of_a_municipality(index: str, expected: str) -> None:
    assert coefficient(Decimal(index), prefecture=False) == Fraction(expected)


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        ("0.49", "1"),
        ("0.50", "1.00"),  # 7/3 − 8/3 × 0.50 = 1.0
        ("0.65", "0.6"),  # 2.3333… − 1.7333… = 0.6
        ("0.79", "0.23"),  # 2.3333… − 2.1066… = 0.2266…
        ("0.80", "0.2"),
        ("0.497", "1.00"),  # three decimals are rounded to 0.50 first
        ("0.796", "0.2"),  # 0.80
    ],
)
def test_coefficient_of_a_prefecture(index: str, expected: str) -> None:
    assert coefficient(Decimal(index), prefecture=True) == Fraction(expected)


@given(st.integers(0, 300), st.integers(0, 300), st.booleans())
def test_a_richer_body_never_has_a_larger_coefficient(
    one: int, other: int, prefecture: bool
) -> None:
    poor, rich = sorted((Decimal(one) / 100, Decimal(other) / 100))
    assert coefficient(rich, prefecture=prefecture) <= coefficient(poor, prefecture=prefecture)


def test_the_printed_word_wins_over_the_ordinance_and_neither_leaves_both() -> None:
    yes, no, silent = Correction.YES, Correction.NO, Correction.NOT_STATED
    assert may_be_corrected(line(kind=TAX, correction=yes, ordinance_correction=no)) == (True,)
    assert may_be_corrected(line(kind=TAX, correction=silent, ordinance_correction=no)) == (False,)
    assert may_be_corrected(line(kind=TAX, correction=silent)) == (False, True)
    assert may_be_corrected(line(kind=SupportKind.GRANT, correction=None)) == (False,)


def test_tokyo_and_the_wards_have_no_coefficient_of_their_own() -> None:
    index = Decimal("0.65")
    assert own_coefficient(town(fiscal_index=index)) == Fraction("0.75")
    assert own_coefficient(town("special_ward", fiscal_index=index)) is None
    assert own_coefficient(town("prefecture", code="130001", fiscal_index=index)) is None
    assert own_coefficient(town("prefecture", fiscal_index=index)) == Fraction("0.6")
    assert own_coefficient(town()) is None
