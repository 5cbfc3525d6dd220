"""Work over 100 ms runs here: off the UI thread, with progress and cancel, its end told on the UI thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QObject, QTimer, Signal


class Task(QObject):
    """A running piece of work. Its signals are emitted on the UI thread, whatever they are connected to.

    The work speaks through private signals that are queued to the task itself: a lambda connected
    to a signal of another thread would run on that thread.
    """

    progressed = Signal(int, int)
    """Steps done, steps in all."""
    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()
    _running: ClassVar[int] = 0
    _stepped = Signal(int, int)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a task that has not been started."""
        super().__init__(parent)
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None
        self._stepped.connect(self._on_stepped)
        self._ended.connect(self._on_ended)

    def _hold_collector(self) -> None:
        """Keep Python's cycle collector off while work runs.

        It runs on whatever thread allocates. On the worker it would destroy closed windows and other
        objects of the UI thread in the midst of what Qt does with them, which crashes.
        """
        Task._running += 1
        gc.disable()

    def _release_collector(self) -> None:
        """Let the collector run again after the last piece of work."""
        Task._running -= 1
        if Task._running == 0:
            gc.enable()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancel.set()

    def is_cancelled(self) -> bool:
        """Whether the user has asked to stop; read by the work."""
        return self._cancel.is_set()

    def report(self, done: int, total: int) -> None:
        """Announce progress; called by the work."""
        self._stepped.emit(done, total)

    def _leave(self) -> None:
        """Delete the task when the event loop comes round.

        It leaves its parent first: a callback may hold the last reference to the parent, which would
        delete its child a second time, in the midst of its deletion.
        """
        self.setParent(None)
        QTimer.singleShot(0, partial(QObject.deleteLater, self))

    def start(self, work: Callable[[Task], Any]) -> None:
        """Start the work on a thread of its own."""
        self._hold_collector()
        self._thread = threading.Thread(target=self._work, args=(work,))
        self._thread.start()

    def _work(self, work: Callable[[Task], Any]) -> None:
        """Do the work and hand over its result or error; runs on the thread."""
        result, failure = None, None
        try:
            result = work(self)
        except Exception as error:  # every failure must reach the UI thread, none is swallowed
            failure = error
        self._ended.emit(result, failure)

    def _on_stepped(self, done: int, total: int) -> None:
        """Pass progress on, now on the UI thread."""
        self.progressed.emit(done, total)

    def _on_ended(self, result: object, error: Exception | None) -> None:
        """Pass the end on, now on the UI thread; an error in a callback must not keep the task alive."""
        if self._thread is not None:
            self._thread.join()  # until it has let go of everything that only the UI thread may destroy
        self._release_collector()
        try:
            if error is None:
                self.succeeded.emit(result)
            else:
                self.failed.emit(error)
        finally:
            self.finished.emit()
            self._leave()


def run(
    parent: QObject,
    work: Callable[[Task], Any],
    on_success: Callable[[Any], None],
    on_error: Callable[[Exception], None],
) -> Task:
    """Start work on a thread of its own and return its task; both callbacks run on the UI thread.

    ``on_error`` gets whatever the work raised. The task lives until it has finished.
    """
    task = Task(parent)
    task.succeeded.connect(on_success)
    task.failed.connect(on_error)
    task.start(work)
    return task
