"""A support line with everything below it, as ``catalog show --json`` prints it."""

from __future__ import annotations

from typing import Any

from desktop.domain.drivers import DRIVERS
from desktop.domain.line_parts import CostRule, RepaymentShare, ThroughPrefecture, UnitLimit
from desktop.domain.program import CapCase, Criterion, Figure, RateCase, SupportLine
from desktop.domain.rule_text import rule_data
from desktop.domain.rules import Rule
from desktop.domain.source import SourceRef
from desktop.domain.wording import describe
from desktop.services.json_view import Json, rate_text, source_data

_DRIVER_IDS = frozenset(DRIVERS)


def line_data(line: SupportLine) -> Json:
    """Return a support line; ``rate`` and ``cap_yen`` are null where a table of cases holds them."""
    return {
        "id": line.id,
        "label": line.label,
        "kind": line.kind.value,
        "summary": line.summary or None,
        "applicant": line.applicant.value,
        "auxiliary": line.auxiliary,
        "actors": list(line.actors),
        "town_role": line.town_role or None,
        "through_prefecture": _through_prefecture(line.through_prefecture),
        "rate": rate_text(line.rates[0].rate) if len(line.rates) == 1 else None,
        "rates": [_rate(case) for case in line.rates],
        "cap_yen": line.caps[0].yen if len(line.caps) == 1 else None,
        "caps": [_cap(case) for case in line.caps],
        "per": line.per.value if line.per else None,
        "per_label": line.per.label if line.per else None,
        "basis": line.basis.value if line.basis else None,
        "correction": line.correction.value if line.correction else None,
        "ordinance_correction": line.ordinance_correction.value
        if line.ordinance_correction
        else None,
        "repayment_share": _repayment(line.repayment_share),
        "cost_rules": [_cost_rule(one) for one in line.cost_rules],
        "unit_limit": _unit_limit(line.unit_limit),
        "not_computable": line.not_computable or None,
        "figures": [_figure(one) for one in line.figures],
        "drivers": [_driver(one.id, one.required) for one in line.drivers],
        "criteria": [criterion_data(one) for one in line.criteria],
        "certainty": line.certainty.value,
        "end_year": line.end_year.code if line.end_year else None,
        "doubt": line.doubt or None,
        "sources": source_list(line.sources + line.ordinance_sources),
    }


def _rate(case: RateCase) -> Json:
    """Return one case of a rate."""
    return _condition(case.when) | {
        "rate": rate_text(case.rate),
        "label": case.label or None,
        "printed": case.printed,
        "doubt": case.doubt or None,
        "sources": source_list(case.sources),
    }


def _cap(case: CapCase) -> Json:
    """Return one case of a cap."""
    raised: Json | None = None
    if case.raised_by is not None and case.raised_when is not None:
        raised = _condition(case.raised_when) | {"by": str(case.raised_by)}
    return _condition(case.when) | {
        "cap_yen": case.yen,
        "label": case.label or None,
        "printed": case.printed,
        "raised": raised,
        "plus": {"yen": case.plus_yen, "driver": case.plus_driver} if case.plus_yen else None,
        "times_driver": case.times_driver,
        "at_most_driver": case.at_most_driver,
        "until": case.until.code if case.until else None,
        "doubt": case.doubt or None,
        "sources": source_list(case.sources),
    }


def _repayment(share: RepaymentShare | None) -> Json | None:
    """Return the 交付税措置率 of a bond."""
    if share is None:
        return None
    return {
        "rate": rate_text(share.rate),
        "printed": share.printed,
        "doubt": share.doubt or None,
        "sources": source_list(share.sources),
    }


def _cost_rule(rule: CostRule) -> Json:
    """Return a rule on what counts of a cost."""
    return _condition(rule.when) | {
        "kind": rule.kind.value,
        "label": rule.label,
        "printed": rule.printed,
        "driver": rule.driver,
        "yen": rule.yen,
        "share": rate_text(rule.share),
        "doubt": rule.doubt or None,
        "sources": source_list(rule.sources),
    }


def _unit_limit(limit: UnitLimit | None) -> Json | None:
    """Return the largest number of units."""
    if limit is None:
        return None
    return {
        "count": limit.count,
        "printed": limit.printed,
        "sources": source_list(limit.sources),
    }


def _through_prefecture(through: ThroughPrefecture | None) -> Json | None:
    """Return what a prefecture does for its towns."""
    return {"text": through.text, "sources": source_list(through.sources)} if through else None


def _condition(when: Rule | None) -> Json:
    """Return the condition of a case as words and as data."""
    return {
        "when": describe(when) if when else None,
        "rule": rule_data(when, _DRIVER_IDS) if when else None,
    }


def _figure(figure: Figure) -> Json:
    """Return a further figure."""
    return {
        "label": figure.label,
        "printed": figure.printed,
        "yen": figure.yen,
        "note": figure.note or None,
        "doubt": figure.doubt or None,
        "sources": source_list(figure.sources),
    }


def _driver(driver_id: str, required: bool) -> Json:
    """Return a driver with label and unit."""
    driver = DRIVERS[driver_id]
    return {
        "id": driver.id,
        "label": driver.label,
        "unit": driver.unit or None,
        "type": driver.kind.value,
        "choices": [{"value": value, "label": label} for value, label in driver.choices],
        "required": required,
    }


def criterion_data(criterion: Criterion) -> Json:
    """Return a criterion with its rule."""
    return {
        "id": criterion.id,
        "text": criterion.text,
        "scope": criterion.scope.value,
        "rule": rule_data(criterion.rule, _DRIVER_IDS) if criterion.rule else None,
        "ask": criterion.ask or None,
        "doubt": criterion.doubt or None,
        "sources": source_list(criterion.sources),
    }


def source_list(sources: tuple[SourceRef, ...]) -> list[dict[str, Any]]:
    """Return citations."""
    return [source_data(source) for source in sources]
