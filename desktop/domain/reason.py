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


def line_note(kind: ReasonKind, line: SupportLine, facts: tuple[str, ...]) -> Reason:
    """Say what besides its criteria made the verdict of a line; ``facts`` would settle it."""
    if kind is ReasonKind.NON_GRANT:
        return _no_effect_without_grant(line, facts)
    if kind is ReasonKind.REQUESTED:
        text = "要望の段階で、まだ決まっていません。"
        return _note(kind, text, Outcome.UNKNOWN, line.sources, line.id)
    year = line.end_year.label if line.end_year else ""
    return _note(kind, f"{year}までの措置です。", Outcome.FALSE, line.sources, line.id)


def _no_effect_without_grant(line: SupportLine, facts: tuple[str, ...]) -> Reason:
    """Say that a line paid through 交付税 may have no effect here."""
    return Reason(
        "交付税で措置される支援です。普通交付税の不交付団体には原則として効果がありません。",
        Scope.BODY,
        Outcome.UNKNOWN,
        "財政担当課",
        line.id,
        kind=ReasonKind.NON_GRANT,
        facts=facts,
    )


def program_note(kind: ReasonKind, sources: tuple[SourceRef, ...], *, stated: bool) -> Reason:
    """Say what besides its criteria made the verdict of a programme.

    ``stated``: whether the documents state any condition about the body; where they do and it is held open
    all the same, they only mention the programme, so that more conditions may exist.
    """
    if kind is ReasonKind.OVER:
        text = "過去の年度の資料にだけ載っている、または終了した制度です。"
        return _note(kind, text, Outcome.FALSE, sources)
    if kind is ReasonKind.PLANNED:
        text = "創設や拡充が予定されている段階で、内容はまだ決まっていません。"
        return _note(kind, text, Outcome.UNKNOWN, sources)
    if not stated:
        return _note(kind, "資料に対象の条件が書かれていません。", Outcome.UNKNOWN)
    text = "資料では名前や概要だけが紹介されている制度で、条件のすべては書かれていません。"
    return _note(kind, text, Outcome.UNKNOWN, sources)


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
