"""Small catalogues written to tmp_path, and a reader of the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader

CATALOG = """
version = "2026.11"
as_of = "2026-01-27"
attribution = "公表データを加工して作成。"
"""

DOCUMENTS = """
["002"]
title = "施策について"
publisher = "総務省"
as_of = "2025-06"
"""

PURPOSES = """
people = "人材"
digital = "デジタル"
"""

RULES = """
[municipality]
text = "市町村"
fact = "entity_type"
in = ["city", "town", "village"]

[small_municipality]
all = [{ use = "municipality" }, { fact = "population_register", below = "10000" }]
"""

SAMPLE = """
id = "sample"
name = "見本の制度"
kana = "みほんのせいど"
aliases = ["サンプル"]
agency = "見本省"
purposes = ["people"]
keywords = ["DX"]
summary = "見本です。"
applicants = "市町村"

[[edition]]
years = ["R7", "R8"]
certainty = { R7 = "confirmed", R8 = "draft" }
summary = "年度の説明"
source = "002:1-9 見本"

  [[edition.criterion]]
  id = "kind"
  text = "市町村であること"
  rule = { use = "small_municipality", text = "小さな市町村" }
  source = "002:2 見本"

  [[edition.line]]
  id = "main"
  label = "本体"
  kind = "subsidy"
  per = "person"
  basis = "support"
  drivers = ["persons", "loan_yen", "public_yen", "partner_bodies"]
  optional_drivers = ["reward_yen", "land_value_yen", "donation_funded_yen", "selling_power"]
  not_computable = "計算のしかたが書かれていません。"
  through_prefecture = { text = "県が市町村を助ける", source = "002:9 見本" }
  unit_limit = { count = 3, printed = "３名分", source = "002:9" }
  source = ["002:3 見本", "002:5-6 見本 続き"]

    [[edition.line.cost_rule]]
    kind = "part_cap"
    label = "報償費"
    printed = "200"
    unit = "万円"
    driver = "reward_yen"
    yen = 2_000_000
    source = "002:9"

    [[edition.line.cost_rule]]
    kind = "share"
    label = "売電分"
    printed = "2分の1"
    share = "1/2"
    when = { driver = "selling_power", is = "yes" }
    source = "002:9"

    [[edition.line.cost_rule]]
    kind = "deduction"
    label = "土地代"
    printed = "土地代を除く"
    driver = "land_value_yen"
    source = "002:9"
    doubt = "税を含むかは書かれていません。"

    [[edition.line.rate]]
    rate = "2/3"
    printed = "2/3"
    when = { driver = "loan_to_public_ratio", at_least = "2" }
    source = "002:3 見本"

    [[edition.line.rate]]
    rate = "1/2"
    printed = "1/2"
    source = "002:3 見本"

    [[edition.line.cap]]
    yen = 5_000_000
    printed = "500"
    unit = "万円"
    times_driver = "partner_bodies"
    at_most_driver = "donation_funded_yen"
    until = "R9"
    source = "002:4 見本"
    raised = { by = "1.5", when = { fact = "okinawa", is = "yes" }, printed = "1.5倍", source = "002:7" }

    [[edition.line.figure]]
    label = "期間"
    printed = "3年"
    source = "002:4 見本"

    [[edition.line.criterion]]
    id = "plan"
    text = "知事が認めること"
    ask = "県の担当課"
    source = "002:8 見本"

  [[edition.line]]
  id = "shops"
  label = "商店向け"
  kind = "subsidy"
  applicant = "local_actor"
  actors = ["商店"]
  town_role = "商店に知らせる"
  source = "002:9 見本"

  [[edition.line]]
  id = "bond"
  label = "起債"
  kind = "bond"
  source = "002:9 見本"
  repayment_share = { rate = "0.7", printed = "70％", source = "002:9", doubt = "一部です。" }

    [[edition.line.rate]]
    printed = "充当率は●"
    source = "002:9"
    doubt = "数字が欠けています。"

  [[edition.round]]
  label = "1次募集"
  state = "fixed"
  opens = "2025-04-01"
  closes = "2025-05"
  source = "002:9 見本"

  [[edition.step]]
  text = "申請する"
  source = "002:9 見本"

  [[edition.eligible_cost]]
  text = "人件費"
  source = "002:9 見本"

  [[edition.ineligible_cost]]
  text = "土地"
  source = "002:9 見本"

  [[edition.contact]]
  name = "見本課"
  detail = "03-0000-0000"
  source = "002:9 見本"

  [[edition.change]]
  text = "上限が上がった"
  since = "R7"
  source = "002:9 見本"
"""

MakeCatalog = Callable[..., Path]


@pytest.fixture
def make_catalog(tmp_path: Path) -> MakeCatalog:
    """Write a catalogue with one sound programme in which texts are replaced, and more files."""

    def make(*replacements: tuple[str, str], **files: str) -> Path:
        text = SAMPLE
        for old, new in replacements:
            assert old in text, old
            text = text.replace(old, new, 1)
        folder = tmp_path / "catalog"
        (folder / "programs").mkdir(parents=True)
        contents = {
            "catalog": CATALOG,
            "documents": DOCUMENTS,
            "purposes": PURPOSES,
            "rules": RULES,
            "programs/sample": text,
        }
        for name, content in (contents | files).items():
            (folder / f"{name}.toml").write_text(content, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def reader(catalog_path: Path) -> Iterator[CatalogReader]:
    """A reader of the real catalogue."""
    with CatalogReader(catalog_path) as opened:
        yield opened
