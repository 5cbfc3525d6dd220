"""Collects the rows of a support line: rates, caps, figures, drivers, actors and criteria."""

from __future__ import annotations

from db.catalog_format import CapForm, CostRuleForm, FigureForm, LineForm, RateForm
from db.row_collector import Row, RowCollector, reiwa
from desktop.domain.money import parse_rate

_SAME_FIELDS = (
    "label",
    "kind",
    "summary",
    "applicant",
    "town_role",
    "per",
    "basis",
    "correction",
    "doubt",
    "not_computable",
)


def add_line(
    rows: RowCollector, edition: int, position: int, form: LineForm, certainty: str
) -> None:
    """Add a support line; its certainty is that of the edition unless it says otherwise."""
    ordinance = form.ordinance
    line = rows.add_numbered(
        "support_line",
        **rows.fields(form, *_SAME_FIELDS),
        edition_id=edition,
        position=position,
        code=form.id,
        auxiliary=int(form.auxiliary),
        ordinance_correction=ordinance.correction if ordinance else None,
        ordinance_evidence_id=rows.cite(ordinance.source) if ordinance else None,
        certainty=form.certainty or certainty,
        end_reiwa_year=reiwa(form.end_year),
        **_repayment(rows, form),
        **_unit_limit(rows, form),
        **_through_prefecture(rows, form),
    )
    key = {"support_line_id": line}
    rows.add_all("line_actor", key, ({"actor": text} for text in form.actors))
    drivers = [(name, 1) for name in form.drivers] + [(name, 0) for name in form.optional_drivers]
    driver_rows = ({"driver_id": name, "required": required} for name, required in drivers)
    rows.add_all("line_driver", key, driver_rows)
    rows.add_all("rate_case", key, (_rate_row(rows, rate) for rate in form.rate))
    rows.add_all("cap_case", key, (_cap_row(rows, cap) for cap in form.cap))
    rows.add_all("cost_rule", key, (_cost_rule_row(rows, rule) for rule in form.cost_rule))
    rows.add_all("figure", key, (_figure_row(rows, figure) for figure in form.figure))
    rows.add_criteria(edition, line, form.criterion)


def _repayment(rows: RowCollector, form: LineForm) -> Row:
    """Return the columns of a bond's 交付税措置率."""
    share = form.repayment_share
    return {
        "repayment_rate": str(parse_rate(share.rate)) if share else None,
        "repayment_printed": share.printed if share else None,
        "repayment_evidence_id": rows.cite(share.source) if share else None,
        "repayment_doubt": share.doubt if share else None,
    }


def _unit_limit(rows: RowCollector, form: LineForm) -> Row:
    """Return the columns of the largest number of units."""
    limit = form.unit_limit
    return {
        "unit_limit": limit.count if limit else None,
        "unit_limit_printed": limit.printed if limit else None,
        "unit_limit_evidence_id": rows.cite(limit.source) if limit else None,
    }


def _through_prefecture(rows: RowCollector, form: LineForm) -> Row:
    """Return the columns of what a prefecture does for its towns."""
    through = form.through_prefecture
    return {
        "through_prefecture": through.text if through else None,
        "through_prefecture_evidence_id": rows.cite(through.source) if through else None,
    }


def _cost_rule_row(rows: RowCollector, form: CostRuleForm) -> Row:
    """Return the row of a rule on what counts of a cost."""
    return {
        **rows.fields(form, "kind", "label", "printed", "yen", "doubt"),
        "printed_unit": form.unit,
        "driver_id": form.driver,
        "share": None if form.share is None else str(parse_rate(form.share)),
        "condition": rows.rule(form.when),
    }


def _rate_row(rows: RowCollector, form: RateForm) -> Row:
    """Return the row of a rate, kept as an exact fraction; NULL where it cannot be read."""
    return {
        **rows.fields(form, "printed", "label", "doubt"),
        "rate": None if form.rate is None else str(parse_rate(form.rate)),
        "condition": rows.rule(form.when),
    }


def _cap_row(rows: RowCollector, form: CapForm) -> Row:
    """Return the row of a cap and of what raises it."""
    raised, plus = form.raised, form.plus
    return {
        **rows.fields(form, "yen", "printed", "label", "doubt"),
        "printed_unit": form.unit,
        "condition": rows.rule(form.when),
        "raised_by": str(parse_rate(raised.by)) if raised else None,
        "raised_condition": rows.rule(raised.when) if raised else None,
        "raised_printed": raised.printed if raised else None,
        "raised_evidence_id": rows.cite(raised.source) if raised else None,
        "plus_yen": plus.yen if plus else None,
        "plus_driver_id": plus.driver if plus else None,
        "plus_printed": plus.printed + plus.unit if plus else None,
        "plus_evidence_id": rows.cite(plus.source) if plus else None,
        "times_driver_id": form.times_driver,
        "at_most_driver_id": form.at_most_driver,
        "until_reiwa_year": reiwa(form.until),
    }


def _figure_row(rows: RowCollector, form: FigureForm) -> Row:
    """Return the row of a further figure."""
    return {
        **rows.fields(form, "label", "printed", "yen", "note", "doubt"),
        "printed_unit": form.unit,
    }
