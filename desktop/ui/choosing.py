"""Choosing the town, from wherever in the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.errors import AppError
from desktop.ui import messages
from desktop.ui.context import Context


def choose_town(context: Context, parent: QWidget, code: str) -> bool:
    """Choose a town, forget the undo history of the one before, and announce it."""
    try:
        context.office.choose(code)
    except AppError as error:
        messages.show_error(parent, error.message)
        return False
    context.undo.clear()  # its commands would change the answers of another town
    context.events.town_chosen.emit()
    context.events.judged.emit()
    context.events.selection_changed.emit()
    return True
