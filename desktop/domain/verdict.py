"""Verdicts: what a programme and each of its lines are for one town in one fiscal year (VOCABULARY.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.codes import Applicant, Certainty, ProgramState, Scope
from desktop.domain.fiscal import FiscalYear
from desktop.domain.municipality import Origin, Profile
from desktop.domain.program import Criterion, Edition, Program, SupportLine
from desktop.domain.rules import Explanation, Outcome, evaluate, kleene_and, kleene_or, subjects
from desktop.domain.source import SourceRef

NOT_CURRENT_STATES = (ProgramState.ENDED, ProgramState.HISTORICAL)


class Verdict(StrEnum):
    """判定."""

    ELIGIBLE = "eligible"
    UNKNOWN = "unknown"
    VIA_LOCAL_ACTORS = "via_local_actors"
    INELIGIBLE = "ineligible"
    NOT_CURRENT = "not_current"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return _LABELS[self]


_LABELS = {
    Verdict.ELIGIBLE: "対象",
    Verdict.UNKNOWN: "要確認",
    Verdict.VIA_LOCAL_ACTORS: "地域の主体向け",
    Verdict.INELIGIBLE: "対象外",
    Verdict.NOT_CURRENT: "過去の制度",
}

_BY_OUTCOME = {
    Outcome.TRUE: Verdict.ELIGIBLE,
    Outcome.UNKNOWN: Verdict.UNKNOWN,
    Outcome.FALSE: Verdict.INELIGIBLE,
}


@dataclass(frozen=True)
class Reason:
    """One criterion judged, or a note of the program itself (then ``criterion`` is None).

    ``line_id`` None: common to all lines. ``ask`` names whom to ask while the outcome is unknown.
    """

    text: str
    scope: Scope
    outcome: Outcome
    ask: str = ""
    line_id: str | None = None
    criterion: Criterion | None = None
    explanation: Explanation | None = None
    sources: tuple[SourceRef, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts that would settle this reason."""
        return self.explanation.missing if self.explanation else ()


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
        return Judgement(program, Verdict.UNKNOWN, None, False, (_no_condition(),), ())
    common = tuple(_judge_criterion(one, profile) for one in edition.criteria)
    lines = tuple(_judge_line(line, common, profile, year) for line in edition.lines)
    notes = _program_notes(program, edition, lines, common, year)
    verdict = _program_verdict(program, edition, lines, common, year)
    return Judgement(program, verdict, edition, edition.year != year, common + notes, lines)


def _judge_criterion(criterion: Criterion, profile: Profile, line_id: str | None = None) -> Reason:
    """Evaluate one criterion; without a rule only a person can decide it."""
    explanation = evaluate(criterion.rule, profile.value) if criterion.rule else None
    outcome = explanation.outcome if explanation else Outcome.UNKNOWN
    return Reason(
        criterion.text,
        criterion.scope,
        outcome,
        criterion.ask,
        line_id,
        criterion,
        explanation,
        criterion.sources,
    )


def _judge_line(
    line: SupportLine, common: tuple[Reason, ...], profile: Profile, year: FiscalYear
) -> LineJudgement:
    """Judge one line: its own criteria, the common ones, its end year and the 不交付団体 overlay."""
    own = tuple(_judge_criterion(one, profile, line.id) for one in line.criteria)
    outcome = _outcome(common + own)
    verdict = _BY_OUTCOME[outcome]
    if line.end_year and line.end_year < year:
        return LineJudgement(line, Verdict.NOT_CURRENT, (*own, _ended(line)))
    if line.applicant is Applicant.LOCAL_ACTOR and outcome is not Outcome.FALSE:
        return LineJudgement(line, Verdict.VIA_LOCAL_ACTORS, own)
    if line.certainty is Certainty.REQUESTED and verdict is Verdict.ELIGIBLE:
        return LineJudgement(line, Verdict.UNKNOWN, (*own, _only_requested(line)))
    if line.kind.is_allocation_tax and verdict is not Verdict.INELIGIBLE:
        overlay = _non_grant_overlay(line, profile)
        if overlay:
            return LineJudgement(line, Verdict.UNKNOWN, (*own, overlay))
    return LineJudgement(line, verdict, own)


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


def _non_grant_overlay(line: SupportLine, profile: Profile) -> Reason | None:
    """Return the 不交付団体 note for a line paid through 交付税, where it acts (VOCABULARY.md)."""
    if not is_non_grant_body(profile):
        return None
    return Reason(
        "交付税で措置される支援です。普通交付税の不交付団体には原則として効果がありません。",
        Scope.BODY,
        Outcome.UNKNOWN,
        "財政担当課",
        line.id,
    )


def is_non_grant_body(profile: Profile) -> bool:
    """Whether the overlay acts: answered yes; or unanswered and 財政力指数 at 1.00 or more; or 東京都・特別区."""
    town = profile.municipality
    if town.code == "130001" or town.entity_type == "special_ward":
        return True
    answer = profile.fact("non_grant_body")
    if answer.origin is not Origin.UNKNOWN and answer.value is not None:
        return answer.value == "yes"
    index = profile.value("fiscal_index")
    return index is not None and not isinstance(index, str) and index >= 1


def _ended(line: SupportLine) -> Reason:
    """Say that the end year of a line has passed."""
    year = line.end_year.label if line.end_year else ""
    return Reason(
        f"{year}までの措置です。", Scope.BODY, Outcome.FALSE, "", line.id, sources=line.sources
    )


def _only_requested(line: SupportLine) -> Reason:
    """Say that a line is only requested."""
    text = "要望の段階で、まだ決まっていません。"
    return Reason(
        text, Scope.BODY, Outcome.UNKNOWN, "担当省庁の窓口", line.id, sources=line.sources
    )


def _no_condition() -> Reason:
    """Say that the documents state no condition."""
    return Reason(
        "資料に対象の条件が書かれていません。", Scope.BODY, Outcome.UNKNOWN, "担当省庁の窓口"
    )


def _program_notes(
    program: Program,
    edition: Edition,
    lines: tuple[LineJudgement, ...],
    common: tuple[Reason, ...],
    year: FiscalYear,
) -> tuple[Reason, ...]:
    """Return what the program itself has to say about the verdict."""
    notes: list[Reason] = []
    body = [
        one
        for one in (*common, *(r for line in lines for r in line.reasons))
        if one.scope is Scope.BODY
    ]
    if _is_over(program, lines, year):
        text = "過去の年度の資料にだけ載っている、または終了した制度です。"
        notes.append(Reason(text, Scope.BODY, Outcome.FALSE, sources=edition.sources))
    elif program.state is ProgramState.PLANNED:
        text = "創設や拡充が予定されている段階で、内容はまだ決まっていません。"
        notes.append(
            Reason(text, Scope.BODY, Outcome.UNKNOWN, "担当省庁の窓口", sources=edition.sources)
        )
    elif not body:
        notes.append(_no_condition())
    return tuple(notes)
