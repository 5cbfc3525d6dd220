"""Starting and ending the program, and what happens when something is wrong."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import START_FAILED, open_window, run_window
from desktop.app_pages import LOG_NAME
from desktop.data_folder import ALREADY_OPEN
from desktop.errors import AppError, CatalogError, InputError, WorkspaceError
from desktop.paths import AppPaths
from desktop.ui.crash import CrashReporter
from desktop.ui.main_window import MainWindow
from tests.ui.conftest import TODAY, opened
from tests.ui.finding import child, children


def open_and_close(app: QApplication, paths: AppPaths) -> None:
    with opened(app, paths):
        pass


def test_a_first_start_makes_the_data_folder_and_asks_for_a_town(
    qapp: QApplication, paths: AppPaths
) -> None:
    with opened(qapp, paths) as window:
        assert paths.workspace.is_file()
        assert window.windowTitle() == "みちしるべ"
        assert window.current_page == "profile"


def test_a_second_window_on_the_same_data_is_refused_in_words(
    qapp: QApplication, paths: AppPaths
) -> None:
    with (
        opened(qapp, paths),
        ExitStack() as second,
        pytest.raises(InputError, match="すでに開いています"),
    ):
        open_window(qapp, paths, lambda: TODAY, second)
    open_and_close(qapp, paths)  # the place is free again
    assert "みちしるべ" in ALREADY_OPEN


def test_a_missing_catalogue_is_told_and_the_place_is_given_back(
    qapp: QApplication, paths: AppPaths, tmp_path: Path
) -> None:
    broken = paths._replace(catalog=tmp_path / "missing.sqlite")
    with pytest.raises(CatalogError):
        open_and_close(qapp, broken)
    open_and_close(qapp, paths)


def test_a_data_folder_that_cannot_be_made_is_told(
    qapp: QApplication, paths: AppPaths, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(WorkspaceError, match="データの置き場所を作れませんでした"):
        open_and_close(qapp, paths._replace(data=blocked / "data"))


def test_a_portable_program_that_cannot_write_beside_itself_says_what_to_do(
    qapp: QApplication, paths: AppPaths, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(WorkspaceError, match=r"portable\.txt を消してください"):
        open_and_close(qapp, paths._replace(data=blocked / "data", portable=True))


def test_where_the_place_is_not_to_be_had_no_log_is_tried(
    qapp: QApplication, paths: AppPaths
) -> None:
    """In a folder without rights the log would fail in its turn, with a traceback on the console."""
    paths.lock.mkdir(parents=True)  # in the way of the lock
    with ExitStack() as stack:
        with pytest.raises(InputError):
            open_window(qapp, paths, lambda: TODAY, stack)
        logging.getLogger("desktop.app").info("start failed")
        assert list(paths.logs.iterdir()) == []


@pytest.mark.parametrize(
    ("today", "doubted"), [(date(1970, 1, 1), True), (TODAY, False), (date(2150, 4, 1), True)]
)
def test_a_clock_that_cannot_be_right_is_told_in_the_status_bar(
    qapp: QApplication, paths: AppPaths, today: date, doubted: bool
) -> None:
    with ExitStack() as stack:
        window = open_window(qapp, paths, lambda: today, stack)
        window.show()
        while not window.is_complete:
            qapp.processEvents()
        texts = [label.text() for label in children(window.statusBar(), QLabel)]
        assert any("パソコンの日付" in text for text in texts) == doubted
        window.close()
        window.deleteLater()
        qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def test_the_window_has_its_icon(main_window: MainWindow) -> None:
    assert not main_window.windowIcon().pixmap(16, 16).isNull()


def test_a_start_that_fails_shows_a_sentence_and_ends_with_2(
    qtbot: QtBot, paths: AppPaths, tmp_path: Path
) -> None:
    seen: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        box.close()

    QTimer.singleShot(200, answer)
    broken = paths._replace(catalog=tmp_path / "missing.sqlite")
    assert run_window(broken, lambda: TODAY) == START_FAILED
    assert len(seen) == 1
    assert "Traceback" not in seen[0]


def without_programmes(catalog: Path, copy: Path) -> Path:
    """Return a copy that opens, but whose table of programmes has been overwritten, as on a failing disk."""
    shutil.copy(catalog, copy)
    with closing(sqlite3.connect(copy)) as opened_copy:
        (size,) = opened_copy.execute("PRAGMA page_size").fetchone()
        table = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'program'"
        (page,) = opened_copy.execute(table).fetchone()
    with copy.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * size)
    return copy


def test_damage_found_once_the_window_stands_there_is_told_and_ends_with_2(
    qtbot: QtBot, paths: AppPaths, tmp_path: Path
) -> None:
    seen: list[tuple[bool, str]] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            window = box.parentWidget()
            seen.append((window is not None and window.isVisible(), box.text()))
            box.close()

    timer = QTimer()
    timer.timeout.connect(answer)
    timer.start(50)
    damaged = paths._replace(catalog=without_programmes(paths.catalog, tmp_path / "d.sqlite"))
    assert run_window(damaged, lambda: TODAY) == CatalogError.exit_status == 2
    ((is_over_the_window, text),) = seen
    assert is_over_the_window
    assert "制度データベース" in text
    assert "Traceback" not in text


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    yield window
    for box in children(window, QMessageBox):
        box.close()


def report(reporter: CrashReporter, error: Exception) -> None:
    try:
        raise error
    except type(error) as raised:
        reporter.handle(type(raised), raised, raised.__traceback__)


@pytest.mark.allow_log("unexpected error")
def test_a_fault_is_told_once_logged_in_full_and_never_as_a_traceback(
    qtbot: QtBot, window: QWidget, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = CrashReporter(window, tmp_path / LOG_NAME)
    for _ in range(2):
        report(reporter, KeyError("secret"))
    qtbot.waitUntil(lambda: bool(children(window, QMessageBox)))
    assert len(children(window, QMessageBox)) == 1
    text = child(window, QMessageBox).text()
    assert str(tmp_path / LOG_NAME) in text
    assert "Traceback" not in text
    assert "secret" not in text
    logged = [record for record in caplog.records if record.exc_info]
    assert len(logged) == 2


@pytest.mark.allow_log("unexpected error")
def test_an_error_that_nobody_caught_but_has_a_sentence_is_told_by_it(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    report(CrashReporter(window, tmp_path / LOG_NAME), AppError("保存できませんでした。"))
    qtbot.waitUntil(lambda: bool(children(window, QMessageBox)))
    assert child(window, QMessageBox).text() == "保存できませんでした。"


def test_the_log_is_a_small_file_in_utf_8(qapp: QApplication, paths: AppPaths) -> None:
    with opened(qapp, paths):
        logging.getLogger("desktop.test").info("記録")
    assert "記録" in (paths.logs / LOG_NAME).read_text("utf-8")
    assert logging.getLogger().level != logging.DEBUG


def test_nothing_heavy_and_no_network_is_loaded_for_the_window(paths: AppPaths) -> None:
    """Openpyxl and sqlite_utils cost a good part of the start; sockets are not wanted at all."""
    script = (
        "import sys; import desktop.app;"
        "print([m for m in ('openpyxl', 'sqlite_utils', 'PySide6.QtNetwork') if m in sys.modules])"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.strip() == "[]"
