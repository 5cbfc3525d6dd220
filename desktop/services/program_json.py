"""One programme in full, as ``catalog show --json`` prints it."""

from __future__ import annotations

from desktop.domain.program import Edition, Program, Relation, Round
from desktop.services.json_view import Json, program_entry
from desktop.services.line_json import criterion_data, line_data, source_list


def program_data(program: Program) -> Json:
    """Return a programme with editions, lines, rounds, criteria, costs, steps, contacts, relations, sources."""
    return program_entry(program) | {
        "kana": program.kana,
        "summary": program.summary,
        "applicants": program.applicants,
        "beneficiaries": program.beneficiaries or None,
        "keywords": list(program.keywords),
        "end_year": program.end_year.code if program.end_year else None,
        "relations": [_relation(one) for one in program.relations],
        "editions": [_edition(edition) for edition in program.editions],
    }


def _relation(relation: Relation) -> Json:
    """Return how a programme stands to another; empty lists of lines mean all of them."""
    return {
        "kind": relation.kind,
        "target": relation.target,
        "text": relation.text,
        "lines": list(relation.lines),
        "target_lines": list(relation.target_lines),
        "on": relation.on.value if relation.on else None,
        "sources": source_list(relation.sources),
    }


def _edition(edition: Edition) -> Json:
    """Return one fiscal year of a programme."""
    return {
        "fiscal_year": edition.year.code,
        "certainty": edition.certainty.value,
        "summary": edition.summary or None,
        "doubt": edition.doubt or None,
        "criteria": [criterion_data(one) for one in edition.criteria],
        "support": [line_data(line) for line in edition.lines],
        "rounds": [_round(one) for one in edition.rounds],
        "steps": [{"text": one.text, "sources": source_list(one.sources)} for one in edition.steps],
        "costs": [
            {"text": one.text, "eligible": one.eligible, "sources": source_list(one.sources)}
            for one in edition.costs
        ],
        "contacts": [
            {
                "name": one.name,
                "detail": one.detail or None,
                "url": one.url or None,
                "prefectures": list(one.prefectures),
                "doubt": one.doubt or None,
                "sources": source_list(one.sources),
            }
            for one in edition.contacts
        ],
        "changes": [
            {
                "text": one.text,
                "before": one.before or None,
                "after": one.after or None,
                "since": one.since.code if one.since else None,
                "sources": source_list(one.sources),
            }
            for one in edition.changes
        ],
        "sources": source_list(edition.sources),
    }


def _round(known: Round) -> Json:
    """Return a round as printed."""
    return {
        "label": known.label,
        "state": known.state.value,
        "project_year": known.project_year.code if known.project_year else None,
        "opens": str(known.opens) if known.opens else None,
        "closes": str(known.closes) if known.closes else None,
        "printed": known.printed or None,
        "yearly": known.yearly,
        "note": known.note or None,
        "sources": source_list(known.sources),
    }
