"""The profile of a municipality or prefecture: its facts, each with its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.domain.facts import FACTS, fact
from desktop.domain.municipality import Municipality
from desktop.domain.value import Value


class Origin(StrEnum):
    """Where the value of a fact comes from."""

    BUNDLED = "bundled"
    OVERRULED = "overruled"
    ANSWERED = "answered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return _ORIGIN_LABELS[self]


_ORIGIN_LABELS = {
    Origin.BUNDLED: "同梱の統計・一覧",
    Origin.OVERRULED: "役場で上書き",
    Origin.ANSWERED: "役場の回答",
    Origin.UNKNOWN: "不明",
    Origin.NOT_APPLICABLE: "対象外の項目",
}


@dataclass(frozen=True)
class FactValue:
    """One fact of a profile: value or None (unknown), as-of date, origin, source and note as shown."""

    value: Value
    origin: Origin
    as_of: str | None = None
    source: str = ""
    note: str = ""
    bundled: FactValue | None = None


UNKNOWN_FACT = FactValue(None, Origin.UNKNOWN)


@dataclass(frozen=True)
class Profile:
    """The facts of one municipality: bundled, overruled or answered. Missing ids are unknown."""

    municipality: Municipality
    facts: Mapping[str, FactValue] = field(default_factory=dict)

    def fact(self, fact_id: str) -> FactValue:
        """Return a fact with its provenance."""
        return self.facts.get(fact_id, UNKNOWN_FACT)

    def value(self, fact_id: str) -> Value:
        """Return the value of a fact; None where it is unknown or no such fact exists."""
        return self.fact(fact_id).value

    def with_answers(self, answers: Mapping[str, Value], as_of: str | None = None) -> Profile:
        """Return the profile with the user's values; None makes a bundled fact unknown.

        Raises ValueError for an id that is no fact.
        """
        changed = dict(self.facts)
        for fact_id, value in answers.items():
            changed[fact_id] = _answered(self.fact(fact_id), fact_id, value, as_of)
        return replace(self, facts=changed)

    def ordered(self) -> list[tuple[str, FactValue]]:
        """Return every known fact id with its value, in the order of the definitions."""
        return [(fact_id, self.fact(fact_id)) for fact_id in FACTS]


def _answered(current: FactValue, fact_id: str, value: Value, as_of: str | None) -> FactValue:
    """Return the user's value with the bundled one kept beside it."""
    definition = fact(fact_id)
    bundled = current.bundled or (current if current.origin is Origin.BUNDLED else None)
    origin = Origin.OVERRULED if bundled else Origin.ANSWERED
    if value is None and not definition.bundled:
        origin = Origin.UNKNOWN
    return FactValue(value, origin, as_of=as_of, bundled=bundled)
