"""Why an amount is a range: the unknown values that really change it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from desktop.domain.calculation import Outturn, ReadCase
from desktop.domain.facts import FACTS
from desktop.domain.line_estimate import RangeCause
from desktop.domain.wording import subject_label


def range_causes(cases: Sequence[ReadCase]) -> tuple[RangeCause, ...]:
    """Return the unknown subjects that change the amount when nothing else changes."""
    subjects = cases[0].outturns[0].completion
    telling = [
        subject for subject in subjects if any(_changes(subject, case.outturns) for case in cases)
    ]
    return tuple(RangeCause(subject, _text(subject)) for subject in telling)


def _changes(subject: str, outturns: Sequence[Outturn]) -> bool:
    """Whether two completions that differ only in the subject come to different amounts."""
    amounts = defaultdict(set)
    for one in outturns:
        others = tuple(value for key, value in one.completion.items() if key != subject)
        amounts[others].add(one.amount)
    return any(len(found) > 1 for found in amounts.values())


def _text(subject: str) -> str:
    """Say that a value is not known."""
    label = subject_label(subject)
    return (
        f"「{label}」が分かりません。" if subject in FACTS else f"「{label}」が入力されていません。"
    )
