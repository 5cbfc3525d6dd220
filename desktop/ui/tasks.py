"""Work over 100 ms runs here: off the UI thread, with progress and cancel, its end told on the UI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class Task(QObject):
    """A running piece of work. Signals arrive on the thread that created it."""

    progressed = Signal(int, int)
    """Steps done, steps in all."""
    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a task that has not been started."""
        super().__init__(parent)
        self._cancel = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel.set()

    def is_cancelled(self) -> bool:
        """Whether the user has asked to stop; read by the work."""
        return self._cancel.is_set()

    def report(self, done: int, total: int) -> None:
        """Announce progress; called by the work."""
        self.progressed.emit(done, total)


class _Runnable(QRunnable):
    """Runs the work and hands result or error to the task's signals."""

    def __init__(self, task: Task, work: Callable[[Task], Any]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        """Called by the thread pool."""
        try:
            result = self._work(self._task)
        except Exception as error:  # noqa: BLE001 - every failure must reach the UI thread, none is swallowed
            self._task.failed.emit(error)
        else:
            self._task.succeeded.emit(result)
        finally:
            self._task.finished.emit()


def run(
    parent: QObject,
    work: Callable[[Task], Any],
    on_success: Callable[[Any], None],
    on_error: Callable[[Exception], None],
) -> Task:
    """Start work in the pool and return its task; both callbacks run on the UI thread.

    ``on_error`` gets whatever the work raised. The task lives until it has finished.
    """
    task = Task(parent)
    task.succeeded.connect(on_success)
    task.failed.connect(on_error)
    task.finished.connect(task.deleteLater)
    QThreadPool.globalInstance().start(_Runnable(task, work))
    return task
