"""At which value of a numeric fact a verdict, rate, cap or 財政力補正 of a programme changes for a town.

Every border in the rules is tried: just below it, on it, and just above it. What changes nothing for this
town is left out (the border of a rate that only holds in 条件不利地域, for a town that has none).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from desktop.domain import correction
from desktop.domain.amounts import Resolved, resolve_cap, resolve_rate
from desktop.domain.completions import comparisons, is_number
from desktop.domain.dependencies import amount_rules, verdict_rules
from desktop.domain.facts import FACTS, FactKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen
from desktop.domain.non_grant import HINT_FROM
from desktop.domain.profile import Profile
from desktop.domain.program import CapCase, Edition, RateCase, SupportLine
from desktop.domain.program_amounts import open_lines
from desktop.domain.rules import Lookup, Rule, subjects
from desktop.domain.value import Value
from desktop.domain.verdict import Judgement, judge
from desktop.domain.verdict_name import Verdict

INDEX = "fiscal_index"
_STEPS = {FactKind.COUNT: Decimal(1), FactKind.DECIMAL: Decimal("0.01")}
"""The least difference between two values: counts are whole, indices and rates have two decimals."""


class Aspect(StrEnum):
    """What changes."""

    VERDICT = "verdict"
    RATE = "rate"
    CAP = "cap"
    CORRECTION = "correction"


State = tuple[Verdict | Fraction | Yen | None, ...]
"""Every possible value of an aspect, smallest first; None: none printed or none offered."""

Snapshot = Mapping[tuple[Aspect, str | None], State]
"""The aspects of a programme and of its lines (by id) for one value of the fact."""


@dataclass(frozen=True)
class Turning:
    """A border ``value`` of a fact with the state of an aspect just below it, on it and just above it.

    No ``lines``: the programme as a whole. Where ``at`` differs from both sides the text is open there.
    """

    fact: str
    value: Decimal
    aspect: Aspect
    below: State
    at: State
    above: State
    lines: tuple[SupportLine, ...] = ()


def turnings(judgement: Judgement, profile: Profile, year: FiscalYear) -> tuple[Turning, ...]:
    """Return what changes, by fact and border; nothing for a programme of the past."""
    edition = judgement.edition
    if edition is None or judgement.verdict is Verdict.NOT_CURRENT:
        return ()
    lines = {line.id: line for line in open_lines(judgement)}
    found: dict[Turning, list[str | None]] = {}
    for fact, borders in _borders(edition, tuple(lines.values())).items():
        for turning, line_id in _changes(
            judgement, tuple(lines.values()), profile, year, fact, borders
        ):
            found.setdefault(turning, []).append(line_id)
    return tuple(
        replace(turning, lines=tuple(lines[one] for one in dict.fromkeys(ids) if one))
        for turning, ids in found.items()
    )


def nearest(found: tuple[Turning, ...], lookup: Lookup) -> tuple[Turning, ...]:
    """Return of each aspect the borders next to the town's own number, one on either side at most."""
    kept: dict[tuple[object, ...], Turning] = {}
    for one in found:
        current = lookup(one.fact)
        if current is None or isinstance(current, str):
            kept[(one,)] = one
            continue
        beyond = one.value > current
        key = (one.fact, one.aspect, one.lines, beyond)
        other = kept.get(key)
        if other is None or abs(one.value - current) < abs(other.value - current):
            kept[key] = one
    return tuple(one for one in found if one in kept.values())


def _borders(edition: Edition, lines: tuple[SupportLine, ...]) -> dict[str, list[Decimal]]:
    """Return every border that the rules, 財政力補正 or the overlay for 不交付団体 draw for a fact."""
    found: dict[str, set[Decimal]] = {}
    for rule in (*verdict_rules(edition), *(rule for line in lines for rule in amount_rules(line))):
        for subject, border in _rule_borders(rule):
            found.setdefault(subject, set()).add(border)
    if any(line.kind.is_allocation_tax for line in lines):
        found.setdefault(INDEX, set()).add(Decimal(HINT_FROM))
    if any(True in correction.may_be_corrected(line) for line in lines):
        found.setdefault(INDEX, set()).update((correction.FULL_UNTIL, correction.LEAST_FROM))
    return {fact: sorted(borders) for fact, borders in sorted(found.items())}


def _rule_borders(rule: Rule) -> Iterator[tuple[str, Decimal]]:
    """Yield each numeric fact of a rule with a border."""
    for one in comparisons(rule):
        if one.subject in FACTS and is_number(one.subject):
            for border in (one.at_least, one.above, one.at_most, one.below, *one.open_at):
                if border is not None:
                    yield one.subject, border


def _changes(
    judgement: Judgement,
    lines: tuple[SupportLine, ...],
    profile: Profile,
    year: FiscalYear,
    fact: str,
    borders: list[Decimal],
) -> Iterator[tuple[Turning, str | None]]:
    """Yield what changes at the borders of one fact, with the id of the line that it changes for."""
    step = _STEPS[FACTS[fact].kind]
    for border in borders:
        below, at, above = (
            _snapshot(judgement, lines, profile.with_answers({fact: value}), year)
            for value in (border - step, border, border + step)
        )
        for aspect, line_id in below:
            key = (aspect, line_id)
            if below[key] != at[key] or at[key] != above[key]:
                found = Turning(fact, border, aspect, below[key], at[key], above[key])
                yield _normal(found), line_id


def _normal(turning: Turning) -> Turning:
    """Return 「4,999人を超える」 as 「5,000人以上」: for whole numbers both are one border."""
    if FACTS[turning.fact].kind is FactKind.COUNT and turning.below == turning.at:
        return replace(turning, value=turning.value + 1, at=turning.above)
    return turning


def _snapshot(
    judgement: Judgement, lines: tuple[SupportLine, ...], profile: Profile, year: FiscalYear
) -> Snapshot:
    """Return every aspect of a programme for one profile."""
    found: dict[tuple[Aspect, str | None], State] = {
        (Aspect.VERDICT, None): (judge(judgement.program, profile, year).verdict,)
    }
    for line in lines:
        found[Aspect.RATE, line.id] = _state(resolve_rate(_for_the_body(line), profile.value))
        found[Aspect.CAP, line.id] = _state(resolve_cap(_for_the_body(line), profile.value))
        found[Aspect.CORRECTION, line.id] = _correction(line, profile)
    return found


def _for_the_body(line: SupportLine) -> SupportLine:
    """Return a line without the cases that only the project decides: they hold for any value of a fact."""
    return replace(
        line,
        rates=tuple(case for case in line.rates if _about_the_body(case)),
        caps=tuple(case for case in line.caps if _about_the_body(case)),
    )


def _about_the_body(case: RateCase | CapCase) -> bool:
    """Whether a case always holds or its condition speaks of a fact."""
    return case.when is None or not FACTS.keys().isdisjoint(subjects(case.when))


def _state(resolved: Resolved[Fraction] | Resolved[Yen]) -> State:
    """Return the possible amounts, smallest first, None last."""
    amounts: tuple[Fraction | Yen, ...] = tuple(
        sorted({candidate.value for candidate in resolved.candidates})
    )
    return (*amounts, None) if resolved.may_be_absent or not amounts else amounts


def _correction(line: SupportLine, profile: Profile) -> State:
    """Return the possible coefficients of 財政力補正; None where there is none."""
    index: Value = profile.value(INDEX)
    if index is None or True not in correction.may_be_corrected(line):
        return (None,)
    return (correction.own_coefficient(profile),)
