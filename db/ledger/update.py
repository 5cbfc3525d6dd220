"""Writes or checks the ledger.

``python -m db.ledger.update --sources DIR`` reads the documents and writes every ``<document>.csv``;
with ``--check`` nothing is written and every difference is reported. Without ``--sources`` the lines of
the committed ledger are matched again with catalogue and ``left_out.toml``. Exit status 1 when a line is
open or, with ``--check``, when a file is not up to date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from db.catalog_source import read_catalog
from db.citations import read_documents
from db.ledger.entries import (
    FOLDER,
    Entry,
    Found,
    account,
    cited_lines,
    coverage,
    documents,
    read_reasons,
    read_table,
    scan,
    write_table,
)
from desktop.domain.source import Coverage


def found_lines(sources: Path | None) -> dict[str, list[Found]]:
    """Return the lines with figures: of the documents where they are at hand, else of the ledger."""
    if sources is None:
        return {one: [entry.found for entry in read_table(one)] for one in documents()}
    return {one: scan(one, lines) for one, lines in read_documents(sources).items()}


def accounted(sources: Path | None) -> dict[str, list[Entry]]:
    """Return the ledger of each document as it should be."""
    cited, reasons = cited_lines(read_catalog()), read_reasons()
    return {one: account(lines, cited, reasons) for one, lines in found_lines(sources).items()}


def outdated(entries: dict[str, list[Entry]]) -> list[str]:
    """Return the files that differ from what they should be, as Japanese lines."""
    return [
        f"db/ledger/{one}.csv が最新ではありません。python -m db.ledger.update を実行してください。"
        for one, rows in entries.items()
        if not (FOLDER / f"{one}.csv").exists()
        or (FOLDER / f"{one}.csv").read_text(encoding="utf-8") != write_table(rows)
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = argparse.ArgumentParser(description="台帳を作る・確かめる")
    parser.add_argument("--sources", type=Path, help="資料の本文のフォルダー")
    parser.add_argument("--check", action="store_true", help="書かずに確かめる")
    options = parser.parse_args(argv)
    entries = accounted(options.sources)
    problems = outdated(entries) if options.check else []
    for one, rows in entries.items():
        if not options.check:
            (FOLDER / f"{one}.csv").write_text(write_table(rows), encoding="utf-8")
        problems += _report(coverage(one, rows), rows)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _report(sums: Coverage, rows: Sequence[Entry]) -> list[str]:
    """Print the sums of a document and return its open lines as problems."""
    left = sum(sums.left_out.values())
    print(f"資料{sums.document}: {sums.lines}行、引用{sums.cited}、除外{left}、未処理{sums.open}")
    return [
        f"{sums.document}:{one.found.line} は引用も除外もされていません: {' '.join(one.found.figures)}"
        for one in rows
        if one.is_open
    ]


if __name__ == "__main__":
    sys.exit(main())
