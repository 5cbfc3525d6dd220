"""Searching finds what a LIKE scan over the same text finds, best first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from db import catalog_search, search_writer
from db.build import build
from db.catalog_connection import CatalogConnection
from db.catalog_reader import CatalogReader
from db.catalog_schema import APPLICATION_ID, SCHEMA_VERSION, schema_sql
from db.catalog_search import CatalogSearch
from db.search_text import SEPARATOR, normalise, split_words
from db.search_writer import SearchEntry, write_entries

MakeCatalog = Callable[..., Path]

WORDS = (
    "観",
    "x",
    "観光",
    "DX",
    "ｄｘ",
    "空き家",
    "特別交付税",
    "とくべつ",
    "きぎょう",
    "キギョウ",
    "起業人",
    "地域おこし協力隊",
    "移住　定住",
    "総務省 人材",
    "の",
    "100%",
    "_",
    "%",
    "'",
    '"',
    "\\",
    "ﾃﾞｼﾞﾀﾙ",
    "ない言葉です",
    "\ud800",
)


@pytest.fixture
def connection(catalog_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(catalog_path)) as opened:
        yield opened


def like_scan(connection: sqlite3.Connection, query: str) -> set[str]:
    words = [
        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        for word in split_words(query)
    ]
    condition = " AND ".join(["d.text LIKE ? ESCAPE '\\'"] * len(words)) or "1"
    rows = connection.execute(
        "SELECT p.id FROM search_document d JOIN program p ON p.number = d.program_number"
        f" WHERE {condition}",
        words,
    )
    return {program for (program,) in rows}


@pytest.mark.parametrize("query", WORDS)
def test_same_hits_as_a_like_scan(
    reader: CatalogReader, connection: sqlite3.Connection, query: str
) -> None:
    found = reader.search(query)
    assert len(found) == len(set(found))
    assert set(found) == like_scan(connection, query)
    page = reader.search_page(query, 3)
    assert (page.count, list(page.ids)) == (len(found), found[:3])


def test_every_piece_of_every_text_is_found(
    reader: CatalogReader, connection: sqlite3.Connection
) -> None:
    rows = connection.execute("SELECT text FROM search_document ORDER BY program_number LIMIT 3")
    for (text,) in rows.fetchall():
        for length in (1, 2, 3, 7):
            for at in range(0, len(text) - length, 23):
                query = text[at : at + length]
                assert set(reader.search(query)) == like_scan(connection, query), query


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(st.sampled_from("地域人材活性化特別交付税起業dx 　のをー・%_カふ"), max_size=6))
def test_any_text_has_the_hits_of_a_like_scan(
    reader: CatalogReader, connection: sqlite3.Connection, query: str
) -> None:
    assert set(reader.search(query)) == like_scan(connection, query)


def test_no_word_means_every_programme(reader: CatalogReader) -> None:
    every = [program.id for program in reader.programs()]
    assert reader.search("") == reader.search(" 　") == every
    assert reader.search_page("", 2).ids == tuple(every[:2])


def test_programmes_with_the_name_come_first(reader: CatalogReader) -> None:
    assert reader.search("地域活性化起業人")[0] == "chiiki-kasseika-kigyojin"
    assert reader.search("ちいきかっせいかきぎょうじん")[0] == "chiiki-kasseika-kigyojin"


def program_text(number: int, name: str, kana: str, alias: str, summary: str) -> str:
    return f"""
id = "p{number}"
name = "{name}"
kana = "{kana}"
aliases = ["{alias}"]
agency = "省"
purposes = ["people"]
summary = "{summary}"
applicants = "市町村"
[[edition]]
years = ["R7"]
source = "002:1"
"""


def test_ranking(make_catalog: MakeCatalog, tmp_path: Path) -> None:
    programs = {
        "programs/p1": program_text(1, "観光の説明", "か", "別", "x"),
        "programs/p2": program_text(2, "ほかの名", "あ", "別", "観光と農業"),
        "programs/p3": program_text(3, "別の名", "い", "観光まちづくり", "x"),
        "programs/p4": program_text(4, "観光", "さ", "別", "x"),
        "programs/p5": program_text(5, "また別", "う", "観光", "x"),
        "programs/p6": program_text(6, "農業観光", "え", "別", "x"),
    }
    folder = make_catalog(**programs)
    with CatalogReader(build(tmp_path / "catalog.sqlite", folder)) as reader:
        assert reader.search("観光") == ["p5", "p4", "p6", "p1", "p3", "p2"]
        assert reader.search("観光 別") == ["p3", "p5", "p6", "p1", "p4", "p2"]
        assert reader.search("観光まち") == ["p3"]
        assert reader.search("農業 観光") == ["p6", "p2"]
        assert reader.search("農業観光") == ["p6"]


NAMES = ("地域創生", "地域人材", "観光創生", "人材派遣")
TEXTS = ("特別交付税の措置", "特別な交付", "交付税", "別交付", "空き家の活用", "空きと家")


def synthetic(folder: Path, count: int) -> Path:
    """A catalogue of many similar programmes: only the tables that searching needs."""
    path = folder / "many.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(schema_sql())
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.executemany(
            "INSERT INTO program VALUES (?, ?, 'n', 'k', '', 'current', NULL, 's', '', '')",
            [(f"p{number}", number) for number in range(1, count + 1)],
        )
        entries = [synthetic_entry(number) for number in range(1, count + 1)]
        write_entries(Database(connection, execute_plugins=False), entries)
        connection.commit()
    return path


def synthetic_entry(number: int) -> SearchEntry:
    name = NAMES[number % len(NAMES)]
    labels = TEXTS[number % 5]
    text = SEPARATOR.join((name, labels, TEXTS[number % 6], NAMES[number % 3]))
    return SearchEntry(number, name, labels, text, (name,))


QUERIES = (
    "特別交付税",
    "特別交付",
    "別交付税の",
    "特別交付税の措置",
    "空き家",
    "空き家の活用",
    "地域人",
    "税特",
    "別交税",
    "特別交付税 人材派遣",
    "創生 空き家 交付",
)


@pytest.mark.parametrize("frequent", [0, 5, 60, 10_000])
def test_longer_grams_of_a_large_catalogue_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frequent: int
) -> None:
    monkeypatch.setattr(search_writer, "FREQUENT", frequent)
    monkeypatch.setattr(catalog_search, "FREQUENT", frequent)
    path = synthetic(tmp_path, 240)
    connection = CatalogConnection(path)
    search = CatalogSearch(connection)
    search.prepare()
    with closing(connection), closing(sqlite3.connect(path)) as scanned:
        longest = scanned.execute("SELECT max(length(gram)) FROM search_gram").fetchone()[0]
        assert (longest > 2) == (frequent < 10_000)
        for query in QUERIES:
            hits = search.search(query)
            assert set(hits.ids) == like_scan(scanned, query), query
            assert hits.count == len(hits.ids)
            assert tiers_rise(query, [int(program[1:]) for program in hits.ids])


def tiers_rise(query: str, numbers: list[int]) -> bool:
    """Whether the hits are ordered by exact title, tier and number, looked up in the plain texts."""
    keys = []
    for number in numbers:
        entry = synthetic_entry(number)
        words = split_words(query)
        in_name = all(word in entry.name for word in words)
        in_labels = all(word in entry.name or word in entry.labels for word in words)
        tier = 1 if in_name else 2 if in_labels else 3
        keys.append((normalise(query) != entry.name, tier, number))
    return all(first < second for first, second in pairwise(keys))
