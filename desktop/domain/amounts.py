"""Which rate and cap a line has for one town: the first case that holds, or every case still possible.

A case that an unknown fact leaves open widens the result to a range; a border that the wording of the
source leaves open gives readings (DESIGN.md, Money). Nothing is ever chosen silently.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar

from desktop.domain.money import Yen, floor_yen
from desktop.domain.program import CapCase, RateCase, SupportLine
from desktop.domain.rules import Explanation, Lookup, Outcome, evaluate

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


@dataclass
class _Findings(Generic[Amount]):
    """What a walk over the cases has found so far."""

    candidates: list[Candidate[Amount]] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)
    open_wording: bool = False

    def note(self, explained: Explanation) -> None:
        """Remember why a condition is undecided."""
        self.missing |= dict.fromkeys(explained.missing)
        self.open_wording = self.open_wording or explained.is_open


def resolve_rate(line: SupportLine, lookup: Lookup) -> Resolved[Fraction]:
    """Return the possible rates of a line."""

    def add(case: RateCase, found: _Findings[Fraction]) -> None:
        if case.rate is not None:
            found.candidates.append(Candidate(case.rate, case.label, case.printed))

    return _resolve(line.rates, add, lookup)


def resolve_cap(line: SupportLine, lookup: Lookup) -> Resolved[Yen]:
    """Return the possible caps of a line in yen per unit."""

    def add(case: CapCase, found: _Findings[Yen]) -> None:
        extra = _plus(case, found, lookup)
        for yen in _raised(case, found, lookup):
            found.candidates.append(Candidate(Yen(yen + extra), case.label, case.printed))

    return _resolve(line.caps, add, lookup)


def _resolve(
    cases: tuple[Case, ...],
    add: Callable[[Case, _Findings[Amount]], None],
    lookup: Lookup,
) -> Resolved[Amount]:
    """Walk the cases in order up to the first that surely holds and collect what is possible."""
    found: _Findings[Amount] = _Findings()
    settled = not cases
    for case in cases:
        explained = None if case.when is None else evaluate(case.when, lookup)
        if explained is not None and explained.outcome is Outcome.FALSE:
            continue
        add(case, found)
        if explained is None or explained.outcome is Outcome.TRUE:
            settled = True
            break
        found.note(explained)
    return Resolved(tuple(found.candidates), tuple(found.missing), found.open_wording, not settled)


def _plus(case: CapCase, found: _Findings[Yen], lookup: Lookup) -> Yen:
    """Return what is added for the units of a plan; 0, and the driver missing, while they are unknown."""
    if case.plus_yen is None or case.plus_driver is None:
        return Yen(0)
    units = lookup(case.plus_driver)
    if units is None or isinstance(units, str):
        found.missing[case.plus_driver] = None
        return Yen(0)
    return floor_yen(case.plus_yen * Fraction(units))


def _raised(case: CapCase, found: _Findings[Yen], lookup: Lookup) -> list[Yen]:
    """Return the cap with its factor applied, or both values while the factor is undecided."""
    if case.raised_by is None or case.raised_when is None:
        return [case.yen]
    raised = floor_yen(case.yen * case.raised_by)
    explained = evaluate(case.raised_when, lookup)
    if explained.outcome is Outcome.UNKNOWN:
        found.note(explained)
        return [case.yen, raised]
    return [raised] if explained.outcome is Outcome.TRUE else [case.yen]
