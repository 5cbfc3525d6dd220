"""Checks of the compiled tables: sizes, codes, allowed values and the totals the ministries print.

Run `python -m db.reference.checks` after every refresh; it prints each problem in Japanese and
ends with status 1 when there is one. Where a figure comes from is said in README.md beside it.
"""

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from db.reference.tables import (
    BODY_TABLES,
    COLUMNS,
    FACTS,
    MUNICIPAL_AREA_FACTS,
    Row,
    Tables,
    read_tables,
)

# (table, column, value, how many rows), each a total printed by the publisher or by the ministry
# that uses the list; README.md names the list behind each.
COUNTS: Sequence[tuple[str, str, str, int]] = (
    ("municipalities", "entity_type", "prefecture", 47),
    ("municipalities", "entity_type", "designated_city", 20),
    ("municipalities", "entity_type", "core_city", 62),
    ("municipalities", "entity_type", "special_city", 23),
    ("municipalities", "entity_type", "city", 687),
    ("municipalities", "entity_type", "special_ward", 23),
    ("municipalities", "entity_type", "town", 743),
    ("municipalities", "entity_type", "village", 183),
    ("municipalities", "prefectural_capital", "yes", 46),
    ("areas", "disadvantaged_area", "whole", 819),
    ("areas", "disadvantaged_area", "partial", 292),
    ("areas", "disadvantaged_area", "none", 630),
    ("areas", "population_decline", "high", 14),
    ("areas", "depopulated_area", "whole", 713),
    ("areas", "depopulated_area", "partial", 158),
    ("areas", "depopulated_area", "deemed", 14),
    ("areas", "remote_island", "yes", 110),
    ("areas", "amami", "yes", 12),
    ("areas", "ogasawara", "yes", 1),
    ("designations", "decarbonization_leading_area", "yes", 106),
    ("designations", "decarbonization_priority", "yes", 170),
    ("designations", "regional_work_cooperative", "yes", 122),
)

# Persons in all municipalities together, as published for the whole country.
TOTALS: Mapping[str, int] = {
    "population_register": 124_330_690,
    "population_census": 123_049_524,
    "foreign_residents": 4_118_167,
}

METROPOLITAN_PREFECTURES = frozenset(
    {"11", "12", "13", "14", "21", "23", "24", "26", "27", "28", "29"}
)
DISASTER_PREFECTURES = frozenset({"03", "04", "07"})
OKINAWA = "47"
WARDS = 171  # 行政区 of the 20 指定都市
ZONES = 10  # kinds of area in the 地域おこし協力隊 table
SHOWN = 5  # codes named in one message
FUTABA = "075469"  # nobody lived there in 2020, so it has no rate of change


def check_digit(code5: str) -> str:
    """Return the sixth digit of a 全国地方公共団体コード given as five digits.

    The ministry's rule: weights 6-5-4-3-2, eleven minus the sum modulo eleven, its last digit.
    """
    if not re.fullmatch(r"\d{5}", code5, re.ASCII):
        raise ValueError(f"five digits expected, got {code5!r}")
    weighted = sum(
        int(digit) * weight for digit, weight in zip(code5, range(6, 1, -1), strict=True)
    )
    return str((11 - weighted % 11) % 10)


def check_reference(tables: Tables | None = None) -> list[str]:
    """Return every problem found, in Japanese; empty when the tables are sound.

    Looks at the bundled tables unless others are handed in. Values are checked before totals, so
    that a total is never computed from text that is no number.
    """
    tables = read_tables() if tables is None else tables
    problems = check_columns(tables) or check_values(tables) + check_codes(tables)
    if problems:
        return problems
    checks = (
        check_bodies,
        check_counts,
        check_population,
        check_change,
        check_areas,
        check_eligible_large_cities,
        check_designations,
        check_wards,
        check_zones,
        check_sources,
    )
    return [problem for check in checks for problem in check(tables)]


def check_columns(tables: Tables) -> list[str]:
    """Every table is there, has rows, and each row has exactly the columns listed above."""
    problems = []
    for name, columns in COLUMNS.items():
        rows = tables.get(name, ())
        if not rows:
            problems.append(f"{name}: 表がないか、行がありません。")
        for number, row in enumerate(rows, start=2):
            if list(row) != list(columns) or None in row.values():
                problems.append(f"{name}: {number}行目の列が決まりと違います。")
    return problems


def check_values(tables: Tables) -> list[str]:
    """Every value has the form allowed for its column."""
    return [
        f"{name}: {number}行目の{column}「{row[column]}」は使えない値です。"
        for name, columns in COLUMNS.items()
        for number, row in enumerate(tables[name], start=2)
        for column, pattern in columns.items()
        if not re.fullmatch(pattern, row[column], re.ASCII)
    ]


def check_codes(tables: Tables) -> list[str]:
    """Codes have a right check digit, rise without repetition and are the same in every table."""
    problems = []
    known = [row["code"] for row in tables["municipalities"]]
    for name in (*BODY_TABLES, "wards"):
        codes = [row["code"] for row in tables[name]]
        problems += [
            f"{name}: コード{code}の検査数字が正しくありません。"
            for code in codes
            if check_digit(code[:5]) != code[5]
        ]
        if any(later <= earlier for earlier, later in pairwise(codes)):
            problems.append(f"{name}: コードが順に並んでいないか、重なっています。")
        if name in BODY_TABLES and (differing := set(codes) ^ set(known)):
            problems.append(f"{name}: 団体がほかの表と違います（{_listed(differing)}）。")
    return problems


def check_bodies(tables: Tables) -> list[str]:
    """Prefecture, kind and capital agree with the code, whose first two digits say 都道府県."""
    rows = tables["municipalities"]
    prefectures = {row["code"][:2]: row["name"] for row in rows if _is_prefecture(row)}
    problems = []
    for row in rows:
        number = row["code"][:2]
        if row["prefecture_code"] != number or row["prefecture"] != prefectures.get(number):
            problems.append(f"municipalities: {row['code']}の都道府県が誤りです。")
        if (row["entity_type"] == "prefecture") != _is_prefecture(row):
            problems.append(f"municipalities: {row['code']}の団体区分が誤りです。")
        if (row["prefectural_capital"] == "") != _is_prefecture(row):
            problems.append(f"municipalities: {row['code']}の県庁所在市の欄が誤りです。")
    return problems


def check_counts(tables: Tables) -> list[str]:
    """Numbers of bodies per class equal the printed ones, such as 885 = 713 + 158 + 14 過疎団体."""
    problems = []
    for name, column, value, expected in COUNTS:
        found = sum(row[column] == value for row in tables[name])
        if found != expected:
            problems.append(f"{name}: {column}={value}は{expected}団体のはずが{found}団体です。")
    bodies = len(tables["municipalities"])
    if bodies != 1741 + 47:
        problems.append(f"municipalities: 1,741市区町村と47都道府県のはずが{bodies}行です。")
    return problems


def check_population(tables: Tables) -> list[str]:
    """Persons: the country equals the published total, a prefecture the sum of its members."""
    problems = []
    rows = tables["population"]
    members = [row for row in rows if not _is_prefecture(row)]
    for column, expected in TOTALS.items():
        sums: Counter[str] = Counter()
        for row in members:
            sums[row["code"][:2]] += int(row[column])
        if sums.total() != expected:
            problems.append(f"population: {column}の全国計が{sums.total()}です（正{expected}）。")
        problems += [
            f"population: {row['code']}の{column}が市区町村の合計と違います。"
            for row in rows
            if _is_prefecture(row) and int(row[column]) != sums[row["code"][:2]]
        ]
    return problems


def check_change(tables: Tables) -> list[str]:
    """The census rate of change (percent) is empty for prefectures and 双葉町, and only there."""
    return [
        f"population: {row['code']}の増減率の有無が誤りです。"
        for row in tables["population"]
        if (row["population_change"] == "") != (_is_prefecture(row) or row["code"] == FUTABA)
    ]


def check_areas(tables: Tables) -> list[str]:
    """Area facts of one row agree with each other and with the prefecture it lies in."""
    problems = []
    for row in tables["areas"]:
        prefecture = row["code"][:2]
        filled = [row[fact] != "" for fact in MUNICIPAL_AREA_FACTS]
        decline = row["population_decline"] == "high"
        outside = prefecture not in METROPOLITAN_PREFECTURES or decline
        expectations = (
            any(filled) != _is_prefecture(row) and all(filled) == any(filled),
            (row["okinawa"] == "yes") == (prefecture == OKINAWA),
            (row["disaster_area_311"] == "yes") == (prefecture in DISASTER_PREFECTURES),
            (row["metropolitan_area"] == "outside") == (outside and not _is_prefecture(row)),
            not decline or prefecture in METROPOLITAN_PREFECTURES,
            bool(row["partial_former_municipalities"]) == (row["depopulated_area"] == "partial"),
            row["disadvantaged_area"] != "none" or not _under_a_special_law(row),
        )
        if not all(expectations):
            problems.append(f"areas: {row['code']}の地域の区分が互いに合いません。")
    return problems


def check_eligible_large_cities(tables: Tables) -> list[str]:
    """58 large cities are among the municipalities eligible for 地域活性化起業人.

    The slides of 総務省 for R7 give 1,433 eligible municipalities, and 1,375 without 指定都市,
    中核市 and 県庁所在市. Membership of a 定住自立圏 is not in the tables and not counted.
    """
    areas = {row["code"]: row for row in tables["areas"]}
    large = [
        row["code"]
        for row in tables["municipalities"]
        if row["entity_type"] in ("designated_city", "core_city")
        or row["prefectural_capital"] == "yes"
    ]
    eligible = [
        code
        for code in large
        if areas[code]["metropolitan_area"] == "outside"
        or areas[code]["disadvantaged_area"] in ("partial", "whole")
        or areas[code]["population_decline"] == "high"
    ]
    if len(eligible) != 1433 - 1375:
        return [f"areas: 対象となる指定都市・中核市・県庁所在市が{len(eligible)}市です（正58）。"]
    return []


def check_designations(tables: Tables) -> list[str]:
    """A "no" stands only where the list is complete; where names are missing it is empty."""
    problems = []
    for row in tables["designations"]:
        prefecture = row["code"][:2]
        unnamed_partner = prefecture in {"24", "31", "40"} and not _is_prefecture(row)
        missing_prefecture = row["code"] in {"260002", "270008"}
        if (row["decarbonization_leading_area"] == "no" and unnamed_partner) or (
            row["decarbonization_leading_area"] == "" and not unnamed_partner
        ):
            problems.append(f"designations: {row['code']}の脱炭素先行地域の「不明」が誤りです。")
        if (row["decarbonization_priority"] == "") != missing_prefecture:
            problems.append(f"designations: {row['code']}の重点対策の「不明」が誤りです。")
    return problems


def check_wards(tables: Tables) -> list[str]:
    """171 wards, each of a 指定都市 of the same prefecture; all 20 cities have some."""
    wards = tables["wards"]
    cities = {
        row["code"] for row in tables["municipalities"] if row["entity_type"] == "designated_city"
    }
    problems = [
        f"wards: {row['code']}の市{row['city_code']}は指定都市ではありません。"
        for row in wards
        if row["city_code"] not in cities or row["city_code"][:2] != row["code"][:2]
    ]
    if len(wards) != WARDS or {row["city_code"] for row in wards} != cities:
        problems.append(f"wards: 20市の{WARDS}区のはずが{len(wards)}区です。")
    return problems


def check_zones(tables: Tables) -> list[str]:
    """The 地域おこし協力隊 table holds each pair of its ten zones once."""
    pairs = [(row["from_zone"], row["to_zone"]) for row in tables["kyoryokutai_zones"]]
    zones = {zone for pair in pairs for zone in pair}
    if len(zones) != ZONES or not len(pairs) == len(set(pairs)) == ZONES**2:
        return [f"kyoryokutai_zones: {ZONES**2}件の組合せのはずが{len(set(pairs))}件です。"]
    return []


def check_sources(tables: Tables) -> list[str]:
    """Each bundled fact has one row that points at an existing column."""
    rows = tables["fact_sources"]
    problems = [
        f"fact_sources: {row['fact']}の列{row['column']}は{row['table']}にありません。"
        for row in rows
        if row["column"] not in COLUMNS[row["table"].removesuffix(".csv")]
    ]
    facts = [row["fact"] for row in rows]
    if facts != sorted(FACTS):
        differing = FACTS ^ set(facts)
        problems.append(
            f"fact_sources: 項目の過不足か並びの誤り（{_listed(differing)}）があります。"
        )
    return problems


def _is_prefecture(row: Row) -> bool:
    """Whether the row's code is that of a prefecture."""
    return row["code"][2:5] == "000"


def _under_a_special_law(row: Row) -> bool:
    """Whether a law that makes an area 条件不利地域 is known to cover some of the municipality."""
    laws = ("remote_island", "amami", "ogasawara", "okinawa")
    depopulated = row["depopulated_area"] in ("partial", "deemed", "whole")
    return depopulated or any(row[law] == "yes" for law in laws)


def _listed(codes: set[str] | frozenset[str]) -> str:
    """Return the first few codes or ids for a message."""
    return "、".join(sorted(codes)[:SHOWN]) + ("ほか" if len(codes) > SHOWN else "")


def main() -> int:
    """Print the problems of the bundled tables; return the exit status."""
    problems = check_reference()
    print("\n".join(problems) or "問題は見つかりませんでした。")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
