"""Every fault of a catalogue file is noticed, named with its place, and all are reported at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.build import load_checked
from db.catalog_check import check_catalog
from db.catalog_source import read_catalog
from desktop.errors import CatalogError

MakeCatalog = Callable[..., Path]


def problems_of(folder: Path) -> list[str]:
    return check_catalog(read_catalog(folder))


def test_the_sound_sample_has_no_problem(make_catalog: MakeCatalog) -> None:
    assert problems_of(make_catalog()) == []


LINE = "edition[1].line[main]"
FAULTS = [
    # what is replaced, by what, where the fault is named, a word of the message
    ('id = "sample"', 'id = "other"', "id", "ファイル名"),
    ('id = "sample"', 'id = "Sample_1"', "id", "英小文字"),
    ('name = "見本の制度"', "", "", "「name」がありません"),
    ('name = "見本の制度"', 'name = " "', "name", "空です"),
    ('name = "見本の制度"', "name = 5", "name", "値の型"),
    ('name = "見本の制度"', 'name = "見本\n"', "", "TOML"),
    ('applicants = "市町村"', 'applicants = "市町村"\ntypo = 1', "", "「typo」"),
    ('kana = "みほんのせいど"', 'kana = "ミホン"', "kana", "ひらがな"),
    ('kana = "みほんのせいど"', 'kana = ""', "kana", "ひらがな"),
    ('summary = "見本です。"', 'summary = ""', "summary", "空です"),
    ('purposes = ["people"]', 'purposes = ["sports"]', "purposes", "「sports」"),
    ('purposes = ["people"]', "purposes = []", "purposes", "一つ以上"),
    ('purposes = ["people"]', 'purposes = ["people", "people"]', "purposes", "2回"),
    ('aliases = ["サンプル"]', 'aliases = [""]', "aliases", "空の値"),
    ('agency = "見本省"', 'agency = "見本省"\nend_year = "2026"', "end_year", "年度"),
    ('agency = "見本省"', 'agency = "見本省"\nstate = "old"', "state", "使えない値"),
    ('years = ["R7", "R8"]', 'years = ["R7", "R7"]', "edition", "「R7」が2回"),
    ('years = ["R7", "R8"]', 'years = ["R7", "2026"]', "edition[1].years", "R8 のように"),
    ('years = ["R7", "R8"]', "years = []", "edition[1].years", "年度がありません"),
    ('R8 = "draft"', 'R9 = "draft"', "edition[1].certainty", "同じ年度"),
    ('R8 = "draft"', 'R8 = "maybe"', "edition[1].certainty.R8", "「maybe」"),
    ('"002:1-9 見本"', '"見本"', "edition[1].source", "出典は"),
    ('"002:1-9 見本"', '"002:9-1 見本"', "edition[1].source", "行番号"),
    ('"002:1-9 見本"', '"999:1 見本"', "edition[1].source", "「999」"),
    ('"002:1-9 見本"', "[]", "edition[1].source", "出典がありません"),
    ('{ use = "small', '{ use = "big', "edition[1].criterion[kind].rule", "「big_municipality」"),
    (', text = "小さな市町村"', ', is = "x"', "edition[1].criterion[kind].rule", "use の横"),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        '{ fact = "colour", is = "red" }',
        "edition[1].criterion[kind].rule",
        "「colour」",
    ),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        '{ not = { fact = "okinawa", is = "maybe" } }',
        "edition[1].criterion[kind].rule",
        "「maybe」",
    ),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        '{ fact = "okinawa", at_least = "1" }',
        "edition[1].criterion[kind].rule",
        "数ではない",
    ),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        '{ fact = "fiscal_index", is = "0.5" }',
        "edition[1].criterion[kind].rule",
        "数なので",
    ),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        '{ fact = "fiscal_index", below = 0.5 }',
        "edition[1].criterion[kind].rule",
        "引用符",
    ),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        '{ driver = "persons", at_least = "2" }',
        "edition[1].criterion[kind].rule",
        "判定できません",
    ),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        '{ fact = "prefecture_code", is = "48" }',
        "edition[1].criterion[kind].rule",
        "「48」",
    ),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        "{ all = [] }",
        "edition[1].criterion[kind].rule",
        "空です",
    ),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        '{ any = ["x"] }',
        "edition[1].criterion[kind].rule",
        "表です",
    ),
    (
        '{ use = "small_municipality", text = "小さな市町村" }',
        '{ any = "x" }',
        "edition[1].criterion[kind].rule",
        "並びです",
    ),
    ('ask = "県の担当課"', "", f"{LINE}.criterion[plan]", "確認先"),
    ('id = "plan"', 'id = "kind"', f"{LINE}.criterion", "共通の要件"),
    ('text = "知事が認めること"', 'text = ""', f"{LINE}.criterion[plan].text", "空です"),
    ('id = "shops"', 'id = "main"', "edition[1].line", "「main」が2回"),
    ('kind = "subsidy"', 'kind = "gift"', f"{LINE}.kind", "「gift」"),
    ('per = "person"', 'per = "head"', f"{LINE}.per", "「head」"),
    ('basis = "support"', 'basis = "total"', f"{LINE}.basis", "「total」"),
    ('"persons", "loan_yen", ', '"persons", ', f"{LINE}.drivers", "「loan_yen」"),
    ('"persons", "loan_yen"', '"people", "loan_yen"', f"{LINE}.drivers", "「people」"),
    ('"persons", "loan_yen"', '"loan_yen", "loan_yen"', f"{LINE}.drivers", "2回"),
    ('"persons", ', '"loan_to_public_ratio", ', f"{LINE}.drivers", "loan_to_public_ratio"),
    ('driver = "loan_to_public_ratio"', 'driver = "x"', f"{LINE}.rate[1].when", "「x」"),
    ('rate = "2/3"', 'rate = "三分の二"', f"{LINE}.rate[1].rate", "三分の二"),
    ('rate = "2/3"', 'rate = "1/0"', f"{LINE}.rate[1].rate", "1"),
    ('rate = "2/3"', 'rate = "3/4"', f"{LINE}.rate[1].rate", "違います"),
    ('rate = "2/3"\n    printed = "2/3"', 'rate = "1.2"\n    printed = "1.2"', "", "1以下"),
    (
        'when = { driver = "loan_to_public_ratio", at_least = "2" }',
        "",
        f"{LINE}.rate[2]",
        "使われません",
    ),
    ("yen = 5_000_000", "yen = 500_000", f"{LINE}.cap[1].yen", "違います"),
    ('printed = "500"', 'printed = "約500"', f"{LINE}.cap[1].printed", "金額として"),
    ('by = "1.5"', 'by = "x"', f"{LINE}.cap[1].raised.by", "x"),
    ('{ fact = "okinawa", is = "yes" }', '{ fact = "x" }', f"{LINE}.cap[1].raised.when", "値"),
    (', printed = "３名分"', ', printed = "4名分"', f"{LINE}.unit_limit.count", "違います"),
    (
        'count = 3, printed = "３名分"',
        'count = 0, printed = "0"',
        f"{LINE}.unit_limit.count",
        "0は",
    ),
    ('per = "person"', "", f"{LINE}.unit_limit", "per"),
    ("yen = 2_000_000", "yen = 2_000", f"{LINE}.cost_rule[1].yen", "違います"),
    ("yen = 2_000_000", "", f"{LINE}.cost_rule[1]", "driver, yen"),
    ('kind = "part_cap"', 'kind = "half"', "", "使えない値"),
    ('share = "1/2"', 'share = "x"', f"{LINE}.cost_rule[2].share", "x"),
    ('share = "1/2"', 'share = "2"', f"{LINE}.cost_rule[2].share", "1以下"),
    ('printed = "2分の1"', 'printed = "1/3"', f"{LINE}.cost_rule[2].share", "違います"),
    ('"selling_power", is', '"nothing", is', f"{LINE}.cost_rule[2].when", "「nothing」"),
    (
        '"donation_funded_yen", "selling_power"',
        '"donation_funded_yen"',
        f"{LINE}.drivers",
        "「selling_power」",
    ),
    ('label = "土地代"', 'label = ""', f"{LINE}.cost_rule[3].label", "空です"),
    (
        'driver = "land_value_yen"',
        'driver = "travel_yen"',
        f"{LINE}.cost_rule[3].driver",
        "drivers にありません",
    ),
    (
        'driver = "land_value_yen"',
        'driver = "persons"',
        f"{LINE}.cost_rule[3].driver",
        "yen ではありません",
    ),
    ('basis = "support"', "", f"{LINE}.basis", "何にかかるか"),
    ('drivers = ["persons", "loan', 'drivers = ["loan', f"{LINE}.drivers", "「persons」が要ります"),
    ('per = "person"', 'per = "union"', f"{LINE}.drivers", "「unions」が要ります"),
    (
        'town_role = "商店に知らせる"\n  source = "002:9 見本"',
        'town_role = "商店に知らせる"\n  source = "002:9"\n'
        '[[edition.line.figure]]\nlabel = "予算"\nprinted = "1万円"\nyen = 10000\nsource = "002:9"',
        "edition[1].line[shops].not_computable",
        "理由を書きます",
    ),
    (
        'town_role = "商店に知らせる"\n  source = "002:9 見本"',
        'town_role = "商店に知らせる"\n  source = "002:9"\n'
        '[[edition.line.figure]]\nlabel = "軽減"\nprinted = "最大６割"\nsource = "002:9"',
        "edition[1].line[shops].not_computable",
        "理由を書きます",
    ),
    ('until = "R9"', 'until = "2027"', f"{LINE}.cap[1].until", "年度"),
    (
        'times_driver = "partner_bodies"',
        'times_driver = "cases"',
        f"{LINE}.cap[1].times_driver",
        "drivers にありません",
    ),
    (
        ', "partner_bodies"]\n  optional_drivers = [',
        ']\n  optional_drivers = ["partner_bodies", ',
        f"{LINE}.cap[1].times_driver",
        "上限額が決まらない",
    ),
    (
        'at_most_driver = "donation_funded_yen"',
        'at_most_driver = "persons"',
        f"{LINE}.cap[1].at_most_driver",
        "yen ではありません",
    ),
    ('doubt = "数字が欠けています。"', "", "edition[1].line[bond].rate[1].rate", "doubt"),
    (
        'rate = "0.7", printed',
        'rate = "0.5", printed',
        "edition[1].line[bond].repayment_share.rate",
        "違います",
    ),
    ('kind = "bond"', 'kind = "loan"', "edition[1].line[bond].repayment_share", "地方債"),
    (
        'source = "002:9 見本"\n  repayment',
        'source = "002:9 見本"\n  unit_limit = { count = 1, printed = "1件", source = "9" }\n  repayment',
        "edition[1].line[bond].unit_limit.source",
        "出典は",
    ),
    ('{ text = "県が市町村を助ける"', '{ text = ""', f"{LINE}.through_prefecture.text", "空です"),
    (
        '"県が市町村を助ける", source = "002:9 見本"',
        '"県が市町村を助ける", source = "9"',
        f"{LINE}.through_prefecture.source",
        "出典は",
    ),
    (
        'town_role = "商店に知らせる"',
        'town_role = "商店に知らせる"\n  not_computable = "なし"',
        "edition[1].line[shops].not_computable",
        "数字のない",
    ),
    ('printed = "3年"', 'printed = "3年"\n    yen = 3', f"{LINE}.figure[1].printed", "金額"),
    ('label = "期間"', 'label = ""', f"{LINE}.figure[1].label", "空です"),
    ('actors = ["商店"]', "", "edition[1].line[shops].actors", "主体"),
    ('town_role = "商店に知らせる"', "", "edition[1].line[shops].town_role", "まちに"),
    ('opens = "2025-04-01"', 'opens = "4月"', "edition[1].round[1].opens", "日付"),
    ('opens = "2025-04-01"', 'opens = "2025-06-01"', "edition[1].round[1]", "前です"),
    ('opens = "2025-04-01"\n  closes = "2025-05"', "", "edition[1].round[1]", "printed"),
    ('text = "申請する"', 'text = ""', "edition[1].step[1]", "空です"),
    ('text = "人件費"', 'text = ""', "edition[1].eligible_cost[1]", "空です"),
    ('text = "土地"', 'text = ""', "edition[1].ineligible_cost[1]", "空です"),
    ('name = "見本課"', 'name = ""', "edition[1].contact[1]", "空です"),
    ('since = "R7"', 'since = "7"', "edition[1].change[1].since", "年度"),
]


@pytest.mark.parametrize(("old", "new", "path", "word"), FAULTS)
def test_each_fault_is_named_with_its_place(
    make_catalog: MakeCatalog, old: str, new: str, path: str, word: str
) -> None:
    problems = problems_of(make_catalog((old, new)))
    assert any(line.startswith(f"sample.toml: {path}") and word in line for line in problems), (
        problems
    )
    assert all(line.endswith("。") for line in problems)


RELATION = '[[relation]]\nkind = "needs"\ntarget = "{}"\n\n[[edition]]\nyears = ["R7", "R8"]'


@pytest.mark.parametrize(("target", "word"), [("nothing", "ありません"), ("sample", "自分自身")])
def test_relations_lead_to_other_programmes(
    make_catalog: MakeCatalog, target: str, word: str
) -> None:
    folder = make_catalog(('[[edition]]\nyears = ["R7", "R8"]', RELATION.format(target)))
    (problem,) = problems_of(folder)
    assert problem.startswith("sample.toml: relation[1].target: ")
    assert word in problem


COMBINED = """[[relation]]
kind = "combines"
target = "other"
on = "remainder"
lines = ["main"]
target_lines = ["shops"]
source = "002:9"

[[edition]]
years = ["R7", "R8"]"""


def with_another(make_catalog: MakeCatalog, relation: str) -> list[str]:
    """Problems of the sample with a relation to a second programme of the same lines."""
    folder = make_catalog(('[[edition]]\nyears = ["R7", "R8"]', relation))
    text = (folder / "programs/sample.toml").read_text(encoding="utf-8")
    text = text.replace('id = "sample"', 'id = "other"').replace(
        relation, '[[edition]]\nyears = ["R8"]'
    )
    text = text.replace('certainty = { R7 = "confirmed", R8 = "draft" }', "")
    (folder / "programs/other.toml").write_text(text, encoding="utf-8")
    return problems_of(folder)


def test_programmes_that_may_be_combined(make_catalog: MakeCatalog) -> None:
    assert with_another(make_catalog, COMBINED) == []


@pytest.mark.parametrize(
    ("own", "other", "faults"),
    [('["main"]', '["shops"]', 0), ('["main"]', '["main"]', 1), ("[]", '["shops"]', 1)],
)
def test_lines_of_one_programme_that_may_be_combined(
    make_catalog: MakeCatalog, own: str, other: str, faults: int
) -> None:
    text = COMBINED.replace('"other"', '"sample"').replace('["main"]', own)
    text = text.replace('target_lines = ["shops"]', f"target_lines = {other}")
    folder = make_catalog(('[[edition]]\nyears = ["R7", "R8"]', text))
    assert [line for line in problems_of(folder) if "自分自身" in line] == problems_of(folder)
    assert len(problems_of(folder)) == faults


@pytest.mark.parametrize(
    ("old", "new", "path", "word"),
    [
        ('lines = ["main"]', 'lines = ["nothing"]', "lines", "「nothing」"),
        ('target_lines = ["shops"]', 'target_lines = ["x"]', "target_lines", "「x」"),
        ('on = "remainder"', "", "on", "combines"),
        ('"combines"', '"follows"', "on", "combines"),
        ('source = "002:9"', "", "source", "出典が要ります"),
        ('source = "002:9"', 'source = "9"', "source", "出典は"),
        ('kind = "combines"\n', 'kind = "excludes"\n', "on", "combines"),
    ],
)
def test_faults_of_a_combination(
    make_catalog: MakeCatalog, old: str, new: str, path: str, word: str
) -> None:
    problems = with_another(make_catalog, COMBINED.replace(old, new, 1))
    assert any(
        line.startswith(f"sample.toml: relation[1].{path}: ") and word in line for line in problems
    ), problems


def test_two_files_with_one_id(make_catalog: MakeCatalog) -> None:
    folder = make_catalog()
    text = (folder / "programs/sample.toml").read_text(encoding="utf-8")
    (folder / "programs/copy.toml").write_text(text, encoding="utf-8")
    problems = problems_of(folder)
    assert "sample: 同じ id の制度が2つあります。" in problems
    assert any(line.startswith("copy.toml: id: ファイル名と違います") for line in problems)


@pytest.mark.parametrize(
    ("rules", "word"),
    [
        ('[a]\nuse = "b"\n[b]\nuse = "a"', "自分自身"),
        ('[a]\nfact = "nothing"\nis = "x"', "「nothing」"),
        ('[a]\nfact = "okinawa"', "値がありません"),
    ],
)
def test_shared_rules_are_checked_also_when_unused(
    make_catalog: MakeCatalog, rules: str, word: str
) -> None:
    problems = problems_of(make_catalog(rules=rules))
    assert any(line.startswith("rules.toml: a: ") and word in line for line in problems)


def test_unreadable_files_are_reported_each(make_catalog: MakeCatalog) -> None:
    folder = make_catalog(catalog='version = ""\nas_of = "x"\nattribution = "y"', purposes="= 1")
    (folder / "documents.toml").unlink()
    (folder / "programs/latin.toml").write_bytes(b'id = "\xe9"')
    problems = problems_of(folder)
    for beginning in (
        "catalog.toml: version: 空です",
        "purposes.toml: TOML の書き方",
        "documents.toml: ファイルを読めません",
        "latin.toml: UTF-8",
        "sample.toml: edition[1].source: 資料「002」",
    ):
        assert any(line.startswith(beginning) for line in problems), beginning


def test_an_empty_catalogue_is_no_catalogue(make_catalog: MakeCatalog) -> None:
    folder = make_catalog()
    (folder / "programs/sample.toml").unlink()
    assert problems_of(folder) == ["programs: 制度のファイルが一つもありません。"]


def test_all_problems_are_reported_together(make_catalog: MakeCatalog) -> None:
    folder = make_catalog(('id = "sample"', 'id = "x"'), ("yen = 5_000_000", "yen = 1"))
    with pytest.raises(CatalogError, match="2件の誤り") as caught:
        load_checked(folder)
    assert len(caught.value.problems) == 2
