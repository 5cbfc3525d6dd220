"""Changes that can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QUndoCommand

from desktop.domain.facts import fact
from desktop.domain.value import Value
from desktop.errors import AppError
from desktop.services.office import Answer, Office
from desktop.ui.events import AppEvents


class AnswerCommand(QUndoCommand):
    """Set (or, with ``withdraw``, take back) the user's value of a fact. Saved at once, both ways."""

    def __init__(
        self,
        office: Office,
        events: AppEvents,
        fact_id: str,
        value: Value,
        *,
        withdraw: bool = False,
    ) -> None:
        """Remember what the fact was before."""
        super().__init__(f"「{fact(fact_id).label}」の変更")
        self._office = office
        self._events = events
        self._fact_id = fact_id
        self._after = None if withdraw else Answer(fact_id, value, office.today())
        self._before = office.user_answer(fact_id)

    def redo(self) -> None:
        """Apply the change."""
        self._apply(self._after)

    def undo(self) -> None:
        """Put back what was before."""
        self._apply(self._before)

    def _apply(self, answer: Answer | None) -> None:
        """Save one state with its day and announce it."""
        try:
            if answer is None:
                self._office.withdraw(self._fact_id)
            else:
                self._office.answer(self._fact_id, answer.value, answer.answered_on)
        except AppError as error:
            _give_up(self, self._events, error)
            return
        self._events.judged.emit()


class ArrangeCommand(QUndoCommand):
    """Save the programmes chosen for planning in a given order."""

    def __init__(
        self, office: Office, events: AppEvents, program_ids: Sequence[str], text: str
    ) -> None:
        """Remember the list as it was and as it is wanted."""
        super().__init__(text)
        self._office = office
        self._events = events
        self._before = office.selection
        self._after = tuple(program_ids)

    def redo(self) -> None:
        """Apply the change."""
        self._apply(self._after)

    def undo(self) -> None:
        """Put the list back in the order it had."""
        self._apply(self._before)

    def _apply(self, program_ids: tuple[str, ...]) -> None:
        """Save one state and announce it."""
        try:
            self._office.arrange(program_ids)
        except AppError as error:
            _give_up(self, self._events, error)
            return
        self._events.selection_changed.emit()


class SelectCommand(ArrangeCommand):
    """Put a programme at the end of the list for planning, or take it off."""

    def __init__(self, office: Office, events: AppEvents, program_id: str, chosen: bool) -> None:
        """Remember the programme and the wish."""
        kept = [one for one in office.selection if one != program_id]
        wanted = [*kept, program_id] if chosen else kept
        super().__init__(office, events, wanted, "計画に入れる制度の変更")


def _give_up(command: QUndoCommand, events: AppEvents, error: AppError) -> None:
    """Tell that a change could not be saved; it leaves the history, for nothing has changed."""
    command.setObsolete(True)
    events.save_failed.emit(error.message)
