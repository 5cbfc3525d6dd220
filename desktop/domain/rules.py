"""Rules as data and Kleene's three-valued logic, with an explanation of every node.

A rule is a small tree of :class:`AllOf`, :class:`AnyOf` and :class:`Not` over comparisons of one
subject (a fact of the profile or a driver of a plan). Unknown is never turned into yes or no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from desktop.domain.value import Value

Lookup = Callable[[str], Value]
"""Gives the value of a subject; None where it is unknown."""


class Outcome(StrEnum):
    """A truth value of Kleene's logic; the values are those of the command line."""

    TRUE = "true"
    UNKNOWN = "unknown"
    FALSE = "false"


def kleene_and(outcomes: Iterable[Outcome]) -> Outcome:
    """FALSE as soon as one part is FALSE, else UNKNOWN if one is unknown; TRUE for no parts."""
    parts = tuple(outcomes)
    if Outcome.FALSE in parts:
        return Outcome.FALSE
    return Outcome.UNKNOWN if Outcome.UNKNOWN in parts else Outcome.TRUE


def kleene_or(outcomes: Iterable[Outcome]) -> Outcome:
    """TRUE as soon as one part is TRUE, else UNKNOWN if one is unknown; FALSE for no parts."""
    parts = tuple(outcomes)
    if Outcome.TRUE in parts:
        return Outcome.TRUE
    return Outcome.UNKNOWN if Outcome.UNKNOWN in parts else Outcome.FALSE


def kleene_not(outcome: Outcome) -> Outcome:
    """Swap TRUE and FALSE; UNKNOWN stays."""
    swapped = {Outcome.TRUE: Outcome.FALSE, Outcome.FALSE: Outcome.TRUE}
    return swapped.get(outcome, Outcome.UNKNOWN)


@dataclass(frozen=True)
class Compare:
    """A comparison of one subject with a set of values or with bounds (all that are given must hold).

    ``open_at`` lists border values at which the wording of the source leaves the outcome open;
    ``unclear_if`` is an outcome that the source leaves open as a whole (「等」, 「原則」).
    """

    subject: str
    among: tuple[str, ...] | None = None
    at_least: Decimal | None = None
    above: Decimal | None = None
    at_most: Decimal | None = None
    below: Decimal | None = None
    open_at: tuple[Decimal, ...] = ()
    unclear_if: Outcome | None = None
    text: str | None = None

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The one fact or driver."""
        return frozenset({self.subject})


@dataclass(frozen=True)
class AllOf:
    """True when every part is."""

    parts: tuple[Rule, ...]
    text: str | None = None

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Those of every part."""
        return frozenset().union(*(part.subjects for part in self.parts))


@dataclass(frozen=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple[Rule, ...]
    text: str | None = None

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Those of every part."""
        return frozenset().union(*(part.subjects for part in self.parts))


@dataclass(frozen=True)
class Not:
    """True when its part is false."""

    part: Rule
    text: str | None = None

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Those of its part."""
        return self.part.subjects


Rule = Compare | AllOf | AnyOf | Not


@dataclass(frozen=True)
class Explanation:
    """The outcome of one node with the value used; ``open_wording`` marks a border the source leaves open."""

    rule: Rule
    outcome: Outcome
    value: Value = None
    open_wording: bool = False
    parts: tuple[Explanation, ...] = field(default=())

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Subjects without a value that keep this node from being decided, in order, each once."""
        if self.outcome is not Outcome.UNKNOWN:
            return ()
        if isinstance(self.rule, Compare):
            return () if self.open_wording else (self.rule.subject,)
        found = (subject for part in self.parts for subject in part.missing)
        return tuple(dict.fromkeys(found))

    @property
    def is_open(self) -> bool:
        """Whether the node is undecided only because the wording of the source is open."""
        if self.outcome is not Outcome.UNKNOWN:
            return False
        return self.open_wording or (not self.missing and any(part.is_open for part in self.parts))


def evaluate(rule: Rule, lookup: Lookup) -> Explanation:
    """Evaluate a rule for the values that ``lookup`` gives and explain every node."""
    if isinstance(rule, Compare):
        return _compare(rule, lookup(rule.subject))
    if isinstance(rule, Not):
        part = evaluate(rule.part, lookup)
        return Explanation(rule, kleene_not(part.outcome), parts=(part,))
    parts = tuple(evaluate(part, lookup) for part in rule.parts)
    combine = kleene_and if isinstance(rule, AllOf) else kleene_or
    return Explanation(rule, combine(part.outcome for part in parts), parts=parts)


def _compare(rule: Compare, value: Value) -> Explanation:
    """Compare one known value; an unknown one or open wording gives UNKNOWN."""
    if value is None:
        return Explanation(rule, Outcome.UNKNOWN)
    if rule.open_at and Decimal(value) in rule.open_at:
        return Explanation(rule, Outcome.UNKNOWN, value, open_wording=True)
    outcome = Outcome.TRUE if _holds(rule, value) else Outcome.FALSE
    if outcome is rule.unclear_if:
        return Explanation(rule, Outcome.UNKNOWN, value, open_wording=True)
    return Explanation(rule, outcome, value)


def _holds(rule: Compare, value: str | int | Decimal) -> bool:
    """Whether a known value satisfies every bound of the comparison."""
    if rule.among is not None and str(value) not in rule.among:
        return False
    if rule.at_least is not None and Decimal(value) < rule.at_least:
        return False
    if rule.above is not None and Decimal(value) <= rule.above:
        return False
    if rule.at_most is not None and Decimal(value) > rule.at_most:
        return False
    return rule.below is None or Decimal(value) < rule.below


def subjects(rule: Rule) -> frozenset[str]:
    """Return every fact or driver that a rule speaks of; worked out once per rule."""
    return rule.subjects
