"""The next best question: which missing fact would settle most programmes, and which ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.domain.completions import comparisons, completions
from desktop.domain.dependencies import verdict_rules
from desktop.domain.fiscal import FiscalYear
from desktop.domain.non_grant import HINT_FROM
from desktop.domain.profile import Profile
from desktop.domain.rules import Rule
from desktop.domain.value import Value
from desktop.domain.verdict import Judge, Judgement
from desktop.domain.verdict_name import Verdict


@dataclass
class _Waiting:
    """The programmes at 要確認 that wait for a fact."""

    settled: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def note(self, program_id: str, verdicts: set[Verdict]) -> None:
        """Note what the answers to the fact would make of a programme."""
        if verdicts - {Verdict.UNKNOWN}:
            self.settled.append(program_id)
        if Verdict.ELIGIBLE in verdicts:
            self.opened.append(program_id)


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
    answers = _Answers(profile, year)
    for judgement in judgements:
        if judgement.verdict is Verdict.UNKNOWN:
            for fact in judgement.missing:
                verdicts = answers.verdicts(judgement, fact)
                waiting.setdefault(fact, _Waiting()).note(judgement.program.id, verdicts)
    found = (Question(fact, tuple(w.settled), tuple(w.opened)) for fact, w in waiting.items())
    return tuple(sorted(found, key=lambda one: (-one.settles, one.fact)))


class _Answers:
    """What the possible answers to a fact make of programmes; programmes share rules, so also answers."""

    def __init__(self, profile: Profile, year: FiscalYear) -> None:
        self._profile = profile
        self._year = year
        self._judges: dict[tuple[str, Value], Judge] = {}
        self._values: dict[tuple[str, tuple[int, ...]], list[Value]] = {}
        """By the fact and the identity of the rules that speak of it."""

    def verdicts(self, judgement: Judgement, fact: str) -> set[Verdict]:
        """Return the verdicts that a programme comes to by one answer or another."""
        found = (self._judge(fact, value) for value in self._possible(judgement, fact))
        return {judge.judge(judgement.program).verdict for judge in found}

    def _judge(self, fact: str, value: Value) -> Judge:
        """Return who judges for the profile with one answer more."""
        key = (fact, value)
        if key not in self._judges:
            answered = self._profile.with_answers({fact: value})
            self._judges[key] = Judge(answered, self._year)
        return self._judges[key]

    def _possible(self, judgement: Judgement, fact: str) -> list[Value]:
        """Return the answers that a programme tells apart."""
        rules = [] if judgement.edition is None else verdict_rules(judgement.edition)
        about = [rule for rule in rules if fact in rule.subjects]
        key = (fact, tuple([id(rule) for rule in about]))
        if key not in self._values:
            self._values[key] = possible_answers(about, fact)
        return self._values[key]


def possible_answers(rules: Iterable[Rule], fact: str) -> list[Value]:
    """Return values of a fact such that every outcome of the rules is met by one."""
    border = {fact: (HINT_FROM,) if fact == "fiscal_index" else ()}
    about = [one for rule in rules for one in comparisons(rule) if one.subject == fact]
    return [one[fact] for one in completions(about, lambda _: None, border)]
