"""Where the printed cases of a cap stand for a town."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.cases import CaseState, case_states
from desktop.domain.money import Yen
from desktop.domain.program import CapCase
from desktop.domain.rules import Compare, Rule
from desktop.domain.value import Value

HOLDS, POSSIBLE, FAILS, LATE = CaseState


def cap(when: Rule | None) -> CapCase:
    return CapCase(Yen(1_000_000), "100万円", "", when, ())


FEW = cap(Compare("foreign_residents", below=Decimal(100)))
MANY = cap(Compare("foreign_residents", at_least=Decimal(100)))
ELSE = cap(None)


@pytest.mark.parametrize(
    ("cases", "value", "expected"),
    [
        ((FEW, MANY), 50, (HOLDS, LATE)),
        ((FEW, MANY), 100, (FAILS, HOLDS)),
        ((FEW, MANY), None, (POSSIBLE, POSSIBLE)),
        ((FEW, ELSE), None, (POSSIBLE, POSSIBLE)),
        ((FEW, ELSE, MANY), None, (POSSIBLE, POSSIBLE, LATE)),
        ((FEW, ELSE), 100, (FAILS, HOLDS)),
        ((ELSE, FEW), 50, (HOLDS, LATE)),
        ((), 50, ()),
    ],
)
def test_the_first_case_that_surely_holds_wins(
    cases: tuple[CapCase, ...], value: Value, expected: tuple[CaseState, ...]
) -> None:
    assert case_states(cases, lambda _: value) == expected
