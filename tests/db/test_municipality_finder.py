"""A town is found by what people type."""

from __future__ import annotations

import pytest

from db.catalog_reader import CatalogReader
from db.municipality_finder import fold_name


def labels(reader: CatalogReader, text: str, limit: int = 50) -> list[str]:
    return [found.label for found in reader.find_municipalities(text, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("美郷町", ["秋田県美郷町", "島根県美郷町", "宮崎県美郷町"]),
        ("美郷", ["秋田県美郷町", "島根県美郷町", "宮崎県美郷町"]),
        ("島根県美郷町", ["島根県美郷町"]),
        ("島根美郷", ["島根県美郷町"]),
        ("島根 美郷", ["島根県美郷町"]),
        ("しまね　みさと", ["島根県美郷町"]),
        ("324485", ["島根県美郷町"]),
        ("３２４４８", ["島根県美郷町"]),
        ("みさとし", ["埼玉県三郷市"]),
        ("茅ケ崎", ["神奈川県茅ヶ崎市"]),
        ("茅ヶ崎", ["神奈川県茅ヶ崎市"]),
        ("袖ヶ浦市", ["千葉県袖ケ浦市"]),
        ("龍ヶ崎", ["茨城県龍ケ崎市"]),
        ("竜ケ崎", ["茨城県龍ケ崎市"]),
        ("梼原", ["高知県檮原町"]),
        ("檮原町", ["高知県檮原町"]),
        ("ｻｯﾎﾟﾛ", ["北海道札幌市"]),
        ("東京都", ["東京都"]),
        ("東京", ["東京都"]),
        ("京都", ["京都府"]),
        ("大阪", ["大阪府", "大阪府大阪市"]),
        ("北海道", ["北海道"]),
        ("宮前区", ["神奈川県川崎市"]),
        ("川崎市宮前区", ["神奈川県川崎市"]),
        ("北区", ["東京都北区", "北海道札幌市"]),
    ],
)
def test_best_fits_come_first(reader: CatalogReader, typed: str, first: list[str]) -> None:
    assert labels(reader, typed)[: len(first)] == first


@pytest.mark.parametrize("typed", ["みさと", "ミサト", "ﾐｻﾄ"])
def test_kana_finds_every_writing(reader: CatalogReader, typed: str) -> None:
    found = labels(reader, typed)
    expected = {"島根県美郷町", "宮崎県美郷町", "秋田県美郷町", "埼玉県三郷市", "埼玉県美里町"}
    assert expected <= set(found)


def test_the_beginning_of_a_code_finds_a_prefecture(reader: CatalogReader) -> None:
    found = reader.find_municipalities("32")
    assert found[0].label == "島根県"
    assert {item.prefecture_code for item in found} == {"32"}


@pytest.mark.parametrize("typed", ["", " 　", "存在しない町", "999999", "%", "\ud800"])
def test_nothing_fits(reader: CatalogReader, typed: str) -> None:
    assert labels(reader, typed) == []


def test_limit_and_no_repetition(reader: CatalogReader) -> None:
    assert len(labels(reader, "町")) == 50
    every = labels(reader, "区", limit=5000)
    assert len(every) == len(set(every))


def test_every_municipality_is_found_first_by_its_label(reader: CatalogReader) -> None:
    for prefecture in reader.prefectures():
        for town in reader.municipalities_of(prefecture.prefecture_code):
            found = reader.find_municipalities(town.label, 1)
            assert [item.code for item in found] == [town.code]


def test_variants_of_characters() -> None:
    assert fold_name("鰺ヶ沢 町") == fold_name("鯵ケ沢町")
