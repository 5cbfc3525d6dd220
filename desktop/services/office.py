"""The desk of one office: the catalogue, the town's saved work, and everything the window asks for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from db.catalog_reader import CatalogReader
from db.workspace import Answer, Workspace
from desktop.domain.dependencies import dependents
from desktop.domain.facts import fact
from desktop.domain.fiscal import FiscalYear
from desktop.domain.municipality import Municipality, Profile
from desktop.domain.one_step import OneStep, one_step
from desktop.domain.questions import Question, next_questions
from desktop.domain.rules import Value
from desktop.domain.verdict import Judgement
from desktop.errors import InputError
from desktop.services.exporting import ExportRequest, export_workbook
from desktop.services.matching import judge_all, profile_for, rejudge

__all__ = ["Answer", "Office"]

_log = logging.getLogger(__name__)

TOWN = "municipality_code"
YEAR = "fiscal_year"
ALL_TOWNS = 2000
"""More than there are municipalities and prefectures together."""


class Office:
    """One town's work: choose the town, answer facts, judge, select, export. Every change is saved at once.

    Each method that changes something returns nothing; read the new state from the properties.
    Errors are :class:`desktop.errors.AppError` with a Japanese sentence.
    """

    def __init__(
        self, catalog: CatalogReader, workspace: Workspace, today: Callable[[], date]
    ) -> None:
        """Open the desk with the town of the last session, if there was one."""
        self.catalog = catalog
        self.workspace = workspace
        self.today = today
        self.programs = catalog.programs()
        self.purposes = catalog.purposes()
        self._dependents = dependents(self.programs)
        self._profile: Profile | None = None
        self._judgements: list[Judgement] = []
        self._year = self._saved_year()
        code = workspace.setting(TOWN)
        if code and catalog.municipality(code):
            self.choose(code)

    def _saved_year(self) -> FiscalYear:
        """Return the target year last chosen; one that has passed gives way to the year planned now."""
        today = self.today()
        try:
            year = FiscalYear.parse(self.workspace.setting(YEAR) or "")
        except ValueError:
            return FiscalYear.planned_on(today)
        return year if year >= FiscalYear.containing(today) else FiscalYear.planned_on(today)

    @property
    def profile(self) -> Profile | None:
        """The chosen town's profile; None before a town is chosen."""
        return self._profile

    @property
    def town(self) -> Municipality | None:
        """The chosen town."""
        return self._profile.municipality if self._profile else None

    @property
    def fiscal_year(self) -> FiscalYear:
        """The target year that everything is judged for."""
        return self._year

    @property
    def judgements(self) -> list[Judgement]:
        """Every programme judged for the town, in list order; empty before a town is chosen."""
        return self._judgements

    @property
    def questions(self) -> tuple[Question, ...]:
        """The facts worth asking for, most telling first."""
        if self._profile is None:
            return ()
        return next_questions(self._judgements, self._profile, self._year)

    @property
    def steps(self) -> tuple[OneStep, ...]:
        """What the town could bring about to open programmes (あと一歩), most telling first."""
        if self._profile is None:
            return ()
        return one_step(self._judgements, self._profile, self._year)

    def names_of(self, program_ids: Iterable[str]) -> list[str]:
        """Return the names of programmes, in the order given."""
        names = {program.id: program.name for program in self.programs}
        return [names[one] for one in program_ids]

    def prefectures(self) -> list[Municipality]:
        """Return the 47 prefectures."""
        return self.catalog.prefectures()

    def find_towns(self, text: str, prefecture_code: str = "") -> list[Municipality]:
        """Return what a typed text can mean, best first; a prefecture alone gives itself and its towns."""
        if text.strip():
            found = self.catalog.find_municipalities(text, limit=ALL_TOWNS)
            return [one for one in found if prefecture_code in ("", one.prefecture_code)]
        own = [one for one in self.prefectures() if one.prefecture_code == prefecture_code]
        return [*own, *self.catalog.municipalities_of(prefecture_code)] if own else []

    def setting(self, key: str) -> str | None:
        """Return what the window remembered under a key."""
        return self.workspace.setting(key)

    def remember(self, key: str, value: str) -> None:
        """Keep something about the window itself (size, last folder) for the next session."""
        self.workspace.set_setting(key, value)

    def choose(self, code: str) -> None:
        """Choose a town by its code and judge everything for it."""
        profile_for(self.catalog, code, {})
        self.workspace.set_setting(TOWN, code)
        self._reload(code)

    def set_fiscal_year(self, year: FiscalYear) -> None:
        """Judge for another target year."""
        self.workspace.set_setting(YEAR, year.code)
        self._year = year
        self._judge()

    def answer(self, fact_id: str, value: Value, answered_on: date | None = None) -> None:
        """Save the user's value for a fact (None: explicitly unknown), as of today, and judge again."""
        code = self._chosen().municipality.code
        fact(fact_id)
        self.workspace.set_answer(code, fact_id, value, answered_on or self.today())
        self._take_over(code, fact_id)

    def answer_text(self, fact_id: str, text: str) -> None:
        """Save a value as typed; raise InputError with the allowed values."""
        try:
            value = fact(fact_id).parse(text)
        except ValueError as error:
            raise InputError(str(error)) from error
        self.answer(fact_id, value)

    def withdraw(self, fact_id: str) -> None:
        """Take the user's value back: the bundled one (or unknown) holds again."""
        code = self._chosen().municipality.code
        self.workspace.clear_answer(code, fact_id)
        self._take_over(code, fact_id)

    def user_answer(self, fact_id: str) -> Answer | None:
        """Return what the user has set a fact to, and when (for undo); None: nothing."""
        answers = self.workspace.answers(self._chosen().municipality.code)
        return next((one for one in answers if one.fact == fact_id), None)

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the programmes chosen for planning, in the order of choosing."""
        known = {program.id for program in self.programs}
        return tuple(one for one in self._saved_selection() if one in known)

    def select(self, program_id: str, chosen: bool) -> None:
        """Put a programme on the list for planning or take it off."""
        self._chosen()
        kept = [one for one in self.selection if one != program_id]
        self.arrange([*kept, program_id] if chosen else kept)

    def arrange(self, program_ids: Sequence[str]) -> None:
        """Save the programmes chosen for planning in a given order.

        What this catalogue does not know stays chosen: a later one may know it again.
        """
        hidden = [one for one in self._saved_selection() if one not in self.selection]
        self.workspace.set_selection(self._chosen().municipality.code, [*program_ids, *hidden])

    def _saved_selection(self) -> tuple[str, ...]:
        """Return every id that was ever chosen for the town and not taken off."""
        return self.workspace.selection(self.town.code) if self.town else ()

    def search(self, words: str) -> list[str]:
        """Return ids of programmes that contain every word, best first."""
        return self.catalog.search(words)

    def judgement(self, program_id: str) -> Judgement | None:
        """Return the judgement of one programme."""
        return next((one for one in self._judgements if one.program.id == program_id), None)

    def export_request(self, shown: Sequence[Judgement]) -> ExportRequest:
        """Gather what a workbook of the shown programmes needs, detached from both databases."""
        return ExportRequest(
            profile=self._chosen(),
            fiscal_year=self._year,
            today=self.today(),
            judgements=tuple(shown),
            selected=self.selection,
            documents=self.catalog.documents(),
            purposes=self.purposes,
            meta=self.catalog.meta(),
        )

    def export(self, shown: Sequence[Judgement], path: Path) -> Path:
        """Write the workbook at once (the window uses :meth:`export_request` with its task helper)."""
        return export_workbook(path, self.export_request(shown))

    def _chosen(self) -> Profile:
        """Return the profile or say that a town must be chosen first."""
        if self._profile is None:
            raise InputError(
                "まちが選ばれていません。先に「まちのプロフィール」でまちを選んでください。"
            )
        return self._profile

    def _reload(self, code: str) -> None:
        """Build the profile from the saved answers and judge everything."""
        self._profile = self._saved_profile(code)
        self._judge()

    def _take_over(self, code: str, fact_id: str) -> None:
        """Build the profile anew and judge again what hangs on the fact that was changed."""
        self._profile = self._saved_profile(code)
        affected = self._dependents.get(fact_id, frozenset())
        self._judgements = rejudge(self._judgements, self._profile, self._year, affected)

    def _saved_profile(self, code: str) -> Profile:
        """Return the profile with the saved answers.

        An answer that this version cannot read (an unknown fact, a value it does not allow) is left in
        the workspace, logged and not used.
        """
        profile = profile_for(self.catalog, code, {})
        for one in self.workspace.answers(code):
            try:
                value = one.value if one.value is None else fact(one.fact).parse(str(one.value))
            except ValueError:
                _log.info("an answer was left aside: %s", one.fact)
                continue
            profile = profile.with_answers({one.fact: value}, one.answered_on.isoformat())
        return profile

    def _judge(self) -> None:
        """Judge the catalogue for the current profile and year."""
        if self._profile is not None:
            self._judgements = judge_all(self.programs, self._profile, self._year)
