"""「あと一歩」: which facts that a town can bring about would open which programmes, each by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.domain.dependencies import judged_facts
from desktop.domain.facts import FACTS
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Origin, Profile
from desktop.domain.verdict import Judge, Judgement
from desktop.domain.verdict_name import Verdict

CLOSED_FOR_NOW = (Verdict.UNKNOWN, Verdict.INELIGIBLE)


@dataclass(frozen=True)
class OneStep:
    """A fact, the value to reach, how a town reaches it, and the ids of the programmes it opens."""

    fact: str
    value: str
    how: str
    opens: tuple[str, ...]


def one_step(
    judgements: Iterable[Judgement], profile: Profile, year: FiscalYear
) -> tuple[OneStep, ...]:
    """Return the steps that make programmes 対象 which are 要確認 or 対象外 now, most telling first.

    Where several values of a fact open the same programmes, the one easier to reach stands.
    """
    closed = [one for one in judgements if one.verdict in CLOSED_FOR_NOW and one.edition]
    steps = [step for fact in FACTS for step in _steps(fact, closed, profile, year)]
    return tuple(sorted(steps, key=lambda one: (-len(one.opens), one.fact)))


def _steps(
    fact: str, closed: list[Judgement], profile: Profile, year: FiscalYear
) -> Iterator[OneStep]:
    """Yield the steps of one fact; nothing where the town is there already or the fact is not for it."""
    ways = FACTS[fact].obtainable
    known = profile.fact(fact)
    if known.origin is Origin.NOT_APPLICABLE or known.value in [value for value, _ in ways]:
        return
    seen: set[str] = set()
    for value, how in ways:
        opens = _opened_by(fact, value, closed, profile, year)
        if set(opens) - seen:
            yield OneStep(fact, value, how, opens)
        seen |= set(opens)


def _opened_by(
    fact: str, value: str, closed: list[Judgement], profile: Profile, year: FiscalYear
) -> tuple[str, ...]:
    """Return the programmes that one value makes 対象."""
    reached = Judge(profile.with_answers({fact: value}), year)
    return tuple(
        one.program.id
        for one in closed
        if one.edition is not None
        and fact in judged_facts(one.edition)
        and reached.judge(one.program).verdict is Verdict.ELIGIBLE
    )
