"""Verdicts: what a programme and each of its lines are for one town in one fiscal year (VOCABULARY.md)."""

from __future__ import annotations

from desktop.domain.codes import Applicant, Certainty, ProgramState, Scope, SupportKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.judgement import Explanations, Judgement, LineJudgement
from desktop.domain.non_grant import overlay
from desktop.domain.profile import Profile
from desktop.domain.program import Criterion, Program, SupportLine
from desktop.domain.reason import Reason, ReasonKind
from desktop.domain.rules import Explanation, Outcome, Rule, evaluate
from desktop.domain.verdict_name import Verdict

__all__ = ["Judge", "Judgement", "LineJudgement", "Reason", "Verdict", "judge"]

TRUE, UNKNOWN, FALSE = Outcome.TRUE, Outcome.UNKNOWN, Outcome.FALSE
BODY, LOCAL_ACTOR, MUNICIPALITY = Scope.BODY, Applicant.LOCAL_ACTOR, Applicant.MUNICIPALITY
"""In Python 3.11 naming a member of an enumeration costs a call; judging one programme names fifty."""

NOT_CURRENT_STATES = (ProgramState.ENDED, ProgramState.HISTORICAL)
NOT_YET_STATES = (ProgramState.PLANNED, ProgramState.REFERENCE)
PLANNED, REQUESTED = ProgramState.PLANNED, Certainty.REQUESTED
ALLOCATION_TAX = tuple(kind for kind in SupportKind if kind.is_allocation_tax)
ENTITY_ALONE = frozenset({"entity_type"})

ELIGIBLE, INELIGIBLE = Verdict.ELIGIBLE, Verdict.INELIGIBLE
TO_CHECK, FOR_LOCAL_ACTORS, NOT_CURRENT = (
    Verdict.UNKNOWN,
    Verdict.VIA_LOCAL_ACTORS,
    Verdict.NOT_CURRENT,
)
_BY_OUTCOME = {TRUE: ELIGIBLE, UNKNOWN: TO_CHECK, FALSE: INELIGIBLE}


def judge(program: Program, profile: Profile, year: FiscalYear) -> Judgement:
    """Judge one programme for a profile and target year."""
    return Judge(profile, year).judge(program)


class Judge:
    """Judges programmes for one profile and target year.

    Programmes share many of their rules; each rule is evaluated once, and what explains it is shared.
    """

    def __init__(self, profile: Profile, year: FiscalYear) -> None:
        self._value_of = profile.value
        self._year = year
        self._overlay = overlay(profile)
        self._explained: dict[int, Explanation] = {}
        """By the identity of the rule, which its explanation keeps alive: comparing rules costs more."""

    def judge(self, program: Program) -> Judgement:
        """Judge a programme.

        Programme verdict = common criteria AND (OR over the lines, auxiliary ones only where no other
        admits the body); precedence: not_current, the town's own application where a line admits its
        kind of body, via_local_actors, ineligible.
        """
        edition = program.edition_for(self._year)
        if edition is None:
            return Judgement(program, TO_CHECK, None, False, (), (), ReasonKind.NO_CONDITION)
        common, body = self._weigh(edition.criteria)
        lines = tuple([self._line(line, body) for line in edition.lines])
        verdict = self._verdict(program, lines, common, body)
        note = _note(program, verdict, lines, body)
        carried = edition.year != self._year
        return Judgement(program, verdict, edition, carried, common, lines, note)

    def _weigh(self, criteria: tuple[Criterion, ...]) -> tuple[Explanations, Outcome | None]:
        """Explain each criterion; return Kleene AND over those about the body, None where there are none.

        Written out in one loop, because it runs for every line: in steps it takes four times as long.
        """
        explanations: list[Explanation | None] = []
        body: Outcome | None = None
        for criterion in criteria:
            rule = criterion.rule
            if rule is None:  # only a person can decide it
                explained, outcome = None, UNKNOWN
            else:
                explained = self._explained.get(id(rule)) or self._explain(rule)
                outcome = explained.outcome
            explanations.append(explained)
            if criterion.scope is BODY and (body is None or body is TRUE or outcome is FALSE):
                body = outcome
        return tuple(explanations), body

    def _explain(self, rule: Rule) -> Explanation:
        """Evaluate a rule and keep what came of it."""
        found = self._explained[id(rule)] = evaluate(rule, self._value_of)
        return found

    def _line(self, line: SupportLine, common: Outcome | None) -> LineJudgement:
        """Judge one line: its own criteria, the common ones, its end year and the 不交付団体 overlay."""
        own, body = self._weigh(line.criteria)
        outcome = _both(common, body)
        if line.end_year and line.end_year < self._year:
            return LineJudgement(line, NOT_CURRENT, own, ReasonKind.OVER)
        if outcome is FALSE:
            return LineJudgement(line, INELIGIBLE, own)
        if line.applicant is LOCAL_ACTOR:
            return LineJudgement(line, FOR_LOCAL_ACTORS, own)
        if line.certainty is REQUESTED and outcome is TRUE:
            return LineJudgement(line, TO_CHECK, own, ReasonKind.REQUESTED)
        if self._overlay is not None and line.kind in ALLOCATION_TAX:
            return LineJudgement(line, TO_CHECK, own, ReasonKind.NON_GRANT, self._overlay)
        return LineJudgement(line, _BY_OUTCOME[outcome], own)

    def _verdict(
        self,
        program: Program,
        lines: tuple[LineJudgement, ...],
        common: Explanations,
        body: Outcome | None,
    ) -> Verdict:
        """Apply the precedence of VOCABULARY.md; ``body`` is the outcome of the common criteria."""
        if self._is_over(program, lines):
            return NOT_CURRENT
        if not lines:
            return INELIGIBLE if body is FALSE else TO_CHECK
        offered = _offered(lines) if _admits_entity(common) else _for_local_actors(lines)
        if program.state in NOT_YET_STATES and offered is not INELIGIBLE:
            return TO_CHECK
        return offered

    def _is_over(self, program: Program, lines: tuple[LineJudgement, ...]) -> bool:
        """Ended, known only from history, or past its end year."""
        if program.state in NOT_CURRENT_STATES:
            return True
        if program.end_year and program.end_year < self._year:
            return True
        for line in lines:
            if line.verdict is not NOT_CURRENT:
                return False
        return bool(lines)


def _both(common: Outcome | None, own: Outcome | None) -> Outcome:
    """Kleene AND of common and own criteria; no condition at all is unknown (VOCABULARY.md, Verdicts)."""
    if common is None or own is FALSE:
        return own or UNKNOWN
    return own if common is TRUE and own is not None else common


def _offered(lines: tuple[LineJudgement, ...]) -> Verdict:
    """Return what the lines make of it: the town's own application first, then local actors."""
    carrying: list[Verdict] = []
    auxiliary: list[Verdict] = []
    for one in lines:
        own = one.line.applicant is MUNICIPALITY and one.verdict is not NOT_CURRENT
        if own and _admits_entity(one.explanations):
            (auxiliary if one.line.auxiliary else carrying).append(one.verdict)
    admitted = carrying or auxiliary
    if not admitted:
        return _for_local_actors(lines)
    if ELIGIBLE in admitted:
        return ELIGIBLE
    return TO_CHECK if TO_CHECK in admitted else INELIGIBLE


def _for_local_actors(lines: tuple[LineJudgement, ...]) -> Verdict:
    """Return what remains where no line admits the body."""
    found = [line.verdict for line in lines]
    return FOR_LOCAL_ACTORS if FOR_LOCAL_ACTORS in found else INELIGIBLE


def _admits_entity(explanations: Explanations) -> bool:
    """Whether no criterion that speaks only of the kind of body is false."""
    failed = [one.rule.subjects for one in explanations if one and one.outcome is FALSE]
    return ENTITY_ALONE not in failed


def _note(
    program: Program, verdict: Verdict, lines: tuple[LineJudgement, ...], body: Outcome | None
) -> ReasonKind | None:
    """Return what the program itself has to say about the verdict; none is held open without a word."""
    if verdict is NOT_CURRENT:
        return ReasonKind.OVER
    if program.state is PLANNED:
        return ReasonKind.PLANNED
    verdicts = [line.verdict for line in lines]
    if body and (verdict is not TO_CHECK or body is UNKNOWN or TO_CHECK in verdicts):
        return None  # where the common criteria hold, a line that is held open has said why
    said = [outcome for line in lines for outcome in line.said_of_body()]
    held = UNKNOWN in said or verdict is not TO_CHECK
    return None if held and (said or body) else ReasonKind.NO_CONDITION
