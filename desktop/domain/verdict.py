"""Verdicts: what a programme and each of its lines are for one town in one fiscal year (VOCABULARY.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.codes import Applicant, Certainty, ProgramState, Scope
from desktop.domain.fiscal import FiscalYear
from desktop.domain.non_grant import overlay
from desktop.domain.profile import Profile
from desktop.domain.program import Criterion, Edition, Program, SupportLine
from desktop.domain.reason import (
    Reason,
    judged_criterion,
    line_over,
    no_condition,
    only_mentioned,
    only_requested,
    planned,
    program_over,
)
from desktop.domain.rules import Outcome, evaluate, kleene_and, kleene_or, subjects
from desktop.domain.verdict_name import Verdict

__all__ = ["Judgement", "LineJudgement", "Reason", "Verdict", "judge"]

NOT_CURRENT_STATES = (ProgramState.ENDED, ProgramState.HISTORICAL)


_BY_OUTCOME = {
    Outcome.TRUE: Verdict.ELIGIBLE,
    Outcome.UNKNOWN: Verdict.UNKNOWN,
    Outcome.FALSE: Verdict.INELIGIBLE,
}


@dataclass(frozen=True)
class LineJudgement:
    """A support line judged: its verdict with the programme's common criteria taken in."""

    line: SupportLine
    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts that would settle the line's own criteria."""
        return _missing(self.reasons)


@dataclass(frozen=True)
class Judgement:
    """A programme judged. ``reasons`` are the common ones; each line carries its own."""

    program: Program
    verdict: Verdict
    edition: Edition | None
    carried: bool
    reasons: tuple[Reason, ...]
    lines: tuple[LineJudgement, ...]

    @property
    def all_reasons(self) -> tuple[Reason, ...]:
        """Common reasons followed by those of the lines."""
        return self.reasons + tuple(reason for line in self.lines for reason in line.reasons)

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts that keep the verdict or a line at 要確認, in order, each once.

        What could no longer change anything is not asked for.
        """
        if self.verdict in (Verdict.INELIGIBLE, Verdict.NOT_CURRENT):
            return ()
        undecided = [line for line in self.lines if line.verdict is Verdict.UNKNOWN]
        if self.lines and not undecided:
            return ()
        return _missing(self.reasons + tuple(one for line in undecided for one in line.reasons))


def _missing(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """Collect the missing facts of body reasons."""
    found = (fact for reason in reasons if reason.scope is Scope.BODY for fact in reason.missing)
    return tuple(dict.fromkeys(found))


def judge(program: Program, profile: Profile, year: FiscalYear) -> Judgement:
    """Judge a programme for a profile and target year.

    Programme verdict = common criteria AND (OR over the lines, auxiliary ones only where no other
    admits the body); precedence: not_current, the town's own application where a line admits its kind
    of body, via_local_actors, ineligible.
    """
    edition = program.edition_for(year)
    if edition is None:
        return Judgement(program, Verdict.UNKNOWN, None, False, (no_condition(),), ())
    common = tuple(_judge_criterion(one, profile) for one in edition.criteria)
    lines = tuple(_judge_line(line, common, profile, year) for line in edition.lines)
    verdict = _program_verdict(program, edition, lines, common, year)
    notes = _program_notes(program, edition, verdict, lines, common)
    return Judgement(program, verdict, edition, edition.year != year, common + notes, lines)


def _judge_criterion(criterion: Criterion, profile: Profile, line_id: str | None = None) -> Reason:
    """Evaluate one criterion; without a rule only a person can decide it."""
    explanation = evaluate(criterion.rule, profile.value) if criterion.rule else None
    return judged_criterion(criterion, explanation, line_id)


def _judge_line(
    line: SupportLine, common: tuple[Reason, ...], profile: Profile, year: FiscalYear
) -> LineJudgement:
    """Judge one line: its own criteria, the common ones, its end year and the 不交付団体 overlay."""
    own = tuple(_judge_criterion(one, profile, line.id) for one in line.criteria)
    outcome = _outcome(common + own)
    verdict = _BY_OUTCOME[outcome]
    if line.end_year and line.end_year < year:
        return LineJudgement(line, Verdict.NOT_CURRENT, (*own, line_over(line)))
    if line.applicant is Applicant.LOCAL_ACTOR and outcome is not Outcome.FALSE:
        return LineJudgement(line, Verdict.VIA_LOCAL_ACTORS, own)
    if line.certainty is Certainty.REQUESTED and verdict is Verdict.ELIGIBLE:
        return LineJudgement(line, Verdict.UNKNOWN, (*own, only_requested(line)))
    note = None if verdict is Verdict.INELIGIBLE else overlay(line, profile)
    return (
        LineJudgement(line, Verdict.UNKNOWN, (*own, note))
        if note
        else LineJudgement(line, verdict, own)
    )


def _outcome(reasons: tuple[Reason, ...]) -> Outcome:
    """Kleene AND over body reasons; no condition at all is unknown (VOCABULARY.md, Verdicts)."""
    body = [reason.outcome for reason in reasons if reason.scope is Scope.BODY]
    return kleene_and(body) if body else Outcome.UNKNOWN


def _program_verdict(
    program: Program,
    edition: Edition,
    lines: tuple[LineJudgement, ...],
    common: tuple[Reason, ...],
    year: FiscalYear,
) -> Verdict:
    """Apply the precedence of VOCABULARY.md."""
    if _is_over(program, lines, year):
        return Verdict.NOT_CURRENT
    if not edition.lines:
        return _BY_OUTCOME[kleene_and((Outcome.UNKNOWN, _outcome(common)))]
    offered = _offered(lines, common)
    if program.state in (ProgramState.PLANNED, ProgramState.REFERENCE):
        return Verdict.INELIGIBLE if offered is Verdict.INELIGIBLE else Verdict.UNKNOWN
    return offered


def _offered(lines: tuple[LineJudgement, ...], common: tuple[Reason, ...]) -> Verdict:
    """Return what the lines make of it: the town's own application first, then local actors."""
    live = [line for line in lines if line.verdict is not Verdict.NOT_CURRENT]
    own = [line for line in live if line.line.applicant is Applicant.MUNICIPALITY]
    admitted = [line for line in own if _admits_entity(common + line.reasons)]
    if admitted:
        carrying = [line for line in admitted if not line.line.auxiliary] or admitted
        return _best(line.verdict for line in carrying)
    if any(line.verdict is Verdict.VIA_LOCAL_ACTORS for line in live):
        return Verdict.VIA_LOCAL_ACTORS
    return Verdict.INELIGIBLE


def _best(verdicts: Iterable[Verdict]) -> Verdict:
    """OR over lines that the town may apply for."""
    outcomes = {Verdict.ELIGIBLE: Outcome.TRUE, Verdict.UNKNOWN: Outcome.UNKNOWN}
    return _BY_OUTCOME[kleene_or(outcomes.get(one, Outcome.FALSE) for one in verdicts)]


def _is_over(program: Program, lines: tuple[LineJudgement, ...], year: FiscalYear) -> bool:
    """Ended, known only from history, or past its end year."""
    if program.state in NOT_CURRENT_STATES:
        return True
    if program.end_year and program.end_year < year:
        return True
    return bool(lines) and all(line.verdict is Verdict.NOT_CURRENT for line in lines)


def _admits_entity(reasons: tuple[Reason, ...]) -> bool:
    """Whether no criterion that speaks only of the kind of body is false."""
    return not any(
        reason.outcome is Outcome.FALSE
        and reason.criterion is not None
        and reason.criterion.rule is not None
        and subjects(reason.criterion.rule) == {"entity_type"}
        for reason in reasons
    )


def _program_notes(
    program: Program,
    edition: Edition,
    verdict: Verdict,
    lines: tuple[LineJudgement, ...],
    common: tuple[Reason, ...],
) -> tuple[Reason, ...]:
    """Return what the program itself has to say about the verdict; none is held open without a word."""
    body = [
        one
        for one in (*common, *(r for line in lines for r in line.reasons))
        if one.scope is Scope.BODY
    ]
    if verdict is Verdict.NOT_CURRENT:
        return (program_over(edition.sources),)
    if program.state is ProgramState.PLANNED:
        return (planned(edition.sources),)
    if not body:
        return (no_condition(),)
    held = any(one.outcome is Outcome.UNKNOWN for one in body)
    return (only_mentioned(edition.sources),) if verdict is Verdict.UNKNOWN and not held else ()
