"""Reads rows of catalog.sqlite in groups: what every loader of domain objects shares."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from db.catalog_connection import CatalogConnection
from desktop.domain.codes import Scope
from desktop.domain.fiscal import FiscalYear
from desktop.domain.program import Criterion
from desktop.domain.rule_text import parse_rule
from desktop.domain.rules import Rule
from desktop.domain.source import SourceRef

T = TypeVar("T")
Groups = dict[Any, list[T]]
"""Objects by their owner; an owner without any gives an empty list."""


class StoredRows:
    """Runs one query per table and groups what is built from the rows; holds every citation."""

    def __init__(self, connection: CatalogConnection) -> None:
        self.connection = connection
        self._rules: dict[str, Rule] = {}  # the same text is parsed once
        refs = self.grouped(
            "SELECT evidence_id, document_id, first_line, last_line, heading FROM source_ref"
            " ORDER BY evidence_id, position",
            SourceRef,
        )
        self.sources = {evidence: tuple(found) for evidence, found in refs.items()}

    def grouped(self, sql: str, build: Callable[..., T]) -> Groups[T]:
        """Build an object from each row; the first column is the owner."""
        found: Groups[T] = defaultdict(list)
        for owner, *values in self.connection.rows(sql):
            found[owner].append(build(*values))
        return found

    def grouped_by_name(
        self, owner: str, columns: str, table: str, build: Callable[[dict[str, Any]], T]
    ) -> Groups[T]:
        """Build an object from each row of a table in order, its columns given by name."""
        names = columns.replace(" ", "").split(",")
        order = "reiwa_year" if table == "edition" else "position"
        sql = f"SELECT {owner}, {columns} FROM {table} ORDER BY {owner}, {order}"
        return self.grouped(sql, lambda *values: build(dict(zip(names, values, strict=True))))

    def texts(self, table: str, owner: str, column: str) -> Groups[str]:
        """Return the texts of each owner in a simple list table."""
        return self.grouped(
            f"SELECT {owner}, {column} FROM {table} ORDER BY {owner}, position", str
        )

    def criteria(self, owner: str, which: str) -> Groups[Criterion]:
        """Return the criteria of each edition or line; ``which`` is an SQL condition."""
        return self.grouped(
            f"SELECT {owner}, code, text, scope, rule, ask, evidence_id, doubt FROM criterion"
            f" WHERE {which} ORDER BY {owner}, position",
            lambda code, text, scope, rule, ask, evidence, doubt: Criterion(
                code, text, Scope(scope), self.rule(rule), ask, self.sources[evidence], doubt
            ),
        )

    def rule(self, text: str | None) -> Rule | None:
        """Return the rule of a JSON text, or None."""
        if text is None:
            return None
        if text not in self._rules:
            data = json.loads(text)
            if not isinstance(data, dict):
                raise ValueError(f"no rule: {text}")
            self._rules[text] = parse_rule(data)
        return self._rules[text]


def optional(value: Any, build: Callable[[Any], T]) -> T | None:
    """Return None for NULL, else the built value."""
    return None if value is None else build(value)


@cache
def fiscal_year(reiwa: int) -> FiscalYear:
    """Return a fiscal year, always the same object: judging looks at that of every edition."""
    return FiscalYear(reiwa)


def stored_year(reiwa: int | None) -> FiscalYear | None:
    """Return a fiscal year, or None for NULL."""
    return None if reiwa is None else fiscal_year(reiwa)
