"""One programme in full, as ``catalog show --json`` prints it."""

from __future__ import annotations

from typing import Any

from desktop.domain.drivers import DRIVERS
from desktop.domain.line_parts import CostRule, RepaymentShare, ThroughPrefecture, UnitLimit
from desktop.domain.program import (
    CapCase,
    Criterion,
    Edition,
    Figure,
    Program,
    RateCase,
    Relation,
    Round,
    SupportLine,
)
from desktop.domain.rule_text import rule_data
from desktop.domain.rules import Rule
from desktop.domain.source import SourceRef
from desktop.domain.wording import describe
from desktop.services.json_view import Json, program_entry, rate_text, source_data

_DRIVER_IDS = frozenset(DRIVERS)


def program_data(program: Program) -> Json:
    """Return a programme with editions, lines, rounds, criteria, costs, steps, contacts, relations, sources."""
    return program_entry(program) | {
        "kana": program.kana,
        "summary": program.summary,
        "applicants": program.applicants,
        "beneficiaries": program.beneficiaries or None,
        "keywords": list(program.keywords),
        "end_year": program.end_year.code if program.end_year else None,
        "relations": [_relation(one) for one in program.relations],
        "editions": [_edition(edition) for edition in program.editions],
    }


def _relation(relation: Relation) -> Json:
    """Return how a programme stands to another; empty lists of lines mean all of them."""
    return {
        "kind": relation.kind,
        "target": relation.target,
        "text": relation.text,
        "lines": list(relation.lines),
        "target_lines": list(relation.target_lines),
        "on": relation.on.value if relation.on else None,
        "sources": _sources(relation.sources),
    }


def _edition(edition: Edition) -> Json:
    """Return one fiscal year of a programme."""
    return {
        "fiscal_year": edition.year.code,
        "certainty": edition.certainty.value,
        "summary": edition.summary or None,
        "doubt": edition.doubt or None,
        "criteria": [_criterion(one) for one in edition.criteria],
        "support": [_line(line) for line in edition.lines],
        "rounds": [_round(one) for one in edition.rounds],
        "steps": [{"text": one.text, "sources": _sources(one.sources)} for one in edition.steps],
        "costs": [
            {"text": one.text, "eligible": one.eligible, "sources": _sources(one.sources)}
            for one in edition.costs
        ],
        "contacts": [
            {
                "name": one.name,
                "detail": one.detail or None,
                "url": one.url or None,
                "prefectures": list(one.prefectures),
                "doubt": one.doubt or None,
                "sources": _sources(one.sources),
            }
            for one in edition.contacts
        ],
        "changes": [
            {
                "text": one.text,
                "before": one.before or None,
                "after": one.after or None,
                "since": one.since.code if one.since else None,
                "sources": _sources(one.sources),
            }
            for one in edition.changes
        ],
        "sources": _sources(edition.sources),
    }


def _line(line: SupportLine) -> Json:
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
        "criteria": [_criterion(one) for one in line.criteria],
        "certainty": line.certainty.value,
        "end_year": line.end_year.code if line.end_year else None,
        "doubt": line.doubt or None,
        "sources": _sources(line.sources + line.ordinance_sources),
    }


def _rate(case: RateCase) -> Json:
    """Return one case of a rate."""
    return _condition(case.when) | {
        "rate": rate_text(case.rate),
        "label": case.label or None,
        "printed": case.printed,
        "doubt": case.doubt or None,
        "sources": _sources(case.sources),
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
        "sources": _sources(case.sources),
    }


def _repayment(share: RepaymentShare | None) -> Json | None:
    """Return the 交付税措置率 of a bond."""
    if share is None:
        return None
    return {
        "rate": rate_text(share.rate),
        "printed": share.printed,
        "doubt": share.doubt or None,
        "sources": _sources(share.sources),
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
        "sources": _sources(rule.sources),
    }


def _unit_limit(limit: UnitLimit | None) -> Json | None:
    """Return the largest number of units."""
    if limit is None:
        return None
    return {
        "count": limit.count,
        "printed": limit.printed,
        "sources": _sources(limit.sources),
    }


def _through_prefecture(through: ThroughPrefecture | None) -> Json | None:
    """Return what a prefecture does for its towns."""
    return {"text": through.text, "sources": _sources(through.sources)} if through else None


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
        "sources": _sources(figure.sources),
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


def _criterion(criterion: Criterion) -> Json:
    """Return a criterion with its rule."""
    return {
        "id": criterion.id,
        "text": criterion.text,
        "scope": criterion.scope.value,
        "rule": rule_data(criterion.rule, _DRIVER_IDS) if criterion.rule else None,
        "ask": criterion.ask or None,
        "doubt": criterion.doubt or None,
        "sources": _sources(criterion.sources),
    }


def _round(known: Round) -> Json:
    """Return a round as printed."""
    return {
        "label": known.label,
        "state": known.state.value,
        "project_year": known.project_year.code if known.project_year else None,
        "opens": str(known.opens) if known.opens else None,
        "closes": str(known.closes) if known.closes else None,
        "printed": known.printed or None,
        "yearly": known.yearly,
        "note": known.note or None,
        "sources": _sources(known.sources),
    }


def _sources(sources: tuple[SourceRef, ...]) -> list[dict[str, Any]]:
    """Return citations."""
    return [source_data(source) for source in sources]
