"""The next best question: which unanswered fact would settle most programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.verdict import Judgement, Verdict


@dataclass(frozen=True)
class Question:
    """A fact to ask for and the number of programmes at 要確認 that wait for it."""

    fact: str
    settles: int


def next_questions(judgements: Iterable[Judgement]) -> tuple[Question, ...]:
    """Return the missing facts of programmes at 要確認, most wanted first, then by fact id."""
    waiting = (one for one in judgements if one.verdict is Verdict.UNKNOWN)
    counts = Counter(fact for judgement in waiting for fact in judgement.missing)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Question(fact, count) for fact, count in ordered)
