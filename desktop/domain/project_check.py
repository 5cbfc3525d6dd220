"""The second verdict: a programme judged for one project, with the answers to its project criteria."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext

from desktop.domain.codes import Scope
from desktop.domain.drivers import DRIVERS
from desktop.domain.plan import PlanLine
from desktop.domain.profile import Profile
from desktop.domain.rules import Lookup, Outcome, evaluate, kleene_and
from desktop.domain.value import Value
from desktop.domain.verdict import Judgement, LineJudgement, Reason
from desktop.domain.verdict_name import Verdict

_RATIO_DIGITS = 60
"""With amounts below 10^14 円 two different ratios, or a ratio and a border of two decimals, differ long
before this many digits: a border is met exactly or not at all."""


def plan_lookup(plan: PlanLine, profile: Profile) -> Lookup:
    """Return the values of a plan line: its drivers first, then the facts of the profile."""
    derived = {"loan_to_public_ratio": _ratio(plan), "person_days": _person_days(plan)}
    unclaimed = unclaimed_specials(plan)

    def value(subject: str) -> Value:
        given = plan.drivers.get(subject, derived.get(subject))
        driver = DRIVERS.get(subject)
        if given is not None or (driver and not driver.fact and subject in plan.drivers):
            return given
        if subject in unclaimed:
            return "no"
        return profile.value(driver.fact if driver and driver.fact else subject)

    return value


def unclaimed_specials(plan: PlanLine) -> tuple[str, ...]:
    """Return the exceptions (特例・加算) of a line that the plan does not name, so does not claim."""
    return tuple(
        driver.id
        for driver in plan.line.drivers
        if DRIVERS[driver.id].special and driver.id not in plan.drivers
    )


def _ratio(plan: PlanLine) -> Decimal | None:
    """Return 融資／公費."""
    loan, public = plan.drivers.get("loan_yen"), plan.drivers.get("public_yen")
    if loan is None or public is None or not int(public):
        return None
    with localcontext() as context:
        context.prec = _RATIO_DIGITS
        return Decimal(loan) / Decimal(public)


def _person_days(plan: PlanLine) -> int | None:
    """Return 延べ日数 from persons and days each."""
    persons, days = plan.drivers.get("persons"), plan.drivers.get("days")
    return None if persons is None or days is None else int(persons) * int(days)


def checked(
    plan: PlanLine, judgement: Judgement, judged: LineJudgement, lookup: Lookup
) -> tuple[Reason, ...]:
    """Return the project criteria of programme and line with their answers.

    An answer of the office wins; else a rule over the plan's own numbers; else unknown.
    """
    asked = (*judgement.reasons, *judged.reasons)
    return tuple(
        _answered(reason, plan, lookup) for reason in asked if reason.scope is Scope.PROJECT
    )


def _answered(reason: Reason, plan: PlanLine, lookup: Lookup) -> Reason:
    """Return one project criterion with its outcome for this plan."""
    if reason.criterion is None:
        return reason
    answer = plan.checks.get(reason.criterion.id, Outcome.UNKNOWN)
    rule = reason.criterion.rule
    explanation = evaluate(rule, lookup) if rule else None
    if answer is Outcome.UNKNOWN and explanation:
        answer = explanation.outcome
    return replace(reason, outcome=answer, explanation=explanation)


def project_verdict(verdict: Verdict, checks: tuple[Reason, ...]) -> Verdict:
    """Return the verdict for the project: the body's, and every project criterion besides."""
    if verdict not in (Verdict.ELIGIBLE, Verdict.UNKNOWN, Verdict.VIA_LOCAL_ACTORS):
        return verdict
    outcome = kleene_and(check.outcome for check in checks)
    if outcome is Outcome.FALSE:
        return Verdict.INELIGIBLE
    return Verdict.UNKNOWN if outcome is Outcome.UNKNOWN else verdict
