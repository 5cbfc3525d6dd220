"""Programmes and judgements as plain data for ``--json``: stable keys, integers of yen, rates as text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from desktop.domain.amounts import resolve_cap, resolve_rate
from desktop.domain.codes import RoundState
from desktop.domain.deadlines import DatedRound, DeadlineState, rounds_on
from desktop.domain.headline import headline
from desktop.domain.money import format_rate
from desktop.domain.municipality import Profile
from desktop.domain.program import Program
from desktop.domain.questions import next_questions
from desktop.domain.rules import Explanation, Value
from desktop.domain.source import SourceRef
from desktop.domain.verdict import Judgement, LineJudgement, Reason
from desktop.domain.wording import decisive, describe

Json = dict[str, Any]


def plain(value: Value) -> str | int | float | None:
    """Return a value as JSON has it; decimals become numbers."""
    return float(value) if isinstance(value, Decimal) else value


def rate_text(rate: Fraction | None) -> str | None:
    """Return a rate as text, None where it is not settled or not printed."""
    return None if rate is None else format_rate(rate)


def source_data(source: SourceRef) -> Json:
    """Return one citation."""
    return {
        "document": source.document,
        "line": source.line,
        "last_line": source.last_line,
        "heading": source.heading,
    }


def program_entry(program: Program) -> Json:
    """Return a programme as ``catalog list`` shows it."""
    sources = [source for edition in program.editions for source in edition.sources]
    return {
        "id": program.id,
        "name": program.name,
        "aliases": list(program.aliases),
        "agency": program.agency,
        "kinds": [kind.value for kind in program.kinds],
        "purposes": list(program.purposes),
        "fiscal_years": [edition.year.code for edition in program.editions],
        "state": program.state.value,
        "sources": [source_data(source) for source in dict.fromkeys(sources)],
    }


def profile_data(profile: Profile) -> Json:
    """Return every fact with value, as-of date and origin; unknown is null."""
    return {
        fact_id: {"value": plain(fact.value), "as_of": fact.as_of, "origin": fact.origin.value}
        for fact_id, fact in profile.ordered()
    }


def match_data(profile: Profile, year: str, judgements: Iterable[Judgement], today: date) -> Json:
    """Return what ``match --json`` prints."""
    judged = list(judgements)
    return {
        "municipality": {"code": profile.municipality.code, "name": profile.municipality.label},
        "profile": profile_data(profile),
        "fiscal_year": year,
        "today": today.isoformat(),
        "results": [judgement_data(one, profile, today) for one in judged],
        "next_questions": [
            {"fact": question.fact, "settles": question.settles}
            for question in next_questions(judged)
        ],
    }


def judgement_data(judgement: Judgement, profile: Profile, today: date) -> Json:
    """Return one result of ``match``."""
    edition = judgement.edition
    rounds = rounds_on(edition.rounds, today) if edition else ()
    return {
        "id": judgement.program.id,
        "name": judgement.program.name,
        "verdict": judgement.verdict.value,
        "edition_used": edition.year.code if edition else None,
        "carried": judgement.carried,
        "certainty": edition.certainty.value if edition else None,
        "reasons": [reason_data(reason) for reason in judgement.all_reasons],
        "missing": list(judgement.missing),
        "support": [support_data(line, profile) for line in judgement.lines],
        "rounds": [round_data(dated) for dated in rounds],
    }


def reason_data(reason: Reason) -> Json:
    """Return a reason; ``fact`` and ``value`` are those of the comparison that decides it."""
    leaf = decisive(reason.explanation) if reason.explanation else None
    return {
        "text": reason.text,
        "scope": reason.scope.value,
        "line": reason.line_id,
        "fact": getattr(leaf.rule, "subject", None) if leaf else None,
        "value": plain(leaf.value) if leaf else None,
        "outcome": reason.outcome.value,
        "ask": reason.ask or None,
        "source": str(reason.sources[0]) if reason.sources else None,
        "sources": [source_data(source) for source in reason.sources],
        "parts": [_explained(part) for part in reason.explanation.parts]
        if reason.explanation
        else [],
    }


def _explained(node: Explanation) -> Json:
    """Return one node of an explanation with its parts."""
    return {
        "text": describe(node.rule),
        "fact": getattr(node.rule, "subject", None),
        "value": plain(node.value),
        "outcome": node.outcome.value,
        "parts": [_explained(part) for part in node.parts],
    }


def support_data(judged: LineJudgement, profile: Profile) -> Json:
    """Return a support line with rate and cap resolved for the town.

    ``cap_yen`` and ``rate`` are null where several values remain; the ranges say which.
    """
    line = judged.line
    rate = resolve_rate(line, profile.value)
    cap = resolve_cap(line, profile.value)
    return {
        "line": line.id,
        "label": line.label,
        "verdict": judged.verdict.value,
        "kind": line.kind.value,
        "rate": rate_text(rate.single),
        "rate_range": [format_rate(one) for one in rate.bounds] if rate.bounds else None,
        "cap_yen": cap.single,
        "cap_yen_range": list(cap.bounds) if cap.bounds else None,
        "amount_missing": sorted({*rate.missing, *cap.missing}),
        "headline": headline(line, profile.value),
        "per": line.per.value if line.per else None,
        "basis": line.basis.value if line.basis else None,
        "correction": line.correction.value if line.correction else None,
        "certainty": line.certainty.value,
        "doubt": line.doubt or None,
        "missing": list(judged.missing),
    }


def round_data(dated: DatedRound) -> Json:
    """Return a round; a fixed one whose day has passed is closed."""
    closed = dated.state is DeadlineState.CLOSED
    state = "closed" if closed else dated.round.state.value
    if dated.state is DeadlineState.UNDETERMINED:
        state = RoundState.UNDETERMINED.value
    return {
        "label": dated.round.label,
        "state": state,
        "status": dated.state.value,
        "project_year": dated.round.project_year.code if dated.round.project_year else None,
        "opens": str(dated.opens) if dated.opens else None,
        "closes": str(dated.closes) if dated.closes else None,
        "note": dated.note or dated.round.note or dated.round.printed or None,
    }
