"""What the compiled tables hold: their names, their columns with the values allowed, and how to read them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

Row: TypeAlias = Mapping[str, str]
Tables: TypeAlias = Mapping[str, Sequence[Row]]

# Facts of every municipality and prefecture; one row each, in the same order.
BODY_TABLES = ("municipalities", "population", "fiscal_index", "areas", "designations")
TABLES = (*BODY_TABLES, "wards", "kyoryokutai_zones", "fact_sources")

YES_NO = r"yes|no"
COUNT = r"0|[1-9]\d*"
INDEX = r"\d\.\d\d"
KANA = r"[ぁ-ゖー]+"
ZONE = r"(inside|outside)_(none|partial)(_designated)?|(inside|outside)_whole"
CODE = r"\d{6}"

# Table -> column -> what a value must look like as a whole. The keys are also the exact header.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "municipalities": {
        "code": CODE,
        "prefecture_code": r"0[1-9]|[1-3]\d|4[0-7]",
        "prefecture": r"北海道|東京都|(大阪|京都)府|.{2,3}県",
        "name": r"[^\s　]+[都道府県市区町村]",
        "kana": KANA,
        "entity_type": (
            r"prefecture|designated_city|core_city|special_city|city|special_ward|town|village"
        ),
        "prefectural_capital": r"(yes|no)?",
    },
    "population": {
        "code": CODE,
        "population_register": COUNT,
        "population_census": COUNT,
        "population_change": r"(-?\d+\.\d\d)?",
        "foreign_residents": COUNT,
    },
    "fiscal_index": {
        "code": CODE,
        "fiscal_index_r4": INDEX,
        "fiscal_index_r5": INDEX,
        "fiscal_index_r6": INDEX,
    },
    "areas": {
        "code": CODE,
        "metropolitan_area": r"(inside|outside)?",
        "disadvantaged_area": r"(none|partial|whole)?",
        "population_decline": r"(high|not_high)?",
        "depopulated_area": r"(none|partial|deemed|whole)?",
        "partial_former_municipalities": r"([^\s、]+(、[^\s、]+)*)?",
        "remote_island": r"(yes|no)?",
        "amami": r"(yes|no)?",
        "ogasawara": r"(yes|no)?",
        "okinawa": YES_NO,
        "disaster_area_311": YES_NO,
    },
    "designations": {
        "code": CODE,
        "decarbonization_leading_area": r"(yes|no)?",
        "decarbonization_priority": r"(yes|no)?",
        "regional_work_cooperative": r"(yes)?",
    },
    "wards": {"code": CODE, "city_code": CODE, "name": r"[^\s　]+区", "kana": KANA},
    "kyoryokutai_zones": {"from_zone": ZONE, "to_zone": ZONE, "symbol": r"[○△▲□×]"},
    "fact_sources": {
        "fact": r"[a-z0-9_]+",
        "table": "|".join(rf"{name}\.csv" for name in BODY_TABLES),
        "column": r"[a-z0-9_]+",
        "publisher": r".+",
        "title": r".+",
        "as_of": r"20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?",
        "licence": r".+",
        "note": r".+",
    },
}

# Facts of a profile that come from these tables; the rest is answered by the user.
FACTS = frozenset(
    {
        "amami",
        "decarbonization_leading_area",
        "decarbonization_priority",
        "depopulated_area",
        "disadvantaged_area",
        "disaster_area_311",
        "entity_type",
        "fiscal_index",
        "foreign_residents",
        "metropolitan_area",
        "ogasawara",
        "okinawa",
        "population_census",
        "population_change",
        "population_decline",
        "population_register",
        "prefectural_capital",
        "prefecture_code",
        "regional_work_cooperative",
        "remote_island",
    }
)

# Area facts of a municipality that mean nothing for a prefecture and are empty there.
MUNICIPAL_AREA_FACTS = (
    "metropolitan_area",
    "disadvantaged_area",
    "population_decline",
    "depopulated_area",
    "remote_island",
    "amami",
    "ogasawara",
)


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of one table, named without `.csv`; every value is text, "" is no value."""
    path = Path(__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_tables() -> dict[str, list[dict[str, str]]]:
    """Return all tables by name."""
    return {name: read_table(name) for name in TABLES}
