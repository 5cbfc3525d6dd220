"""The terms of one calculation: which rate and cap hold once every value is known and every text is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen, floor_yen
from desktop.domain.openings import Reading, holds
from desktop.domain.program import CapCase, RateCase, SupportLine
from desktop.domain.rules import Lookup, Rule, evaluate

Case = TypeVar("Case", RateCase, CapCase)


class NotPrintedError(Exception):
    """No printed figure covers the case; the message says in Japanese what is missing."""


@dataclass(frozen=True)
class Terms:
    """The rate (None: not printed, counted whole) and the cap in 円 per unit (None: no cap printed)."""

    rate_case: RateCase | None
    cap_case: CapCase | None
    cap: Yen | None

    @property
    def rate(self) -> Fraction | None:
        """The rate; None where the source prints none."""
        return self.rate_case.rate if self.rate_case else None


def rules_of_terms(line: SupportLine) -> list[Rule]:
    """Return every condition on which rate, cap or counted cost of a line hang."""
    conditions = (
        *(case.when for case in line.rates),
        *(case.when for case in line.caps),
        *(case.raised_when for case in line.caps),
        *(rule.when for rule in line.cost_rules),
    )
    return [one for one in conditions if one is not None]


def resolve_terms(line: SupportLine, lookup: Lookup, reading: Reading, year: FiscalYear) -> Terms:
    """Return the terms that hold; raise NotPrintedError where the printed cases do not cover this one."""
    rate_case = _first(line.rates, lookup, reading, "率")
    if rate_case and rate_case.rate is None:
        raise NotPrintedError(f"{rate_case.label}の率は資料から読み取れません。")
    cap_case = _first(line.caps, lookup, reading, "上限額")
    if cap_case and cap_case.until and year > cap_case.until:
        raise NotPrintedError(f"{cap_case.until.label}より後の上限額は資料に書かれていません。")
    cap = _cap_yen(cap_case, lookup, reading) if cap_case else None
    return Terms(rate_case, cap_case, cap)


def _first(cases: Sequence[Case], lookup: Lookup, reading: Reading, word: str) -> Case | None:
    """Return the first case that holds.

    None where the source prints none at all, or where a case the text leaves open is read as not meant.
    """
    for case in cases:
        if holds(case.when, lookup, reading):
            return case
    read_away = any(case.when and evaluate(case.when, lookup).is_open for case in cases)
    if cases and not read_away:
        raise NotPrintedError(f"この場合の{word}は資料に書かれていません。")
    return None


def _cap_yen(case: CapCase, lookup: Lookup, reading: Reading) -> Yen:
    """Return the cap per unit: raised, added to, multiplied or held down by a driver as the source says."""
    cap = Fraction(case.yen)
    if case.raised_by is not None and holds(case.raised_when, lookup, reading):
        cap *= case.raised_by
    if case.plus_yen is not None:
        cap += case.plus_yen * _number(lookup, case.plus_driver)
    if case.times_driver is not None:
        cap *= _number(lookup, case.times_driver)
    if case.at_most_driver is not None and lookup(case.at_most_driver) is not None:
        cap = min(cap, _number(lookup, case.at_most_driver))
    return floor_yen(cap)


def _number(lookup: Lookup, driver: str | None) -> Fraction:
    """Return the value of a numeric driver, 0 while it is not given."""
    value = lookup(driver) if driver else None
    return Fraction(value) if value is not None else Fraction(0)
