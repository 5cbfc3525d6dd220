"""Turns the rows of support lines, their rates, caps and figures into domain objects."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from db.stored_rows import Groups, StoredRows, optional, stored_year
from desktop.domain.codes import (
    Applicant,
    Basis,
    Certainty,
    Correction,
    CostRuleKind,
    SupportKind,
    Unit,
)
from desktop.domain.line_parts import CostRule, RepaymentShare, ThroughPrefecture, UnitLimit
from desktop.domain.money import Yen
from desktop.domain.program import CapCase, Figure, LineDriver, RateCase, SupportLine

_COLUMNS = (
    "id, code, label, kind, summary, applicant, auxiliary, town_role, per, basis, correction,"
    " ordinance_correction, ordinance_evidence_id, certainty, end_reiwa_year, evidence_id, doubt,"
    " repayment_rate, repayment_printed, repayment_evidence_id, repayment_doubt,"
    " unit_limit, unit_limit_printed, unit_limit_evidence_id, not_computable,"
    " through_prefecture, through_prefecture_evidence_id"
)


def load_lines(rows: StoredRows) -> Groups[SupportLine]:
    """Return the support lines of each edition (by its row id), in order."""
    return rows.grouped_by_name("edition_id", _COLUMNS, "support_line", _line_builder(rows))


def _line_builder(rows: StoredRows) -> Callable[[dict[str, Any]], SupportLine]:
    """Load what belongs to lines; return what builds a line from its row."""
    rates, caps, figures = _rates(rows), _caps(rows), _figures(rows)
    cost_rules = _cost_rules(rows)
    actors = rows.texts("line_actor", "support_line_id", "actor")
    drivers = rows.grouped(
        "SELECT support_line_id, driver_id, required FROM line_driver"
        " ORDER BY support_line_id, position",
        lambda name, required: LineDriver(name, bool(required)),
    )
    criteria = rows.criteria("support_line_id", "support_line_id IS NOT NULL")

    def build(row: dict[str, Any]) -> SupportLine:
        number = row["id"]
        return SupportLine(
            id=row["code"],
            label=row["label"],
            kind=SupportKind(row["kind"]),
            summary=row["summary"],
            applicant=Applicant(row["applicant"]),
            auxiliary=bool(row["auxiliary"]),
            actors=tuple(actors[number]),
            town_role=row["town_role"],
            rates=tuple(rates[number]),
            caps=tuple(caps[number]),
            per=optional(row["per"], Unit),
            basis=optional(row["basis"], Basis),
            correction=optional(row["correction"], Correction),
            ordinance_correction=optional(row["ordinance_correction"], Correction),
            ordinance_sources=rows.sources.get(row["ordinance_evidence_id"], ()),
            figures=tuple(figures[number]),
            drivers=tuple(drivers[number]),
            criteria=tuple(criteria[number]),
            certainty=Certainty(row["certainty"]),
            end_year=stored_year(row["end_reiwa_year"]),
            sources=rows.sources[row["evidence_id"]],
            doubt=row["doubt"],
            repayment_share=_repayment(rows, row),
            cost_rules=tuple(cost_rules[number]),
            unit_limit=_unit_limit(rows, row),
            not_computable=row["not_computable"],
            through_prefecture=_through_prefecture(rows, row),
        )

    return build


def _repayment(rows: StoredRows, row: dict[str, Any]) -> RepaymentShare | None:
    """Return the 交付税措置率 of a line, if it has one."""
    if row["repayment_rate"] is None:
        return None
    return RepaymentShare(
        Fraction(row["repayment_rate"]),
        row["repayment_printed"],
        rows.sources[row["repayment_evidence_id"]],
        row["repayment_doubt"],
    )


def _unit_limit(rows: StoredRows, row: dict[str, Any]) -> UnitLimit | None:
    """Return the largest number of units of a line, if it has one."""
    if row["unit_limit"] is None:
        return None
    sources = rows.sources[row["unit_limit_evidence_id"]]
    return UnitLimit(row["unit_limit"], row["unit_limit_printed"], sources)


def _through_prefecture(rows: StoredRows, row: dict[str, Any]) -> ThroughPrefecture | None:
    """Return what a prefecture does for its towns with a line, if the documents say so."""
    if row["through_prefecture"] is None:
        return None
    sources = rows.sources[row["through_prefecture_evidence_id"]]
    return ThroughPrefecture(row["through_prefecture"], sources)


def _cost_rules(rows: StoredRows) -> Groups[CostRule]:
    """Return the rules on what counts of a cost, for each line, in order."""
    columns = (
        "kind, label, printed, printed_unit, driver_id, yen, share, condition, evidence_id, doubt"
    )

    def build(row: dict[str, Any]) -> CostRule:
        return CostRule(
            kind=CostRuleKind(row["kind"]),
            label=row["label"],
            printed=row["printed"] + row["printed_unit"],
            driver=row["driver_id"],
            yen=optional(row["yen"], Yen),
            share=optional(row["share"], Fraction),
            when=rows.rule(row["condition"]),
            sources=rows.sources[row["evidence_id"]],
            doubt=row["doubt"],
        )

    return rows.grouped_by_name("support_line_id", columns, "cost_rule", build)


def _rates(rows: StoredRows) -> Groups[RateCase]:
    """Return the rates of each line, in order."""
    return rows.grouped(
        "SELECT support_line_id, rate, printed, label, condition, evidence_id, doubt"
        " FROM rate_case ORDER BY support_line_id, position",
        lambda rate, printed, label, condition, evidence, doubt: RateCase(
            optional(rate, Fraction),
            printed,
            label,
            rows.rule(condition),
            rows.sources[evidence],
            doubt,
        ),
    )


def _caps(rows: StoredRows) -> Groups[CapCase]:
    """Return the caps of each line, in order; what raises a cap is cited with it."""
    columns = (
        "yen, printed, printed_unit, label, condition, evidence_id, doubt, raised_by,"
        " raised_condition, raised_evidence_id, plus_yen, plus_driver_id, plus_evidence_id,"
        " times_driver_id, at_most_driver_id, until_reiwa_year"
    )

    def build(row: dict[str, Any]) -> CapCase:
        more = [row["raised_evidence_id"], row["plus_evidence_id"]]
        added = tuple(ref for evidence in more for ref in rows.sources.get(evidence, ()))
        return CapCase(
            yen=Yen(row["yen"]),
            printed=row["printed"] + row["printed_unit"],
            label=row["label"],
            when=rows.rule(row["condition"]),
            sources=tuple(dict.fromkeys(rows.sources[row["evidence_id"]] + added)),
            doubt=row["doubt"],
            raised_by=optional(row["raised_by"], Fraction),
            raised_when=rows.rule(row["raised_condition"]),
            plus_yen=optional(row["plus_yen"], Yen),
            plus_driver=row["plus_driver_id"],
            times_driver=row["times_driver_id"],
            at_most_driver=row["at_most_driver_id"],
            until=stored_year(row["until_reiwa_year"]),
        )

    return rows.grouped_by_name("support_line_id", columns, "cap_case", build)


def _figures(rows: StoredRows) -> Groups[Figure]:
    """Return the further figures of each line."""
    return rows.grouped(
        "SELECT support_line_id, label, printed || printed_unit, yen, evidence_id, note, doubt"
        " FROM figure ORDER BY support_line_id, position",
        lambda label, printed, yen, evidence, note, doubt: Figure(
            label, printed, optional(yen, Yen), rows.sources[evidence], note, doubt
        ),
    )
