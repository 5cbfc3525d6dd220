"""Writes the search index of catalog.sqlite: comparable texts, whole titles and grams."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.catalog_format import ProgramForm
from db.catalog_source import CatalogSource
from db.catalog_writer import ordered_programs
from db.search_text import (
    FREQUENT,
    LONGEST,
    SEPARATOR,
    SHORT,
    grams,
    join_fields,
    pack_numbers,
    squeeze,
)

Postings = defaultdict[tuple[str, int], list[int]]
"""Programme numbers, ascending, by gram and tier."""


@dataclass(frozen=True)
class SearchEntry:
    """The comparable texts of one programme: ``text`` holds all of them."""

    number: int
    name: str
    labels: str
    text: str
    titles: tuple[str, ...]


def write_search(database: Database, source: CatalogSource) -> None:
    """Insert the search index of every programme. The tables exist and are empty."""
    entries = [
        search_entry(number, form, source.purposes)
        for number, form in enumerate(ordered_programs(source), start=1)
    ]
    write_entries(database, entries)


def write_entries(database: Database, entries: Sequence[SearchEntry]) -> None:
    """Insert the given texts in the order of their numbers; the programmes with these exist."""
    database.table("search_document").insert_all(
        {"program_number": e.number, "name": e.name, "labels": e.labels, "text": e.text}
        for e in entries
    )
    titles = sorted((title, entry.number) for entry in entries for title in entry.titles)
    database.table("search_title").insert_all(
        {"title": title, "program_number": number} for title, number in titles
    )
    frequent: set[str] = set()
    size = len(entries)
    for length in range(1, LONGEST + 1):
        postings = _postings(entries, length, frequent)
        rows = (
            (*key, len(numbers), pack_numbers(numbers, size))
            for key, numbers in sorted(postings.items())
        )
        with database.atomic():  # plain SQL: most rows of the file, and nothing to convert
            database.conn.executemany("INSERT INTO search_gram VALUES (?, ?, ?, ?)", rows)
        frequent = _frequent(postings)
        if length >= SHORT and not frequent:
            return


def search_entry(number: int, form: ProgramForm, purposes: dict[str, str]) -> SearchEntry:
    """Return the comparable texts of a programme."""
    name = join_fields([form.name, form.kana])
    labels = join_fields([*form.aliases, *form.keywords])
    rest = [form.agency, form.summary, form.applicants, form.beneficiaries]
    rest += [purposes[purpose] for purpose in form.purposes]
    for edition in form.edition:
        rest.append(edition.summary)
        rest += [text for line in edition.line for text in (line.label, line.summary)]
    text = SEPARATOR.join(filter(None, (name, labels, join_fields(dict.fromkeys(rest)))))
    titles = dict.fromkeys(squeeze(title) for title in (form.name, form.kana, *form.aliases))
    return SearchEntry(number, name, labels, text, tuple(titles))


def _postings(entries: Sequence[SearchEntry], length: int, frequent: Container[str]) -> Postings:
    """Return the programmes of each gram of one length, each in the best tier where it occurs."""
    found: Postings = defaultdict(list)
    for entry in entries:
        seen: set[str] = set()
        for tier, text in enumerate((entry.name, entry.labels, entry.text), start=1):
            for gram in grams(text, length):
                indexed = length <= SHORT or (gram[:-1] in frequent and gram[1:] in frequent)
                if indexed and gram not in seen:
                    seen.add(gram)
                    found[gram, tier].append(entry.number)
    return found


def _frequent(postings: Postings) -> set[str]:
    """Return the grams that are in many programmes."""
    totals: Counter[str] = Counter()
    for (gram, _), numbers in postings.items():
        totals[gram] += len(numbers)
    return {gram for gram, total in totals.items() if total > FREQUENT}
