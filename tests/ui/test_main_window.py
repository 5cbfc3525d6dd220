"""The whole window, on the keyboard."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.domain.verdict_name import Verdict
from desktop.errors import WorkspaceError
from desktop.paths import AppPaths
from desktop.ui.context import Context
from desktop.ui.dialogs.town_dialog import TownDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.export_page import ExportPage
from desktop.ui.pages.help_page import HelpPage
from desktop.ui.pages.profile_page import ProfilePage
from desktop.ui.window_place import dump_place, load_place
from tests.ui.conftest import choose_beforehand, opened
from tests.ui.finding import child, children, menu, menu_actions
from tests.ui.hands import press, type_text

SCREEN = QRect(0, 0, 1366, 728)


def context_of(window: MainWindow) -> Context:
    return window._context


def profile_page(window: MainWindow) -> ProfilePage:
    page = window.page("profile")
    assert isinstance(page, ProfilePage)
    return page


def trigger(window: MainWindow, shortcut: str) -> None:
    """Do what a shortcut does (offscreen windows are not always active, so keys may not arrive)."""
    actions = [
        action
        for action in menu_actions(window)
        if shortcut in [key.toString() for key in action.shortcuts()]
    ]
    assert len(actions) == 1, shortcut
    actions[0].trigger()


def test_the_header_tells_town_year_and_counts(main_window: MainWindow) -> None:
    office = context_of(main_window).office
    header = main_window.header
    eligible = sum(one.verdict is Verdict.ELIGIBLE for one in office.judgements)
    assert header.town.text() == "島根県美郷町"
    assert header.year.currentText() == "令和9年度"
    assert header.badges[Verdict.ELIGIBLE].text() == f"○ 対象 {eligible}"
    assert header.badges[Verdict.ELIGIBLE].accessibleName() == f"対象 {eligible}件"
    assert header.selected.text() == "計画に入れた制度 0件"
    assert main_window.windowTitle() == "島根県美郷町 － みちしるべ"


def test_counts_follow_answers_and_selection_at_once(main_window: MainWindow) -> None:
    context = context_of(main_window)
    before = main_window.header.badges[Verdict.UNKNOWN].text()
    context.office.answer(context.office.questions[0].fact, "yes")
    context.events.judged.emit()
    assert main_window.header.badges[Verdict.UNKNOWN].text() != before
    context.office.select(context.office.judgements[0].program.id, True)
    context.events.selection_changed.emit()
    assert main_window.header.selected.text() == "計画に入れた制度 1件"
    assert main_window.saved.text().startswith("保存しました")


@pytest.mark.parametrize(
    ("shortcut", "key"),
    [
        ("Ctrl+1", "profile"),
        ("Ctrl+2", "programs"),
        ("Ctrl+3", "export"),
        ("Ctrl+4", "data"),
        ("Ctrl+5", "help"),
        ("Ctrl+E", "export"),
    ],
)
def test_shortcuts_lead_to_the_pages(main_window: MainWindow, shortcut: str, key: str) -> None:
    trigger(main_window, shortcut)
    assert main_window.current_page == key
    assert main_window.page(key).isVisible()
    names = [entry.key for entry in main_window.entries]
    assert main_window.navigation.currentRow() == names.index(key)


def test_the_navigation_works_with_the_arrow_keys(qtbot: QtBot, main_window: MainWindow) -> None:
    main_window.navigation.setFocus()
    press(main_window.navigation, Qt.Key.Key_Down)
    assert main_window.current_page == "programs"
    press(main_window.navigation, Qt.Key.Key_Up)
    assert main_window.current_page == "profile"


def test_every_shortcut_is_given_once(main_window: MainWindow) -> None:
    keys = [key.toString() for one in menu_actions(main_window) for key in one.shortcuts()]
    assert len(keys) == len(set(keys))


def test_undo_is_named_and_takes_an_answer_back(main_window: MainWindow) -> None:
    context = context_of(main_window)
    fact = context.office.questions[0].fact
    profile_page(main_window).view.questions.rows[0].answered.emit(fact, "yes")
    edit = menu(main_window, 1)
    assert edit.actions()[0].text().startswith("元に戻す(&U)：「")
    trigger(main_window, "Ctrl+Z")
    assert context.office.profile is not None
    assert context.office.profile.value(fact) is None
    trigger(main_window, "Ctrl+Y")
    assert context.office.profile.value(fact) == "yes"


def test_another_year_is_judged_for_and_kept(main_window: MainWindow) -> None:
    year = main_window.header.year
    assert [year.itemText(i) for i in range(year.count())] == [
        "令和8年度",
        "令和9年度",
        "令和10年度",
    ]
    year.setCurrentIndex(2)
    year.activated.emit(2)
    assert context_of(main_window).office.fiscal_year.code == "R10"
    assert year.currentText() == "令和10年度"


def test_ctrl_t_asks_for_another_town(qtbot: QtBot, main_window: MainWindow) -> None:
    trigger(main_window, "Ctrl+T")
    dialog = child(main_window, TownDialog)
    type_text(dialog.picker.search, "海士町")
    with qtbot.waitSignal(context_of(main_window).events.town_chosen):
        press(dialog.picker.search, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert main_window.header.town.text() == "島根県海士町"
    assert main_window.windowTitle().startswith("島根県海士町")


def test_f1_opens_the_topic_of_the_page(main_window: MainWindow) -> None:
    trigger(main_window, "Ctrl+3")
    trigger(main_window, "F1")
    page = main_window.page("help")
    assert isinstance(page, HelpPage)
    assert main_window.current_page == "help"
    assert page.list.currentItem().text() == "出力とワークブック"


def test_a_request_reaches_a_page_that_was_not_built_yet(
    qapp: QApplication, paths: AppPaths
) -> None:
    with opened(qapp, paths) as window:
        context_of(window).events.help_requested.emit("困ったとき")
        page = window.page("help")
        assert isinstance(page, HelpPage)
        assert page.list.currentItem().text() == "困ったとき"


def test_a_requested_fact_is_shown_on_its_page(main_window: MainWindow) -> None:
    trigger(main_window, "Ctrl+2")
    context_of(main_window).events.fact_requested.emit("heavy_snow")
    assert main_window.current_page == "profile"
    labels = children(profile_page(main_window).view.panel.widget(), QLabel)
    assert "豪雪地帯" in [label.text() for label in labels]


def test_text_size_is_changed_and_remembered(qapp: QApplication, main_window: MainWindow) -> None:
    size = qapp.font().pointSizeF()
    trigger(main_window, "Ctrl++")
    assert qapp.font().pointSizeF() > size
    assert context_of(main_window).office.setting("text_scale") == "1.15"
    trigger(main_window, "Ctrl+0")
    assert qapp.font().pointSizeF() == size


def test_about_names_version_and_sources(main_window: MainWindow) -> None:
    menu(main_window, -1).actions()[-1].trigger()
    box = child(main_window, QMessageBox)
    assert "総務省" in box.text()
    box.close()


def test_a_save_that_fails_is_told_and_leaves_no_undo_step(
    main_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = context_of(main_window)

    def full(*_: object) -> None:
        raise WorkspaceError("ディスクがいっぱいで保存できませんでした。")

    monkeypatch.setattr(context.office.workspace, "set_answer", full)
    profile_page(main_window).view.questions.rows[0].answered.emit("startup_support_plan", "yes")
    box = child(main_window, QMessageBox)
    assert box.text() == "ディスクがいっぱいで保存できませんでした。"
    assert not context.undo.canUndo()
    box.close()


def test_place_and_page_are_kept_for_the_next_session(qapp: QApplication, paths: AppPaths) -> None:
    choose_beforehand(paths)
    with opened(qapp, paths) as window:
        window.show()
        window.setGeometry(40, 50, 700, 500)
        window.show_page("data")
        window.close()
    with opened(qapp, paths) as again:
        assert again.geometry() == QRect(40, 50, 700, 500)
        assert again.current_page == "data"


@pytest.mark.parametrize("text", [None, "", "x", "1,2,3", "5000,5000,800,600,0"])
def test_a_place_that_makes_no_sense_is_forgotten(text: str | None) -> None:
    assert load_place(text, [SCREEN]) is None


def test_a_place_is_read_as_it_was_written_and_cut_to_the_screen() -> None:
    place = QRect(10, 20, 900, 600)
    assert load_place(dump_place(place, True), [SCREEN]) == (place, True)
    large = load_place("0,0,3000,2000,0", [SCREEN])
    assert large == (QRect(0, 0, 1366, 728), False)


def test_it_fits_the_screen_of_the_office_at_150_percent(main_window: MainWindow) -> None:
    main_window.resize(911, 480)
    assert main_window.width() == 911
    assert main_window.height() == 480


def test_closing_the_window_stops_an_export_without_a_trace(
    main_window: MainWindow, tmp_path: Path
) -> None:
    page = main_window.page("export")
    assert isinstance(page, ExportPage)
    target = tmp_path / "計画.xlsx"
    main_window.open_page("export")
    page.runner.wanted.emit(target)
    assert not gc.isenabled(), "the export is running"
    main_window.close()
    assert gc.isenabled()
    assert {path.name for path in tmp_path.iterdir()} - {"data"} <= {target.name}
