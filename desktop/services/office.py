"""The desk of one office: the catalogue, the town's saved work, and everything the window asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import desktop
from db.catalog_reader import CatalogReader
from db.workspace import Answer, Workspace
from desktop.domain.fiscal import FiscalYear
from desktop.domain.municipality import Municipality
from desktop.domain.value import Value
from desktop.errors import InputError

if TYPE_CHECKING:  # what judges is loaded after the window stands there
    from desktop.domain.codes import SupportKind
    from desktop.domain.one_step import OneStep
    from desktop.domain.profile import Profile
    from desktop.domain.program import Program
    from desktop.domain.questions import Question
    from desktop.domain.verdict import Judgement
    from desktop.services.exporting import ExportRequest
    from desktop.services.judged_catalog import JudgedCatalog

__all__ = ["Answer", "Office"]

TOWN = "municipality_code"
YEAR = "fiscal_year"
ALL_TOWNS = 2000
"""More than there are municipalities and prefectures together."""


class Office:
    """One town's work: choose the town, answer facts, judge, select, export. Every change is saved at once.

    Each method that changes something returns nothing; read the new state from the properties.
    Errors are :class:`desktop.errors.AppError` with a Japanese sentence.

    Programmes are loaded and judged when they are first asked for, so that a window can stand there
    before; ``is_ready`` tells whether that has happened, :meth:`prepare` does it in two parts.
    """

    def __init__(
        self, catalog: CatalogReader, workspace: Workspace, today: Callable[[], date]
    ) -> None:
        """Open the desk with the town of the last session, if there was one."""
        self.catalog = catalog
        self.workspace = workspace
        self.today = today
        self.town: Municipality | None = None
        self._profile: Profile | None = None
        self._judged: JudgedCatalog | None = None
        self.is_ready = False
        self._year = self._saved_year()
        code = workspace.setting(TOWN)
        if code:
            self.town = catalog.municipality(code)

    def _saved_year(self) -> FiscalYear:
        """Return the target year last chosen; one that has passed gives way to the year planned now."""
        today = self.today()
        try:
            year = FiscalYear.parse(self.workspace.setting(YEAR) or "")
        except ValueError:
            return FiscalYear.planned_on(today)
        return year if year >= FiscalYear.containing(today) else FiscalYear.planned_on(today)

    def prepare(self) -> bool:
        """Do a part of what was put off at the start: load, then judge. Return whether all is done."""
        if self._judged is None:
            self._catalog_judged()
            return False
        self._judge()
        return True

    def _catalog_judged(self) -> JudgedCatalog:
        """Return the programmes, loaded with everything that judges them when first wanted."""
        if self._judged is None:
            from desktop.services.judged_catalog import (  # noqa: PLC0415 - a third of the start-up time
                JudgedCatalog,
            )

            self._judged = JudgedCatalog(self.catalog.programs())
        return self._judged

    @property
    def programs(self) -> Sequence[Program]:
        """Every programme, by reading."""
        return self._catalog_judged().programs

    @property
    def kinds(self) -> Sequence[SupportKind]:
        """The kinds of support that the catalogue has, in the order of the definitions."""
        return self._catalog_judged().kinds

    @property
    def purposes(self) -> dict[str, str]:
        """The label of each purpose, in the order in which they are shown."""
        return self.catalog.purposes()

    @property
    def profile(self) -> Profile | None:
        """The chosen town's profile with the saved answers; None before a town is chosen."""
        return None if self.town is None else self._profile_of(self.town)

    @property
    def fiscal_year(self) -> FiscalYear:
        """The target year that everything is judged for."""
        return self._year

    @property
    def judgements(self) -> list[Judgement]:
        """Every programme judged for the town, in list order; empty before a town is chosen."""
        profile = self.profile
        if profile is None:
            return []
        self._judge()
        return self._catalog_judged().judgements(profile, self._year)

    @property
    def standing(self) -> str:
        """What every verdict hangs on, as a text: as long as it is the same, so are the verdicts."""
        if self.town is None:
            return ""
        answers = self.workspace.answers_as_stored(self.town.code)
        stamp = self.catalog.stamp()
        return " ".join((desktop.__version__, stamp, self.town.code, self._year.code, answers))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The facts worth asking for, most telling first."""
        profile = self.profile
        return () if profile is None else self._catalog_judged().questions(profile, self._year)

    @property
    def steps(self) -> tuple[OneStep, ...]:
        """What the town could bring about to open programmes (あと一歩), most telling first."""
        profile = self.profile
        return () if profile is None else self._catalog_judged().steps(profile, self._year)

    def names_of(self, program_ids: Iterable[str]) -> list[str]:
        """Return the names of programmes, in the order given."""
        names = self._catalog_judged().names
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
        """Choose a town by its code."""
        from desktop.services.town_profile import profile_for  # noqa: PLC0415 - not needed at start

        town = profile_for(self.catalog, code, {}).municipality
        self.workspace.set_setting(TOWN, code)
        self._take_over(town)

    def set_fiscal_year(self, year: FiscalYear) -> None:
        """Judge for another target year."""
        self.workspace.set_setting(YEAR, year.code)
        self._year = year
        self._judge()

    def answer(self, fact_id: str, value: Value, answered_on: date | None = None) -> None:
        """Save the user's value for a fact (None: explicitly unknown), as of today, and judge again."""
        from desktop.domain.facts import fact  # noqa: PLC0415 - not needed at start

        town = self._chosen()
        fact(fact_id)
        self.workspace.set_answer(town.code, fact_id, value, answered_on or self.today())
        self._take_over(town)

    def answer_text(self, fact_id: str, text: str) -> None:
        """Save a value as typed; raise InputError with the allowed values."""
        from desktop.domain.facts import fact  # noqa: PLC0415 - not needed at start

        try:
            value = fact(fact_id).parse(text)
        except ValueError as error:
            raise InputError(str(error)) from error
        self.answer(fact_id, value)

    def withdraw(self, fact_id: str) -> None:
        """Take the user's value back: the bundled one (or unknown) holds again."""
        town = self._chosen()
        self.workspace.clear_answer(town.code, fact_id)
        self._take_over(town)

    def user_answer(self, fact_id: str) -> Answer | None:
        """Return what the user has set a fact to, and when (for undo); None: nothing."""
        answers = self.workspace.answers(self._chosen().code)
        return next((one for one in answers if one.fact == fact_id), None)

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the programmes chosen for planning, in the order of choosing."""
        saved = self._saved_selection()
        known = self.catalog.program_ids() if saved else ()
        return tuple(one for one in saved if one in known)

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
        self.workspace.set_selection(self._chosen().code, [*program_ids, *hidden])

    def _saved_selection(self) -> tuple[str, ...]:
        """Return every id that was ever chosen for the town and not taken off."""
        return self.workspace.selection(self.town.code) if self.town else ()

    def search(self, words: str) -> list[str]:
        """Return ids of programmes that contain every word, best first."""
        return self.catalog.search(words)

    def judgement(self, program_id: str) -> Judgement | None:
        """Return the judgement of one programme."""
        return next((one for one in self.judgements if one.program.id == program_id), None)

    def export_request(self, shown: Sequence[Judgement]) -> ExportRequest:
        """Gather what a workbook of the shown programmes needs, detached from both databases."""
        from desktop.services.exporting import ExportRequest  # noqa: PLC0415 - not needed at start

        return ExportRequest(
            profile=self._profile_of(self._chosen()),
            fiscal_year=self._year,
            today=self.today(),
            judgements=tuple(shown),
            selected=self.selection,
            documents=self.catalog.documents(),
            purposes=self.purposes,
            names={one.id: one.name for one in self.programs},
            meta=self.catalog.meta(),
        )

    def export(self, shown: Sequence[Judgement], path: Path) -> Path:
        """Write the workbook at once (the window uses :meth:`export_request` with its task helper)."""
        from desktop.services.exporting import export_workbook  # noqa: PLC0415 - not needed at start

        return export_workbook(path, self.export_request(shown))

    def _chosen(self) -> Municipality:
        """Return the town or say that one must be chosen first."""
        if self.town is None:
            raise InputError(
                "まちが選ばれていません。先に「まちのプロフィール」でまちを選んでください。"
            )
        return self.town

    def _profile_of(self, town: Municipality) -> Profile:
        """Return the profile of the chosen town, read when it is first wanted."""
        if self._profile is None:
            self._profile = self._read_profile(town)
        return self._profile

    def _read_profile(self, town: Municipality) -> Profile:
        """Return a town's profile with the saved answers."""
        from desktop.services.town_profile import saved_profile  # noqa: PLC0415 - not needed at start

        return saved_profile(self.catalog, self.workspace, town.code)

    def _take_over(self, town: Municipality) -> None:
        """Read the profile anew and judge what is different; if that fails, what was shown still holds."""
        self._profile = self._read_profile(town)
        self.town = town
        self._judge()

    def _judge(self) -> None:
        """Judge for the profile and year as they are now."""
        profile = self.profile
        if profile is not None:
            self._catalog_judged().judgements(profile, self._year)
        self.is_ready = True
