"""Eyes and hands of the smoke mode: waiting, typing, pressing, and failing with a sentence."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, Qt, QThread
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

PATIENCE_SECONDS = 60


class SmokeFailure(Exception):  # noqa: N818 - no error of the program but the result of its trial
    """Something is not as it should be; the text says what."""


def settle(done: Callable[[], bool], what: str) -> None:
    """Let the window work until something has happened."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > end:
            raise SmokeFailure(f"{what}が{PATIENCE_SECONDS}秒たっても終わりません")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QThread.msleep(2)


def check_no_box() -> None:
    """Fail when a message box is open: it tells of an error, and nobody is there to answer."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QMessageBox) and widget.isVisible():
            text = widget.text()
            widget.close()
            raise SmokeFailure(f"メッセージが開きました: {text}")


def ensure(holds: bool, what: str) -> None:
    """Fail unless something holds."""
    if not holds:
        raise SmokeFailure(what)


def type_text(widget: QWidget, text: str) -> None:
    """Type Japanese: the text arrives from the input method at once."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press and release a key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
