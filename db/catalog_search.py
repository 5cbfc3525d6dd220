"""Full-text search in catalog.sqlite by grams.

FTS5 finds nothing for words of one or two characters (観光, DX), so the catalogue has postings of its
own (:data:`db.search_text.FREQUENT` says which). An indexed word is answered by its postings alone. For
any other its rarest gram gives candidates, whose texts are looked at; they are kept in memory after the
first such search. A programme hits exactly if every word is contained in its comparable text, as in a
LIKE scan.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.catalog_connection import CatalogConnection
from db.search_text import (
    FREQUENT,
    LONGEST,
    SHORT,
    bits_of,
    grams,
    halves,
    numbers_of,
    split_words,
    squeeze,
    unpack_numbers,
)

Tiers = tuple[int, int, int]
"""Sets of programmes (bit n: programme number n): in the name; else in alias or keyword; else elsewhere.

Python joins such numbers a thousand times faster than sets of tens of thousands.
"""

_NOWHERE: Tiers = (0, 0, 0)


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
            tiers = _common([self._word(word) for word in words], self._size)
            count = sum(tier.bit_count() for tier in tiers)
            first = self._best_first(query, tiers, limit)
            return SearchHits(count, tuple(ids[number] for number in first))

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
        found: list[list[int]] = [[], [], []]
        for best, numbers in enumerate(candidates):
            rest = numbers_of(numbers)
            for tier in range(best, len(places)):
                place = places[tier]
                hits = [number for number in rest if word in place[number]]
                found[tier] += hits
                taken = set(hits)
                rest = [number for number in rest if number not in taken]
        name, label, text = (bits_of(numbers, self._size) for numbers in found)
        return name, label, text

    def _counts(self, word: str) -> dict[str, int]:
        """Return in how many programmes each indexed gram of a word is, itself included."""
        longest = min(len(word), LONGEST)
        shortest = min(len(word), SHORT)
        wanted = [gram for n in range(shortest, longest + 1) for gram in grams(word, n)]
        rows = self._connection.rows(
            "SELECT gram, sum(hits) FROM search_gram"
            f" WHERE gram IN ({', '.join('?' * len(wanted))}) GROUP BY gram",
            wanted,
        )
        return dict(rows)

    def _postings(self, gram: str) -> Tiers:
        """Return the programmes that have an indexed gram."""
        rows = self._connection.rows(
            "SELECT tier, hits, programs FROM search_gram WHERE gram = ?", (gram,)
        )
        found = {tier: unpack_numbers(data, hits, self._size) for tier, hits, data in rows}
        return found.get(1, 0), found.get(2, 0), found.get(3, 0)

    def _best_first(self, query: str, tiers: Tiers, limit: int | None) -> list[int]:
        """Return the first hits: those whose name, kana or alias is the whole query, then tier by tier."""
        rows = self._connection.rows(
            "SELECT program_number FROM search_title WHERE title = ? ORDER BY program_number",
            (squeeze(query),),
        )
        hits = tiers[0] | tiers[1] | tiers[2]
        found = [number for (number,) in rows if hits >> number & 1]
        for tier in tiers:
            found += numbers_of(tier, limit)
        return list(dict.fromkeys(found))[:limit]

    @property
    def _size(self) -> int:
        """The number of programmes, which is also the greatest number."""
        return len(self._program_ids()) - 1

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


def _common(words: list[Tiers], size: int) -> Tiers:
    """Return the programmes that have every word, each in its worst tier; all of them for no word."""
    name = label = text = (1 << size + 1) - 2
    for tiers in words:
        name &= tiers[0]
        label &= tiers[0] | tiers[1]
        text &= tiers[0] | tiers[1] | tiers[2]
    return name, label & ~name, text & ~label
