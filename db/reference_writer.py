"""Writes what the catalogue refers to: closed lists of the domain, municipalities and their facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from db.reference.tables import FACTS as BUNDLED_FACTS
from db.reference.tables import MUNICIPAL_AREA_FACTS, read_table
from desktop.domain.codes import Basis, SupportKind, Unit
from desktop.domain.drivers import DRIVERS
from desktop.domain.facts import FACTS

Row = dict[str, Any]

NOT_FOR_PREFECTURES = frozenset({*MUNICIPAL_AREA_FACTS, "prefectural_capital"})
"""Facts that mean nothing for a prefecture: its row is empty there, and that is not an open question."""


def write_vocabulary(database: Database) -> None:
    """Insert kinds, units, bases, facts and drivers as the domain defines them."""
    for table, codes in (("support_kind", SupportKind), ("unit", Unit), ("basis", Basis)):
        rows = ({"id": code.value, "label": code.label} for code in codes)
        database.table(table).insert_all(rows)
    database.table("fact").insert_all(_fact_rows())
    choices = (
        {"fact_id": fact.id, "position": position, "value": value, "label": label}
        for fact in FACTS.values()
        for position, (value, label) in enumerate(fact.choices, start=1)
    )
    database.table("fact_choice").insert_all(choices)
    drivers = (
        {
            "id": driver.id,
            "label": driver.label,
            "unit": driver.unit,
            "kind": driver.kind.value,
            "fact_id": driver.fact,
            "derived": int(driver.derived),
        }
        for driver in DRIVERS.values()
    )
    database.table("driver").insert_all(drivers)


def _fact_rows() -> Iterator[Row]:
    """Yield the facts in the order of the profile page."""
    for position, fact in enumerate(FACTS.values(), start=1):
        yield {
            "id": fact.id,
            "position": position,
            "label": fact.label,
            "topic": fact.group,
            "kind": fact.kind.value,
            "unit": fact.unit,
            "bundled": int(fact.bundled),
            "for_prefectures": int(fact.id not in NOT_FOR_PREFECTURES),
            "question": fact.question,
            "ask": fact.ask,
        }


def write_municipalities(database: Database) -> None:
    """Insert prefectures, municipalities, wards and every bundled fact that is known."""
    bodies = read_table("municipalities")
    prefectures = {row["prefecture_code"]: row["prefecture"] for row in bodies}
    database.table("prefecture").insert_all(
        {"code": code, "name": name} for code, name in sorted(prefectures.items())
    )
    kept = ("code", "prefecture_code", "name", "kana", "entity_type")
    database.table("municipality").insert_all({key: row[key] for key in kept} for row in bodies)
    database.table("ward").insert_all(read_table("wards"))
    sources = [row for row in read_table("fact_sources") if row["fact"] in FACTS]
    described = ("publisher", "title", "as_of", "licence", "note")
    database.table("fact_source").insert_all(
        {"fact_id": row["fact"], **{key: row[key] for key in described}} for row in sources
    )
    database.table("municipality_fact").insert_all(_municipality_facts(sources))


def _municipality_facts(sources: list[dict[str, str]]) -> Iterator[Row]:
    """Yield the known facts of every municipality; an empty cell gives no row."""
    for source in sources:
        for row in read_table(source["table"].removesuffix(".csv")):
            value = row[source["column"]]
            if value:
                yield {
                    "municipality_code": row["code"],
                    "fact_id": source["fact"],
                    "value": value,
                    "note": _note(source["fact"], row),
                }


def _note(fact_id: str, row: dict[str, str]) -> str:
    """Return what holds for this municipality only: the 旧市町村 that make it 一部過疎."""
    former = row.get("partial_former_municipalities", "") if fact_id == "depopulated_area" else ""
    return f"一部過疎の区域: {former}" if former else ""


def vocabulary_problems() -> list[str]:
    """Return where the bundled tables and the domain's facts do not fit together."""
    expected = {fact.id for fact in FACTS.values() if fact.bundled}
    problems = [f"reference: 項目「{fact}」の表がありません。" for fact in expected - BUNDLED_FACTS]
    problems += [
        f"reference: 「{fact}」はプロフィールの項目にありません。"
        for fact in BUNDLED_FACTS - expected
    ]
    return sorted(problems)
