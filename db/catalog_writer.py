"""Writes the checked programmes into catalog.sqlite, editions expanded to one per fiscal year.

Numbers of rows are given in the order of writing, so that two builds of one source are the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from sqlite_utils import Database

from db.catalog_format import CriterionForm, EditionForm, LineForm, ProgramForm, RuleData, Sources
from db.catalog_source import CatalogSource
from db.rule_check import resolve_rule
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import parse_rate
from desktop.domain.source import SourceRef

Row = dict[str, Any]


def ordered_programs(source: CatalogSource) -> list[ProgramForm]:
    """Return the programmes by kana, then id: the order of every list."""
    return sorted(source.programs.values(), key=lambda form: (form.kana, form.id))


def write_programs(database: Database, source: CatalogSource) -> None:
    """Insert documents, purposes and every programme. The tables exist and are empty."""
    rows = CatalogRows(source)
    for number, form in enumerate(ordered_programs(source), start=1):
        rows.add_program(number, form)
    for table, content in rows.tables.items():
        database.table(table).insert_all(content)


class CatalogRows:
    """Collects the rows of every table of the programmes."""

    def __init__(self, source: CatalogSource) -> None:
        self.rules = source.rules
        self.tables: defaultdict[str, list[Row]] = defaultdict(list)
        self._evidence: dict[str, int] = {}
        self.tables["document"] = [
            {"id": item.id, "title": item.title, "publisher": item.publisher, "as_of": item.as_of}
            for item in source.documents.values()
        ]
        self.tables["purpose"] = [
            {"id": name, "position": position, "label": label}
            for position, (name, label) in enumerate(source.purposes.items(), start=1)
        ]

    def add_program(self, number: int, form: ProgramForm) -> None:
        """Add a programme with everything below it."""
        texts = ("id", "name", "kana", "agency", "state", "summary", "applicants", "beneficiaries")
        row = {name: getattr(form, name) for name in texts}
        self._add("program", number=number, end_reiwa_year=_reiwa(form.end_year), **row)
        key = {"program_id": form.id}
        self._add_all("program_alias", key, ({"alias": text} for text in form.aliases))
        self._add_all("program_keyword", key, ({"keyword": text} for text in form.keywords))
        self._add_all("program_purpose", key, ({"purpose_id": name} for name in form.purposes))
        relations = ({"kind": r.kind, "target_id": r.target, "text": r.text} for r in form.relation)
        self._add_all("relation", key, relations)
        years = [
            (FiscalYear.parse(code), code, item) for item in form.edition for code in item.years
        ]
        for year, code, edition in sorted(years, key=lambda entry: entry[0]):
            self._add_edition(form.id, year, code, edition)

    def _add_edition(self, program: str, year: FiscalYear, code: str, form: EditionForm) -> None:
        """Add the content of one fiscal year."""
        certainty = form.certainty if isinstance(form.certainty, str) else form.certainty[code]
        edition = self._add_numbered(
            "edition",
            program_id=program,
            reiwa_year=year.reiwa,
            certainty=certainty,
            summary=form.summary,
            evidence_id=self._cite(form.source),
            doubt=form.doubt,
        )
        self._add_criteria(edition, None, form.criterion)
        for position, line in enumerate(form.line, start=1):
            self._add_line(edition, position, line, certainty)
        self._add_rounds_and_texts(edition, form)

    def _add_line(self, edition: int, position: int, form: LineForm, certainty: str) -> None:
        """Add a support line; its certainty is that of the edition unless it says otherwise."""
        same = ("label", "kind", "summary", "applicant", "town_role", "per", "basis", "correction")
        ordinance = form.ordinance
        line = self._add_numbered(
            "support_line",
            edition_id=edition,
            position=position,
            code=form.id,
            **{name: getattr(form, name) for name in same},
            ordinance_correction=ordinance.correction if ordinance else None,
            ordinance_evidence_id=self._cite(ordinance.source) if ordinance else None,
            certainty=form.certainty or certainty,
            end_reiwa_year=_reiwa(form.end_year),
            evidence_id=self._cite(form.source),
            doubt=form.doubt,
        )
        key = {"support_line_id": line}
        self._add_all("line_actor", key, ({"actor": text} for text in form.actors))
        drivers = [(name, 1) for name in form.drivers] + [(n, 0) for n in form.optional_drivers]
        rows = ({"driver_id": name, "required": required} for name, required in drivers)
        self._add_all("line_driver", key, rows)
        self._add_cases(key, form)
        self._add_criteria(edition, line, form.criterion)

    def _add_cases(self, key: Row, form: LineForm) -> None:
        """Add rates, caps and further figures of a line."""
        self._add_all(
            "rate_case",
            key,
            (
                {
                    "rate": str(parse_rate(rate.rate)),
                    "printed": rate.printed,
                    "label": rate.label,
                    "condition": self._rule(rate.when),
                    "evidence_id": self._cite(rate.source),
                    "doubt": rate.doubt,
                }
                for rate in form.rate
            ),
        )
        caps = (
            {
                "yen": cap.yen,
                "printed": cap.printed,
                "printed_unit": cap.unit,
                "label": cap.label,
                "condition": self._rule(cap.when),
                "evidence_id": self._cite(cap.source),
                "doubt": cap.doubt,
                "raised_by": str(Fraction(parse_rate(cap.raised.by))) if cap.raised else None,
                "raised_condition": self._rule(cap.raised.when) if cap.raised else None,
                "raised_printed": cap.raised.printed if cap.raised else None,
                "raised_evidence_id": self._cite(cap.raised.source) if cap.raised else None,
            }
            for cap in form.cap
        )
        self._add_all("cap_case", key, caps)
        figures = (
            {
                "label": figure.label,
                "printed": figure.printed,
                "printed_unit": figure.unit,
                "yen": figure.yen,
                "note": figure.note,
                "evidence_id": self._cite(figure.source),
                "doubt": figure.doubt,
            }
            for figure in form.figure
        )
        self._add_all("figure", key, figures)

    def _add_criteria(self, edition: int, line: int | None, forms: Sequence[CriterionForm]) -> None:
        """Add the common criteria of an edition, or those of a line."""
        rows = (
            {
                "code": form.id,
                "text": form.text,
                "scope": form.scope,
                "rule": self._rule(form.rule),
                "ask": form.ask,
                "evidence_id": self._cite(form.source),
                "doubt": form.doubt,
            }
            for form in forms
        )
        self._add_all("criterion", {"edition_id": edition, "support_line_id": line}, rows)

    def _add_rounds_and_texts(self, edition: int, form: EditionForm) -> None:
        """Add rounds, steps, costs, contacts and changes of an edition."""
        key = {"edition_id": edition}
        same = ("label", "state", "opens", "closes", "printed", "note")
        rounds = (
            {
                **{name: getattr(item, name) for name in same},
                "project_reiwa_year": _reiwa(item.project_year),
                "yearly": int(item.yearly),
                "evidence_id": self._cite(item.source),
            }
            for item in form.round
        )
        self._add_all("round", key, rounds)
        steps = ({"text": s.text, "evidence_id": self._cite(s.source)} for s in form.step)
        self._add_all("step", key, steps)
        costs = [(item, 1) for item in form.eligible_cost]
        costs += [(item, 0) for item in form.ineligible_cost]
        cost_rows = (
            {"text": item.text, "eligible": eligible, "evidence_id": self._cite(item.source)}
            for item, eligible in costs
        )
        self._add_all("cost", key, cost_rows)
        contacts = (
            {
                **{name: getattr(item, name) for name in ("name", "detail", "url", "doubt")},
                "evidence_id": self._cite(item.source),
            }
            for item in form.contact
        )
        self._add_all("contact", key, contacts)
        changes = (
            {
                **{name: getattr(item, name) for name in ("text", "before", "after")},
                "since_reiwa_year": _reiwa(item.since),
                "evidence_id": self._cite(item.source),
            }
            for item in form.change
        )
        self._add_all("change", key, changes)

    def _add(self, table: str, **values: Any) -> None:
        """Add one row."""
        self.tables[table].append(values)

    def _add_numbered(self, table: str, **values: Any) -> int:
        """Add one row with the next number of its table; return the number."""
        number = len(self.tables[table]) + 1
        self._add(table, id=number, **values)
        return number

    def _add_all(self, table: str, key: Row, rows: Iterable[Row]) -> None:
        """Add the rows of one owner, with their position counted from 1."""
        for position, row in enumerate(rows, start=1):
            self._add(table, **key, position=position, **row)

    def _cite(self, sources: Sources) -> int:
        """Return the number of these citations as evidence; the same citations are stored once."""
        texts = [sources] if isinstance(sources, str) else sources
        references = [SourceRef.parse(text) for text in texts]
        text = " ／ ".join(str(reference) for reference in references)
        if text not in self._evidence:
            self._evidence[text] = self._add_numbered("evidence", text=text)
            rows = (
                {
                    "document_id": reference.document,
                    "first_line": reference.line,
                    "last_line": reference.last_line,
                    "heading": reference.heading,
                }
                for reference in references
            )
            self._add_all("source_ref", {"evidence_id": self._evidence[text]}, rows)
        return self._evidence[text]

    def _rule(self, data: RuleData | None) -> str | None:
        """Return a rule as JSON text with shared rules filled in."""
        if data is None:
            return None
        return json.dumps(resolve_rule(data, self.rules), ensure_ascii=False)


def _reiwa(code: str | None) -> int | None:
    """Return the number of a fiscal year such as R8."""
    return None if code is None else FiscalYear.parse(code).reiwa
