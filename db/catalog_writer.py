"""Writes the checked programmes into catalog.sqlite, editions expanded to one per fiscal year."""

from __future__ import annotations

from sqlite_utils import Database

from db.catalog_format import EditionForm, ProgramForm, RelationForm
from db.catalog_source import CatalogSource
from db.line_writer import add_line
from db.row_collector import Row, RowCollector, reiwa
from desktop.domain.fiscal import FiscalYear


def ordered_programs(source: CatalogSource) -> list[ProgramForm]:
    """Return the programmes by kana, then id: the order of every list."""
    return sorted(source.programs.values(), key=lambda form: (form.kana, form.id))


def write_programs(database: Database, source: CatalogSource) -> None:
    """Insert documents, purposes and every programme. The tables exist and are empty."""
    rows = RowCollector(source.rules)
    for item in source.documents.values():
        names = ("id", "title", "publisher", "as_of")
        rows.add("document", **{name: getattr(item, name) for name in names})
    purposes = ({"id": name, "label": label} for name, label in source.purposes.items())
    rows.add_all("purpose", {}, purposes)
    for number, form in enumerate(ordered_programs(source), start=1):
        _add_program(rows, number, form)
    for table, content in rows.tables.items():
        database.table(table).insert_all(content)


def _add_program(rows: RowCollector, number: int, form: ProgramForm) -> None:
    """Add a programme with everything below it."""
    texts = ("id", "name", "kana", "agency", "state", "summary", "applicants", "beneficiaries")
    same = {name: getattr(form, name) for name in texts}
    rows.add("program", number=number, end_reiwa_year=reiwa(form.end_year), **same)
    key = {"program_id": form.id}
    rows.add_all("program_alias", key, ({"alias": text} for text in form.aliases))
    rows.add_all("program_keyword", key, ({"keyword": text} for text in form.keywords))
    rows.add_all("program_purpose", key, ({"purpose_id": name} for name in form.purposes))
    rows.add_all("relation", key, (_relation_row(rows, item) for item in form.relation))
    years = [(FiscalYear.parse(code), code, item) for item in form.edition for code in item.years]
    for year, code, edition in sorted(years, key=lambda entry: entry[0]):
        _add_edition(rows, form.id, (year, code), edition)


def _relation_row(rows: RowCollector, form: RelationForm) -> Row:
    """Return the row of a relation; lines are kept as one text."""
    return {
        "kind": form.kind,
        "target_id": form.target,
        "text": form.text,
        "line_codes": " ".join(form.lines),
        "target_line_codes": " ".join(form.target_lines),
        "combined_on": form.on,
        "evidence_id": None if form.source is None else rows.cite(form.source),
    }


def _add_edition(
    rows: RowCollector, program: str, year: tuple[FiscalYear, str], form: EditionForm
) -> None:
    """Add the content of one fiscal year (and its code as written)."""
    certainty = form.certainty if isinstance(form.certainty, str) else form.certainty[year[1]]
    edition = rows.add_numbered(
        "edition",
        **rows.fields(form, "summary", "doubt"),
        program_id=program,
        reiwa_year=year[0].reiwa,
        certainty=certainty,
    )
    rows.add_criteria(edition, None, form.criterion)
    for position, line in enumerate(form.line, start=1):
        add_line(rows, edition, position, line, certainty)
    _add_rounds_and_texts(rows, {"edition_id": edition}, form)


def _add_rounds_and_texts(rows: RowCollector, key: dict[str, int], form: EditionForm) -> None:
    """Add rounds, steps, costs, contacts and changes of an edition."""
    rounds = (
        {
            **rows.fields(item, "label", "state", "opens", "closes", "printed", "note"),
            "project_reiwa_year": reiwa(item.project_year),
            "yearly": int(item.yearly),
        }
        for item in form.round
    )
    rows.add_all("round", key, rounds)
    rows.add_cited("step", key, form.step, "text")
    costs = [(item, 1) for item in form.eligible_cost]
    costs += [(item, 0) for item in form.ineligible_cost]
    cost_rows = ({**rows.fields(item, "text"), "eligible": eligible} for item, eligible in costs)
    rows.add_all("cost", key, cost_rows)
    contacts = (
        {
            **rows.fields(item, "name", "detail", "url", "doubt"),
            "prefecture_codes": " ".join(item.prefectures),
        }
        for item in form.contact
    )
    rows.add_all("contact", key, contacts)
    changes = (
        {**rows.fields(item, "text", "before", "after"), "since_reiwa_year": reiwa(item.since)}
        for item in form.change
    )
    rows.add_all("change", key, changes)
