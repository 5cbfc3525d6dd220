"""All programmes judged for one town and year, kept up to date answer by answer."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.codes import SupportKind
from desktop.domain.dependencies import dependents
from desktop.domain.fiscal import FiscalYear
from desktop.domain.one_step import OneStep, one_step
from desktop.domain.profile import Profile
from desktop.domain.program import Program
from desktop.domain.questions import Question, next_questions
from desktop.domain.verdict import Judgement
from desktop.services.matching import judge_all, rejudge


class JudgedCatalog:
    """The programmes with the judgements of the profile last given. Office loads it after the first paint."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self.programs = programs
        self.names = {program.id: program.name for program in programs}
        offered = {kind for program in programs for kind in program.kinds}
        self.kinds = [kind for kind in SupportKind if kind in offered]
        self._dependents = dependents(programs)
        self._judgements: list[Judgement] | None = None
        self._state: tuple[Profile, FiscalYear] | None = None
        self._questions: tuple[Question, ...] | None = None
        self._steps: tuple[OneStep, ...] | None = None

    def judgements(self, profile: Profile, year: FiscalYear) -> list[Judgement]:
        """Return every programme judged, in list order; judged again only where something has changed."""
        if self._judgements is None or not self._is_current(profile, year):
            self._judgements = self._judged(profile, year)
            self._state = (profile, year)
            self._questions = self._steps = None
        return self._judgements

    def questions(self, profile: Profile, year: FiscalYear) -> tuple[Question, ...]:
        """Return the facts worth asking for, most telling first."""
        judgements = self.judgements(profile, year)
        if self._questions is None:
            self._questions = tuple(next_questions(judgements, profile, year))
        return self._questions

    def steps(self, profile: Profile, year: FiscalYear) -> tuple[OneStep, ...]:
        """Return what the town could bring about to open programmes, most telling first."""
        judgements = self.judgements(profile, year)
        if self._steps is None:
            self._steps = tuple(one_step(judgements, profile, year))
        return self._steps

    def _is_current(self, profile: Profile, year: FiscalYear) -> bool:
        """Whether nothing has changed; profiles are never altered, so the same one is an equal one."""
        return self._state is not None and self._state[0] is profile and self._state[1] == year

    def _judged(self, profile: Profile, year: FiscalYear) -> list[Judgement]:
        """Judge what hangs on the facts that differ, or everything for another town or year."""
        if self._judgements is None or self._state is None:
            return judge_all(self.programs, profile, year)
        before, year_before = self._state
        if year_before != year or before.municipality != profile.municipality:
            return judge_all(self.programs, profile, year)
        ids = before.facts.keys() | profile.facts.keys()
        changed = [one for one in ids if before.fact(one) != profile.fact(one)]
        affected = frozenset[str]().union(*(self._dependents.get(one, ()) for one in changed))
        return rejudge(self._judgements, profile, year, affected)
