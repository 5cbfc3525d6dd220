"""What the window knows about a page before it has been built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget


class Titled(Protocol):
    """What every page says about itself."""

    title: str
    description: str


@dataclass(frozen=True)
class PageEntry:
    """A page in the navigation; ``build`` is called when it is first needed, to start quickly.

    ``topic`` is the help topic that F1 opens on this page.
    """

    key: str
    title: str
    description: str
    build: Callable[[], QWidget]
    topic: str = ""
