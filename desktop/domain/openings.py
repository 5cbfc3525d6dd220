"""Comparisons that the wording of a source leaves open, and the readings they allow."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Literal

from desktop.domain.completions import comparisons
from desktop.domain.rules import AllOf, AnyOf, Compare, Lookup, Not, Rule, evaluate

Reading = Mapping[Compare, bool]
"""For each comparison left open: whether it is read as fulfilled."""

_ALWAYS, _NEVER = AllOf(()), AnyOf(())


def open_comparisons(rules: Iterable[Rule], lookups: Iterable[Lookup]) -> list[Compare]:
    """Return the comparisons that are open under at least one of the lookups, in order."""
    found = [one for rule in rules for one in comparisons(rule) if one.open_at or one.unclear_if]
    seen = list(lookups)
    return [
        one
        for one in dict.fromkeys(found)
        if any(evaluate(one, lookup).open_wording for lookup in seen)
    ]


def readings_of(compared: Iterable[Compare]) -> list[Reading]:
    """Return every way to read the open comparisons; a single empty reading where none is open."""
    nodes = list(compared)
    sides: list[Literal[True, False]] = [True, False]
    return [
        dict(zip(nodes, chosen, strict=True))
        for chosen in itertools.product(sides, repeat=len(nodes))
    ]


def holds(rule: Rule | None, lookup: Lookup, reading: Reading) -> bool:
    """Whether a rule holds when every value is known and the open comparisons are read as given."""
    if rule is None:
        return True
    return evaluate(_settled(rule, lookup, reading), lookup).outcome is _TRUE


_TRUE = evaluate(_ALWAYS, lambda _: None).outcome


def _settled(rule: Rule, lookup: Lookup, reading: Reading) -> Rule:
    """Replace the comparisons that are open here by what the reading makes of them."""
    if isinstance(rule, Compare):
        if rule in reading and evaluate(rule, lookup).open_wording:
            return _ALWAYS if reading[rule] else _NEVER
        return rule
    if isinstance(rule, Not):
        return Not(_settled(rule.part, lookup, reading))
    return type(rule)(tuple(_settled(part, lookup, reading) for part in rule.parts))
