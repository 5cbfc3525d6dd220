"""Verdicts worked out word for word from VOCABULARY.md, slowly: what the quick judging is compared with."""

from __future__ import annotations

from desktop.domain.codes import Applicant, Certainty, ProgramState, Scope
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.program import Criterion, Edition, Program, SupportLine
from desktop.domain.rules import Outcome, evaluate, kleene_and, kleene_or, subjects
from desktop.domain.verdict_name import Verdict

OVER = (ProgramState.ENDED, ProgramState.HISTORICAL)
NOT_YET = (ProgramState.PLANNED, ProgramState.REFERENCE)
BY_OUTCOME = {
    Outcome.TRUE: Verdict.ELIGIBLE,
    Outcome.UNKNOWN: Verdict.UNKNOWN,
    Outcome.FALSE: Verdict.INELIGIBLE,
}


def outcome_of(criterion: Criterion, profile: Profile) -> Outcome:
    if criterion.rule is None:
        return Outcome.UNKNOWN
    return evaluate(criterion.rule, profile.value).outcome


def about_body(criteria: tuple[Criterion, ...], profile: Profile) -> Outcome:
    body = [outcome_of(one, profile) for one in criteria if one.scope is Scope.BODY]
    return kleene_and(body) if body else Outcome.UNKNOWN


def line_verdict(
    line: SupportLine, edition: Edition, profile: Profile, year: FiscalYear
) -> Verdict:
    outcome = about_body((*edition.criteria, *line.criteria), profile)
    if line.end_year is not None and line.end_year < year:
        return Verdict.NOT_CURRENT
    if line.applicant is Applicant.LOCAL_ACTOR and outcome is not Outcome.FALSE:
        return Verdict.VIA_LOCAL_ACTORS
    held = line.certainty is Certainty.REQUESTED or (
        line.kind.is_allocation_tax and profile.value("non_grant_body") == "yes"
    )
    return Verdict.UNKNOWN if held and outcome is Outcome.TRUE else BY_OUTCOME[outcome]


def program_verdict(program: Program, profile: Profile, year: FiscalYear) -> Verdict:
    edition = program.edition_for(year)
    if edition is None:
        return Verdict.UNKNOWN
    lines = [(one, line_verdict(one, edition, profile, year)) for one in edition.lines]
    past_end = program.end_year is not None and program.end_year < year
    all_over = bool(lines) and all(verdict is Verdict.NOT_CURRENT for _, verdict in lines)
    if program.state in OVER or past_end or all_over:
        return Verdict.NOT_CURRENT
    if not lines:
        return BY_OUTCOME[kleene_and((Outcome.UNKNOWN, about_body(edition.criteria, profile)))]
    offered = from_lines(lines, edition, profile)
    if program.state in NOT_YET and offered is not Verdict.INELIGIBLE:
        return Verdict.UNKNOWN
    return offered


def from_lines(
    lines: list[tuple[SupportLine, Verdict]], edition: Edition, profile: Profile
) -> Verdict:
    live = [(line, verdict) for line, verdict in lines if verdict is not Verdict.NOT_CURRENT]
    admitted = [
        (line, verdict)
        for line, verdict in live
        if line.applicant is Applicant.MUNICIPALITY
        and admits((*edition.criteria, *line.criteria), profile)
    ]
    if admitted:
        carrying = [one for one in admitted if not one[0].auxiliary] or admitted
        outcomes = {Verdict.ELIGIBLE: Outcome.TRUE, Verdict.UNKNOWN: Outcome.UNKNOWN}
        return BY_OUTCOME[kleene_or(outcomes.get(one, Outcome.FALSE) for _, one in carrying)]
    local = any(verdict is Verdict.VIA_LOCAL_ACTORS for _, verdict in live)
    return Verdict.VIA_LOCAL_ACTORS if local else Verdict.INELIGIBLE


def admits(criteria: tuple[Criterion, ...], profile: Profile) -> bool:
    return not any(
        one.rule is not None
        and subjects(one.rule) == {"entity_type"}
        and outcome_of(one, profile) is Outcome.FALSE
        for one in criteria
    )
