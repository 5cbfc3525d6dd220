"""The next best question: which missing fact would settle most programmes, and which ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.domain.completions import comparisons, completions
from desktop.domain.dependencies import verdict_rules
from desktop.domain.fiscal import FiscalYear
from desktop.domain.non_grant import HINT_FROM
from desktop.domain.profile import Profile
from desktop.domain.value import Value
from desktop.domain.verdict import Judgement, judge
from desktop.domain.verdict_name import Verdict


@dataclass
class _Waiting:
    """The programmes at 要確認 that wait for a fact."""

    settled: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Question:
    """A fact to ask for.

    ``programs``: ids of those at 要確認 that at least one answer settles by itself; ``opens``: those
    among them that an answer makes 対象. A fact that only helps together with others settles none.
    """

    fact: str
    programs: tuple[str, ...]
    opens: tuple[str, ...]

    @property
    def settles(self) -> int:
        """How many verdicts an answer can settle."""
        return len(self.programs)


def next_questions(
    judgements: Iterable[Judgement], profile: Profile, year: FiscalYear
) -> tuple[Question, ...]:
    """Return the missing facts of programmes at 要確認, those that settle most first, then by fact id."""
    waiting: dict[str, _Waiting] = {}
    for judgement in judgements:
        if judgement.verdict is Verdict.UNKNOWN:
            for fact in judgement.missing:
                _note(waiting.setdefault(fact, _Waiting()), judgement, fact, profile, year)
    found = (Question(fact, tuple(w.settled), tuple(w.opened)) for fact, w in waiting.items())
    return tuple(sorted(found, key=lambda one: (-one.settles, one.fact)))


def _note(
    waiting: _Waiting, judgement: Judgement, fact: str, profile: Profile, year: FiscalYear
) -> None:
    """Note what the answers to a fact would make of a programme."""
    verdicts = {
        judge(judgement.program, profile.with_answers({fact: value}), year).verdict
        for value in possible_answers(judgement, fact)
    }
    if verdicts - {Verdict.UNKNOWN}:
        waiting.settled.append(judgement.program.id)
    if Verdict.ELIGIBLE in verdicts:
        waiting.opened.append(judgement.program.id)


def possible_answers(judgement: Judgement, fact: str) -> list[Value]:
    """Return values of a fact such that every outcome of the programme's rules is met by one."""
    if judgement.edition is None:
        return []
    border = {fact: (HINT_FROM,) if fact == "fiscal_index" else ()}
    about = [
        one
        for rule in verdict_rules(judgement.edition)
        for one in comparisons(rule)
        if one.subject == fact
    ]
    return [one[fact] for one in completions(about, lambda _: None, border)]
