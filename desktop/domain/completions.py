"""Every way in which the unknown values of a calculation can turn out, by representative values.

An amount that hangs on unknown facts is a range over these completions, so it holds every possible truth.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from desktop.domain.drivers import DRIVERS, DriverKind
from desktop.domain.facts import FACTS, FactKind
from desktop.domain.rules import AllOf, AnyOf, Compare, Lookup, Rule, subjects
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
    choices = _choices(subject)
    if choices:
        return choices
    listed = tuple(dict.fromkeys(value for one in found for value in one.among or ()))
    if listed:
        return (*listed, "")
    return _numbers(found, more)


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


def _numbers(found: list[Compare], more: tuple[Value, ...]) -> tuple[Value, ...]:
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
    between = [(low + high) / 2 for low, high in itertools.pairwise(points)]
    outside = [points[0] / 2, points[-1] * 2 + 1]
    return tuple(sorted({*points, *between, *outside} - left_open))


def is_number(subject: str) -> bool:
    """Whether a fact or driver holds a number."""
    if subject in FACTS:
        return FACTS[subject].kind in (FactKind.COUNT, FactKind.DECIMAL)
    driver = DRIVERS.get(subject)
    return driver is not None and driver.kind not in (DriverKind.YES_NO, DriverKind.CHOICE)
