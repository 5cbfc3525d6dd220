"""Collects the rows of catalog.sqlite before they are written: what every writer of rows shares."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.catalog_format import CriterionForm, RuleData, Sources
from db.rule_check import resolve_rule
from desktop.domain.fiscal import FiscalYear
from desktop.domain.source import SourceRef

Row = dict[str, Any]


class RowCollector:
    """The rows of each table in the order of writing; numbers count from 1 in that order."""

    def __init__(self, shared_rules: Mapping[str, RuleData]) -> None:
        self.tables: defaultdict[str, list[Row]] = defaultdict(list)
        self._rules = shared_rules
        self._evidence: dict[str, int] = {}

    def add(self, table: str, **values: Any) -> None:
        """Add one row."""
        self.tables[table].append(values)

    def add_numbered(self, table: str, **values: Any) -> int:
        """Add one row with the next number of its table; return the number."""
        number = len(self.tables[table]) + 1
        self.add(table, id=number, **values)
        return number

    def add_all(self, table: str, key: Row, rows: Iterable[Row]) -> None:
        """Add the rows of one owner, with their position counted from 1."""
        for position, row in enumerate(rows, start=1):
            self.add(table, **key, position=position, **row)

    def add_cited(self, table: str, key: Row, items: Iterable[Any], *names: str) -> None:
        """Add a row of the named fields and the citation of each form."""
        self.add_all(table, key, (self.fields(item, *names) for item in items))

    def fields(self, form: Any, *names: str) -> Row:
        """Return the named fields of a form with its citation."""
        row = {name: getattr(form, name) for name in names}
        return {**row, "evidence_id": self.cite(form.source)}

    def add_criteria(self, edition: int, line: int | None, forms: Sequence[CriterionForm]) -> None:
        """Add the common criteria of an edition, or those of a line."""
        rows = (
            {
                **self.fields(form, "text", "scope", "ask", "doubt"),
                "code": form.id,
                "rule": self.rule(form.rule),
            }
            for form in forms
        )
        self.add_all("criterion", {"edition_id": edition, "support_line_id": line}, rows)

    def cite(self, sources: Sources) -> int:
        """Return the number of these citations as evidence; the same citations are stored once."""
        texts = [sources] if isinstance(sources, str) else sources
        references = [SourceRef.parse(text) for text in texts]
        text = " ／ ".join(str(reference) for reference in references)
        if text not in self._evidence:
            self._evidence[text] = self.add_numbered("evidence", text=text)
            rows = (
                {
                    "document_id": reference.document,
                    "first_line": reference.line,
                    "last_line": reference.last_line,
                    "heading": reference.heading,
                }
                for reference in references
            )
            self.add_all("source_ref", {"evidence_id": self._evidence[text]}, rows)
        return self._evidence[text]

    def rule(self, data: RuleData | None) -> str | None:
        """Return a rule as JSON text with shared rules filled in."""
        if data is None:
            return None
        return json.dumps(resolve_rule(data, self._rules), ensure_ascii=False)


def reiwa(code: str | None) -> int | None:
    """Return the number of a fiscal year such as R8."""
    return None if code is None else FiscalYear.parse(code).reiwa
