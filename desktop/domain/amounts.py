"""Which rate and cap a line has for one town: the first case that holds, or every case still possible.

A case that an unknown fact leaves open widens the result to a range; a border that the wording of the
source leaves open gives readings (DESIGN.md, Money). Nothing is ever chosen silently.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from desktop.domain.money import Yen, floor_yen
from desktop.domain.program import CapCase, RateCase, SupportLine
from desktop.domain.rules import Explanation, Lookup, Outcome, Rule, evaluate

Case = TypeVar("Case", RateCase, CapCase)
Amount = TypeVar("Amount", Yen, Fraction)


@dataclass(frozen=True)
class Candidate(Generic[Amount]):
    """One possible value with the case it comes from."""

    value: Amount
    label: str
    printed: str


@dataclass(frozen=True)
class Resolved(Generic[Amount]):
    """The values that are possible: none (not printed or not offered), one, or several.

    ``missing`` names the facts and drivers that would settle it; ``open_wording`` is true when the
    source itself leaves a border open, so that the candidates are readings.
    """

    candidates: tuple[Candidate[Amount], ...] = ()
    missing: tuple[str, ...] = ()
    open_wording: bool = False
    may_be_absent: bool = False

    @property
    def single(self) -> Amount | None:
        """The value when it is settled, else None."""
        values = {candidate.value for candidate in self.candidates}
        return values.pop() if len(values) == 1 and not self.may_be_absent else None

    @property
    def bounds(self) -> tuple[Amount, Amount] | None:
        """The smallest and largest possible value; None when there is no candidate."""
        values = [candidate.value for candidate in self.candidates]
        return (min(values), max(values)) if values else None


def resolve_rate(line: SupportLine, lookup: Lookup) -> Resolved[Fraction]:
    """Return the possible rates of a line."""

    def values(case: RateCase) -> tuple[list[Fraction], tuple[str, ...]]:
        return ([case.rate] if case.rate is not None else []), ()

    return _resolve(line.rates, values, lookup)


def resolve_cap(line: SupportLine, lookup: Lookup) -> Resolved[Yen]:
    """Return the possible caps of a line in yen per unit."""

    def values(case: CapCase) -> tuple[list[Yen], tuple[str, ...]]:
        return _raised(case, lookup)

    return _resolve(line.caps, values, lookup)


def _resolve(
    cases: tuple[Case, ...],
    values: Callable[[Case], tuple[list[Amount], tuple[str, ...]]],
    lookup: Lookup,
) -> Resolved[Amount]:
    """Walk the cases in order up to the first that surely holds and collect what is possible."""
    candidates: list[Candidate[Amount]] = []
    missing: dict[str, None] = {}
    open_wording = False
    settled = not cases
    for case in cases:
        explained = _explain(case.when, lookup)
        if explained is not None and explained.outcome is Outcome.FALSE:
            continue
        amounts, lacking = values(case)
        candidates += [Candidate(amount, case.label, case.printed) for amount in amounts]
        missing |= dict.fromkeys(lacking)
        if explained is None or explained.outcome is Outcome.TRUE:
            settled = True
            break
        missing |= dict.fromkeys(explained.missing)
        open_wording = open_wording or explained.is_open
    return Resolved(tuple(candidates), tuple(missing), open_wording, not settled)


def _explain(when: Rule | None, lookup: Lookup) -> Explanation | None:
    """Evaluate the condition of a case; None for a case without one."""
    return None if when is None else evaluate(when, lookup)


def _raised(case: CapCase, lookup: Lookup) -> tuple[list[Yen], tuple[str, ...]]:
    """Return the cap with its factor applied, or both values while the factor is undecided."""
    if case.raised_by is None or case.raised_when is None:
        return [case.yen], ()
    raised = floor_yen(case.yen * case.raised_by)
    explained = evaluate(case.raised_when, lookup)
    if explained.outcome is Outcome.TRUE:
        return [raised], ()
    if explained.outcome is Outcome.FALSE:
        return [case.yen], ()
    return [case.yen, raised], explained.missing
