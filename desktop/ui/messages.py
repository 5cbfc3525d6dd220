"""The one module that talks to the user in boxes. Boxes are window-modal and never block the event loop.

PySide makes a class of Qt when it is first named; that of the boxes can wait until there is something to say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    Icon = QMessageBox.Icon


def show_info(parent: QWidget, text: str) -> QMessageBox:
    """Tell that something has been done."""
    return _open(parent, QtWidgets.QMessageBox.Icon.Information, text)


def show_error(parent: QWidget, text: str) -> QMessageBox:
    """Tell what happened, what was kept and what to do."""
    return _open(parent, QtWidgets.QMessageBox.Icon.Warning, text)


def show_fatal(text: str) -> None:
    """Tell why the program cannot start; there is no window yet, so this waits for the answer."""
    box = _box(None, QtWidgets.QMessageBox.Icon.Warning, text)
    box.addButton("閉じる", QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def ask(parent: QWidget, text: str, yes: str, on_yes: Callable[[], None]) -> QMessageBox:
    """Ask before something that cannot be undone; ``yes`` is the verb on the button."""
    box = _box(parent, QtWidgets.QMessageBox.Icon.Question, text)
    accept = box.addButton(yes, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    box.addButton("やめる", QtWidgets.QMessageBox.ButtonRole.RejectRole)
    accept.clicked.connect(on_yes)
    box.open()
    return box


def _open(parent: QWidget, icon: Icon, text: str) -> QMessageBox:
    """Open a box with one button."""
    box = _box(parent, icon, text)
    box.addButton("閉じる", QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box


def _box(parent: QWidget | None, icon: Icon, text: str) -> QMessageBox:
    """Return a box that frees itself when closed."""
    box = QtWidgets.QMessageBox(parent)
    box.setObjectName("message")
    box.setWindowTitle("みちしるべ")
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard
        | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
