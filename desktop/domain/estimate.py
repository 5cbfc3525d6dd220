"""Estimating one plan line: verdict, project verdict, support with its readings and ranges, bond, working."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from desktop.domain.calculation import Outturn, ReadCase, calculate
from desktop.domain.codes import Scope, SupportKind
from desktop.domain.estimate_notes import NON_GRANT, notes_of
from desktop.domain.line_estimate import Claimable, LineEstimate, RangeCause, ReadingAmount, Step
from desktop.domain.money import Yen, floor_yen, format_rate
from desktop.domain.non_grant import is_non_grant_body
from desktop.domain.plan import PlanLine
from desktop.domain.profile import Profile
from desktop.domain.project_check import checked, plan_lookup, project_verdict, unclaimed_specials
from desktop.domain.range_causes import range_causes
from desktop.domain.reading_text import reading_texts
from desktop.domain.rules import Outcome
from desktop.domain.source import SourceRef
from desktop.domain.span import ZERO, Span
from desktop.domain.terms import NotPrintedError
from desktop.domain.verdict import Judgement, LineJudgement, Reason, judge
from desktop.domain.verdict_name import Verdict
from desktop.domain.wording import subject_label, value_label

Item = TypeVar("Item")

CLOSED = (Verdict.INELIGIBLE, Verdict.NOT_CURRENT)

MONEY_KINDS = frozenset(
    {
        SupportKind.SUBSIDY,
        SupportKind.GRANT,
        SupportKind.SPECIAL_ALLOCATION_TAX,
        SupportKind.ORDINARY_ALLOCATION_TAX,
        SupportKind.BOND,
        SupportKind.LOAN,
        SupportKind.TAX,
        SupportKind.PILOT,
        SupportKind.EQUITY,
    }
)
"""Kinds that bring money; the others bring people, knowledge or a name."""


def estimate_line(plan: PlanLine, profile: Profile) -> LineEstimate:
    """Return the estimate of one plan line for a town.

    A line that is not open to the body, or whose project fails a criterion, comes to 0 円 with the reason.
    """
    judgement = judge(plan.program, profile, plan.year)
    judged = next(one for one in judgement.lines if one.line.id == plan.line.id)
    lookup = plan_lookup(plan, profile)
    checks = checked(plan, judgement, judged, lookup)
    verdict = _line_verdict(judgement, judged)
    blank = _blank(plan, profile, judged, verdict, checks)
    if blank.project in CLOSED:
        return _closed(blank, judgement)
    reason = _why_not_computable(plan)
    if reason:
        return replace(blank, reason=reason)
    try:
        cases = calculate(plan, profile, lookup)
    except NotPrintedError as missing:
        return replace(blank, reason=str(missing))
    filled = _filled(blank, cases, profile)
    return replace(filled, claimable=tuple(_claimable(filled, profile)))


def _claimable(estimate: LineEstimate, profile: Profile) -> Iterator[Claimable]:
    """Yield the exceptions that the plan does not claim but that would change the amount."""
    plan = estimate.plan
    for driver in unclaimed_specials(plan):
        claimed = replace(plan, drivers={**plan.drivers, driver: "yes"})
        try:
            cases = calculate(claimed, profile, plan_lookup(claimed, profile))
        except NotPrintedError:
            continue
        support = _filled(estimate, cases, profile).possible
        if support is not None and support != estimate.possible:
            yield Claimable(driver, support)


def _line_verdict(judgement: Judgement, judged: LineJudgement) -> Verdict:
    """Return the verdict of the line; what is over or closed as a whole closes each line."""
    return judgement.verdict if judgement.verdict in CLOSED else judged.verdict


def _blank(
    plan: PlanLine,
    profile: Profile,
    judged: LineJudgement,
    verdict: Verdict,
    checks: tuple[Reason, ...],
) -> LineEstimate:
    """Return an estimate without an amount."""
    return LineEstimate(
        plan=plan,
        judged=judged,
        verdict=verdict,
        project=project_verdict(verdict, checks),
        checks=checks,
        eligible_cost=plan.eligible_cost,
        rates=(None,),
        caps=(None,),
        corrections=(None,),
        support=None,
        readings=(),
        why_range=(),
        reason="",
        bond=None,
        tax_share=None,
        working=(),
        notes=notes_of(plan, profile),
        sources=plan.line.sources,
    )


def _closed(blank: LineEstimate, judgement: Judgement) -> LineEstimate:
    """Return the estimate of a line that gives nothing, with the reason."""
    body = [one for one in (*judgement.reasons, *blank.judged.reasons) if one.scope is Scope.BODY]
    reasons = body if blank.verdict in CLOSED else blank.checks
    failed = [one.text for one in reasons if one.outcome is Outcome.FALSE]
    why = f"満たしていない要件：{failed[0]}" if failed else f"判定は「{blank.project.label}」です。"
    bond = ZERO if blank.plan.line.kind is SupportKind.BOND else None
    step = Step(why, ZERO)
    return replace(blank, support=ZERO, reason=why, bond=bond, tax_share=bond, working=(step,))


def _why_not_computable(plan: PlanLine) -> str:
    """Return why no amount can be worked out from what is printed; empty where one can."""
    line = plan.line
    if line.not_computable:
        return line.not_computable
    if line.rates or line.caps:
        return ""
    if line.kind not in MONEY_KINDS:
        return f"お金の支援ではありません（{line.kind.label}）。"
    return "率も上限額も資料に書かれていないため、計算できません。"


def _filled(blank: LineEstimate, cases: Sequence[ReadCase], profile: Profile) -> LineEstimate:
    """Return the estimate with amounts, readings, causes and working."""
    plan = blank.plan
    uncertain = plan.line.kind.is_allocation_tax and is_non_grant_body(profile)
    spans = [_from_zero(case.span) if uncertain else case.span for case in cases]
    texts = reading_texts(cases)
    shown = [_working(case, uncertain) for case in cases]
    readings = tuple(map(ReadingAmount, texts, spans, shown)) if len(cases) > 1 else ()
    support = spans[0] if len(set(spans)) == 1 else None
    causes = range_causes(cases)
    if uncertain:
        causes += (RangeCause("non_grant_body", NON_GRANT),)
    outturns = [one for case in cases for one in case.outturns]
    filled = replace(
        blank,
        rates=_distinct(one.terms.rate for one in outturns),
        caps=_distinct(one.terms.cap for one in outturns),
        corrections=_distinct(one.factor for one in outturns),
        support=support,
        readings=readings,
        why_range=causes,
        working=_joined(texts, shown),
        sources=_sources(plan, shown),
    )
    return _with_bond(filled, profile) if plan.line.kind is SupportKind.BOND else filled


def _from_zero(span: Span) -> Span:
    """Return a span that starts at nothing: a 不交付団体 may get no effect at all."""
    return Span(Yen(0), span.high)


def _distinct(values: Iterable[Item]) -> tuple[Item, ...]:
    """Return each value once, in order."""
    return tuple(dict.fromkeys(values))


def _working(case: ReadCase, uncertain: bool) -> tuple[Step, ...]:
    """Return the steps of a reading; of a range those of both its ends."""
    least, largest = case.least, case.largest
    if least.amount == largest.amount:
        steps = largest.steps
    else:
        steps = (*_headed("少ない場合", least), *_headed("多い場合", largest))
    return (*steps, Step(NON_GRANT, _from_zero(case.span))) if uncertain else steps


def _headed(text: str, outturn: Outturn) -> tuple[Step, ...]:
    """Return steps below a heading that names what is assumed."""
    assumed = "、".join(
        f"{subject_label(subject)}：{value_label(subject, value)}"
        for subject, value in outturn.completion.items()
    )
    return (Step(f"{text}（{assumed}）"), *outturn.steps)


def _joined(texts: Sequence[str], shown: Sequence[tuple[Step, ...]]) -> tuple[Step, ...]:
    """Return the steps of every reading, each below its heading."""
    if len(shown) == 1:
        return shown[0]
    return tuple(
        step
        for text, steps in zip(texts, shown, strict=True)
        for step in (Step(f"読み方：{text}"), *steps)
    )


def _sources(plan: PlanLine, shown: Sequence[tuple[Step, ...]]) -> tuple[SourceRef, ...]:
    """Return the sources of the line and of every step, each once."""
    used = [ref for steps in shown for step in steps for ref in step.sources]
    return _distinct([*plan.line.sources, *used])


def _with_bond(filled: LineEstimate, profile: Profile) -> LineEstimate:
    """Add the principal and the allocation-tax share of its repayment (interest left out)."""
    principal, share = filled.possible, filled.plan.line.repayment_share
    if principal is None or share is None:
        return replace(filled, bond=principal)
    back = Span(*(floor_yen(end * share.rate) for end in (principal.low, principal.high)))
    back = _from_zero(back) if is_non_grant_body(profile) else back
    text = f"うち交付税で戻る分：元金 × 交付税措置率 {format_rate(share.rate)}"
    step = Step(text, back, share.sources)
    return replace(filled, bond=principal, tax_share=back, working=(*filled.working, step))
