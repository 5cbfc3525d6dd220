"""Reads the bundled facts of one municipality."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from db.catalog_connection import CatalogConnection
from desktop.domain.facts import FACTS, FactKind
from desktop.domain.municipality import Municipality
from desktop.domain.profile import FactValue, Origin, Profile
from desktop.domain.value import Value


def read_profile(connection: CatalogConnection, municipality: Municipality) -> Profile:
    """Return the bundled facts, in the order of the definitions; those that users answer are absent."""
    rows = connection.rows(
        "SELECT s.fact_id, v.value, v.note, s.as_of, s.publisher, s.title, s.note,"
        " f.for_prefectures FROM fact_source s JOIN fact f ON f.id = s.fact_id"
        " LEFT JOIN municipality_fact v"
        " ON v.fact_id = s.fact_id AND v.municipality_code = ? ORDER BY f.position",
        (municipality.code,),
    )
    with connection.guarded():
        facts = {row[0]: _fact_value(row, municipality.is_prefecture) for row in rows}
    return Profile(municipality, facts)


def _fact_value(row: tuple[Any, ...], is_prefecture: bool) -> FactValue:
    """Return one bundled fact of a profile from its row."""
    fact_id, text, own_note, as_of, publisher, title, note, for_prefectures = row
    origin = Origin.BUNDLED
    if text is None:
        applicable = for_prefectures or not is_prefecture
        origin = Origin.UNKNOWN if applicable else Origin.NOT_APPLICABLE
    return FactValue(
        value=None if text is None else _typed(fact_id, text),
        origin=origin,
        as_of=as_of,
        source=f"{publisher}「{title}」",
        note="　".join(filter(None, (own_note, note))),
    )


def _typed(fact_id: str, text: str) -> Value:
    """Return a stored value in the type of its fact."""
    kind = FACTS[fact_id].kind
    if kind is FactKind.COUNT:
        return int(text)
    return Decimal(text) if kind is FactKind.DECIMAL else text
