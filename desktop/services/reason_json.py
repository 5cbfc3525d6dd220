"""Reasons and their explanations as plain data: every node with its value, where that is from, and its source."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from desktop.domain.fiscal import FiscalYear
from desktop.domain.phone_call import phone_call
from desktop.domain.profile import Profile
from desktop.domain.rules import Compare, Explanation
from desktop.domain.source import SourceRef
from desktop.domain.value import Value
from desktop.domain.verdict import Judgement, Reason
from desktop.domain.wording import decisive, describe

Json = dict[str, Any]


def plain(value: Value) -> str | int | float | None:
    """Return a value as JSON has it; decimals become numbers."""
    return float(value) if isinstance(value, Decimal) else value


def source_data(source: SourceRef) -> Json:
    """Return one citation."""
    return {
        "document": source.document,
        "line": source.line,
        "last_line": source.last_line,
        "heading": source.heading,
    }


def cited(sources: tuple[SourceRef, ...]) -> Json:
    """Return the first citation as text and all of them as data."""
    return {
        "source": str(sources[0]) if sources else None,
        "sources": [source_data(source) for source in sources],
    }


def reason_data(reason: Reason, judgement: Judgement, profile: Profile, year: FiscalYear) -> Json:
    """Return a reason; ``fact`` and its value are those of the comparison that decides it.

    ``call`` is what to say on the telephone to the desks of ``call_to``; null where nothing is open.
    """
    leaf = decisive(reason.explanation) if reason.explanation else None
    call = phone_call(reason, judgement, profile.municipality, year)
    parts = reason.explanation.parts if reason.explanation else ()
    return {
        "text": reason.text,
        "kind": reason.kind.value,
        "scope": reason.scope.value,
        "line": reason.line_id,
        **_value_used(leaf, profile),
        "outcome": reason.outcome.value,
        "open_wording": bool(reason.explanation and reason.explanation.is_open),
        "missing": list(reason.missing),
        "ask": reason.ask or None,
        "call": call.words if call else None,
        "call_to": list(call.desks) if call else [],
        "doubt": (reason.criterion.doubt or None) if reason.criterion else None,
        **cited(reason.sources),
        "parts": [_explained(part, reason.sources, profile) for part in parts],
    }


def _explained(node: Explanation, sources: tuple[SourceRef, ...], profile: Profile) -> Json:
    """Return one node of an explanation with its parts; it is cited where its criterion is."""
    return {
        "text": describe(node.rule),
        **_value_used(node, profile),
        "outcome": node.outcome.value,
        "open_wording": node.is_open,
        **cited(sources),
        "parts": [_explained(part, sources, profile) for part in node.parts],
    }


def _value_used(node: Explanation | None, profile: Profile) -> Json:
    """Return the value that a comparison used, with origin and date; all null for a joint of several."""
    if node is None or not isinstance(node.rule, Compare):
        return {"fact": None, "value": None, "origin": None, "as_of": None}
    known = profile.fact(node.rule.subject)
    return {
        "fact": node.rule.subject,
        "value": plain(node.value),
        "origin": known.origin.value,
        "as_of": known.as_of,
    }
