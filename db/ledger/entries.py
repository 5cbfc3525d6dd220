"""The rows of the ledger: read, written, and matched with citations and reasons."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.catalog_source import CatalogSource
from db.citations import citations
from db.ledger.figures import figures_in, fingerprint
from desktop.domain.source import Coverage

FOLDER = Path(__file__).parent
REASONS = FOLDER / "left_out.toml"
_COLUMNS = ("line", "fingerprint", "figures", "cited_by", "left_out")


@dataclass(frozen=True)
class Found:
    """A line of a document that prints a figure."""

    document: str
    line: int
    fingerprint: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the ledger: cited by programmes, or left out for a reason, or still open."""

    found: Found
    cited_by: tuple[str, ...]
    left_out: str

    @property
    def is_open(self) -> bool:
        """Whether nobody accounts for the line yet."""
        return not self.cited_by and not self.left_out


def scan(document: str, lines: Sequence[str]) -> list[Found]:
    """Return every line with a figure, by line number from 1."""
    return [
        Found(document, number, fingerprint(line), figures)
        for number, line in enumerate(lines, start=1)
        if (figures := figures_in(line))
    ]


def cited_lines(source: CatalogSource) -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the programmes that cite each line of each document."""
    found: dict[tuple[str, int], dict[str, None]] = {}
    for file, form in source.programs.items():
        for citation in citations(file, form):
            for ref in citation.sources:
                for line in range(ref.line, ref.last_line + 1):
                    found.setdefault((ref.document, line), {})[form.id] = None
    return {place: tuple(sorted(ids)) for place, ids in found.items()}


def read_reasons(path: Path = REASONS) -> dict[tuple[str, int], str]:
    """Return why lines are left out; raise ValueError for lines given twice."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    reasons: dict[tuple[str, int], str] = {}
    for document, groups in data.items():
        for reason, ranges in groups.items():
            for text in ranges:
                first, _, last = str(text).partition("-")
                for line in range(int(first), int(last or first) + 1):
                    if reasons.setdefault((document, line), reason) != reason:
                        raise ValueError(f"{document}:{line} が二つの理由で除かれています")
    return reasons


def account(
    found: Iterable[Found],
    cited: Mapping[tuple[str, int], tuple[str, ...]],
    reasons: Mapping[tuple[str, int], str],
) -> list[Entry]:
    """Match lines with citations and reasons; a citation goes before a reason."""
    entries = []
    for one in found:
        place = (one.document, one.line)
        programs = cited.get(place, ())
        entries.append(Entry(one, programs, "" if programs else reasons.get(place, "")))
    return entries


def coverage(document: str, entries: Sequence[Entry]) -> Coverage:
    """Return the sums of one document."""
    reasons = Counter(one.left_out for one in entries if one.left_out)
    cited = sum(1 for one in entries if one.cited_by)
    still = sum(1 for one in entries if one.is_open)
    return Coverage(document, len(entries), cited, dict(sorted(reasons.items())), still)


def write_table(entries: Iterable[Entry]) -> str:
    """Return the CSV text of a document's ledger."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in entries:
        found = one.found
        writer.writerow(
            (
                found.line,
                found.fingerprint,
                " ".join(found.figures),
                " ".join(one.cited_by),
                one.left_out,
            )
        )
    return out.getvalue()


def read_table(document: str, folder: Path = FOLDER) -> list[Entry]:
    """Return the ledger of a document as committed."""
    text = (folder / f"{document}.csv").read_text(encoding="utf-8")
    return [
        Entry(
            Found(document, int(row["line"]), row["fingerprint"], tuple(row["figures"].split())),
            tuple(row["cited_by"].split()),
            row["left_out"],
        )
        for row in csv.DictReader(io.StringIO(text))
    ]


def documents(folder: Path = FOLDER) -> list[str]:
    """Return the ids of the documents that have a ledger."""
    return sorted(path.stem for path in folder.glob("*.csv"))
