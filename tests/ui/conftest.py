"""A real office on the real catalogue: 島根県美郷町 on 20 November 2026."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication

from db.catalog_reader import CatalogReader
from db.workspace import Workspace
from desktop.paths import AppPaths, find_paths
from desktop.services.office import Office
from desktop.ui.context import Context
from desktop.ui.events import AppEvents

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

TOWN = "324485"
TODAY = date(2026, 11, 20)


@pytest.fixture
def empty_context(qapp: QApplication, catalog_path: Path, tmp_path: Path) -> Iterator[Context]:
    """What pages share, before a town is chosen."""
    workspace_path = tmp_path / "workspace.sqlite"
    with CatalogReader(catalog_path) as catalog, Workspace(workspace_path) as workspace:
        undo = QUndoStack()
        yield Context(Office(catalog, workspace, lambda: TODAY), AppEvents(), undo)
        undo.clear()


@pytest.fixture
def context(empty_context: Context) -> Context:
    """What pages share, with 島根県美郷町 chosen."""
    empty_context.office.choose(TOWN)
    return empty_context


@pytest.fixture
def paths(catalog_path: Path, tmp_path: Path) -> AppPaths:
    """Paths of an installation whose data folder does not exist yet."""
    return find_paths(tmp_path / "data", catalog_path)


@contextmanager
def opened(app: QApplication, paths: AppPaths) -> Iterator[MainWindow]:
    """The window as the program opens it; closed before what it stands on."""
    from desktop.app import open_window

    with ExitStack() as stack:
        window = open_window(app, paths, lambda: TODAY, stack)
        yield window
        window.close()
        window.deleteLater()
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def choose_beforehand(paths: AppPaths) -> None:
    """Choose 島根県美郷町 as an earlier session would have."""
    paths.data.mkdir(exist_ok=True)
    with CatalogReader(paths.catalog) as catalog, Workspace(paths.workspace) as workspace:
        Office(catalog, workspace, lambda: TODAY).choose(TOWN)


@pytest.fixture
def main_window(qapp: QApplication, paths: AppPaths) -> Iterator[MainWindow]:
    """The whole window, shown, with 島根県美郷町 chosen."""
    choose_beforehand(paths)
    with opened(qapp, paths) as window:
        window.resize(1280, 680)
        window.show()
        while not window.is_complete:
            qapp.processEvents()
        yield window
