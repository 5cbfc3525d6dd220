"""What happens to exceptions that nobody caught: logged in full, told calmly, once per distinct fault."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import AppError
from desktop.ui import messages

_log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Stands in for ``sys.excepthook`` while the window is open; may be called from any thread."""

    _happened = Signal(str)

    def __init__(self, window: QWidget, log: Path) -> None:
        super().__init__(window)
        self._window = window
        self._log_path = log
        self._told: set[tuple[str, str, int]] = set()
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def handle(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log what happened and tell it on the UI thread."""
        if isinstance(error, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("unexpected error", exc_info=(kind, error, trace))
        if isinstance(error, AppError):
            self._happened.emit(error.message)
            return
        place = _place(kind, trace)
        if place not in self._told:
            self._told.add(place)
            self._happened.emit(self._sentence())

    def _sentence(self) -> str:
        """Return what the user is told: what was kept, and where the record lies."""
        return (
            "思わぬ不具合が起きました。\n\n"
            "これまでの回答と選んだ制度は保存されています。そのままお使いいただけますが、"
            "動きがおかしいときは、一度終了して開き直してください。\n\n"
            "くわしい記録は次のファイルにあります。情報担当や配布元に相談するときにお使いください。\n"
            f"{self._log_path}"
        )

    def _tell(self, text: str) -> None:
        """Show the sentence."""
        messages.show_error(self._window, text)


def _place(kind: type[BaseException], trace: TracebackType | None) -> tuple[str, str, int]:
    """Return what makes a fault distinct: its type and where it was raised."""
    frames = traceback.extract_tb(trace)
    last = frames[-1] if frames else None
    return (kind.__name__, last.filename if last else "", (last.lineno or 0) if last else 0)
