"""The menu bar: every action with its Japanese name and its shortcut, in one place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

Shortcut = str | QKeySequence.StandardKey


def add_action(
    menu: QMenu, text: str, shortcuts: str | list[str], do: Callable[[], object]
) -> QAction:
    """Add an action; the first shortcut is the one that the menu shows."""
    action = QAction(text, menu)
    keys = [shortcuts] if isinstance(shortcuts, str) else shortcuts
    action.setShortcuts([QKeySequence(key) for key in keys if key])
    action.triggered.connect(lambda _checked: do())
    menu.addAction(action)
    return action


def add_undo_actions(menu: QMenu, undo: QUndoStack) -> None:
    """Add 元に戻す and やり直す; each says what it would change."""
    back = add_action(menu, "元に戻す(&U)", "Ctrl+Z", undo.undo)
    again = add_action(menu, "やり直す(&R)", ["Ctrl+Y", "Ctrl+Shift+Z"], undo.redo)

    def name(action: QAction, verb: str, key: str) -> Callable[[str], None]:
        return lambda text: action.setText(f"{verb}(&{key})" + (f"：{text}" if text else ""))

    undo.undoTextChanged.connect(name(back, "元に戻す", "U"))
    undo.redoTextChanged.connect(name(again, "やり直す", "R"))
    undo.canUndoChanged.connect(back.setEnabled)
    undo.canRedoChanged.connect(again.setEnabled)
    back.setEnabled(undo.canUndo())
    again.setEnabled(undo.canRedo())


def add_menu(window: QMainWindow, title: str) -> QMenu:
    """Add a menu that shows the tool tips of its actions."""
    menu = QMenu(title, window)
    menu.setToolTipsVisible(True)
    window.menuBar().addMenu(menu)
    return menu
