"""Changes that can be undone."""

from __future__ import annotations

from PySide6.QtGui import QUndoCommand

from desktop.domain.facts import fact
from desktop.domain.rules import Value
from desktop.errors import AppError
from desktop.services.office import Office
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
        self._after = (not withdraw, value)
        self._before = office.user_value(fact_id)

    def redo(self) -> None:
        """Apply the change."""
        self._apply(self._after)

    def undo(self) -> None:
        """Put back what was before."""
        self._apply(self._before)

    def _apply(self, state: tuple[bool, Value]) -> None:
        """Save one state and announce it."""
        is_set, value = state
        try:
            if is_set:
                self._office.answer(self._fact_id, value)
            else:
                self._office.withdraw(self._fact_id)
        except AppError as error:
            _give_up(self, self._events, error)
            return
        self._events.judged.emit()


class SelectCommand(QUndoCommand):
    """Put a programme on the list for planning, or take it off."""

    def __init__(self, office: Office, events: AppEvents, program_id: str, chosen: bool) -> None:
        """Remember the programme and the wish."""
        super().__init__("計画に入れる制度の変更")
        self._office = office
        self._events = events
        self._program_id = program_id
        self._chosen = chosen

    def redo(self) -> None:
        """Apply the change."""
        self._apply(self._chosen)

    def undo(self) -> None:
        """Put back what was before."""
        self._apply(not self._chosen)

    def _apply(self, chosen: bool) -> None:
        """Save one state and announce it."""
        try:
            self._office.select(self._program_id, chosen)
        except AppError as error:
            _give_up(self, self._events, error)
            return
        self._events.selection_changed.emit()


def _give_up(command: QUndoCommand, events: AppEvents, error: AppError) -> None:
    """Tell that a change could not be saved; it leaves the history, for nothing has changed."""
    command.setObsolete(True)
    events.save_failed.emit(error.message)
