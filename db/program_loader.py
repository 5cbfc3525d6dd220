"""Turns the rows of catalog.sqlite into domain objects: one query per table, grouped by owner."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

from db.catalog_connection import CatalogConnection
from desktop.domain.dates import PartialDate
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen
from desktop.domain.program import (
    Applicant,
    Basis,
    CapCase,
    Certainty,
    Change,
    Contact,
    Correction,
    Cost,
    Criterion,
    Edition,
    Figure,
    LineDriver,
    Program,
    ProgramState,
    RateCase,
    Relation,
    Round,
    RoundState,
    Scope,
    Step,
    SupportKind,
    SupportLine,
    Unit,
)
from desktop.domain.rule_text import parse_rule
from desktop.domain.rules import Rule
from desktop.domain.source import SourceRef

T = TypeVar("T")
Groups = dict[Any, list[T]]


def load_programs(connection: CatalogConnection) -> tuple[Program, ...]:
    """Return every programme, sorted by kana, then id. Raises CatalogError for a damaged file."""
    with connection.guarded():
        return _Loader(connection).programs()


class _Loader:
    """Holds the citations while the parts are put together from the inside out."""

    def __init__(self, connection: CatalogConnection) -> None:
        self.connection = connection
        self.rules: dict[str, Rule] = {}  # the same text is parsed once
        refs = self._grouped(
            "SELECT evidence_id, document_id, first_line, last_line, heading FROM source_ref"
            " ORDER BY evidence_id, position",
            SourceRef,
        )
        self.sources = {evidence: tuple(found) for evidence, found in refs.items()}

    def programs(self) -> tuple[Program, ...]:
        """Return the programmes with everything below them."""
        editions = self._editions()
        aliases = self._texts("program_alias", "program_id", "alias")
        keywords = self._texts("program_keyword", "program_id", "keyword")
        purposes = self._texts("program_purpose", "program_id", "purpose_id")
        relations = self._grouped(
            "SELECT program_id, kind, target_id, text FROM relation ORDER BY program_id, position",
            Relation,
        )
        rows = self.connection.rows(
            "SELECT id, name, kana, agency, state, end_reiwa_year, summary, applicants,"
            " beneficiaries FROM program ORDER BY number"
        )
        return tuple(
            Program(
                id=name,
                name=title,
                kana=kana,
                aliases=tuple(aliases[name]),
                agency=agency,
                purposes=tuple(purposes[name]),
                keywords=tuple(keywords[name]),
                state=ProgramState(state),
                end_year=_year(end),
                summary=summary,
                applicants=applicants,
                beneficiaries=beneficiaries,
                editions=tuple(editions[name]),
                relations=tuple(relations[name]),
            )
            for name, title, kana, agency, state, end, summary, applicants, beneficiaries in rows
        )

    def _editions(self) -> Groups[Edition]:
        """Return the editions of each programme, oldest first."""
        common = self._criteria("edition_id", "support_line_id IS NULL")
        lines = self._lines()
        rounds = self._rounds()
        steps = self._grouped(
            "SELECT edition_id, text, evidence_id FROM step ORDER BY edition_id, position",
            lambda text, evidence: Step(text, self.sources[evidence]),
        )
        costs = self._grouped(
            "SELECT edition_id, text, eligible, evidence_id FROM cost ORDER BY edition_id, position",
            lambda text, eligible, evidence: Cost(text, bool(eligible), self.sources[evidence]),
        )
        contacts = self._grouped(
            "SELECT edition_id, name, detail, url, evidence_id, doubt FROM contact"
            " ORDER BY edition_id, position",
            lambda name, detail, url, evidence, doubt: Contact(
                name, detail, url, self.sources[evidence], doubt
            ),
        )
        changes = self._grouped(
            "SELECT edition_id, text, before, after, since_reiwa_year, evidence_id FROM change"
            " ORDER BY edition_id, position",
            lambda text, before, after, since, evidence: Change(
                text, before, after, _year(since), self.sources[evidence]
            ),
        )

        def edition(
            number: int, year: int, certainty: str, summary: str, evidence: int, doubt: str
        ) -> Edition:
            return Edition(
                year=FiscalYear(year),
                certainty=Certainty(certainty),
                summary=summary,
                criteria=tuple(common[number]),
                lines=tuple(lines[number]),
                rounds=tuple(rounds[number]),
                steps=tuple(steps[number]),
                costs=tuple(costs[number]),
                contacts=tuple(contacts[number]),
                changes=tuple(changes[number]),
                sources=self.sources[evidence],
                doubt=doubt,
            )

        return self._grouped(
            "SELECT program_id, id, reiwa_year, certainty, summary, evidence_id, doubt FROM edition"
            " ORDER BY program_id, reiwa_year",
            edition,
        )

    def _lines(self) -> Groups[SupportLine]:
        """Return the support lines of each edition."""
        rates, caps, figures = self._rates(), self._caps(), self._figures()
        actors = self._texts("line_actor", "support_line_id", "actor")
        drivers = self._grouped(
            "SELECT support_line_id, driver_id, required FROM line_driver"
            " ORDER BY support_line_id, position",
            lambda name, required: LineDriver(name, bool(required)),
        )
        criteria = self._criteria("support_line_id", "support_line_id IS NOT NULL")
        columns = (
            "id, code, label, kind, summary, applicant, town_role, per, basis, correction,"
            " ordinance_correction, ordinance_evidence_id, certainty, end_reiwa_year, evidence_id,"
            " doubt"
        )
        found: Groups[SupportLine] = defaultdict(list)
        for edition, *values in self.connection.rows(
            f"SELECT edition_id, {columns} FROM support_line ORDER BY edition_id, position"
        ):
            row = dict(zip(columns.replace(" ", "").split(","), values, strict=True))
            number = row["id"]
            line = SupportLine(
                id=row["code"],
                label=row["label"],
                kind=SupportKind(row["kind"]),
                summary=row["summary"],
                applicant=Applicant(row["applicant"]),
                actors=tuple(actors[number]),
                town_role=row["town_role"],
                rates=tuple(rates[number]),
                caps=tuple(caps[number]),
                per=_optional(row["per"], Unit),
                basis=_optional(row["basis"], Basis),
                correction=_optional(row["correction"], Correction),
                ordinance_correction=_optional(row["ordinance_correction"], Correction),
                ordinance_sources=self.sources.get(row["ordinance_evidence_id"], ()),
                figures=tuple(figures[number]),
                drivers=tuple(drivers[number]),
                criteria=tuple(criteria[number]),
                certainty=Certainty(row["certainty"]),
                end_year=_year(row["end_reiwa_year"]),
                sources=self.sources[row["evidence_id"]],
                doubt=row["doubt"],
            )
            found[edition].append(line)
        return found

    def _rates(self) -> Groups[RateCase]:
        """Return the rates of each line, in order."""
        return self._grouped(
            "SELECT support_line_id, rate, printed, label, condition, evidence_id, doubt"
            " FROM rate_case ORDER BY support_line_id, position",
            lambda rate, printed, label, condition, evidence, doubt: RateCase(
                Fraction(rate), printed, label, self._rule(condition), self.sources[evidence], doubt
            ),
        )

    def _caps(self) -> Groups[CapCase]:
        """Return the caps of each line, in order; what raises a cap is cited with it."""

        def cap(  # noqa: PLR0913, PLR0917 (one argument per column)
            yen: int,
            printed: str,
            label: str,
            condition: str | None,
            evidence: int,
            doubt: str,
            raised_by: str | None,
            raised_condition: str | None,
            raised_evidence: int | None,
        ) -> CapCase:
            sources = self.sources[evidence] + self.sources.get(raised_evidence, ())
            return CapCase(
                yen=Yen(yen),
                printed=printed,
                label=label,
                when=self._rule(condition),
                sources=tuple(dict.fromkeys(sources)),
                doubt=doubt,
                raised_by=_optional(raised_by, Fraction),
                raised_when=self._rule(raised_condition),
            )

        return self._grouped(
            "SELECT support_line_id, yen, printed || printed_unit, label, condition, evidence_id,"
            " doubt, raised_by, raised_condition, raised_evidence_id FROM cap_case"
            " ORDER BY support_line_id, position",
            cap,
        )

    def _figures(self) -> Groups[Figure]:
        """Return the further figures of each line."""
        return self._grouped(
            "SELECT support_line_id, label, printed || printed_unit, yen, evidence_id, note, doubt"
            " FROM figure ORDER BY support_line_id, position",
            lambda label, printed, yen, evidence, note, doubt: Figure(
                label, printed, _optional(yen, Yen), self.sources[evidence], note, doubt
            ),
        )

    def _criteria(self, owner: str, which: str) -> Groups[Criterion]:
        """Return the criteria of each edition or line."""
        return self._grouped(
            f"SELECT {owner}, code, text, scope, rule, ask, evidence_id, doubt FROM criterion"
            f" WHERE {which} ORDER BY {owner}, position",
            lambda code, text, scope, rule, ask, evidence, doubt: Criterion(
                code, text, Scope(scope), self._rule(rule), ask, self.sources[evidence], doubt
            ),
        )

    def _rounds(self) -> Groups[Round]:
        """Return the calls of each edition."""
        return self._grouped(
            "SELECT edition_id, label, state, project_reiwa_year, opens, closes, printed, yearly,"
            " evidence_id, note FROM round ORDER BY edition_id, position",
            lambda label, state, year, opens, closes, printed, yearly, evidence, note: Round(
                label=label,
                state=RoundState(state),
                project_year=_year(year),
                opens=_optional(opens, PartialDate.parse),
                closes=_optional(closes, PartialDate.parse),
                printed=printed,
                yearly=bool(yearly),
                sources=self.sources[evidence],
                note=note,
            ),
        )

    def _texts(self, table: str, owner: str, column: str) -> Groups[str]:
        """Return the texts of each owner in a simple list table."""
        sql = f"SELECT {owner}, {column} FROM {table} ORDER BY {owner}, position"
        return self._grouped(sql, str)

    def _grouped(self, sql: str, build: Callable[..., T]) -> Groups[T]:
        """Build an object from each row; the first column is the owner."""
        found: Groups[T] = defaultdict(list)
        for owner, *values in self.connection.rows(sql):
            found[owner].append(build(*values))
        return found

    def _rule(self, text: str | None) -> Rule | None:
        """Return the rule of a JSON text, or None."""
        if text is None:
            return None
        if text not in self.rules:
            self.rules[text] = parse_rule(json.loads(text))
        return self.rules[text]


def _optional(value: Any, build: Callable[[Any], T]) -> T | None:
    """Return None for NULL, else the built value."""
    return None if value is None else build(value)


def _year(reiwa: int | None) -> FiscalYear | None:
    """Return a fiscal year, or None for NULL."""
    return None if reiwa is None else FiscalYear(reiwa)
