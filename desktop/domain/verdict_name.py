"""The five verdicts and their names (VOCABULARY.md), apart from how they come about: the window needs them first."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """判定."""

    ELIGIBLE = "eligible"
    UNKNOWN = "unknown"
    VIA_LOCAL_ACTORS = "via_local_actors"
    INELIGIBLE = "ineligible"
    NOT_CURRENT = "not_current"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return _LABELS[self]


_LABELS = {
    Verdict.ELIGIBLE: "対象",
    Verdict.UNKNOWN: "要確認",
    Verdict.VIA_LOCAL_ACTORS: "地域の主体向け",
    Verdict.INELIGIBLE: "対象外",
    Verdict.NOT_CURRENT: "過去の制度",
}
