"""The window: header strip, navigation, pages, menus. It owns layout and wiring, no rules."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenuBar,
    QSizePolicy,
    QStackedWidget,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import AppError
from desktop.ui import messages
from desktop.ui.choosing import choose_town
from desktop.ui.context import Context
from desktop.ui.menus import add_action, add_menu, add_undo_actions
from desktop.ui.page import PageEntry
from desktop.ui.theme import SPACE_L, SPACE_M, next_scale, scale_from, set_role
from desktop.ui.widgets.header_strip import HeaderStrip
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.navigation import Navigation
from desktop.ui.widgets.page_area import PageArea
from desktop.ui.window_place import SETTING as PLACE
from desktop.ui.window_place import dump_place, load_place

TEXT_SCALE = "text_scale"
PAGE = "page"
SAVED_ALWAYS = "変更はそのつど自動で保存されます"
PROFILE, PROGRAMS, EXPORT, DATA, HELP = "profile", "programs", "export", "data", "help"

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """Built from a context and the entries of its pages; ``restyle`` applies a text size."""

    page_shown = Signal(str)
    completed = Signal()
    """Everything that was put off at the start is there."""

    def __init__(
        self,
        context: Context,
        pages: Sequence[PageEntry],
        about: Callable[[], str],
        restyle: Callable[[float], None],
    ) -> None:
        super().__init__()
        self._context = context
        self._entries = {page.key: page for page in pages}
        self._keys = list(self._entries)
        self._pages: dict[str, QWidget] = {}
        self._areas: dict[str, PageArea] = {}
        self.current_page = self._keys[0]
        self._about = about
        self._restyle = restyle
        self.header = HeaderStrip(context)
        self.navigation = Navigation(pages)
        self.stack = QStackedWidget()
        self.setMenuBar(
            QMenuBar()
        )  # made here: asking Qt for its own makes PySide load all classes
        self.setStatusBar(QStatusBar())
        self.saved = QLabel(SAVED_ALWAYS)
        self._page_title = QLabel()
        self._page_description = text_label(role="muted")
        self._lay_out()
        self._add_menus()
        self._connect()
        self._restore_place()
        self._refresh_title()
        start = self._keys[0] if context.office.town is None else self._last_page()
        self.open_page(start)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._go_on)
        self._is_painted = False
        self.is_complete = False
        self.exit_status = 0

    def _lay_out(self) -> None:
        """Header on top, navigation at the left, title and page to its right."""
        set_role(self._page_title, "title")
        heading = QHBoxLayout()
        heading.setSpacing(SPACE_M)
        heading.addWidget(self._page_title)
        heading.addWidget(self._page_description, 1)
        content = QVBoxLayout()
        content.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        content.setSpacing(SPACE_M)
        content.addLayout(heading)
        content.addWidget(self.stack, 1)
        body = QHBoxLayout()
        body.setContentsMargins(SPACE_M, SPACE_M, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.navigation)
        body.addLayout(content, 1)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(body, 1)
        self.setCentralWidget(central)
        self.stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.statusBar().addPermanentWidget(self.saved)
        self.setMinimumSize(620, 340)

    def _add_menus(self) -> None:
        """Build the menu bar; the menus are filled after the first picture."""
        titles = ("ファイル(&F)", "編集(&E)", "表示(&V)", "ヘルプ(&H)")
        self._menus = [add_menu(self, title) for title in titles]

    def _fill_menus(self) -> None:
        """Add every action with its shortcut."""
        file, edit, view, help_menu = self._menus
        add_action(file, "まちを選ぶ(&T)…", "Ctrl+T", self.open_town_dialog)
        add_action(file, "出力(&E)…", "Ctrl+E", partial(self.open_page, EXPORT))
        file.addSeparator()
        add_action(file, "終了(&X)", "Ctrl+Q", self.close)
        add_undo_actions(edit, self._context.undo)
        for number, entry in enumerate(self._entries.values(), start=1):
            text = f"{entry.title}(&{number})"
            add_action(view, text, f"Ctrl+{number}", partial(self.open_page, entry.key))
        view.addSeparator()
        add_action(view, "文字を大きく(&L)", ["Ctrl++", "Ctrl+;", "Ctrl+="], lambda: self._zoom(1))
        add_action(view, "文字を小さく(&S)", "Ctrl+-", lambda: self._zoom(-1))
        add_action(view, "文字を標準に(&N)", "Ctrl+0", lambda: self._zoom(0))
        add_action(help_menu, "使い方(&H)", "F1", self.open_help)
        add_action(
            help_menu, "このソフトについて(&A)", "", lambda: messages.show_info(self, self._about())
        )

    def _connect(self) -> None:
        """Listen to the navigation and to what pages announce."""
        events = self._context.events
        self.navigation.currentRowChanged.connect(lambda row: self.show_page(self._keys[row]))
        self.header.town_wanted.connect(self.open_town_dialog)
        events.town_chosen.connect(self._refresh_title)
        events.town_wanted.connect(self._lead_to_town)
        events.judged.connect(self._tell_saved)
        events.selection_changed.connect(self._tell_saved)
        events.save_failed.connect(lambda text: messages.show_error(self, text))
        for key, signal in (
            (PROFILE, events.fact_requested),
            (PROGRAMS, events.program_requested),
            (HELP, events.help_requested),
        ):
            signal.connect(partial(self._lead, key, signal.emit))

    def _lead(self, key: str, repeat: Callable[[str], None], wanted: str) -> None:
        """Show the page that a request is for; a page built just now hears the request again."""
        is_new = key not in self._pages
        self.show_page(key)
        if is_new:
            repeat(wanted)

    def _lead_to_town(self) -> None:
        """Show where a town is chosen; with one already chosen, ask for another."""
        self.open_page(PROFILE)
        if self._context.office.town is not None:
            self.open_town_dialog()

    @property
    def entries(self) -> Sequence[PageEntry]:
        """The pages in the order of the navigation."""
        return tuple(self._entries.values())

    def page(self, key: str) -> QWidget:
        """Return a page, built when it is first wanted."""
        if key not in self._pages:
            page = self._entries[key].build()
            area = PageArea(page)
            self.stack.addWidget(area)
            self._pages[key] = page
            self._areas[key] = area
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        self.page(key)
        self.current_page = key
        self.stack.setCurrentWidget(self._areas[key])
        self.navigation.setCurrentRow(self._keys.index(key))
        self._page_title.setText(self._entries[key].title)
        self._page_description.setText(self._entries[key].description)
        self.page_shown.emit(key)

    def open_page(self, key: str) -> None:
        """Bring a page to the front and put the cursor into it."""
        self.show_page(key)
        page = self.page(key)
        if page.focusProxy() is not None:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_on(self) -> None:
        """Do what the first picture did not need, a part at a time while nothing else happens."""
        if self._context.office.is_ready:
            self._build_next()
            return
        try:
            is_done = self._context.office.prepare()
        except AppError as error:
            self._idle.stop()
            self.exit_status = error.exit_status
            messages.show_error(self, error.message).finished.connect(self.close)
            return
        if is_done:
            self._context.events.prepared.emit()

    def _build_next(self) -> None:
        """Build the pages nobody has asked for yet, one at a time."""
        waiting = [key for key in self._keys if key not in self._pages]
        if waiting:
            self.page(waiting[0])
        else:
            self._idle.stop()
            self.is_complete = True
            self.completed.emit()

    def _last_page(self) -> str:
        """Return the page of the last session."""
        saved = self._context.office.setting(PAGE)
        return saved if saved in self._entries else self._keys[0]

    def open_town_dialog(self) -> None:
        """Ask for another town."""
        from desktop.ui.dialogs.town_dialog import TownDialog  # noqa: PLC0415 - not needed at start

        dialog = TownDialog(self._context.office, self)
        dialog.picker.chosen.connect(lambda code: choose_town(self._context, self, code))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_help(self) -> None:
        """Open the help topic of the page that is shown."""
        self._context.events.help_requested.emit(self._entries[self.current_page].topic)

    def _zoom(self, step: int) -> None:
        """Make all text larger or smaller (0: standard) and remember it."""
        saved = scale_from(self._context.office.setting(TEXT_SCALE))
        scale = next_scale(saved, step) if step else 1.0
        self._restyle(scale)
        self._remember(TEXT_SCALE, str(scale))
        self.statusBar().showMessage(f"文字の大きさ {round(scale * 100)}％", 3000)

    def _tell_saved(self) -> None:
        """Say when the last change was saved."""
        self.saved.setText(f"保存しました（{datetime.now():%H:%M:%S}）")

    def _refresh_title(self) -> None:
        """Name the town in the title bar."""
        town = self._context.office.town
        self.setWindowTitle(f"{town.label} － みちしるべ" if town else "みちしるべ")

    def _restore_place(self) -> None:
        """Stand where the window stood last time, if that is still on a screen."""
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        found = load_place(self._context.office.setting(PLACE), screens)
        if found is None:
            first = screens[0].size()
            self.resize(min(1280, first.width()), min(680, first.height()))
            return
        place, maximized = found
        self.setGeometry(place)
        if maximized:
            self.showMaximized()

    def _remember(self, key: str, value: str) -> None:
        """Keep a setting; one that cannot be kept is no reason to stop anybody."""
        try:
            self._context.office.remember(key, value)
        except AppError as error:
            _log.info("setting %s was not kept: %s", key, error.message)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the first page is there, do what has been put off."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._fill_menus)
            self._idle.start(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is still running, and remember the place and the page."""
        from desktop.ui.tasks import Task  # noqa: PLC0415 - not needed at start

        self._idle.stop()
        children: Iterable[QObject] = self.findChildren(QObject)
        for child in children:
            if isinstance(child, Task):
                child.stop()
        self._context.events.leaving.emit()
        place = self.normalGeometry() if self.isMaximized() else self.geometry()
        self._remember(PLACE, dump_place(place, self.isMaximized()))
        self._remember(PAGE, self.current_page)
        super().closeEvent(event)
