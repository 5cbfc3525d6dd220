"""The compiled facts about municipalities are complete, and damage to them is noticed."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import pytest

from db.reference import checks
from db.reference.tables import TABLES, read_table, read_tables

Tables: TypeAlias = dict[str, list[dict[str, str]]]

FOLDER = Path(checks.__file__).parent

# Inside the 11 metropolitan prefectures, but counted as outside since they lost so many people.
EXCEPTIONS = {
    "113271": "越生町",
    "113433": "小川町",
    "113476": "吉見町",
    "122025": "銚子市",
    "123293": "栄町",
    "123471": "多古町",
    "124095": "芝山町",
    "124249": "白子町",
    "124265": "長柄町",
    "143821": "箱根町",
    "212075": "美濃市",
    "263435": "井手町",
    "284815": "上郡町",
    "294241": "上牧町",
}


@pytest.fixture
def tables() -> Tables:
    """A fresh copy of all tables that a test may damage."""
    return read_tables()


def row_of(tables: Tables, table: str, code: str) -> dict[str, str]:
    """The one row of a table with this code."""
    (row,) = (row for row in tables[table] if row["code"] == code)
    return row


def test_bundled_tables_are_sound() -> None:
    assert checks.check_reference() == []


@pytest.mark.parametrize("name", TABLES)
def test_files_are_plain_text(name: str) -> None:
    content = (FOLDER / f"{name}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    content.decode("utf-8")


@pytest.mark.parametrize(
    "code",
    ["010006", "011002", "131016", "324485", "473821", "221384", "280003", "382060", "075469"],
)
def test_check_digit_of_known_codes(code: str) -> None:
    assert checks.check_digit(code[:5]) == code[5]


@pytest.mark.parametrize("code5", ["", "3244", "324485", "3244x", "３２４４８"])
def test_check_digit_refuses_anything_but_five_digits(code5: str) -> None:
    with pytest.raises(ValueError, match="five digits"):
        checks.check_digit(code5)


def test_misato_in_shimane(tables: Tables) -> None:
    code = "324485"
    assert row_of(tables, "municipalities", code) == {
        "code": code,
        "prefecture_code": "32",
        "prefecture": "島根県",
        "name": "美郷町",
        "kana": "みさとちょう",
        "entity_type": "town",
        "prefectural_capital": "no",
    }
    assert row_of(tables, "population", code) == {
        "code": code,
        "population_register": "4034",
        "population_census": "3771",
        "population_change": "-13.41",
        "foreign_residents": "36",
    }
    assert row_of(tables, "fiscal_index", code) == {
        "code": code,
        "fiscal_index_r4": "0.13",
        "fiscal_index_r5": "0.13",
        "fiscal_index_r6": "0.14",
    }
    assert row_of(tables, "areas", code) == {
        "code": code,
        "metropolitan_area": "outside",
        "disadvantaged_area": "whole",
        "population_decline": "not_high",
        "depopulated_area": "whole",
        "partial_former_municipalities": "",
        "remote_island": "no",
        "amami": "no",
        "ogasawara": "no",
        "okinawa": "no",
        "disaster_area_311": "no",
    }
    assert row_of(tables, "designations", code) == {
        "code": code,
        "decarbonization_leading_area": "no",
        "decarbonization_priority": "yes",
        "regional_work_cooperative": "",
    }


def test_prefecture_is_the_sum_of_its_municipalities(tables: Tables) -> None:
    assert row_of(tables, "population", "320005") == {
        "code": "320005",
        "population_register": "642590",
        "population_census": "629460",
        "population_change": "",
        "foreign_residents": "11940",
    }
    assert row_of(tables, "areas", "320005")["disadvantaged_area"] == ""


def test_futaba_has_people_but_no_rate_of_change(tables: Tables) -> None:
    row = row_of(tables, "population", "075469")
    assert (row["population_census"], row["population_change"]) == ("211", "")
    assert row_of(tables, "areas", "075469")["disaster_area_311"] == "yes"


def test_the_fourteen_exceptions_count_as_outside(tables: Tables) -> None:
    names = {row["code"]: row["name"] for row in tables["municipalities"]}
    high = [row for row in tables["areas"] if row["population_decline"] == "high"]
    assert {row["code"]: names[row["code"]] for row in high} == EXCEPTIONS
    assert {row["metropolitan_area"] for row in high} == {"outside"}
    assert {row["disadvantaged_area"] for row in high} == {"none"}


def test_shizuoka_prefecture_gets_the_coefficient_0_52(tables: Tables) -> None:
    """The index is published as 0.683; the ordinance works with 0.68: 7/3 - 8/3 x 0.68 = 0.52."""
    index = Fraction(row_of(tables, "fiscal_index", "220001")["fiscal_index_r6"])
    assert index == Fraction(68, 100)
    exact = Fraction(7, 3) - Fraction(8, 3) * index
    thousandths = Decimal(int(exact * 100_000)) / 100_000
    assert thousandths.quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal("0.52")


def test_what_the_lists_do_not_say_stays_unknown(tables: Tables) -> None:
    designations = {row["code"]: row for row in tables["designations"]}
    assert designations["313866"]["decarbonization_leading_area"] == ""  # 鳥取県大山町
    assert designations["310000"]["decarbonization_leading_area"] == "yes"
    assert designations["244708"]["decarbonization_leading_area"] == "yes"  # 三重県度会町
    assert designations["053686"]["decarbonization_leading_area"] == "yes"  # 秋田県大潟村
    assert designations["013625"]["decarbonization_leading_area"] == "no"
    unknown = {c for c, row in designations.items() if row["decarbonization_priority"] == ""}
    assert unknown == {"260002", "270008"}
    assert designations["240001"]["decarbonization_priority"] == "yes"
    assert {row["regional_work_cooperative"] for row in designations.values()} == {"yes", ""}


def test_ward_leads_to_its_city(tables: Tables) -> None:
    assert row_of(tables, "wards", "221384") == {
        "code": "221384",
        "city_code": "221309",
        "name": "中央区",
        "kana": "ちゅうおうく",
    }


def _set(table: str, code: str, column: str, value: str) -> Callable[[Tables], None]:
    """A way to damage one value."""

    def damage(tables: Tables) -> None:
        row_of(tables, table, code)[column] = value

    return damage


def _drop(table: str, code: str) -> Callable[[Tables], None]:
    """A way to lose one row."""

    def damage(tables: Tables) -> None:
        tables[table].remove(row_of(tables, table, code))

    return damage


def _swap(tables: Tables) -> None:
    rows = tables["areas"]
    rows[5], rows[6] = rows[6], rows[5]


def _double(tables: Tables) -> None:
    tables["population"].append(tables["population"][-1])


def _extra_column(tables: Tables) -> None:
    tables["wards"][0]["remark"] = ""


def _lost_table(tables: Tables) -> None:
    del tables["kyoryokutai_zones"]


def _repeated_pair(tables: Tables) -> None:
    tables["kyoryokutai_zones"][3] = tables["kyoryokutai_zones"][4]


def _lost_source(tables: Tables) -> None:
    del tables["fact_sources"][0]


def _wrong_column(tables: Tables) -> None:
    tables["fact_sources"][0]["column"] = "amamioshima"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_set("municipalities", "324485", "entity_type", "hamlet"), "entity_type「hamlet」"),
        (_set("municipalities", "324485", "entity_type", "village"), "village"),
        (_set("municipalities", "324485", "prefecture", "鳥取県"), "都道府県が誤り"),
        (_set("municipalities", "324485", "code", "324486"), "検査数字"),
        (_set("municipalities", "320005", "prefectural_capital", "no"), "県庁所在市"),
        (_set("population", "324485", "population_register", "4,034"), "「4,034」"),
        (_set("population", "324485", "population_register", "4035"), "全国計"),
        (_set("population", "320005", "population_census", "1"), "合計と違います"),
        (_set("population", "324485", "population_change", ""), "増減率の有無"),
        (_set("fiscal_index", "220001", "fiscal_index_r6", "0.683"), "「0.683」"),
        (_set("areas", "113271", "metropolitan_area", "inside"), "113271の地域の区分"),
        (_set("areas", "113271", "population_decline", "not_high"), "population_decline=high"),
        (_set("areas", "324485", "disadvantaged_area", "none"), "324485の地域の区分"),
        (_set("areas", "324485", "okinawa", "yes"), "324485の地域の区分"),
        (_set("areas", "320005", "remote_island", "no"), "320005の地域の区分"),
        (_set("areas", "221007", "disadvantaged_area", "none"), "partialは292団体"),
        (_set("areas", "282014", "disadvantaged_area", "none"), "正58"),
        (_set("designations", "270008", "decarbonization_priority", "no"), "重点対策"),
        (_set("designations", "313866", "decarbonization_leading_area", "no"), "先行地域"),
        (_set("wards", "221384", "city_code", "324485"), "指定都市ではありません"),
        (_drop("wards", "221384"), "170区"),
        (_drop("areas", "324485"), "団体がほかの表と違います（324485）"),
        (_swap, "順に並んでいない"),
        (_double, "重なっています"),
        (_extra_column, "列が決まりと違います"),
        (_lost_table, "kyoryokutai_zones: 表がない"),
        (_repeated_pair, "99件"),
        (_lost_source, "過不足"),
        (_wrong_column, "amamioshima"),
    ],
)
def test_damage_is_noticed(tables: Tables, damage: Callable[[Tables], None], words: str) -> None:
    damage(tables)
    problems = checks.check_reference(tables)
    assert any(words in problem for problem in problems), problems


def test_each_fact_source_is_dated_and_explained() -> None:
    sources = {row["fact"]: row for row in read_table("fact_sources")}
    assert sources["fiscal_index"]["column"] == "fiscal_index_r6"
    assert sources["regional_work_cooperative"]["as_of"] == "2025-05-30"
    assert "不明" in sources["regional_work_cooperative"]["note"]
    assert "別の表" in sources["fiscal_index"]["note"]
