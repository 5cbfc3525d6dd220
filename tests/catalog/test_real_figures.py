"""Figures of the real catalogue for real kinds of bodies, each with the source line it was read from.

The expected values were read from the documents, not from the catalogue. Document and line stand
beside each case; caps are yen, rates fractions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from desktop.domain.amounts import resolve_cap, resolve_rate
from desktop.domain.fiscal import FiscalYear
from desktop.domain.program import Program, SupportLine
from desktop.domain.value import Value

MAN, OKU = 10_000, 100_000_000


@pytest.fixture(scope="module")
def programs(catalog_path: Path) -> Iterator[dict[str, Program]]:
    with CatalogReader(catalog_path) as catalog:
        yield {program.id: program for program in catalog.programs()}


def line_of(programs: Mapping[str, Program], program: str, line: str, year: str) -> SupportLine:
    edition = next(one for one in programs[program].editions if one.year == FiscalYear.parse(year))
    return next(one for one in edition.lines if one.id == line)


KIGYOJIN = "chiiki-kasseika-kigyojin"
KYORYOKUTAI = "chiiki-okoshi-kyoryokutai"
JOSEI = "josei-katsuyaku-kofukin"
GAIKOKUJIN = "gaikokujin-ukeire-kofukin"
KOKUHOJO = "local-10000-kokuhojo"
TANDOKU = "local-10000-chihotandoku"
YUSHI = "furusato-yushi"


@pytest.mark.parametrize(
    ("program", "line", "year", "values", "cap"),
    [
        (KIGYOJIN, "company-during", "R7", {}, 590 * MAN),  # 002:483
        (KIGYOJIN, "company-during", "R8", {}, 610 * MAN),  # 000:16
        (KIGYOJIN, "company-before", "R7", {}, 100 * MAN),  # 002:482
        (KYORYOKUTAI, "recruit", "R7", {}, 350 * MAN),  # 002:860
        (KYORYOKUTAI, "trial", "R8", {}, 100 * MAN),  # 000:11
        (KYORYOKUTAI, "intern-activity", "R7", {}, 12_000),  # 002:1021-1022, 1人1日
        (KYORYOKUTAI, "activity", "R8", {}, 550 * MAN),  # 000:11
        (KYORYOKUTAI, "support", "R7", {}, 200 * MAN),  # 002:864
        (KYORYOKUTAI, "startup", "R7", {}, 100 * MAN),  # 002:865
        (KYORYOKUTAI, "startup", "R8", {"new_employment": "yes"}, 200 * MAN),  # 000:11
        (KYORYOKUTAI, "startup", "R8", {"new_employment": "no"}, 100 * MAN),  # 000:11
        # 003:2543-2550 and 2592-2597
        (JOSEI, "promotion", "R8", {"entity_type": "town"}, 250 * MAN),
        (JOSEI, "promotion", "R8", {"entity_type": "core_city"}, 250 * MAN),
        (JOSEI, "promotion", "R8", {"entity_type": "special_ward"}, 250 * MAN),
        (JOSEI, "promotion", "R8", {"entity_type": "designated_city"}, 500 * MAN),
        (
            JOSEI,
            "promotion",
            "R8",
            {"entity_type": "prefecture", "plan_support_condition": "no"},
            800 * MAN,
        ),
        (
            JOSEI,
            "promotion",
            "R8",
            {"entity_type": "prefecture", "plan_support_condition": "yes"},
            1000 * MAN,
        ),
        (JOSEI, "digital-startup", "R7", {"entity_type": "village"}, 375 * MAN),
        (JOSEI, "digital-startup", "R8", {"entity_type": "designated_city"}, 750 * MAN),
        (JOSEI, "digital-startup", "R8", {"entity_type": "prefecture"}, 1200 * MAN),
        (JOSEI, "care-plus", "R8", {"entity_type": "town"}, 500 * MAN),
        (JOSEI, "care-plus", "R8", {"entity_type": "village"}, 500 * MAN),
        (JOSEI, "care-plus", "R8", {"entity_type": "city"}, 800 * MAN),
        (JOSEI, "care-plus", "R8", {"entity_type": "special_ward"}, 800 * MAN),
        (JOSEI, "men", "R8", {"entity_type": "prefecture"}, 800 * MAN),
        (JOSEI, "connection", "R8", {"entity_type": "village"}, 1125 * MAN),
        # 003:6621-6636
        (
            GAIKOKUJIN,
            "setup",
            "R8",
            {"entity_type": "prefecture", "foreign_residents": 10},
            1000 * MAN,
        ),
        (GAIKOKUJIN, "setup", "R8", {"entity_type": "town", "foreign_residents": 499}, 200 * MAN),
        (GAIKOKUJIN, "setup", "R8", {"entity_type": "town", "foreign_residents": 500}, 300 * MAN),
        (GAIKOKUJIN, "setup", "R8", {"entity_type": "city", "foreign_residents": 999}, 300 * MAN),
        (GAIKOKUJIN, "setup", "R8", {"entity_type": "city", "foreign_residents": 1000}, 500 * MAN),
        (GAIKOKUJIN, "setup", "R8", {"entity_type": "city", "foreign_residents": 4999}, 500 * MAN),
        (GAIKOKUJIN, "setup", "R8", {"entity_type": "city", "foreign_residents": 5000}, 1000 * MAN),
        # 003:974-977
        (KOKUHOJO, "grant", "R8", {"loan_to_public_ratio": "4"}, 5500 * MAN),
        (KOKUHOJO, "grant", "R8", {"loan_to_public_ratio": "3.99"}, 5000 * MAN),
        (
            KOKUHOJO,
            "grant",
            "R8",
            {"loan_to_public_ratio": "2.99", "plan_submitted_in_r7": "no"},
            4000 * MAN,
        ),
        (
            KOKUHOJO,
            "grant",
            "R8",
            {"loan_to_public_ratio": "1.99", "plan_submitted_in_r7": "no"},
            3000 * MAN,
        ),
        # 003:1049 with the old table 003:1063-1065
        (
            KOKUHOJO,
            "grant",
            "R8",
            {"loan_to_public_ratio": "2", "plan_submitted_in_r7": "yes"},
            5000 * MAN,
        ),
        (
            KOKUHOJO,
            "grant",
            "R8",
            {"loan_to_public_ratio": "1.5", "plan_submitted_in_r7": "yes"},
            3500 * MAN,
        ),
        (
            KOKUHOJO,
            "grant",
            "R8",
            {"loan_to_public_ratio": "1", "plan_submitted_in_r7": "yes"},
            3000 * MAN,
        ),
        (KOKUHOJO, "grant", "R7", {"loan_to_public_ratio": "2"}, 5000 * MAN),  # 003:1063
        (KOKUHOJO, "grant", "R7", {"loan_to_public_ratio": "1.5"}, 3500 * MAN),  # 003:1064
        (KOKUHOJO, "grant", "R7", {"loan_to_public_ratio": "1.49"}, 2500 * MAN),  # 003:1065
        (KOKUHOJO, "grant", "R8", {"loan_to_public_ratio": "0.99"}, None),  # below 1: not offered
        # 003:1263-1265
        (TANDOKU, "initial-investment", "R8", {"loan_to_public_ratio": "1"}, 1500 * MAN),
        (TANDOKU, "initial-investment", "R8", {"loan_to_public_ratio": "0.5"}, 800 * MAN),
        (TANDOKU, "initial-investment", "R8", {"loan_to_public_ratio": "0.49"}, 200 * MAN),
    ],
)
def test_caps(
    programs: dict[str, Program],
    program: str,
    line: str,
    year: str,
    values: dict[str, Value],
    cap: int | None,
) -> None:
    ratio = values.get("loan_to_public_ratio")
    exact = values if ratio is None else {**values, "loan_to_public_ratio": Decimal(ratio)}
    resolved = resolve_cap(line_of(programs, program, line, year), exact.get)
    assert resolved.single == cap, resolved


@pytest.mark.parametrize(
    ("residents", "alone", "joint"),
    [
        (999, 200, 240),
        (1_000, 300, 360),
        (1_999, 300, 360),
        (2_000, 500, 600),
        (4_999, 500, 600),
        (5_000, 800, 960),
        (9_999, 800, 960),
        (10_000, 900, 1_080),
        (19_999, 900, 1_080),
        (20_000, 1_000, 1_200),
    ],
)
def test_bands_of_the_consultation_desk(
    programs: dict[str, Program], residents: int, alone: int, joint: int
) -> None:
    """003:6630-6636, in 万円."""
    line = line_of(programs, GAIKOKUJIN, "operation", "R8")
    for method, cap in (("no", alone), ("yes", joint)):
        values: dict[str, Value] = {
            "entity_type": "city",
            "foreign_residents": residents,
            "joint_method": method,
        }
        assert resolve_cap(line, values.get).single == cap * MAN


NORMAL: dict[str, Value] = {
    "depopulated_area": "none",
    "disaster_area_311": "no",
    "settlement_zone": "none",
    "core_urban_area": "none",
    "decarbonization_project": "no",
    "project_area": "normal",
    "ongoing_before_r8": "no",
    "prefecture_code": "32",
    "regional_revitalization_plan": "no",
    "okinawa": "no",
}
"""A place where nothing special applies."""


@pytest.mark.parametrize(
    ("values", "small_r7", "small_r8", "large_r7", "large_r8", "rate"),
    [
        ({}, 20, 25, 80, 100, "1/2"),  # 003:1497-1499, 5283-5286 通常
        ({"depopulated_area": "deemed"}, 24, 30, 96, 120, "3/5"),  # 過疎（みなしを含む）
        ({"project_area": "depopulated"}, 24, 30, 96, 120, "3/5"),  # 離島・特別豪雪
        ({"settlement_zone": "member"}, 30, 38, 120, 150, "3/5"),
        ({"core_urban_area": "centre"}, 30, 38, 120, 150, "3/5"),
        ({"decarbonization_project": "yes"}, 30, 38, 120, 150, "3/5"),
        # 003:1531: 福島県 goes on; 岩手・宮城 only for running projects
        ({"disaster_area_311": "yes", "prefecture_code": "07"}, 30, 38, 120, 150, "3/5"),
    ],
)
def test_table_of_furusato_yushi(
    programs: dict[str, Program],
    values: dict[str, Value],
    small_r7: int,
    small_r8: int,
    large_r7: int,
    large_r8: int,
    rate: str,
) -> None:
    """In 億円; その他市町村 and 都道府県・指定都市."""
    for year, small, large in (("R7", small_r7, large_r7), ("R8", small_r8, large_r8)):
        line = line_of(programs, YUSHI, "loan", year)
        for entity, cap in (("town", small), ("core_city", small), ("designated_city", large)):
            known = {**NORMAL, **values, "entity_type": entity}
            assert resolve_cap(line, known.get).single == cap * OKU, (year, entity)
            assert resolve_rate(line, known.get).single == Fraction(rate), (year, entity)


def test_miyagi_loses_the_disaster_limits_for_new_projects_in_r8(
    programs: dict[str, Program],
) -> None:
    """003:1531: running projects get a transitional rule that is not printed, so two readings."""
    known = {**NORMAL, "disaster_area_311": "yes", "prefecture_code": "04", "entity_type": "town"}
    assert resolve_cap(line_of(programs, YUSHI, "loan", "R7"), known.get).single == 30 * OKU
    line = line_of(programs, YUSHI, "loan", "R8")
    assert resolve_cap(line, known.get).single == 25 * OKU
    running = resolve_cap(line, {**known, "ongoing_before_r8": "yes"}.get)
    assert running.bounds == (25 * OKU, 38 * OKU)
    assert running.open_wording
    assert running.missing == ()


def test_the_factor_of_r7_is_a_reading_in_r8(programs: dict[str, Program]) -> None:
    """003:5289 prints ×1.25 for R7; the R8 table (003:1495-1502) does not say: 25 or 31.25億."""
    known = {**NORMAL, "entity_type": "town", "okinawa": "yes"}
    resolved = resolve_cap(line_of(programs, YUSHI, "loan", "R8"), known.get)
    assert resolved.bounds == (25 * OKU, 3_125_000_000)
    assert resolved.open_wording


def test_prefectures_have_no_settlement_zone_column(programs: dict[str, Program]) -> None:
    """003:1501 and 5291."""
    known = {**NORMAL, "entity_type": "prefecture", "settlement_zone": "member"}
    line = line_of(programs, YUSHI, "loan", "R8")
    assert resolve_cap(line, known.get).single == 100 * OKU
    assert resolve_rate(line, known.get).single == Fraction(1, 2)


@pytest.mark.parametrize(
    ("special", "cap"),
    [
        ({}, 20),
        ({"regional_revitalization_plan": "yes"}, 25),
        ({"okinawa": "yes"}, 25),
        ({"depopulated_area": "whole", "okinawa": "yes"}, 30),
        ({"settlement_zone": "member", "okinawa": "yes"}, 30),  # this column is not raised
    ],
)
def test_caps_of_r7_are_raised_by_a_quarter(
    programs: dict[str, Program], special: dict[str, Value], cap: int
) -> None:
    """003:5289: ×1.25 with a 地域再生計画 or in 沖縄, in 億円 (20 → 25, 24 → 30)."""
    known = {**NORMAL, "entity_type": "town", **special}
    assert resolve_cap(line_of(programs, YUSHI, "loan", "R7"), known.get).single == cap * OKU


@pytest.mark.parametrize(
    ("area", "index", "priority", "rates"),
    [
        ("whole", "0.24", "no", {"3/4"}),
        ("partial", "0.25", "no", {"2/3"}),
        ("whole", "0.49", "no", {"2/3"}),
        ("whole", "0.50", "no", {"2/3", "1/2"}),  # the border is left open by 003:983
        ("whole", "0.51", "no", {"1/2"}),
        ("none", "0.20", "no", {"1/2"}),
        ("none", "0.90", "yes", {"3/4"}),  # 003:985
    ],
)
def test_rates_of_local_10000(
    programs: dict[str, Program], area: str, index: str, priority: str, rates: set[str]
) -> None:
    """003:979-986."""
    known: dict[str, Value] = {
        "entity_type": "town",
        "disadvantaged_area": area,
        "fiscal_index": Decimal(index),
        "priority_field": priority,
    }
    resolved = resolve_rate(line_of(programs, KOKUHOJO, "grant", "R8"), known.get)
    assert {one.value for one in resolved.candidates} == {Fraction(rate) for rate in rates}
    assert resolved.open_wording == (len(rates) > 1)


@pytest.mark.parametrize(
    ("year", "line", "joint", "rate"),
    [
        ("R7", "setup", "no", "10/10"),  # 003:6475
        ("R7", "operation", "no", "1/2"),  # 003:6475
        ("R8", "setup", "no", "1/2"),  # 003:6611
        ("R8", "setup", "yes", "10/10"),  # 003:6612
        ("R8", "operation", "yes", "1/2"),  # 003:6611
    ],
)
def test_rates_of_the_consultation_desk(
    programs: dict[str, Program], year: str, line: str, joint: str, rate: str
) -> None:
    found = line_of(programs, GAIKOKUJIN, line, year)
    values: dict[str, Value] = {
        "joint_method": joint,
        "entity_type": "town",
        "foreign_residents": 36,
    }
    assert resolve_rate(found, values.get).single == Fraction(rate)


@pytest.mark.parametrize(
    ("line", "rate"),
    [
        ("promotion", "1/2"),
        ("digital-startup", "3/4"),
        ("care-plus", "1/2"),
        ("connection", "3/4"),
        ("men", "1/2"),
    ],
)
def test_rates_of_the_womens_grant(programs: dict[str, Program], line: str, rate: str) -> None:
    """003:2534-2539."""
    nothing: dict[str, Value] = {}
    for year in ("R7", "R8"):
        found = line_of(programs, JOSEI, line, year)
        assert resolve_rate(found, nothing.get).single == Fraction(rate)
