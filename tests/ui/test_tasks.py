from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui import tasks


def test_callbacks_run_on_the_ui_thread_even_when_they_are_lambdas(qtbot: QtBot) -> None:
    parent = QObject()
    seen: list[tuple[str, object, threading.Thread]] = []

    def note(name: str, value: object) -> None:
        seen.append((name, value, threading.current_thread()))

    def work(task: tasks.Task) -> threading.Thread:
        task.report(1, 2)
        return threading.current_thread()

    task = tasks.run(parent, work, lambda found: note("done", found), lambda error: None)
    task.progressed.connect(lambda done, total: note("step", (done, total)))
    task.finished.connect(lambda: note("end", None))
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert [name for name, _, _ in seen] == ["step", "done", "end"]
    assert all(thread is threading.main_thread() for _, _, thread in seen)
    assert seen[1][1] is not threading.main_thread()


def test_whatever_the_work_raises_is_handed_over(qtbot: QtBot) -> None:
    parent = QObject()
    errors: list[Exception] = []

    def work(_task: tasks.Task) -> None:
        raise ValueError("broken")

    tasks.run(parent, work, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "broken"


def test_work_sees_that_it_is_cancelled(qtbot: QtBot) -> None:
    parent = QObject()
    started, results = threading.Event(), list[bool]()

    def work(task: tasks.Task) -> bool:
        started.set()
        while not task.is_cancelled():
            pass
        return task.is_cancelled()

    task = tasks.run(parent, work, results.append, lambda error: None)
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: results == [True])


def test_a_callback_may_hold_the_last_reference_to_the_parent(qtbot: QtBot) -> None:
    done: list[str] = []

    def begin() -> None:
        parent = QObject()
        parent.setObjectName("closed long ago")
        task = tasks.run(parent, lambda _: None, lambda _: None, lambda error: None)
        task.finished.connect(lambda: done.append(parent.objectName()))
        task.destroyed.connect(lambda: done.append("destroyed"))

    begin()
    qtbot.waitUntil(lambda: done == ["closed long ago", "destroyed"])


def test_the_cycle_collector_rests_only_while_work_runs(qtbot: QtBot) -> None:
    parent = QObject()
    resting: list[bool] = []
    task = tasks.run(parent, lambda _: gc.isenabled(), resting.append, lambda error: None)
    with qtbot.waitSignal(task.finished):
        pass
    assert resting == [False]
    assert gc.isenabled()
