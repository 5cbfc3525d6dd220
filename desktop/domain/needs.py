"""What must be found out or done before a way of funding can be used: facts, desks, checks, plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.claims import Funded
from desktop.domain.codes import Scope
from desktop.domain.estimate import CLOSED
from desktop.domain.facts import FACTS
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.rules import Outcome
from desktop.domain.source import SourceRef
from desktop.domain.verdict import Reason, judge

_PLAN = "計画"


class NeedKind(StrEnum):
    """What has to be done."""

    FACT = "fact"
    ASK = "ask"
    DRIVER = "driver"
    CHECK = "check"
    PROGRAM = "program"
    STEP = "step"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return _LABELS[self]


_LABELS = {
    NeedKind.FACT: "まちの項目を確かめる",
    NeedKind.ASK: "窓口に尋ねる",
    NeedKind.DRIVER: "計画の数字を決める",
    NeedKind.CHECK: "事業の要件を確かめる",
    NeedKind.PROGRAM: "先に要る制度・計画",
    NeedKind.STEP: "計画を作る手続",
}


@dataclass(frozen=True)
class Need:
    """One thing to do first. ``subject``: the fact, driver, criterion or programme; ``ask``: whom to ask."""

    kind: NeedKind
    subject: str
    text: str
    ask: str = ""
    sources: tuple[SourceRef, ...] = ()


def needs_first(
    funded: Iterable[Funded], profile: Profile, programs: Mapping[str, Program]
) -> tuple[tuple[Need, tuple[str, ...]], ...]:
    """Return each need once, by kind, with the ids of the lines that wait for it.

    Lines that are closed to the town wait for nothing.
    """
    found: dict[Need, list[str]] = {}
    for one in funded:
        if one.estimate.project in CLOSED:
            continue
        for need in _needs_of(one, profile, programs):
            found.setdefault(need, [])
            if one.claim.id not in found[need]:
                found[need].append(one.claim.id)
    ordered = sorted(found, key=lambda need: list(NeedKind).index(need.kind))
    return tuple((need, tuple(found[need])) for need in ordered)


def _needs_of(funded: Funded, profile: Profile, programs: Mapping[str, Program]) -> Iterator[Need]:
    """Yield what one line needs."""
    plan = funded.claim.plan
    judgement = judge(plan.program, profile, plan.year)
    for reason in (*judgement.reasons, *funded.estimate.judged.reasons):
        if reason.scope is Scope.BODY and reason.outcome is Outcome.UNKNOWN:
            yield from _of_reason(reason)
    for cause in funded.estimate.why_range:
        if cause.subject in FACTS:
            yield _fact(cause.subject)
        else:
            yield Need(NeedKind.DRIVER, cause.subject, cause.text)
    for check in funded.estimate.checks:
        if check.outcome is Outcome.UNKNOWN and check.criterion is not None:
            yield Need(NeedKind.CHECK, check.criterion.id, check.text, check.ask, check.sources)
    yield from _of_program(funded, programs)


def _of_reason(reason: Reason) -> Iterator[Need]:
    """Yield the facts that would settle a criterion, or the desk that decides it."""
    if reason.missing:
        yield from (_fact(one) for one in reason.missing)
    else:
        subject = reason.criterion.id if reason.criterion else reason.kind.value
        yield Need(NeedKind.ASK, subject, reason.text, reason.ask, reason.sources)


def _fact(fact_id: str) -> Need:
    """Return the need for a fact."""
    definition = FACTS.get(fact_id)
    if definition is None:
        return Need(NeedKind.FACT, fact_id, fact_id)
    text = definition.question or f"「{definition.label}」を確かめてください。"
    return Need(NeedKind.FACT, fact_id, text, definition.ask)


def _of_program(funded: Funded, programs: Mapping[str, Program]) -> Iterator[Need]:
    """Yield the programmes that must come first, and the steps of the procedure that make a plan."""
    plan = funded.claim.plan
    for one in plan.program.relations:
        if one.kind == "needs" and (not one.lines or plan.line.id in one.lines):
            target = programs.get(one.target)
            name = target.name if target else one.target
            yield Need(NeedKind.PROGRAM, one.target, one.text or f"「{name}」が先に要ります。")
    for step in plan.edition.steps:
        if _PLAN in step.text:
            yield Need(NeedKind.STEP, plan.program.id, step.text, sources=step.sources)
