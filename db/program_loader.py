"""Turns the rows of catalog.sqlite into programmes: one query per table, grouped by owner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.catalog_connection import CatalogConnection
from db.line_loader import load_lines
from db.stored_rows import Groups, StoredRows, fiscal_year, optional, stored_year
from desktop.collector import collector_at_rest
from desktop.domain.codes import Certainty, CombineBase, ProgramState, RoundState
from desktop.domain.dates import PartialDate
from desktop.domain.program import Change, Contact, Cost, Edition, Program, Relation, Round, Step


@collector_at_rest()
def load_programs(connection: CatalogConnection) -> tuple[Program, ...]:
    """Return every programme, sorted by kana, then id. Raises CatalogError for a damaged file."""
    with connection.guarded():
        return _programs(StoredRows(connection))


def _programs(rows: StoredRows) -> tuple[Program, ...]:
    """Return the programmes with everything below them."""
    editions = _editions(rows)
    aliases = rows.texts("program_alias", "program_id", "alias")
    keywords = rows.texts("program_keyword", "program_id", "keyword")
    purposes = rows.texts("program_purpose", "program_id", "purpose_id")
    relations = _relations(rows)
    found = rows.connection.rows(
        "SELECT id, name, kana, agency, state, end_reiwa_year, summary, applicants, beneficiaries"
        " FROM program ORDER BY number"
    )
    return tuple(
        Program(
            id=program,
            name=name,
            kana=kana,
            aliases=tuple(aliases[program]),
            agency=agency,
            purposes=tuple(purposes[program]),
            keywords=tuple(keywords[program]),
            state=ProgramState(state),
            end_year=stored_year(end),
            summary=summary,
            applicants=applicants,
            beneficiaries=beneficiaries,
            editions=tuple(editions[program]),
            relations=tuple(relations[program]),
        )
        for program, name, kana, agency, state, end, summary, applicants, beneficiaries in found
    )


def _relations(rows: StoredRows) -> Groups[Relation]:
    """Return how each programme stands to others."""
    columns = "kind, target_id, text, line_codes, target_line_codes, combined_on, evidence_id"

    def build(row: dict[str, Any]) -> Relation:
        return Relation(
            kind=row["kind"],
            target=row["target_id"],
            text=row["text"],
            lines=tuple(row["line_codes"].split()),
            target_lines=tuple(row["target_line_codes"].split()),
            on=optional(row["combined_on"], CombineBase),
            sources=() if row["evidence_id"] is None else rows.sources[row["evidence_id"]],
        )

    return rows.grouped_by_name("program_id", columns, "relation", build)


def _editions(rows: StoredRows) -> Groups[Edition]:
    """Return the editions of each programme, oldest first."""
    columns = "id, reiwa_year, certainty, summary, evidence_id, doubt"
    return rows.grouped_by_name("program_id", columns, "edition", _edition_builder(rows))


def _edition_builder(rows: StoredRows) -> Callable[[dict[str, Any]], Edition]:
    """Load what belongs to editions; return what builds an edition from its row."""
    common = rows.criteria("edition_id", "support_line_id IS NULL")
    lines, rounds = load_lines(rows), _rounds(rows)
    steps, costs = _steps(rows), _costs(rows)
    contacts, changes = _contacts(rows), _changes(rows)

    def build(row: dict[str, Any]) -> Edition:
        number = row["id"]
        return Edition(
            year=fiscal_year(row["reiwa_year"]),
            certainty=Certainty(row["certainty"]),
            summary=row["summary"],
            criteria=tuple(common[number]),
            lines=tuple(lines[number]),
            rounds=tuple(rounds[number]),
            steps=tuple(steps[number]),
            costs=tuple(costs[number]),
            contacts=tuple(contacts[number]),
            changes=tuple(changes[number]),
            sources=rows.sources[row["evidence_id"]],
            doubt=row["doubt"],
        )

    return build


def _rounds(rows: StoredRows) -> Groups[Round]:
    """Return the calls of each edition."""
    columns = "label, state, project_reiwa_year, opens, closes, printed, yearly, evidence_id, note"

    def build(row: dict[str, Any]) -> Round:
        return Round(
            label=row["label"],
            state=RoundState(row["state"]),
            project_year=stored_year(row["project_reiwa_year"]),
            opens=optional(row["opens"], PartialDate.parse),
            closes=optional(row["closes"], PartialDate.parse),
            printed=row["printed"],
            yearly=bool(row["yearly"]),
            sources=rows.sources[row["evidence_id"]],
            note=row["note"],
        )

    return rows.grouped_by_name("edition_id", columns, "round", build)


def _steps(rows: StoredRows) -> Groups[Step]:
    """Return the steps of each edition."""
    return rows.grouped(
        "SELECT edition_id, text, evidence_id FROM step ORDER BY edition_id, position",
        lambda text, evidence: Step(text, rows.sources[evidence]),
    )


def _costs(rows: StoredRows) -> Groups[Cost]:
    """Return what counts and what does not, for each edition."""
    return rows.grouped(
        "SELECT edition_id, text, eligible, evidence_id FROM cost ORDER BY edition_id, position",
        lambda text, eligible, evidence: Cost(text, bool(eligible), rows.sources[evidence]),
    )


def _contacts(rows: StoredRows) -> Groups[Contact]:
    """Return the desks of each edition."""
    return rows.grouped(
        "SELECT edition_id, name, detail, url, evidence_id, doubt, prefecture_codes FROM contact"
        " ORDER BY edition_id, position",
        lambda name, detail, url, evidence, doubt, codes: Contact(
            name, detail, url, rows.sources[evidence], doubt, tuple(codes.split())
        ),
    )


def _changes(rows: StoredRows) -> Groups[Change]:
    """Return what changed in each edition."""
    return rows.grouped(
        "SELECT edition_id, text, before, after, since_reiwa_year, evidence_id FROM change"
        " ORDER BY edition_id, position",
        lambda text, before, after, since, evidence: Change(
            text, before, after, stored_year(since), rows.sources[evidence]
        ),
    )
