"""Programmes and judgements as plain data for ``--json``: stable keys, integers of yen, rates as text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from desktop.domain.amounts import resolve_cap, resolve_rate
from desktop.domain.codes import RoundState
from desktop.domain.deadlines import DatedRound, DeadlineState, rounds_on
from desktop.domain.fiscal import FiscalYear
from desktop.domain.headline import headline
from desktop.domain.money import format_rate
from desktop.domain.one_step import one_step
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.questions import next_questions
from desktop.domain.verdict import Judgement, LineJudgement
from desktop.services.insight_json import (
    advice_data,
    question_data,
    sensitivity_data,
    step_data,
)
from desktop.services.reason_json import Json, plain, reason_data, source_data

__all__ = ["Json", "judgement_data", "match_data", "program_entry", "rate_text", "source_data"]


def rate_text(rate: Fraction | None) -> str | None:
    """Return a rate as text, None where it is not settled or not printed."""
    return None if rate is None else format_rate(rate)


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


def match_data(
    profile: Profile, year: FiscalYear, judgements: Iterable[Judgement], today: date
) -> Json:
    """Return what ``match --json`` prints."""
    judged = list(judgements)
    return {
        "municipality": {"code": profile.municipality.code, "name": profile.municipality.label},
        "profile": profile_data(profile),
        "fiscal_year": year.code,
        "today": today.isoformat(),
        "results": [judgement_data(one, profile, year, today) for one in judged],
        "next_questions": [question_data(one) for one in next_questions(judged, profile, year)],
        "one_step": [step_data(one) for one in one_step(judged, profile, year)],
    }


def judgement_data(judgement: Judgement, profile: Profile, year: FiscalYear, today: date) -> Json:
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
        "reasons": [reason_data(one, judgement, profile, year) for one in judgement.all_reasons],
        "missing": list(judgement.missing),
        "advice": advice_data(judgement, profile),
        "support": [support_data(line, profile) for line in judgement.lines],
        "rounds": [round_data(dated) for dated in rounds],
        "sensitivity": sensitivity_data(judgement, profile, year),
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
        "applicant": line.applicant.value,
        "actors": list(line.actors),
        "town_role": line.town_role or None,
        "through_prefecture": line.through_prefecture.text if line.through_prefecture else None,
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
