"""Which facts the judgement of a programme hangs on, so that one answer need not judge everything again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from desktop.domain import non_grant
from desktop.domain.facts import FACTS
from desktop.domain.program import Criterion, Edition, Program, SupportLine
from desktop.domain.rules import Rule, subjects


def criteria(edition: Edition) -> Iterator[Criterion]:
    """Yield the common criteria and those of each line."""
    yield from edition.criteria
    for line in edition.lines:
        yield from line.criteria


def verdict_rules(edition: Edition) -> Iterator[Rule]:
    """Yield the rules that a judgement evaluates."""
    return (one.rule for one in criteria(edition) if one.rule is not None)


def amount_rules(line: SupportLine) -> Iterator[Rule]:
    """Yield the conditions of the rates and caps of a line."""
    yield from (case.when for case in line.rates if case.when is not None)
    for cap in line.caps:
        yield from (rule for rule in (cap.when, cap.raised_when) if rule is not None)


def judged_facts(edition: Edition) -> frozenset[str]:
    """Return the facts that a judgement hangs on: those of its rules, and the overlay's for 交付税."""
    found = frozenset().union(*(subjects(rule) for rule in verdict_rules(edition)))
    if any(line.kind.is_allocation_tax for line in edition.lines):
        found |= frozenset(non_grant.FACTS)
    return found & FACTS.keys()


def dependents(programs: Iterable[Program]) -> Mapping[str, frozenset[str]]:
    """Return for each fact the ids of the programmes that must be judged again when it changes.

    Every edition counts, so that the map holds for each target year.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for program in programs:
        for edition in program.editions:
            for fact in judged_facts(edition):
                found[fact].add(program.id)
    return {fact: frozenset(ids) for fact, ids in found.items()}
