"""Collects the rows of a support line: rates, caps, figures, drivers, actors and criteria."""

from __future__ import annotations

from db.catalog_format import CapForm, FigureForm, LineForm, RateForm
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
    )
    key = {"support_line_id": line}
    rows.add_all("line_actor", key, ({"actor": text} for text in form.actors))
    drivers = [(name, 1) for name in form.drivers] + [(name, 0) for name in form.optional_drivers]
    driver_rows = ({"driver_id": name, "required": required} for name, required in drivers)
    rows.add_all("line_driver", key, driver_rows)
    rows.add_all("rate_case", key, (_rate_row(rows, rate) for rate in form.rate))
    rows.add_all("cap_case", key, (_cap_row(rows, cap) for cap in form.cap))
    rows.add_all("figure", key, (_figure_row(rows, figure) for figure in form.figure))
    rows.add_criteria(edition, line, form.criterion)


def _rate_row(rows: RowCollector, form: RateForm) -> Row:
    """Return the row of a rate, kept as an exact fraction."""
    return {
        **rows.fields(form, "printed", "label", "doubt"),
        "rate": str(parse_rate(form.rate)),
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
    }


def _figure_row(rows: RowCollector, form: FigureForm) -> Row:
    """Return the row of a further figure."""
    return {
        **rows.fields(form, "label", "printed", "yen", "note", "doubt"),
        "printed_unit": form.unit,
    }
