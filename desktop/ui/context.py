"""What a page is given: the office, the events, the undo history. Handed down, never global."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QUndoStack

from desktop.services.office import Office
from desktop.ui.events import AppEvents


class Context(NamedTuple):
    """Everything pages share."""

    office: Office
    events: AppEvents
    undo: QUndoStack
