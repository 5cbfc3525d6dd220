"""Putting the window together: paths, log, one instance, databases, office, pages. Nobody imports this."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial

from PySide6 import QtGui
from PySide6.QtCore import QLibraryInfo, QLocale, QThreadPool, QTranslator
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy

import desktop
from db.catalog_reader import CatalogReader
from db.workspace import Workspace
from desktop.app_pages import LOG_NAME, page_entries
from desktop.data_folder import make_folders, take_place
from desktop.errors import AppError
from desktop.log import start_logging, stop_logging
from desktop.paths import AppPaths
from desktop.services.office import Office
from desktop.ui import messages
from desktop.ui.context import Context
from desktop.ui.crash import CrashReporter
from desktop.ui.events import AppEvents
from desktop.ui.main_window import TEXT_SCALE, MainWindow
from desktop.ui.no_screen import no_screen_told
from desktop.ui.theme import (
    FUSION_ARGUMENTS,
    IS_FUSION,
    Look,
    apply_theme,
    scale_from,
    set_role,
)

START_FAILED = 2
ICON = "icons/michishirube.svg"

_log = logging.getLogger(__name__)


def run_window(paths: AppPaths, today: Callable[[], date] = date.today) -> int:
    """Open the window and return the exit status when it is closed (2 when it cannot open or go on).

    The caller may have stopped Python's search for garbage; it goes on when the start is complete.
    """
    app = make_application()
    with ExitStack() as stack:
        stack.callback(gc.enable)
        try:
            window = open_window(app, paths, today, stack)
        except AppError as error:
            _log.info("start failed: %s", error.message)
            apply_theme(app)
            messages.show_fatal(error.message)
            return START_FAILED
        _catch_everything(stack, window, paths)
        window.completed.connect(_collect_again)
        window.show()
        status = app.exec()
        QThreadPool.globalInstance().waitForDone()  # work still under way needs the databases
        return status or window.exit_status


def _collect_again() -> None:
    """Let Python look for garbage again, but not among what the start has made."""
    gc.freeze()
    gc.enable()


def make_application() -> QApplication:
    """Return the application, speaking Japanese also in Qt's own menus and dialogs."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    with no_screen_told():
        app = QApplication([sys.argv[0], *FUSION_ARGUMENTS])
    app.setProperty(IS_FUSION, True)
    app.setApplicationName("michishirube")
    app.setApplicationDisplayName("みちしるべ")
    app.setApplicationVersion(desktop.__version__)
    app.setDesktopFileName("michishirube")  # ties the window to its entry in a Linux menu
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_ja", folder):
        app.installTranslator(translator)
    else:
        _log.info("no Japanese texts of Qt in %s", folder)
    return app


def open_window(
    app: QApplication, paths: AppPaths, today: Callable[[], date], stack: ExitStack
) -> MainWindow:
    """Return the window, not yet shown; what it holds open is closed by the stack.

    Raises AppError when the data folder, a database or the place of the single instance is not to be had.
    """
    make_folders(paths)
    take_place(paths, stack)  # before the log: where nothing can be written, there is none
    stack.callback(stop_logging, start_logging(paths.logs / LOG_NAME))
    catalog = stack.enter_context(CatalogReader(paths.catalog))
    workspace = stack.enter_context(Workspace(paths.workspace))
    office = Office(catalog, workspace, today)
    look = Look(app, scale_from(office.setting(TEXT_SCALE)))
    context = Context(office, AppEvents(), QUndoStack())
    window = MainWindow(
        context, page_entries(context, paths), lambda: _about(office), look.set_scale
    )
    look.complete()
    window.completed.connect(partial(_finish, app, window, office, paths))
    return window


def _finish(app: QApplication, window: MainWindow, office: Office, paths: AppPaths) -> None:
    """Do what can wait until everything is there: the icon, and a word about a clock that cannot be right.

    PySide makes a class of Qt when it is first named; that of icons has hundreds of names.
    """
    from desktop.services.clock import clock_doubt  # noqa: PLC0415 - not needed at start

    app.setWindowIcon(QtGui.QIcon(str(paths.resources / ICON)))
    doubt = clock_doubt(office.today(), office.catalog.meta().as_of)
    if doubt:
        _tell_below(window, doubt)


def _tell_below(window: MainWindow, text: str) -> None:
    """Keep a sentence in the status bar, on one line; a narrow window shows its beginning."""
    label = QLabel(text)
    label.setToolTip(text)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    set_role(label, "error")
    window.statusBar().addWidget(label, 1)


def _about(office: Office) -> str:
    """Return the text of 「このソフトについて」."""
    meta = office.catalog.meta()
    return (
        f"みちしるべ　版 {desktop.__version__}\n\n"
        "小さなまちが、国の支援制度を見つけて計画するための道具です。"
        "インターネットにはつながりません。\n\n"
        f"制度データベース　版 {meta.version}（{meta.program_count}制度）\n\n{meta.attribution}"
    )


def _catch_everything(stack: ExitStack, window: MainWindow, paths: AppPaths) -> None:
    """Route exceptions that nobody caught to the log and a calm message, while the window is open."""
    reporter = CrashReporter(window, paths.logs / LOG_NAME)
    stack.callback(setattr, sys, "excepthook", sys.excepthook)
    stack.callback(setattr, threading, "excepthook", threading.excepthook)
    sys.excepthook = reporter.handle
    threading.excepthook = lambda args: reporter.handle(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
