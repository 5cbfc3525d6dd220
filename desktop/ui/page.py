"""What the window knows about a page before it has been built."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget


class PageEntry(NamedTuple):
    """A page in the navigation; ``build`` is called when it is first needed, to start quickly.

    Title and description stand here and not with the page, whose module is loaded when it is built.
    ``topic`` is the help topic that F1 opens on this page.
    """

    key: str
    title: str
    description: str
    build: Callable[[], QWidget]
    topic: str = ""
