"""Putting the window together: paths, log, one instance, databases, office, pages. Nobody imports this."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date

from PySide6.QtCore import QLibraryInfo, QLocale, QThreadPool, QTranslator
from PySide6.QtGui import QIcon, QUndoStack
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

import desktop
from db.catalog_reader import CatalogReader
from db.workspace import Workspace
from desktop.data_folder import make_folders, take_place
from desktop.errors import AppError
from desktop.log import start_logging, stop_logging
from desktop.paths import AppPaths
from desktop.services.clock import clock_doubt
from desktop.services.doctor import examine
from desktop.services.office import Office
from desktop.ui import messages
from desktop.ui.context import Context
from desktop.ui.crash import CrashReporter
from desktop.ui.events import AppEvents
from desktop.ui.main_window import (
    DATA,
    EXPORT,
    HELP,
    PROFILE,
    PROGRAMS,
    TEXT_SCALE,
    MainWindow,
)
from desktop.ui.page import PageEntry, Titled
from desktop.ui.pages.data_page import DataPage, DataPlaces
from desktop.ui.pages.export_page import ExportPage
from desktop.ui.pages.help_page import HelpPage
from desktop.ui.pages.profile_page import ProfilePage
from desktop.ui.pages.programs_page import ProgramsPage
from desktop.ui.theme import Look, apply_theme, scale_from, set_role

START_FAILED = 2
LOG_NAME = "michishirube.log"
ICON = "icons/michishirube.svg"

_log = logging.getLogger(__name__)


def run_window(paths: AppPaths, today: Callable[[], date] = date.today) -> int:
    """Open the window and return the exit status when it is closed (2 when it cannot open)."""
    app = make_application()
    apply_theme(app)
    with ExitStack() as stack:
        try:
            window = open_window(app, paths, today, stack)
        except AppError as error:
            _log.info("start failed: %s", error.message)
            messages.show_fatal(error.message)
            return START_FAILED
        _catch_everything(stack, window, paths)
        window.show()
        status = app.exec()
        QThreadPool.globalInstance().waitForDone()  # work still under way needs the databases
        return status


def make_application() -> QApplication:
    """Return the application, speaking Japanese also in Qt's own menus and dialogs."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication([sys.argv[0]])
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
    app.setWindowIcon(QIcon(str(paths.resources / ICON)))
    make_folders(paths)
    take_place(paths, stack)  # before the log: where nothing can be written, there is none
    stack.callback(stop_logging, start_logging(paths.logs / LOG_NAME))
    catalog = stack.enter_context(CatalogReader(paths.catalog))
    workspace = stack.enter_context(Workspace(paths.workspace))
    office = Office(catalog, workspace, today)
    look = Look(app, scale_from(office.setting(TEXT_SCALE)))
    context = Context(office, AppEvents(), QUndoStack())
    window = MainWindow(context, page_entries(context, paths), _about(office), look.set_scale)
    doubt = clock_doubt(today(), catalog.meta().as_of)
    if doubt:
        _tell_below(window, doubt)
    return window


def _tell_below(window: MainWindow, text: str) -> None:
    """Keep a sentence in the status bar, on one line; a narrow window shows its beginning."""
    label = QLabel(text)
    label.setToolTip(text)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    set_role(label, "error")
    window.statusBar().addWidget(label, 1)


def page_entries(context: Context, paths: AppPaths) -> list[PageEntry]:
    """Return the pages in the order of the navigation."""
    made: list[ProgramsPage] = []

    def programs() -> ProgramsPage:
        made.append(ProgramsPage(context))
        return made[0]

    def export() -> ExportPage:
        return ExportPage(
            context, lambda: made[0].shown_judgements() if made else context.office.judgements
        )

    def data() -> DataPage:
        return DataPage(context, _places(paths))

    def help_page() -> HelpPage:
        return HelpPage(context, paths.resources / "help")

    builders: list[tuple[str, type[Titled], Callable[[], QWidget], str]] = [
        (PROFILE, ProfilePage, lambda: ProfilePage(context), "まちのプロフィール"),
        (PROGRAMS, ProgramsPage, programs, "制度をさがす"),
        (EXPORT, ExportPage, export, "出力とワークブック"),
        (DATA, DataPage, data, "困ったとき"),
        (HELP, HelpPage, help_page, "はじめに"),
    ]
    return [
        PageEntry(key, page.title, page.description, build, topic)
        for key, page, build, topic in builders
    ]


def _places(paths: AppPaths) -> DataPlaces:
    """Return what the page データ管理 tells about files."""
    return DataPlaces(
        catalog=paths.catalog,
        workspace=paths.workspace,
        log=paths.logs / LOG_NAME,
        check=lambda: examine(paths).problems,
        program_version=desktop.__version__,
    )


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
