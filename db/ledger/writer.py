"""Puts the ledger into the programme database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from db.catalog_source import CatalogSource
from db.ledger.entries import documents, read_table


def write_ledger(database: Database, source: CatalogSource) -> None:
    """Insert the ledger of every document that the catalogue knows."""
    database.table("ledger_line").insert_all(_rows(source))


def _rows(source: CatalogSource) -> Iterator[dict[str, Any]]:
    """Yield the rows by document and line."""
    for document in documents():
        if document not in source.documents:
            continue
        for entry in read_table(document):
            yield {
                "document_id": document,
                "line": entry.found.line,
                "fingerprint": entry.found.fingerprint,
                "figures": " ".join(entry.found.figures),
                "left_out": entry.left_out,
            }
