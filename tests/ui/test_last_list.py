"""The first picture of a session: the list as it stood at the end of the last one, while it still holds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.catalog_reader import CatalogReader
from db.workspace import Workspace
from desktop.domain.fiscal import FiscalYear
from desktop.paths import AppPaths
from desktop.services.office import Office
from desktop.ui.context import Context
from desktop.ui.last_list import SETTING, dump_list, load_list
from desktop.ui.main_window import PROGRAMS, MainWindow
from desktop.ui.models.program_row import ProgramRow
from desktop.ui.models.program_table_model import Column
from desktop.ui.models.row_making import program_row
from desktop.ui.pages.programs_page import JUDGING, ProgramsPage
from tests.ui.conftest import TODAY, choose_beforehand, opened
from tests.ui.hands import press, type_text

ROOT = Path(__file__).parents[2]
STANDING = '0.1.0 2026.11-4000000 324485 R9 heavy_snow="none"'


def rows_of(context: Context) -> list[ProgramRow]:
    profile = context.office.profile
    assert profile is not None
    return [program_row(one, profile.value, TODAY) for one in context.office.judgements]


def test_rows_come_back_as_they_were_but_for_their_judgements(context: Context) -> None:
    rows = rows_of(context)
    kept = load_list(dump_list(rows, STANDING, TODAY), STANDING, TODAY)
    assert kept == [row._replace(judgement=None) for row in rows]


def test_nothing_comes_back_where_something_else_holds(context: Context) -> None:
    text = dump_list(rows_of(context), STANDING, TODAY)
    assert load_list(text, STANDING + ' amami="yes"', TODAY) == []


def test_on_another_day_the_calls_are_left_open(context: Context) -> None:
    rows = rows_of(context)
    kept = load_list(dump_list(rows, STANDING, TODAY), STANDING, TODAY + timedelta(days=1))
    assert [row.name for row in kept] == [row.name for row in rows]
    assert {row.deadline for row in kept} == {""}


@pytest.mark.parametrize(
    "text", [None, "", STANDING, f"{STANDING}\x1f2026-11-20\x1eid\x1fnonsense"]
)
def test_what_cannot_be_read_is_no_list(text: str | None) -> None:
    assert load_list(text, STANDING, TODAY) == []


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda office: None, True),
        (lambda office: office.select("jet", True), True),
        (lambda office: office.answer("startup_support_plan", "yes"), False),
        (lambda office: office.set_fiscal_year(FiscalYear(8)), False),
        (lambda office: office.choose("131016"), False),
    ],
)
def test_what_verdicts_hang_on_changes_with_whatever_changes_them(
    context: Context, change: object, same: bool
) -> None:
    before = context.office.standing
    assert callable(change)
    change(context.office)
    assert (context.office.standing == before) is same


def a_session(app: QApplication, paths: AppPaths) -> None:
    """Open the window on 制度をさがす, wait until everything is there, close it."""
    with opened(app, paths) as window:
        window.show()
        window.open_page(PROGRAMS)
        wait(app, window)


def wait(app: QApplication, window: MainWindow) -> None:
    while not window.is_complete:
        app.processEvents()


def programs_page(window: MainWindow) -> ProgramsPage:
    page = window.page(PROGRAMS)
    assert isinstance(page, ProgramsPage)
    return page


def texts(page: ProgramsPage) -> list[list[str]]:
    model = page.model
    return [
        [model.index(row, column).data() or "" for column in Column]
        for row in range(model.rowCount())
    ]


@pytest.fixture
def again(qapp: QApplication, paths: AppPaths) -> Iterator[MainWindow]:
    """The window opened once more, not yet shown."""
    choose_beforehand(paths)
    a_session(qapp, paths)
    with opened(qapp, paths) as window:
        yield window


def test_a_session_begins_with_the_list_that_is_then_judged(
    qapp: QApplication, again: MainWindow
) -> None:
    page = programs_page(again)
    assert not again._context.office.is_ready
    first = texts(page)
    assert len(first) > 200
    assert page.count.text() == f"全{len(first)}件のうち {len(first)}件を表示"
    assert page.table.judgements() == []
    again.show()
    wait(qapp, again)
    assert texts(page) == first
    assert len(page.table.judgements()) == len(first)


def test_after_a_change_elsewhere_the_session_begins_without_a_list(
    qapp: QApplication, paths: AppPaths
) -> None:
    choose_beforehand(paths)
    a_session(qapp, paths)
    with CatalogReader(paths.catalog) as catalog, Workspace(paths.workspace) as workspace:
        Office(catalog, workspace, lambda: TODAY).answer("startup_support_plan", "yes")
    with opened(qapp, paths) as window:
        page = programs_page(window)
        assert texts(page) == []
        assert page.count.text() == JUDGING
        window.show()
        wait(qapp, window)
        assert len(texts(page)) > 200
        assert page.count.text() != JUDGING


def test_a_spoilt_list_is_no_obstacle(qapp: QApplication, paths: AppPaths) -> None:
    choose_beforehand(paths)
    a_session(qapp, paths)
    with Workspace(paths.workspace) as workspace:
        kept = workspace.setting(SETTING)
        assert kept is not None
        workspace.set_setting(SETTING, kept[: len(kept) // 2])
    with opened(qapp, paths) as window:
        assert texts(programs_page(window)) == []


def test_what_is_done_before_anything_is_judged_counts(
    qapp: QApplication, again: MainWindow
) -> None:
    """Nobody is that quick on a quick machine; on an old one it takes half a second."""
    page = programs_page(again)
    again.show()
    name = page.model.index(0, Column.NAME).data()
    page.table.go_to_first()
    press(page.table, Qt.Key.Key_Space)
    ticked = page.model.index(0, Column.CHOSEN).data(Qt.ItemDataRole.CheckStateRole)
    assert ticked is Qt.CheckState.Checked
    type_text(page.search, name)
    wait(qapp, again)
    assert name in [row[Column.NAME] for row in texts(page)]
    assert len(texts(page)) < 10
    assert len(again._context.office.selection) == 1


def test_the_row_that_was_gone_to_stays_current(qapp: QApplication, again: MainWindow) -> None:
    page = programs_page(again)
    again.show()
    id_ = page.model._rows[5].id
    page.table.set_current(id_)
    wait(qapp, again)
    current = page.table.current()
    assert current is not None
    assert current.program.id == id_
    assert page.detail.name.text() == current.program.name


def test_the_first_picture_needs_nothing_that_judges(qapp: QApplication, paths: AppPaths) -> None:
    """In a process of its own, at the first drawing: what is loaded there is what a start costs."""
    choose_beforehand(paths)
    a_session(qapp, paths)
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_DRAWING, str(paths.data), str(paths.catalog)],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(paths.data)},
        capture_output=True,
        text=True,
        check=True,
    )
    rows, *needless = ran.stdout.split()
    assert int(rows) > 200
    assert needless == []


FIRST_DRAWING = """
import os, sys
from datetime import date

import desktop.__main__ as program

HEAVY = {
    'decimal', 'fractions', 'html', 'json', 'openpyxl', 'sqlite_utils', 'segno', 'socket',
    'desktop.cli', 'desktop.domain.facts', 'desktop.domain.profile', 'desktop.domain.program',
    'desktop.domain.verdict', 'desktop.services.judged_catalog', 'desktop.ui.widgets.detail_pane',
    'db.catalog_search', 'db.program_loader',
}

class Day(date):
    @classmethod
    def today(cls):
        return date(2026, 11, 20)

def first(window, event):
    # PySide makes a class when it is first named, and all of them to find out what something is
    from PySide6 import QtGui, QtWidgets
    made = ((QtWidgets, 'QWizard'), (QtWidgets, 'QStyle'), (QtGui, 'QIcon'))
    needless = [name for module, name in made if name in vars(module)]
    lists = window.findChildren(QtWidgets.QTableView)
    rows = max(view.model().rowCount() for view in lists)
    print(rows, *needless, *sorted(HEAVY & set(sys.modules)), flush=True)
    os._exit(0)

program.date = Day
import desktop.ui.main_window
desktop.ui.main_window.MainWindow.paintEvent = first
sys.exit(program.main(['--data-dir', sys.argv[1], '--catalog', sys.argv[2]]))
"""
