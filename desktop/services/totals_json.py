"""The sums of a plan, and what it needs first, as plain data for ``estimate --json``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.codes import SupportKind
from desktop.domain.needs import Need
from desktop.domain.span import Span
from desktop.domain.totals import Totals
from desktop.services.estimating import Funding
from desktop.services.json_view import Json, source_data


def yen_data(span: Span | None) -> int | list[int] | None:
    """Return an amount: a number, ``[min, max]``, or null where it is not known."""
    if span is None:
        return None
    return [span.low, span.high] if span.single is None else span.single


def totals_data(totals: Totals) -> Json:
    """Return the sums."""
    return {
        "by_kind": _kinds(totals.by_kind),
        "total_cost_yen": totals.total_cost,
        "national_yen": yen_data(totals.national),
        "prefecture_yen": yen_data(totals.prefecture),
        "other_yen": yen_data(totals.other),
        "bond_yen": yen_data(totals.bond),
        "general_funds_yen": yen_data(totals.general_funds),
        "special_allocation_tax_yen": yen_data(totals.special_tax),
        "ordinary_allocation_tax_yen": yen_data(totals.ordinary_tax),
        "allocation_tax_share_yen": yen_data(totals.tax_share),
        "net_burden_yen": yen_data(totals.net_burden),
        "local_actors_by_kind": _kinds(totals.local_actors),
        "incomplete": [{"line": one.line_id, "text": one.text} for one in totals.incomplete],
        "notes": list(totals.notes),
    }


def _kinds(sums: Mapping[SupportKind, Span]) -> Json:
    """Return the sums of each kind, in the order of the kinds."""
    return {kind.value: yen_data(sums[kind]) for kind in SupportKind if kind in sums}


def years_data(funding: Funding) -> list[Json]:
    """Return the sums of each fiscal year."""
    return [
        {"fiscal_year": year.code} | totals_data(totals) for year, totals in funding.by_year.items()
    ]


def needs_data(funding: Funding) -> list[Json]:
    """Return what a way of funding needs first."""
    return [_need(need, line_ids) for need, line_ids in funding.needs]


def _need(need: Need, line_ids: Sequence[str]) -> Json:
    """Return one need."""
    return {
        "kind": need.kind.value,
        "subject": need.subject,
        "text": need.text,
        "ask": need.ask or None,
        "lines": list(line_ids),
        "sources": [source_data(one) for one in need.sources],
    }
