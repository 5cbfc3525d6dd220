"""Every way in which the unknown values of a calculation can turn out, by representative values.

An amount that hangs on unknown facts is a range over these completions, so it holds every possible truth.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from desktop.domain.drivers import DRIVERS, DriverKind
from desktop.domain.facts import FACTS, FactKind
from desktop.domain.rules import AllOf, AnyOf, Compare, Lookup, Rule, evaluate, subjects
from desktop.domain.value import Value

Completion = Mapping[str, Value]
"""A value for each unknown subject."""


def comparisons(rule: Rule | None) -> Iterator[Compare]:
    """Yield every comparison of a rule."""
    if isinstance(rule, Compare):
        yield rule
    elif isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from comparisons(part)
    elif rule is not None:
        yield from comparisons(rule.part)


def completions(
    rules: Iterable[Rule], lookup: Lookup, more: Mapping[str, tuple[Value, ...]] | None = None
) -> list[Completion]:
    """Return every combination of representative values of the subjects that ``lookup`` does not know.

    ``more`` adds values for subjects that matter otherwise (the index in a formula). One empty completion
    where everything is known.
    """
    known = list(rules)
    asked = {subject for rule in known for subject in subjects(rule)} | set(more or {})
    unknown = sorted(subject for subject in asked if lookup(subject) is None)
    values = [
        _representatives(subject, known, (more or {}).get(subject, ())) for subject in unknown
    ]
    return [dict(zip(unknown, chosen, strict=True)) for chosen in itertools.product(*values)]


def completed(lookup: Lookup, completion: Completion) -> Lookup:
    """Return the lookup with the unknown values filled in."""
    return lambda subject: completion[subject] if subject in completion else lookup(subject)


def _representatives(subject: str, rules: list[Rule], more: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return values such that each outcome of the comparisons of a subject is met by one of them."""
    found = [one for rule in rules for one in comparisons(rule) if one.subject == subject]
    listed = tuple(dict.fromkeys(value for one in found for value in one.among or ()))
    values = _choices(subject) or ((*listed, "") if listed else ())
    return _told_apart(values, found) if values else _numbers(subject, found, more)


def _told_apart(values: tuple[Value, ...], found: list[Compare]) -> tuple[Value, ...]:
    """Return one of the values for each outcome; all of them where no rule tells them apart.

    Without this the combinations of many unknown facts would run into the ten thousands.
    """
    met: dict[object, Value] = {}
    for value in values:
        seen = [evaluate(one, {one.subject: value}.get) for one in found]
        outcomes = tuple((one.outcome, one.open_wording) for one in seen)
        met.setdefault(outcomes or value, value)
    return tuple(met.values())


def _choices(subject: str) -> tuple[Value, ...]:
    """Return the allowed values of a subject with a closed list, else nothing."""
    if subject in FACTS:
        definition = FACTS[subject]
        return tuple(code for code, _ in definition.choices)
    driver = DRIVERS.get(subject)
    if driver is None:
        return ()
    if driver.kind is DriverKind.YES_NO:
        return ("yes", "no")
    return tuple(code for code, _ in driver.choices)


def _numbers(subject: str, found: list[Compare], more: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return each threshold with a number between each pair, below the first and above the last.

    A border that the text leaves open is left out: what it can mean is met on both of its sides.
    """
    bounds = {
        bound
        for one in found
        for bound in (one.at_least, one.above, one.at_most, one.below)
        if bound is not None
    }
    left_open = {value for one in found for value in one.open_at}
    points = sorted(bounds | {Decimal(value) for value in more if value is not None})
    if not points:
        return (Decimal(0),)
    around = _next_to(points) if _is_whole(subject) else _between(points)
    return tuple(sorted({*points, *around} - left_open))


def _next_to(points: list[Decimal]) -> set[Decimal]:
    """Return the whole numbers beside each threshold: nobody counts half a person."""
    return {point + step for point in points for step in (-1, 1) if point + step >= 0}


def _between(points: list[Decimal]) -> set[Decimal]:
    """Return a number between each pair, below the first (also where that is 0 or less) and above the last."""
    first, last = points[0], points[-1]
    middle = {(low + high) / 2 for low, high in itertools.pairwise(points)}
    return middle | {first / 2 if first > 0 else first - 1, max(last, Decimal(0)) * 2 + 1}


def is_number(subject: str) -> bool:
    """Whether a fact or driver holds a number."""
    if subject in FACTS:
        return FACTS[subject].kind in (FactKind.COUNT, FactKind.DECIMAL)
    driver = DRIVERS.get(subject)
    return driver is not None and driver.kind not in (DriverKind.YES_NO, DriverKind.CHOICE)


def _is_whole(subject: str) -> bool:
    """Whether a numeric fact or driver holds whole numbers only."""
    if subject in FACTS:
        return FACTS[subject].kind is FactKind.COUNT
    return subject in DRIVERS and DRIVERS[subject].kind in (DriverKind.COUNT, DriverKind.YEN)
