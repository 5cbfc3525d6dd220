"""What changed in the office, announced to every page; each page decides whether to refresh."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class AppEvents(QObject):
    """Signals in the past tense, emitted after the change has been saved."""

    town_chosen = Signal()
    judged = Signal()
    """Verdicts may have changed: another town, year, or an answered fact."""
    prepared = Signal()
    """The verdicts that the first picture was shown without are there."""
    selection_changed = Signal()
    leaving = Signal()
    """The window is about to close: the last moment to remember something for the next session."""
    program_requested = Signal(str)
    """Somebody wants to see this programme (id) on the page 制度をさがす."""
    fact_requested = Signal(str)
    """Somebody wants to answer this fact (id) on the page まちのプロフィール."""
    town_wanted = Signal()
    """Somebody wants to choose a town first, on the page まちのプロフィール."""
    help_requested = Signal(str)
    """Somebody wants to read this topic (its title) on the page ヘルプ; an empty text: the first one."""
    save_failed = Signal(str)
    """A change could not be saved; the sentence for the user. The window shows it."""
