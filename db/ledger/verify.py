"""Reads the documents again and compares them with ledger and citations."""

from __future__ import annotations

from pathlib import Path

from db.catalog_source import read_catalog
from db.citations import check_citations, citations, read_documents
from db.ledger.update import accounted, outdated


def verify(folder: Path) -> list[str]:
    """Return what differs, as Japanese lines: ledger files, open lines, figures not in their lines."""
    entries = accounted(folder)
    problems = outdated(entries)
    problems += [
        f"{document}:{one.found.line} は引用も除外もされていません: {' '.join(one.found.figures)}"
        for document, rows in entries.items()
        for one in rows
        if one.is_open
    ]
    source = read_catalog()
    every = [item for file, form in source.programs.items() for item in citations(file, form)]
    return problems + check_citations(every, read_documents(folder)).problems
