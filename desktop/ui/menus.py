"""The menu bar: every action with its Japanese name and its shortcut, in one place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu


class NamedAction(QAction):
    """元に戻す or やり直す: its text says what it would change.

    A class, so that Qt disconnects it from an undo stack that outlives the menu.
    """

    def __init__(self, verb: str, parent: QMenu) -> None:
        super().__init__(parent)
        self.setText(verb)
        self._verb = verb

    def name(self, text: str) -> None:
        """Name the change."""
        self.setText(f"{self._verb}：{text}" if text else self._verb)


def add_action(
    menu: QMenu, text: str, shortcuts: str | list[str], do: Callable[[], object]
) -> QAction:
    """Add an action; the first shortcut is the one that the menu shows."""
    action = QAction(menu)  # with a text here, PySide would load QIcon and its hundreds of names
    action.setText(text)
    return _set_up(action, menu, shortcuts, do)


def add_undo_actions(menu: QMenu, undo: QUndoStack) -> None:
    """Add 元に戻す and やり直す; each says what it would change."""
    back = NamedAction("元に戻す(&U)", menu)
    _set_up(back, menu, "Ctrl+Z", undo.undo)
    undo.undoTextChanged.connect(back.name)
    undo.canUndoChanged.connect(back.setEnabled)
    back.setEnabled(undo.canUndo())
    again = NamedAction("やり直す(&R)", menu)
    _set_up(again, menu, ["Ctrl+Y", "Ctrl+Shift+Z"], undo.redo)
    undo.redoTextChanged.connect(again.name)
    undo.canRedoChanged.connect(again.setEnabled)
    again.setEnabled(undo.canRedo())


def _set_up(
    action: QAction, menu: QMenu, shortcuts: str | list[str], do: Callable[[], object]
) -> QAction:
    """Give an action its keys and its work."""
    keys = [shortcuts] if isinstance(shortcuts, str) else shortcuts
    action.setShortcuts([QKeySequence(key) for key in keys if key])
    action.triggered.connect(lambda _checked: do())
    menu.addAction(action)
    return action


def add_menu(window: QMainWindow, title: str) -> QMenu:
    """Add a menu that shows the tool tips of its actions."""
    menu = QMenu(title, window)
    menu.setToolTipsVisible(True)
    window.menuBar().addMenu(menu)
    return menu
