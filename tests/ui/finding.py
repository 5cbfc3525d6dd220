"""Finding widgets, typed (the stubs of Qt do not say what findChild returns)."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

Kind = TypeVar("Kind", bound=QObject)


def child(parent: QObject, kind: type[Kind], name: str = "") -> Kind:
    """Return the child of a kind; it must exist."""
    found: Any = parent.findChild(kind, name) if name else parent.findChild(kind)
    assert isinstance(found, kind)
    return found


def children(parent: QObject, kind: type[Kind]) -> list[Kind]:
    """Return all children of a kind."""
    found: Any = parent.findChildren(kind)
    return list(found)


def menu(window: QMainWindow, position: int) -> QMenu:
    """Return a menu of the menu bar."""
    found: Any = window.menuBar().actions()[position].menu()
    assert isinstance(found, QMenu)
    return found


def menu_actions(window: QMainWindow) -> list[QAction]:
    """Return the actions of all menus."""
    count = len(window.menuBar().actions())
    return [action for position in range(count) for action in menu(window, position).actions()]
