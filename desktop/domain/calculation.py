"""The support of one plan line over every reading of the text and every way the unknown can turn out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop.domain.completions import Completion, completed, completions
from desktop.domain.correction import (
    FULL_UNTIL,
    LEAST_FROM,
    coefficient,
    has_own_coefficient,
    may_be_corrected,
)
from desktop.domain.counted_cost import counted_cost, untold_amounts
from desktop.domain.formula import Factor, Method, Place, Working, methods, work_out
from desktop.domain.line_estimate import Step
from desktop.domain.money import Yen
from desktop.domain.openings import Reading, open_comparisons, readings_of
from desktop.domain.plan import PlanLine
from desktop.domain.profile import Profile
from desktop.domain.rules import Lookup
from desktop.domain.span import Span
from desktop.domain.terms import Terms, resolve_terms, rules_of_terms
from desktop.domain.value import Value


@dataclass(frozen=True)
class Outturn:
    """What one completion comes to under one reading."""

    completion: Completion
    terms: Terms
    factor: Fraction | None
    amount: Yen
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ReadCase:
    """One reading: the way of the formula and the outturn of every completion."""

    method: Method
    outturns: tuple[Outturn, ...]

    @property
    def span(self) -> Span:
        """From the least to the largest amount."""
        return Span.over(one.amount for one in self.outturns)

    @property
    def least(self) -> Outturn:
        """The outturn with the least amount."""
        return min(self.outturns, key=lambda one: one.amount)

    @property
    def largest(self) -> Outturn:
        """The outturn with the largest amount."""
        return max(self.outturns, key=lambda one: one.amount)


def calculate(plan: PlanLine, profile: Profile, lookup: Lookup) -> list[ReadCase]:
    """Return the distinct readings of a line with their outturns.

    Raises NotPrintedError where a case that is possible has no printed figure: no partial result.
    """
    rules = rules_of_terms(plan.line)
    own = has_own_coefficient(profile.municipality)
    corrected = may_be_corrected(plan.line) if own else (False,)
    ways = completions(rules, lookup, _turns(plan, any(corrected)))
    opened = open_comparisons(rules, [completed(lookup, way) for way in ways])
    found: dict[object, ReadCase] = {}
    for reading in readings_of(opened):
        for method in methods(plan.line, corrected):
            outturns = tuple(_outturn(plan, profile, lookup, way, reading, method) for way in ways)
            signature = tuple(_signature(one, method) for one in outturns)
            found.setdefault(signature, ReadCase(method, outturns))
    return list(found.values())


def _turns(plan: PlanLine, corrected: bool) -> dict[str, tuple[Value, ...]]:
    """Return where an amount turns besides the rules: the index of the coefficient, amounts not told."""
    turns: dict[str, tuple[Value, ...]] = dict.fromkeys(
        untold_amounts(plan), (0, plan.eligible_cost)
    )
    if corrected:
        turns["fiscal_index"] = (FULL_UNTIL, LEAST_FROM)
    return turns


def _outturn(
    plan: PlanLine,
    profile: Profile,
    lookup: Lookup,
    way: Completion,
    reading: Reading,
    method: Method,
) -> Outturn:
    """Work out one amount."""
    values = completed(lookup, way)
    terms = resolve_terms(plan.line, values, reading, plan.year)
    working = Working()
    cost = counted_cost(plan, terms, values, reading, working)
    factor = _factor(plan, profile, values) if method.corrected else None
    amount = work_out(cost, terms, method, factor or Factor(Fraction(1)), working)
    return Outturn(way, terms, factor.value if factor else None, amount, tuple(working.steps))


def _factor(plan: PlanLine, profile: Profile, values: Lookup) -> Factor:
    """Return the coefficient with its derivation."""
    index = Decimal(values("fiscal_index") or 0)
    prefecture = profile.municipality.is_prefecture
    value = coefficient(index, prefecture=prefecture)
    formula = "7/3 − 8/3 × 指数" if prefecture else "11/6 − 5/3 × 指数"
    between = FULL_UNTIL <= index < LEAST_FROM
    how = f"、{formula}" if between else ""
    text = f"（財政力指数 {index:f}{how}）"
    return Factor(value, text, plan.line.ordinance_sources or plan.line.sources)


def _signature(outturn: Outturn, method: Method) -> tuple[object, ...]:
    """Return what makes an outturn a reading of its own: readings that cannot differ are one."""
    terms, factor = outturn.terms, outturn.factor or Fraction(1)
    place = method.place
    if place is Place.ON_CORRECTED and factor == 1:
        place = Place.ON_SUPPORT
    if place is Place.ON_SUPPORT and (terms.rate is None or terms.rate == 1):
        place = Place.ON_COST
    if terms.cap is None:
        place = Place.ON_COST
    return (terms.rate, place, factor, outturn.amount)
