"""Why a verdict is what it is: one criterion judged, or a note of the programme itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.codes import Scope
from desktop.domain.program import Criterion, SupportLine
from desktop.domain.rules import Explanation, Outcome
from desktop.domain.source import SourceRef

MINISTRY = "担当省庁の窓口"
"""Whom to ask where the catalogue knows no better; the contacts of the programme name the desk."""


class ReasonKind(StrEnum):
    """What a reason speaks of; all but ``CRITERION`` are notes."""

    CRITERION = "criterion"
    NO_CONDITION = "no_condition"
    PLANNED = "planned"
    REQUESTED = "requested"
    NON_GRANT = "non_grant"
    OVER = "over"


@dataclass(frozen=True)
class Reason:
    """One criterion judged, or a note (then ``criterion`` is None and ``kind`` says which).

    ``line_id`` None: common to all lines. ``ask`` names whom to ask while the outcome is unknown.
    ``facts`` are those that would settle a note.
    """

    text: str
    scope: Scope
    outcome: Outcome
    ask: str = ""
    line_id: str | None = None
    criterion: Criterion | None = None
    explanation: Explanation | None = None
    sources: tuple[SourceRef, ...] = ()
    kind: ReasonKind = ReasonKind.CRITERION
    facts: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts that would settle this reason."""
        return self.explanation.missing if self.explanation else self.facts


def judged_criterion(
    criterion: Criterion, explanation: Explanation | None, line_id: str | None
) -> Reason:
    """Return a criterion with its outcome; without a rule only a person can decide it."""
    return Reason(
        criterion.text,
        criterion.scope,
        explanation.outcome if explanation else Outcome.UNKNOWN,
        criterion.ask,
        line_id,
        criterion,
        explanation,
        criterion.sources,
    )


def no_effect_without_grant(line: SupportLine, facts: tuple[str, ...]) -> Reason:
    """Say that a line paid through 交付税 may have no effect here; ``facts`` would settle it."""
    return Reason(
        "交付税で措置される支援です。普通交付税の不交付団体には原則として効果がありません。",
        Scope.BODY,
        Outcome.UNKNOWN,
        "財政担当課",
        line.id,
        kind=ReasonKind.NON_GRANT,
        facts=facts,
    )


def line_over(line: SupportLine) -> Reason:
    """Say that the end year of a line has passed."""
    year = line.end_year.label if line.end_year else ""
    text = f"{year}までの措置です。"
    return _note(ReasonKind.OVER, text, Outcome.FALSE, line.sources, line.id)


def only_requested(line: SupportLine) -> Reason:
    """Say that a line is only requested."""
    text = "要望の段階で、まだ決まっていません。"
    return _note(ReasonKind.REQUESTED, text, Outcome.UNKNOWN, line.sources, line.id)


def no_condition() -> Reason:
    """Say that the documents state no condition."""
    text = "資料に対象の条件が書かれていません。"
    return _note(ReasonKind.NO_CONDITION, text, Outcome.UNKNOWN)


def only_mentioned(sources: tuple[SourceRef, ...]) -> Reason:
    """Say that the documents only mention a programme, so that more conditions may exist."""
    text = "資料では名前や概要だけが紹介されている制度で、条件のすべては書かれていません。"
    return _note(ReasonKind.NO_CONDITION, text, Outcome.UNKNOWN, sources)


def planned(sources: tuple[SourceRef, ...]) -> Reason:
    """Say that a programme is only planned."""
    text = "創設や拡充が予定されている段階で、内容はまだ決まっていません。"
    return _note(ReasonKind.PLANNED, text, Outcome.UNKNOWN, sources)


def program_over(sources: tuple[SourceRef, ...]) -> Reason:
    """Say that a programme belongs to the past."""
    text = "過去の年度の資料にだけ載っている、または終了した制度です。"
    return _note(ReasonKind.OVER, text, Outcome.FALSE, sources)


def _note(
    kind: ReasonKind,
    text: str,
    outcome: Outcome,
    sources: tuple[SourceRef, ...] = (),
    line_id: str | None = None,
) -> Reason:
    """Return a note about the body; an open one is for the ministry to settle."""
    ask = MINISTRY if outcome is Outcome.UNKNOWN else ""
    return Reason(text, Scope.BODY, outcome, ask, line_id, sources=sources, kind=kind)
