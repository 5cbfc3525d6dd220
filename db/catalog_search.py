"""Full-text search in catalog.sqlite by grams.

FTS5 finds nothing for words of one or two characters (観光, DX), so the catalogue has postings of its
own (:data:`db.search_text.FREQUENT` says which). An indexed word is answered by its postings alone. For
any other its rarest gram gives candidates, whose texts are looked at; they are kept in memory after the
first such search. A programme hits exactly if every word is contained in its comparable text, as in a
LIKE scan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.catalog_connection import CatalogConnection
from db.search_text import (
    FREQUENT,
    LONGEST,
    SHORT,
    grams,
    halves,
    split_words,
    squeeze,
    unpack_numbers,
)

Tiers = tuple[tuple[int, ...], ...]
"""Programme numbers, ascending, in three tiers: in the name; else in alias or keyword; else elsewhere."""

_NOWHERE: Tiers = ((), (), ())


@dataclass(frozen=True)
class SearchHits:
    """The exact number of hits and the ids of the first ones, best first."""

    count: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class _Texts:
    """The comparable texts by programme number (place 0 is unused)."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    texts: tuple[str, ...]


class CatalogSearch:
    """Searches one catalogue; keeps ids and texts in memory once they were needed."""

    def __init__(self, connection: CatalogConnection) -> None:
        self._connection = connection
        self._ids: list[str] = []
        self._texts: _Texts | None = None

    def search(self, query: str, limit: int | None = None) -> SearchHits:
        """Return the programmes whose text contains every word of the query; no word means all.

        Best first: name, kana or alias is the query; name contains every word; name, alias or keyword
        do; the rest. Equally good ones by kana, then id.
        """
        words = split_words(query)
        with self._connection.guarded():
            ids = self._program_ids()
            if words:
                found = self._exact_first(query, _common([self._word(word) for word in words]))
            else:
                found = list(range(1, len(ids)))
            return SearchHits(len(found), tuple(ids[number] for number in found[:limit]))

    def prepare(self) -> None:
        """Load what searching keeps in memory, so that the first search is as fast as the others."""
        with self._connection.guarded():
            self._program_ids()
            self._loaded_texts()

    def _word(self, word: str) -> Tiers:
        """Return the programmes whose text contains one word."""
        counts = self._counts(word)
        if word in counts:
            return self._postings(word)
        if _is_nowhere(word, counts):
            return _NOWHERE
        rarest = min(counts, key=lambda gram: counts[gram])
        return self._verified(word, self._postings(rarest))

    def _verified(self, word: str, candidates: Tiers) -> Tiers:
        """Return those candidates of a gram that contain the word, in the tier of the word.

        A word is never in a better tier than its gram.
        """
        texts = self._loaded_texts()
        places = (texts.names, texts.labels, texts.texts)
        found: tuple[list[int], ...] = ([], [], [])
        for best, numbers in enumerate(candidates):
            rest: Iterable[int] = numbers
            for tier in range(best, len(places)):
                place = places[tier]
                hits = [number for number in rest if word in place[number]]
                found[tier].extend(hits)
                taken = set(hits)
                rest = [number for number in rest if number not in taken]
        return tuple(tuple(sorted(numbers)) for numbers in found)

    def _counts(self, word: str) -> dict[str, int]:
        """Return in how many programmes each indexed gram of a word is, itself included."""
        longest = min(len(word), LONGEST)
        shortest = min(len(word), SHORT)
        wanted = [gram for n in range(shortest, longest + 1) for gram in grams(word, n)]
        rows = self._connection.rows(
            "SELECT gram, sum(length(programs)) / 4 FROM search_gram"
            f" WHERE gram IN ({', '.join('?' * len(wanted))}) GROUP BY gram",
            wanted,
        )
        return dict(rows)

    def _postings(self, gram: str) -> Tiers:
        """Return the programmes that have an indexed gram."""
        rows = self._connection.rows(
            "SELECT tier, programs FROM search_gram WHERE gram = ?", (gram,)
        )
        found = {tier: unpack_numbers(programs) for tier, programs in rows}
        return (found.get(1, ()), found.get(2, ()), found.get(3, ()))

    def _exact_first(self, query: str, found: list[int]) -> list[int]:
        """Move the hits whose name, kana or alias is the whole query to the front."""
        rows = self._connection.rows(
            "SELECT program_number FROM search_title WHERE title = ? ORDER BY program_number",
            (squeeze(query),),
        )
        if not rows:
            return found
        hits = set(found)
        exact = [number for (number,) in rows if number in hits]
        return list(dict.fromkeys((*exact, *found)))

    def _program_ids(self) -> list[str]:
        """Return the ids by number; place 0 is unused."""
        if not self._ids:
            rows = self._connection.rows("SELECT id FROM program ORDER BY number")
            self._ids = ["", *(row[0] for row in rows)]
        return self._ids

    def _loaded_texts(self) -> _Texts:
        """Return the comparable texts, loaded on first use."""
        if self._texts is None:
            rows = self._connection.rows(
                "SELECT name, labels, text FROM search_document ORDER BY program_number"
            )
            self._texts = _Texts(*zip(("", "", ""), *rows, strict=True))
        return self._texts


def _is_nowhere(word: str, counts: dict[str, int]) -> bool:
    """Whether a gram is missing that would be indexed if any programme had it."""
    if any(gram not in counts for gram in grams(word, min(len(word), SHORT))):
        return True
    return any(
        gram not in counts and all(counts.get(half, 0) > FREQUENT for half in halves(gram))
        for length in range(SHORT + 1, min(len(word), LONGEST) + 1)
        for gram in grams(word, length)
    )


def _common(words: list[Tiers]) -> list[int]:
    """Return the programmes that have every word, each in its worst tier, best tier first."""
    if len(words) == 1:
        return [number for tier in words[0] for number in tier]
    found: dict[int, None] = {}
    for last in range(1, len(_NOWHERE) + 1):
        sets = [set[int]().union(*tiers[:last]) for tiers in words]
        found |= dict.fromkeys(sorted(set.intersection(*sets)))
    return list(found)
