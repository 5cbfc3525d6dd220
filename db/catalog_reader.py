"""Read access to the programme database: the only door through which the application sees it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from db.catalog_connection import CatalogConnection
from desktop.domain.municipality import Municipality
from desktop.errors import InputError

if TYPE_CHECKING:
    from db.catalog_search import CatalogSearch, SearchHits
    from db.municipality_finder import MunicipalityFinder
    from desktop.domain.profile import Profile
    from desktop.domain.program import Program
    from desktop.domain.source import Coverage, Document

_MUNICIPALITIES = (
    "SELECT m.code, m.prefecture_code, p.name, m.name, m.kana, m.entity_type"
    " FROM municipality m JOIN prefecture p ON p.code = m.prefecture_code"
)


class CatalogMeta(NamedTuple):
    """What the catalogue says about itself; ``as_of`` is an ISO date, ``attribution`` a line to show."""

    version: str
    as_of: str
    schema_version: int
    program_count: int
    attribution: str


class CatalogReader:
    """Reads one catalog.sqlite, opened read-only and immutable; use it in the thread that made it.

    Every method raises CatalogError when the file turns out to be damaged.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; raise CatalogError when it is missing, damaged or of another version."""
        self._connection = CatalogConnection(path)
        self._program_ids: frozenset[str] | None = None
        self._search: CatalogSearch | None = None
        self._finder: MunicipalityFinder | None = None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> CatalogReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def meta(self) -> CatalogMeta:
        """Return version, date and size of the catalogue."""
        values = dict(self._connection.rows("SELECT key, value FROM catalog_meta"))
        with self._connection.guarded():
            return CatalogMeta(
                version=values["version"],
                as_of=values["as_of"],
                schema_version=int(values["schema_version"]),
                program_count=int(values["program_count"]),
                attribution=values["attribution"],
            )

    def stamp(self) -> str:
        """Return what tells this catalogue from another one: its version and its size in bytes."""
        with self._connection.guarded():
            size = self._connection.path.stat().st_size
        return f"{self.meta().version}-{size}"

    def programs(self) -> tuple[Program, ...]:
        """Load every programme as domain objects, sorted by kana, then id."""
        from db.program_loader import load_programs  # noqa: PLC0415 - not needed at start

        return load_programs(self._connection)

    def program_ids(self) -> frozenset[str]:
        """Return the ids of every programme, without loading them."""
        if self._program_ids is None:
            rows = self._connection.rows("SELECT id FROM program")
            self._program_ids = frozenset(row[0] for row in rows)
        return self._program_ids

    def purposes(self) -> dict[str, str]:
        """Return the label of each purpose, in the order in which they are shown."""
        return dict(self._connection.rows("SELECT id, label FROM purpose ORDER BY position"))

    def documents(self) -> dict[str, Document]:
        """Return the documents that figures come from, by id."""
        from desktop.domain.source import Document  # noqa: PLC0415 - not needed at start

        rows = self._connection.rows("SELECT id, title, publisher, as_of FROM document ORDER BY id")
        return {row[0]: Document(*row) for row in rows}

    def municipality(self, code: str) -> Municipality | None:
        """Return the municipality or prefecture with a 6-digit code, or None."""
        found = self._municipalities(" WHERE m.code = ?", code)
        return found[0] if found else None

    def prefectures(self) -> list[Municipality]:
        """Return the 47 prefectures by code."""
        return self._municipalities(" WHERE m.entity_type = ?", "prefecture")

    def municipalities_of(self, prefecture_code: str) -> list[Municipality]:
        """Return the municipalities of a prefecture (2-digit code) by code, without itself."""
        found = self._municipalities(" WHERE m.prefecture_code = ?", prefecture_code)
        return [item for item in found if item.entity_type != "prefecture"]

    def find_municipalities(self, text: str, limit: int = 50) -> list[Municipality]:
        """Return what a typed text can mean, best first.

        Part of a name, prefecture and name, kana in hiragana or katakana, the beginning of a code;
        the name of a ward stands for its city. Width of characters and ヶ・ケ make no difference.
        """
        if self._finder is None:
            from db.municipality_finder import (  # noqa: PLC0415 - not needed at start
                MunicipalityFinder,
                Ward,
            )

            wards = self._connection.rows("SELECT city_code, name, kana FROM ward ORDER BY code")
            every = self._municipalities("")
            self._finder = MunicipalityFinder(every, (Ward(*row) for row in wards))
        return self._finder.find(text, limit)

    def profile(self, code: str) -> Profile:
        """Return the bundled facts of a municipality; raise InputError for an unknown code.

        A bundled fact without a value is unknown; one that a prefecture cannot have is not
        applicable. Facts answered by the user are absent.
        """
        from db.profile_reader import read_profile  # noqa: PLC0415 - not needed at start

        municipality = self.municipality(code)
        if municipality is None:
            raise InputError(
                f"団体コード「{code}」の市区町村・都道府県はありません。6桁のコードを確かめてください。"
            )
        return read_profile(self._connection, municipality)

    def search(self, words: str) -> list[str]:
        """Return the ids of the programmes whose text contains every word, best first."""
        return list(self._searcher().search(words).ids)

    def search_page(self, words: str, limit: int | None = None) -> SearchHits:
        """Return the exact number of hits and the first ids only, for lists that fill as one types."""
        return self._searcher().search(words, limit)

    def prepare_search(self) -> None:
        """Load what searching keeps in memory (about a millisecond for the real catalogue)."""
        self._searcher().prepare()

    def _searcher(self) -> CatalogSearch:
        """Return what searches, made when first wanted."""
        if self._search is None:
            from db.catalog_search import CatalogSearch  # noqa: PLC0415 - not needed at start

            self._search = CatalogSearch(self._connection)
        return self._search

    def coverage(self) -> list[Coverage]:
        """Return how the lines with figures of each document are accounted for, by document."""
        rows = self._connection.rows(
            "SELECT d.id, l.line IS NOT NULL, ifnull(l.left_out, ''), EXISTS (SELECT 1 FROM source_ref s"
            " WHERE s.document_id = l.document_id AND l.line BETWEEN s.first_line AND s.last_line)"
            " FROM document d LEFT JOIN ledger_line l ON l.document_id = d.id ORDER BY d.id"
        )
        found: dict[str, list[tuple[str, bool]]] = {}
        for document, exists, reason, cited in rows:
            found.setdefault(document, [])
            if exists:
                found[document].append((reason, bool(cited)))
        return [_coverage(document, lines) for document, lines in found.items()]

    def integrity(self) -> list[str]:
        """Return what is wrong inside the file, as Japanese lines; empty when it is sound."""
        checks = self._connection.rows("PRAGMA quick_check")
        problems = [f"制度データベース: {text}" for (text,) in checks if text != "ok"]
        broken = self._connection.rows("PRAGMA foreign_key_check")
        problems += [
            f"制度データベース: {row[0]} の参照先がありません（{row[2]}）" for row in broken
        ]
        return problems

    def _municipalities(self, condition: str, *parameters: str) -> list[Municipality]:
        """Return the municipalities that a condition selects, by code."""
        rows = self._connection.rows(f"{_MUNICIPALITIES}{condition} ORDER BY m.code", parameters)
        return [Municipality(*row) for row in rows]


def _coverage(document: str, lines: list[tuple[str, bool]]) -> Coverage:
    """Return the sums of a document from its lines (reason for leaving out, cited)."""
    from desktop.domain.source import Coverage  # noqa: PLC0415 - not needed at start

    reasons = Counter(reason for reason, cited in lines if reason and not cited)
    cited = sum(1 for _, is_cited in lines if is_cited)
    still = len(lines) - cited - sum(reasons.values())
    return Coverage(document, len(lines), cited, dict(sorted(reasons.items())), still)
