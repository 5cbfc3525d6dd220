"""An estimated plan as plain data for ``estimate --json`` (VOCABULARY.md; resources/schemas/estimate.schema.json)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from desktop.domain.claims import Funded
from desktop.domain.counted_cost import units_of
from desktop.domain.formula import decimal_text
from desktop.domain.line_estimate import LineEstimate, Step
from desktop.domain.money import Yen, format_rate
from desktop.domain.plan import PlanLine
from desktop.domain.reason import Reason
from desktop.domain.span import Span
from desktop.domain.wording import subject_label
from desktop.services.estimating import Funding, PlanEstimate
from desktop.services.json_view import Json, source_data
from desktop.services.totals_json import needs_data, totals_data, years_data, yen_data

Number = TypeVar("Number", Fraction, Yen)

COMPARED = "案を比べる計画では、案をまたいだ合計は出しません。案ごとの合計を見てください。"


def estimate_data(estimate: PlanEstimate) -> Json:
    """Return what ``estimate --json`` prints."""
    town, only = estimate.profile.municipality, estimate.only
    return {
        "municipality": {"code": town.code, "name": town.label},
        "fiscal_year": estimate.year.code,
        "index_year": estimate.index_year.code if estimate.index_year else None,
        "lines": [line_data(one) for one in estimate.lines],
        "totals": totals_data(only.totals) if only else None,
        "by_year": years_data(only) if only else None,
        "needs_first": needs_data(only) if only else None,
        "alternatives": [
            _alternative(one) for one in estimate.fundings if one.alternative is not None
        ],
        "notes": [] if only else [COMPARED],
    }


def eligible_cost(funded: Funded) -> Span | None:
    """Return the eligible cost; None where the plan gives none, since its drivers make the amount."""
    return funded.eligible if funded.claim.plan.entries else None


def line_data(funded: Funded) -> Json:
    """Return one estimated line."""
    estimate, plan = funded.estimate, funded.claim.plan
    return {
        "id": plan.id,
        "program": plan.program.id,
        "name": plan.program.name,
        "line": plan.line.id,
        "label": plan.line.label,
        "fiscal_year": plan.year.code,
        "edition_used": plan.edition.year.code,
        "carried": plan.carried,
        "certainty": plan.line.certainty.value,
        "kind": plan.line.kind.value,
        "recipient": "town" if funded.claim.for_town else "local_actor",
        "verdict": estimate.verdict.value,
        "project_verdict": estimate.project.value,
        "eligible_cost_yen": yen_data(eligible_cost(funded)),
        "total_cost_yen": plan.total_cost,
        **_terms(estimate),
        "support_yen": yen_data(estimate.support),
        "readings": [
            {
                "reading": one.text,
                "support_yen": yen_data(one.support),
                "working": _working(one.steps),
            }
            for one in estimate.readings
        ],
        "why_range": [{"subject": one.subject, "text": one.text} for one in estimate.why_range],
        "reason": estimate.reason or None,
        "bond_yen": yen_data(estimate.bond),
        "allocation_tax_share_yen": yen_data(estimate.tax_share),
        "prefecture_yen": plan.prefecture_yen,
        "other_yen": plan.other_yen,
        "checks": [_check(one) for one in estimate.checks],
        "working": _working(estimate.working),
        "if_claimed": [
            {
                "driver": one.driver,
                "label": subject_label(one.driver),
                "support_yen": yen_data(one.support),
            }
            for one in estimate.claimable
        ],
        "notes": list(estimate.notes),
        "sources": [source_data(one) for one in estimate.sources],
    }


def _terms(estimate: LineEstimate) -> Json:
    """Return cap, rate and coefficient: the value where there is one, else the ends of what is possible."""
    caps = [one for one in estimate.caps if one is not None]
    rates = [one for one in estimate.rates if one is not None]
    factors = _factors(estimate.corrections)
    units = _units(estimate.plan)
    return {
        "cap_yen": _single(caps),
        "cap_yen_range": _ends(caps),
        "cap_total_yen": yen_data(Span.over(Yen(one * units) for one in caps)) if caps else None,
        "rate": _single([format_rate(one) for one in rates]),
        "rate_range": _texts(_ends(rates), format_rate),
        "correction": _single([decimal_text(one) for one in factors]),
        "correction_range": _texts(_ends(factors), decimal_text),
    }


def _units(plan: PlanLine) -> int:
    """Return how many units the cap is multiplied by."""
    units = len(plan.entries) if plan.itemised else units_of(plan)
    limit = plan.line.unit_limit
    return min(units, limit.count) if limit else units


def _factors(corrections: Iterable[Fraction | None]) -> list[Fraction]:
    """Return the possible coefficients; beside one that applies, none at all counts as 1."""
    found = list(corrections)
    if all(one is None for one in found):
        return []
    return list(dict.fromkeys(Fraction(1) if one is None else one for one in found))


def _single(values: Sequence[object]) -> object:
    """Return the value when there is only one, else None."""
    return values[0] if len(set(values)) == 1 else None


def _ends(values: Sequence[Number]) -> list[Number] | None:
    """Return the least and the largest where there are several."""
    return [min(values), max(values)] if len(set(values)) > 1 else None


def _texts(values: Sequence[Fraction] | None, write: Callable[[Fraction], str]) -> list[str] | None:
    """Return values as text."""
    return [write(one) for one in values] if values else None


def _check(reason: Reason) -> Json:
    """Return one project criterion with its answer."""
    return {
        "id": reason.criterion.id if reason.criterion else None,
        "text": reason.text,
        "outcome": reason.outcome.value,
        "ask": reason.ask or None,
        "sources": [source_data(one) for one in reason.sources],
    }


def _working(steps: Iterable[Step]) -> list[Json]:
    """Return the steps of the working."""
    return [
        {
            "text": one.text,
            "yen": yen_data(one.yen),
            "sources": [source_data(ref) for ref in one.sources],
        }
        for one in steps
    ]


def _alternative(funding: Funding) -> Json:
    """Return one alternative; its lines in short, since ``lines`` at the top has them in full."""
    named = funding.alternative
    return {
        "id": named.id if named else None,
        "label": named.label if named else None,
        "lines": [_line_in_short(one) for one in funding.lines],
        "totals": totals_data(funding.totals),
        "by_year": years_data(funding),
        "needs_first": needs_data(funding),
    }


def _line_in_short(funded: Funded) -> Json:
    """Return what may differ between alternatives."""
    estimate = funded.estimate
    return {
        "id": funded.claim.id,
        "eligible_cost_yen": yen_data(eligible_cost(funded)),
        "support_yen": yen_data(estimate.support),
        "readings": [
            {"reading": one.text, "support_yen": yen_data(one.support)} for one in estimate.readings
        ],
        "bond_yen": yen_data(estimate.bond),
        "allocation_tax_share_yen": yen_data(estimate.tax_share),
        "reason": estimate.reason or None,
    }
