"""What every test gets: no real home folder, no screen, and failure on noise."""

from __future__ import annotations

import atexit
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def _redirect_home() -> None:
    """Point home and XDG folders to a temporary place, before anything reads them."""
    home = Path(tempfile.mkdtemp(prefix="michishirube-home-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["HOME"] = str(home)
    for variable, name in {
        "XDG_CACHE_HOME": ".cache",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_RUNTIME_DIR": "run",  # Qt warns when it is unset or open to others
    }.items():
        folder = home / name
        folder.mkdir(parents=True, mode=0o700)
        os.environ[variable] = str(folder)


_redirect_home()
os.environ["QT_QPA_PLATFORM"] = os.environ.get("MICHISHIRUBE_TEST_PLATFORM") or "offscreen"


@pytest.fixture(scope="session")
def catalog_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real programme database, built once per session."""
    from db.build import build

    return build(tmp_path_factory.mktemp("catalog") / "catalog.sqlite")


def _is_allowed(message: str, marker: pytest.Mark | None) -> bool:
    if marker is None:
        return False
    return not marker.args or any(re.search(pattern, message) for pattern in marker.args)


@pytest.fixture(autouse=True)
def _no_stray_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail on log records of WARNING and above that the test did not announce with allow_log."""
    yield
    marker = request.node.get_closest_marker("allow_log")
    stray = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for phase in ("setup", "call", "teardown")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and not _is_allowed(record.getMessage(), marker)
    ]
    if stray:
        pytest.fail("unexpected log records:\n" + "\n".join(stray), pytrace=False)


@pytest.fixture(autouse=True)
def _no_window_left_open() -> Iterator[None]:
    """Fail when a window or dialog is still open; those handed to qtbot are closed by then."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(w).__name__} {w.windowTitle()!r} modal={w.isModal()}" for w in left]
    for widget in left:  # the next test starts clean
        widget.hide()
        widget.deleteLater()
    if names:
        pytest.fail("windows left open: " + ", ".join(names), pytrace=False)
