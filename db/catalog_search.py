"""Full-text search in catalog.sqlite by grams of one and two characters.

FTS5 finds nothing for words of one or two characters (観光, DX), so the catalogue has postings of its
own: a word of up to two characters is answered by its posting alone; for a longer one the rarest pair
gives candidates, and the text of each is looked at. A programme hits exactly if every word is contained
in its comparable text, as in a LIKE scan.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.catalog_connection import CatalogConnection
from db.search_text import GRAM_LENGTHS, split_words, squeeze, word_grams

ALL = -1
"""As a limit: no limit."""


@dataclass(frozen=True)
class SearchHits:
    """The exact number of hits and the ids of the first ones, best first."""

    count: int
    ids: tuple[str, ...]


def search(connection: CatalogConnection, query: str, limit: int = ALL) -> SearchHits:
    """Return the programmes whose text contains every word of the query; no word means all.

    Best first: name or alias is the query; name contains every word; name, alias or keyword do; the
    rest. Equally good ones by kana.
    """
    words = split_words(query)
    if not words:
        ids = connection.rows("SELECT id FROM program ORDER BY number LIMIT ?", (limit,))
        return SearchHits(_number(connection, "SELECT count(*) FROM program"), _ids(ids))
    if len(words) == 1 and len(words[0]) <= GRAM_LENGTHS[-1]:
        return _search_gram(connection, words[0], limit)
    return _search_candidates(connection, words, squeeze(query), limit)


def _search_gram(connection: CatalogConnection, gram: str, limit: int) -> SearchHits:
    """Answer one short word from its posting, which is stored best first."""
    count = _number(connection, "SELECT count(*) FROM search_gram WHERE gram = ?", (gram,))
    exact = connection.rows(
        "SELECT p.id FROM search_title t JOIN program p ON p.number = t.program_number"
        " WHERE t.title = ? ORDER BY p.number",
        (gram,),
    )
    rows = connection.rows(
        "SELECT p.id FROM search_gram g JOIN program p ON p.number = g.program_number"
        " WHERE g.gram = ? ORDER BY g.tier, g.program_number LIMIT ?",
        (gram, limit),
    )
    ids = tuple(dict.fromkeys((*_ids(exact), *_ids(rows))))
    return SearchHits(count, ids if limit == ALL else ids[:limit])


def _search_candidates(
    connection: CatalogConnection, words: tuple[str, ...], title: str, limit: int
) -> SearchHits:
    """Verify the programmes that have the rarest gram of all words, then rank them."""
    gram = _rarest(connection, words)
    contained = " AND ".join("instr(d.text, ?) > 0" for _ in words)
    rows = connection.rows(
        "SELECT p.id, d.program_number, d.name, d.labels FROM search_gram g"
        " JOIN search_document d ON d.program_number = g.program_number"
        f" JOIN program p ON p.number = d.program_number WHERE g.gram = ? AND {contained}",
        (gram, *words),
    )
    exact_rows = connection.rows(
        "SELECT program_number FROM search_title WHERE title = ?", (title,)
    )
    exact = {number for (number,) in exact_rows}
    ranked = sorted(
        (0 if number in exact else _tier(words, name, labels), number, program)
        for program, number, name, labels in rows
    )
    kept = ranked if limit == ALL else ranked[:limit]
    return SearchHits(len(ranked), tuple(program for _, _, program in kept))


def _rarest(connection: CatalogConnection, words: tuple[str, ...]) -> str:
    """Return the gram with the fewest programmes among those that every hit must have."""
    needed = dict.fromkeys(gram for word in words for gram in word_grams(word))
    sql = "SELECT count(*) FROM search_gram WHERE gram = ?"
    return min(needed, key=lambda gram: _number(connection, sql, (gram,)))


def _tier(words: tuple[str, ...], name: str, labels: str) -> int:
    """Return 1 if the name has every word, 2 if name and labels together do, else 3."""
    if all(word in name for word in words):
        return 1
    return 2 if all(word in name or word in labels for word in words) else 3


def _number(connection: CatalogConnection, sql: str, parameters: tuple[str, ...] = ()) -> int:
    """Return the single number a query gives."""
    return int(connection.rows(sql, parameters)[0][0])


def _ids(rows: list[tuple[str]]) -> tuple[str, ...]:
    """Return the first column."""
    return tuple(row[0] for row in rows)
