"""不交付団体: whether a body gets no 普通交付税, so that what is paid through 交付税 may have no effect.

VOCABULARY.md, Verdicts: an overlay on lines paid through 交付税, never a criterion.
"""

from __future__ import annotations

from desktop.domain.correction import has_own_coefficient
from desktop.domain.profile import Origin, Profile

FACTS = ("non_grant_body", "fiscal_index")
"""What the overlay hangs on, besides the kind of body."""

HINT_FROM = 1
"""財政力指数 from which a body that has not answered is taken for one (a hint: 不交付 is decided yearly)."""


def is_non_grant_body(profile: Profile) -> bool:
    """Whether the overlay acts: 東京都・特別区; answered yes; or unanswered and 財政力指数 at 1.00 or more."""
    if not has_own_coefficient(profile.municipality):
        return True
    if _is_answered(profile):
        return profile.value("non_grant_body") == "yes"
    index = profile.value("fiscal_index")
    return index is not None and not isinstance(index, str) and index >= HINT_FROM


def overlay(profile: Profile) -> tuple[str, ...] | None:
    """Return the facts that would settle the overlay where it acts or may act; None where it does not.

    It holds every line paid through 交付税 at 要確認. No facts: it is settled that it acts.
    """
    settled = _is_answered(profile) or not has_own_coefficient(profile.municipality)
    if not settled and profile.value("fiscal_index") is None:
        return FACTS  # unknown is never turned into a yes
    if not is_non_grant_body(profile):
        return None
    return () if settled else FACTS[:1]


def _is_answered(profile: Profile) -> bool:
    """Whether the office has said if it is a 不交付団体."""
    answer = profile.fact("non_grant_body")
    return answer.origin is not Origin.UNKNOWN and answer.value is not None
