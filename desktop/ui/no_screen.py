"""One sentence instead of Qt's English and an abort where a screen is promised but cannot be reached."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import (
    QMessageLogContext,
    QtMsgType,
    qFormatLogMessage,
    qInstallMessageHandler,
)

NO_SCREEN = (
    "画面（X11）につながらないため、開けません。Waylandのデスクトップでは、XWayland を入れてから開いてください。"
    "画面のない所では、コマンドラインで使えます（--help を付けると使い方が出ます）。"
)
STATUS = 2
"""The user can mend it."""


@contextmanager
def no_screen_told() -> Iterator[None]:
    """Watch while the application is made: a fatal message then means that there is no screen.

    Qt ends the process right after such a message, so there is nothing to return to. Only Linux starts
    without a screen.
    """
    if not sys.platform.startswith("linux"):
        yield
        return

    def hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Pass a message on, and end with a sentence after a fatal one."""
        if before is not None:
            before(kind, context, text)
        elif kind is not QtMsgType.QtFatalMsg:
            print(qFormatLogMessage(kind, context, text), file=sys.stderr)
        if kind is QtMsgType.QtFatalMsg:
            print(NO_SCREEN, file=sys.stderr, flush=True)
            os._exit(STATUS)

    before: Any = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
