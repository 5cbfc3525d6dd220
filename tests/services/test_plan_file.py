"""Reading a plan file: what is taken, and the one sentence for everything that is not."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.catalog_reader import CatalogReader
from desktop.domain.money import Yen
from desktop.domain.plan import PlanLine
from desktop.domain.project_check import plan_lookup
from desktop.domain.rules import Outcome
from desktop.errors import InputError
from desktop.services.plan_file import PlanFile, parse_plan, read_plan_file
from tests.domain import building

TODAY = date(2026, 11, 20)

PERSONS: dict[str, Any] = {
    "id": "kigyojin",
    "program": "chiiki-kasseika-kigyojin",
    "line": "company-during",
    "eligible_cost_yen": 7_000_000,
    "drivers": {"persons": 1},
}
LOCAL: dict[str, Any] = {
    "id": "local",
    "program": "local-10000-kokuhojo",
    "line": "grant",
    "drivers": {"loan_yen": 60_000_000, "public_yen": 30_000_000},
}
RECRUIT: dict[str, Any] = {
    "id": "recruit",
    "program": "chiiki-okoshi-kyoryokutai",
    "line": "recruit",
    "eligible_cost_yen": 3_000_000,
}
INTERN: dict[str, Any] = {
    "id": "intern",
    "program": "chiiki-okoshi-kyoryokutai",
    "line": "intern-activity",
    "eligible_cost_yen": 200_000,
    "drivers": {"person_days": 20},
}


def plan(*lines: dict[str, Any], **top: Any) -> dict[str, Any]:
    found = {"municipality_code": "324485", "fiscal_year": "R8", "lines": list(lines or [PERSONS])}
    return copy.deepcopy(found | top)


def changed(base: dict[str, Any], /, **changes: Any) -> dict[str, Any]:
    """The line with fields replaced; ``...`` takes one away."""
    found = base | changes
    return {key: value for key, value in found.items() if value is not ...}


@pytest.fixture(scope="session")
def catalog(catalog_path: Path) -> Iterator[CatalogReader]:
    with CatalogReader(catalog_path) as reader:
        yield reader


def parsed(data: object, catalog: CatalogReader) -> PlanFile:
    return parse_plan(data, catalog, TODAY)


def line_of(data: dict[str, Any], catalog: CatalogReader, number: int = 0) -> PlanLine:
    return parsed(data, catalog).claims[number].plan


YEN = "0以上10兆円以下の整数（円）を入れてください。"
COST = f"lines[0].eligible_cost_yen（対象経費）には{YEN}"
LINE_KEYS = (
    "id、program、line、fiscal_year、eligible_cost_yen、cost_ids、total_cost_yen、prefecture_yen、"
    "other_yen、drivers、checks"
)
C1 = {"id": "c1", "label": "改修費", "yen": 5_000_000}

REFUSED: list[tuple[str, object, str]] = [
    ("no object", [], "計画ファイルの中身は {…} の形にしてください。"),
    (
        "an unknown key",
        plan(title="計画"),
        "計画ファイルに知らない項目「title」があります。使える項目は "
        "municipality_code、fiscal_year、answers、costs、lines、alternatives です。",
    ),
    (
        "an unknown key of a line",
        plan(changed(PERSONS, cost=1)),
        f"lines[0]に知らない項目「cost」があります。使える項目は {LINE_KEYS} です。",
    ),
    (
        "no municipality",
        {"lines": [PERSONS]},
        "municipality_code（団体コード）がありません。"
        '6桁の全国地方公共団体コードを引用符で囲んだ文字（例 "324485"）を入れてください。',
    ),
    (
        "a code as a number",
        plan(municipality_code=324485),
        "municipality_code（団体コード）には"
        '6桁の全国地方公共団体コードを引用符で囲んだ文字（例 "324485"）を入れてください。',
    ),
    (
        "an unknown municipality",
        plan(municipality_code="999999"),
        "municipality_code（団体コード）の「999999」という団体は見つかりません。"
        '6桁の全国地方公共団体コードを引用符で囲んだ文字（例 "324485"）を入れてください。',
    ),
    (
        "a western year",
        plan(fiscal_year="2026"),
        'fiscal_year（年度）にはR1からR81までの年度（例 "R8"）を入れてください。',
    ),
    (
        "a year as a number",
        plan(changed(PERSONS, fiscal_year=8)),
        'lines[0].fiscal_year（年度）にはR1からR81までの年度（例 "R8"）を入れてください。',
    ),
    (
        "a year nobody plans for",
        plan(fiscal_year="R99"),
        'fiscal_year（年度）にはR1からR81までの年度（例 "R8"）を入れてください。',
    ),
    (
        "no lines",
        plan(lines=[]),
        "lines（支援の使い方）には1行以上200行以内の並びを入れてください。",
    ),
    (
        "lines that are no list",
        plan(lines={}),
        "lines（支援の使い方）には支援の使い方の並びを入れてください。",
    ),
    ("a line that is no object", plan(lines=["a"]), "lines[0]は {…} の形にしてください。"),
    (
        "a line without an id",
        plan(changed(PERSONS, id=...)),
        "lines[0].id（行のID）がありません。ほかの行と重ならない名前（文字）を入れてください。",
    ),
    (
        "the same id twice",
        plan(PERSONS, RECRUIT | {"id": "kigyojin"}),
        "lines[1].id（行のID）の「kigyojin」は lines[0]でも使われています。"
        "行ごとに違うIDを付けてください。",
    ),
    (
        "an unknown programme",
        plan(changed(PERSONS, program="chiiki-kasseika-kigyou")),
        "lines[0].program（制度ID）の「chiiki-kasseika-kigyou」という制度はありません。"
        "「chiiki-kasseika-kigyojin」のことではありませんか。"
        "michishirube catalog list で確かめてください。",
    ),
    (
        "a programme called by its name",
        plan(changed(PERSONS, program="地域活性化起業人")),
        "lines[0].program（制度ID）の「地域活性化起業人」という制度はありません。"
        "「chiiki-kasseika-kigyojin」のことではありませんか。"
        "michishirube catalog list で確かめてください。",
    ),
    (
        "a programme that offers nothing",
        plan(changed(PERSONS, program="ecoschool-plus")),
        "lines[0].program（制度ID）の「エコスクール・プラス」は、支援メニューが資料に"
        "書かれていないため（R8）、試算できません。この行を外してください。",
    ),
    (
        "an unknown line",
        plan(changed(LOCAL, line="subsidy")),
        "lines[0].line（支援メニューのID）の「subsidy」は、"
        "「ローカル10,000プロジェクト（国庫補助事業）」のR8の版にありません。"
        "使えるのは grant（初期投資への助成に対する交付金） です。",
    ),
    ("a negative amount", plan(changed(PERSONS, eligible_cost_yen=-1)), COST),
    ("an amount with a point", plan(changed(PERSONS, eligible_cost_yen=Decimal("1.0"))), COST),
    ("true as an amount", plan(changed(PERSONS, eligible_cost_yen=True)), COST),
    ("text as an amount", plan(changed(PERSONS, eligible_cost_yen="7000000")), COST),
    ("not a number", plan(changed(PERSONS, eligible_cost_yen=Decimal("NaN"))), COST),
    ("an absurd amount", plan(changed(PERSONS, eligible_cost_yen=10**13 + 1)), COST),
    ("an absurd sum", plan(changed(PERSONS, eligible_cost_yen=[10**13, 1], drivers=...)), COST),
    ("an amount of a list", plan(changed(PERSONS, eligible_cost_yen=[1, None], drivers=...)), COST),
    (
        "an empty list",
        plan(changed(PERSONS, eligible_cost_yen=[])),
        "lines[0].eligible_cost_yen（対象経費）には1件以上1000件以内の額を入れてください。",
    ),
    (
        "no cost at all",
        plan(changed(PERSONS, eligible_cost_yen=...)),
        "lines[0].eligible_cost_yen（対象経費）がありません。"
        "0以上10兆円以下の整数（円）か、1人・1件ごとの額の並びを入れてください。",
    ),
    (
        "a list of another length",
        plan(changed(PERSONS, eligible_cost_yen=[1, 2], drivers={"persons": 3})),
        "lines[0].eligible_cost_yen（対象経費）の並びは2件ですが、"
        "drivers.persons（人数）は3です。数を合わせてください。",
    ),
    (
        "a total below the eligible cost",
        plan(changed(PERSONS, total_cost_yen=6_999_999)),
        "lines[0].total_cost_yen（総事業費）には"
        "対象経費の7,000,000円以上10兆円以下の整数（円）を入れてください。",
    ),
    (
        "a total below the public money",
        plan(changed(LOCAL, total_cost_yen=29_999_999)),
        "lines[0].total_cost_yen（総事業費）には"
        "公費による助成額の30,000,000円以上10兆円以下の整数（円）を入れてください。",
    ),
    (
        "funds above the total",
        plan(changed(PERSONS, prefecture_yen=4_000_000, other_yen=4_000_000)),
        "lines[0].prefecture_yen（県支出金）などの財源8,000,000円が、総事業費の7,000,000円を"
        "超えています。総事業費以下にしてください。",
    ),
    (
        "a missing driver",
        plan(changed(PERSONS, drivers={})),
        "lines[0].drivers.persons（人数・人）がありません。1以上1億以下の整数を入れてください。",
    ),
    (
        "a required driver that is unknown",
        plan(changed(LOCAL, drivers={"loan_yen": 1, "public_yen": None})),
        "lines[0].drivers.public_yen（公費による助成額（国費＋地方費）・円）がありません。"
        "1以上10兆円以下の整数（円）を入れてください。",
    ),
    (
        "no persons",
        plan(changed(PERSONS, drivers={"persons": 0})),
        "lines[0].drivers.persons（人数・人）には1以上1億以下の整数を入れてください。",
    ),
    (
        "half a person",
        plan(changed(PERSONS, drivers={"persons": Decimal("1.5")})),
        "lines[0].drivers.persons（人数・人）には1以上1億以下の整数を入れてください。",
    ),
    (
        "no public money to compare with",
        plan(changed(LOCAL, drivers={"loan_yen": 1, "public_yen": 0})),
        "lines[0].drivers.public_yen（公費による助成額（国費＋地方費）・円）には"
        "1以上10兆円以下の整数（円）を入れてください。",
    ),
    (
        "an answer that is neither yes nor no",
        plan(changed(LOCAL, drivers=LOCAL["drivers"] | {"priority_field": "maybe"})),
        "lines[0].drivers.priority_field（重点支援分野にあたる）には"
        "true（はい）、false（いいえ）、null（不明）のどれかを入れてください。",
    ),
    (
        "a driver that nobody knows",
        plan(changed(PERSONS, drivers={"persons": 1, "loans": 1})),
        "lines[0].driversの「loans」は「企業派遣型 受入れの期間中の経費」では使いません。"
        "使えるのは persons（人数） です。",
    ),
    (
        "a driver that is computed",
        plan(changed(LOCAL, drivers=LOCAL["drivers"] | {"loan_to_public_ratio": 2})),
        "lines[0].drivers.loan_to_public_ratio（融資／公費の倍率）は計算で求めるので、入れないでください。",
    ),
    (
        "an unknown driver where none is taken",
        plan(changed(RECRUIT, drivers={"person": 1})),
        "lines[0].driversの「person」は「隊員の募集などの経費」では使いません。"
        "このメニューに使える項目はありません。",
    ),
    (
        "days that contradict each other",
        plan(changed(INTERN, drivers={"persons": 3, "days": 10, "person_days": 20})),
        "lines[0].drivers.person_days（延べ日数・人日）の20が、persons×daysの30と違います。"
        "どちらかを直してください。",
    ),
    (
        "drivers that are no object",
        plan(changed(PERSONS, drivers=[1])),
        "lines[0].drivers（人数・日数など）には{項目: 値} の形を入れてください。",
    ),
    (
        "an unknown check",
        plan(changed(PERSONS, checks={"novelty": True})),
        "lines[0].checksの「novelty」は「企業派遣型 受入れの期間中の経費」の事業の要件にありません。"
        "使えるのは agreement-company（…",
    ),
    (
        "a check answered with text",
        plan(changed(LOCAL, checks={"novelty": "yes"})),
        "lines[0].checks.novelty（新規事業であること）には"
        "true（満たす）、false（満たさない）、null（不明）のどれかを入れてください。",
    ),
    (
        "a check answered with a number",
        plan(changed(LOCAL, checks={"novelty": 1})),
        "lines[0].checks.novelty（新規事業であること）には"
        "true（満たす）、false（満たさない）、null（不明）のどれかを入れてください。",
    ),
    (
        "an unknown fact",
        plan(answers={"jinko": 1}),
        "answers.jinko：「jinko」という項目はありません。使える項目: entity_type, prefecture_code, …",
    ),
    (
        "a fact of the wrong type",
        plan(answers={"fiscal_index": "高い"}),
        "answers.fiscal_index：「財政力指数」（fiscal_index）には数（例 0.35）を入れてください。",
    ),
    (
        "a fact that is a list",
        plan(answers={"population_register": [1]}),
        "answers.population_register：「人口（住民基本台帳）」（population_register）には"
        "0以上の整数（10億未満）を入れてください。",
    ),
    (
        "an unknown value of a fact",
        plan(answers={"startup_support_plan": 1}),
        "answers.startup_support_plan：「創業支援等事業計画の認定」（startup_support_plan）に"
        "使える値は yes（はい）、no（いいえ） です。",
    ),
    (
        "a cost without an amount",
        plan(costs=[{"id": "c1"}]),
        f"costs[0].yen（金額）がありません。{YEN}",
    ),
    (
        "the same cost twice",
        plan(costs=[C1, C1]),
        "costs[1].id（経費のID）の「c1」はほかでも使われています。違うIDを付けてください。",
    ),
    (
        "an unknown cost",
        plan(changed(RECRUIT, eligible_cost_yen=..., cost_ids=["c2"]), costs=[C1]),
        "lines[0].cost_ids（使う経費のID）の「c2」は costs にありません。"
        "costs にある経費のIDの並び（c1）を入れてください。",
    ),
    (
        "a cost named twice",
        plan(changed(RECRUIT, eligible_cost_yen=..., cost_ids=["c1", "c1"]), costs=[C1]),
        "lines[0].cost_ids（使う経費のID）に「c1」が2回書かれています。一つにしてください。",
    ),
    (
        "a cost of another year",
        plan(
            changed(RECRUIT, eligible_cost_yen=..., cost_ids=["c1"], fiscal_year="R9"), costs=[C1]
        ),
        "lines[0].cost_ids（使う経費のID）の「c1」はR8の経費です。"
        "この行（R9）には同じ年度の経費を入れてください。",
    ),
    (
        "costs given in two ways",
        plan(changed(RECRUIT, cost_ids=["c1"]), costs=[C1]),
        "lines[0].cost_ids（使う経費のID）と eligible_cost_yen の両方があります。"
        "どちらか一つにしてください。",
    ),
    (
        "a line once per body used twice",
        plan(RECRUIT, RECRUIT | {"id": "again"}),
        "lines[1].line（支援メニューのID）の「隊員の募集などの経費」は1団体に年1回の支援です。"
        "lines[0]と同じ年度（R8）には使えないので、一つの行にまとめてください。",
    ),
    (
        "an alternative that names no line",
        plan(alternatives=[{"id": "a", "lines": ["b"]}]),
        "alternatives[0].lines（案に入れる行のID）の「b」という行はありません。"
        "lines にある行のID（kigyojin）の並びを入れてください。",
    ),
    (
        "an alternative without lines",
        plan(alternatives=[{"id": "a"}]),
        "alternatives[0].lines（案に入れる行のID）がありません。"
        "lines にある行のID（kigyojin）の並びを入れてください。",
    ),
    (
        "two alternatives of one id",
        plan(alternatives=[{"id": "a", "lines": []}, {"id": "a", "lines": []}]),
        "alternatives[1].id（案のID）の「a」はほかでも使われています。違うIDを付けてください。",
    ),
]


@pytest.mark.parametrize(
    ("data", "sentence"), [pytest.param(data, text, id=name) for name, data, text in REFUSED]
)
def test_bad_input_is_refused_with_one_sentence(
    data: object, sentence: str, catalog: CatalogReader
) -> None:
    with pytest.raises(InputError) as refused:
        parsed(data, catalog)
    found = refused.value.message
    whole, beginning = found == sentence, sentence.removesuffix("…")
    assert whole or (beginning != sentence and found.startswith(beginning)), found
    assert "\n" not in found


FILES: list[tuple[str, bytes, str]] = [
    (
        "broken",
        b'{"lines": [}',
        "計画ファイル plan.json はJSONとして読めません（1行目の12文字目あたり）。",
    ),
    ("empty", b"", "計画ファイル plan.json はJSONとして読めません（1行目の1文字目あたり）。"),
    ("not UTF-8", '{"id": "町"}'.encode("cp932"), "計画ファイル plan.json の文字コードがUTF-8では"),
    ("a key twice", b'{"lines": [{"id": "a", "id": "b"}]}', "lines[0].idが2回書かれています。"),
    ("nested without end", b"[" * 100_000, "計画ファイル plan.json の入れ子が深すぎます。"),
    ("nested too deep", b"[" * 12 + b"]" * 12, "計画ファイル plan.json の入れ子が深すぎます。"),
    (
        "too large",
        b" " * 1_000_001,
        "計画ファイル plan.json が大きすぎます。1MB以下にしてください。",
    ),
    ("a control character", b'{"lines": [{"id": "a\\u0007"}]}', "lines[0].idに使えない文字"),
    ("half a character", b'{"\\ud800": 1}', "計画ファイル plan.jsonの項目名に使えない文字"),
    ("NaN", b'{"municipality_code": NaN}', "municipality_code（団体コード）には6桁の"),
    (
        "endless digits",
        b'{"lines": ' + b"9" * 5000 + b"}",
        "municipality_code（団体コード）がありません",
    ),
]


@pytest.mark.parametrize(
    ("content", "sentence"), [pytest.param(data, text, id=name) for name, data, text in FILES]
)
def test_a_file_that_cannot_be_read_says_why(
    content: bytes, sentence: str, catalog: CatalogReader, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_plan_file(path, catalog, TODAY)
    assert refused.value.message.startswith(sentence), refused.value.message


def test_a_missing_file_and_a_folder_are_refused(catalog: CatalogReader, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="計画ファイルが見つかりません"):
        read_plan_file(tmp_path / "none.json", catalog, TODAY)
    with pytest.raises(InputError, match="JSONのファイルを指定してください"):
        read_plan_file(tmp_path, catalog, TODAY)


def test_a_byte_order_mark_and_wide_digits_do_no_harm(
    catalog: CatalogReader, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    data = plan(municipality_code="３２４４８５", fiscal_year="Ｒ８")
    path.write_text("\ufeff" + json.dumps(data, ensure_ascii=False), encoding="utf-8")
    found = read_plan_file(path, catalog, TODAY)
    assert (found.profile.municipality.code, found.year.code) == ("324485", "R8")


def test_without_a_year_the_planned_one_is_used(catalog: CatalogReader) -> None:
    assert parsed(plan(fiscal_year=None), catalog).year.code == "R9"


def test_a_line_of_another_year_says_where_it_is(catalog: CatalogReader) -> None:
    old = {"id": "a", "program": "chiiki-jinjibu", "line": "subsidy"}
    with pytest.raises(InputError) as refused:
        parsed(plan(old), catalog)
    assert refused.value.message.startswith(
        "lines[0].line（支援メニューのID）の「subsidy」は、"
        "R4・R5・R6の版にはありますが、「地域の人事部"
    )


def test_answers_may_be_numbers_and_booleans(catalog: CatalogReader) -> None:
    answers = {"fiscal_index": Decimal("0.65"), "startup_support_plan": True, "heavy_snow": None}
    profile = parsed(plan(answers=answers), catalog).profile
    assert profile.value("fiscal_index") == Decimal("0.65")
    assert profile.value("startup_support_plan") == "yes"
    assert profile.value("heavy_snow") is None


def test_a_list_counts_the_persons(catalog: CatalogReader) -> None:
    line = line_of(plan(changed(PERSONS, eligible_cost_yen=[1, 2, 3], drivers=...)), catalog)
    assert (line.itemised, line.entries, line.drivers["persons"]) == (True, (1, 2, 3), 3)


def test_a_list_is_a_sum_where_no_persons_are_counted(catalog: CatalogReader) -> None:
    line = line_of(plan(changed(RECRUIT, eligible_cost_yen=[1, 2, 3])), catalog)
    assert (line.itemised, line.entries) == (False, (6,))


def test_persons_times_days(catalog: CatalogReader) -> None:
    line = line_of(plan(changed(INTERN, drivers={"persons": 4, "days": 5})), catalog)
    assert line.drivers["person_days"] == 20


def test_public_money_is_what_the_town_pays(catalog: CatalogReader) -> None:
    line = line_of(plan(LOCAL), catalog)
    assert (line.entries, line.total_cost) == ((), 30_000_000)


def test_a_driver_of_other_lines_is_left_aside_and_said(catalog: CatalogReader) -> None:
    line = line_of(plan(changed(RECRUIT, drivers={"persons": 1, "loan_yen": None})), catalog)
    assert (line.drivers, line.unused) == ({}, ("persons",))


def test_unknown_drivers_and_checks_stay_unknown(catalog: CatalogReader) -> None:
    data = changed(
        LOCAL,
        drivers=LOCAL["drivers"] | {"priority_field": None},
        checks={"novelty": None, "model": True, "review": False},
    )
    line = line_of(plan(data), catalog)
    assert line.drivers["priority_field"] is None
    assert line.checks == {
        "novelty": Outcome.UNKNOWN,
        "model": Outcome.TRUE,
        "review": Outcome.FALSE,
    }


def test_a_required_question_may_be_answered_with_unknown(catalog: CatalogReader) -> None:
    abroad = {"id": "a", "program": "keizai-katsudo-josei", "line": "grant", "eligible_cost_yen": 1}
    with pytest.raises(InputError, match=r"drivers\.abroad（海外で行う事業）がありません"):
        parsed(plan(abroad), catalog)
    assert line_of(plan(abroad | {"drivers": {"abroad": None}}), catalog).drivers == {}


def test_the_body_line_may_stand_in_two_alternatives(catalog: CatalogReader) -> None:
    data = plan(
        RECRUIT,
        RECRUIT | {"id": "again"},
        alternatives=[{"id": "a", "lines": ["recruit"]}, {"id": "b", "lines": ["again"]}],
    )
    assert [one.line_ids for one in parsed(data, catalog).alternatives] == [
        ("recruit",),
        ("again",),
    ]


BORDERS = [Decimal(one) for one in ("1", "1.5", "2", "3", "0.01", "99.99")]


@given(
    st.integers(1, 10**13),
    st.integers(1, 10**13),
    st.sampled_from(BORDERS),
    st.integers(-1, 1),
)
def test_the_ratio_stands_on_the_right_side_of_every_border(
    loan: int, public: int, border: Decimal, shift: int
) -> None:
    near = int(Fraction(border) * public) + shift
    for amount in {loan, max(near, 1)}:
        line = building.line()
        one = PlanLine(
            "a",
            building.program(building.edition(line)),
            building.edition(line),
            line,
            building.edition().year,
            (),
            Yen(0),
            drivers={"loan_yen": amount, "public_yen": public},
        )
        ratio = plan_lookup(one, building.town())("loan_to_public_ratio")
        assert isinstance(ratio, Decimal)
        exact = Fraction(amount, public)
        assert (ratio < border) == (exact < Fraction(border))
        assert (ratio > border) == (exact > Fraction(border))
