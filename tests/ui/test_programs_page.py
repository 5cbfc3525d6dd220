"""制度をさがす as an office uses it, with the keyboard, on the real catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.domain.verdict_name import Verdict
from desktop.ui.commands import AnswerCommand
from desktop.ui.context import Context
from desktop.ui.models.program_table_model import Column
from desktop.ui.pages.programs_page import ProgramsPage
from tests.ui.hands import click, press, type_text

Key = Qt.Key
KIGYOJIN = "chiiki-kasseika-kigyojin"
PLAN = "regional_revitalization_plan"


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[ProgramsPage]:
    page = ProgramsPage(context)
    qtbot.addWidget(page)
    page.resize(1160, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    yield page
    page.hide()


def ids(page: ProgramsPage) -> list[str]:
    return [one.program.id for one in page.shown_judgements()]


def shown_id(page: ProgramsPage) -> str:
    current = page.table.current()
    assert current is not None
    return current.program.id


def test_the_list_has_every_programme_in_the_order_of_the_service(
    page: ProgramsPage, context: Context
) -> None:
    assert ids(page) == [one.program.id for one in context.office.judgements]
    total = len(context.office.judgements)
    assert page.count.text() == f"全{total}件のうち {total}件を表示"
    assert page.detail.isVisible()


def test_searching_as_one_types_ranks_and_counts(
    page: ProgramsPage, context: Context, qtbot: QtBot
) -> None:
    type_text(page.search, "起業人")
    assert ids(page) == context.office.search("起業人")
    assert ids(page)[0] == KIGYOJIN
    assert f"{len(ids(page))}件を表示" in page.count.text()
    assert page.detail.name.text() == "地域活性化起業人"


def test_several_words_must_all_be_found(page: ProgramsPage, qtbot: QtBot) -> None:
    type_text(page.search, "起業人 シニア")
    both = set(ids(page))
    page.search.setText("シニア")
    assert both <= set(ids(page))
    assert KIGYOJIN in both


def test_escape_clears_the_search(page: ProgramsPage, context: Context, qtbot: QtBot) -> None:
    type_text(page.search, "起業人")
    press(page.search, Key.Key_Escape)
    assert page.search.text() == ""
    assert len(ids(page)) == len(context.office.judgements)


def test_from_the_search_box_into_the_list_with_the_keyboard(
    page: ProgramsPage, context: Context, qtbot: QtBot
) -> None:
    page.focus_search()
    press(page.search, Key.Key_Down)
    assert page.table.hasFocus() or page.focusWidget() is page.table
    first = shown_id(page)
    press(page.table, Key.Key_Down)
    assert shown_id(page) == context.office.judgements[1].program.id != first
    assert page.detail.name.text() == context.office.judgements[1].program.name


def test_no_hits_says_why_and_offers_to_clear(
    page: ProgramsPage, context: Context, qtbot: QtBot
) -> None:
    type_text(page.search, "ほげほげ")
    assert page.no_hits.isVisible()
    assert "「ほげほげ」を含む制度はありません" in page.no_hits.text.text()
    click(page.no_hits.button)
    assert len(ids(page)) == len(context.office.judgements)
    assert page.table.isVisible()


def test_hits_hidden_by_the_filters_are_told(page: ProgramsPage, qtbot: QtBot) -> None:
    type_text(page.search, "起業人")
    found = len(ids(page))
    page.filter_bar.only_chosen.setChecked(True)
    assert f"この言葉を含む制度は{found}件ありますが" in page.no_hits.text.text()


def test_a_verdict_filter_keeps_its_verdicts_only(page: ProgramsPage) -> None:
    page.filter_bar.verdicts.action(Verdict.UNKNOWN.value).trigger()
    assert {one.verdict for one in page.shown_judgements()} == {Verdict.UNKNOWN}
    assert "要確認" in page.filter_bar.verdicts.text()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)")
def test_a_menu_of_check_marks_stays_open_for_the_space_bar(
    page: ProgramsPage, qtbot: QtBot
) -> None:
    menu = page.filter_bar.kinds.menu()
    menu.popup(page.mapToGlobal(QPoint(20, 60)))
    qtbot.waitUntil(menu.isVisible)
    press(menu, Key.Key_Down)
    press(menu, Key.Key_Space)
    press(menu, Key.Key_Down)
    press(menu, Key.Key_Space)
    assert menu.isVisible()
    assert len(page.filter_bar.kinds.values) == 2
    assert "ほか1" in page.filter_bar.kinds.text()
    menu.close()


def test_the_switch_never_hides_silently(page: ProgramsPage, context: Context) -> None:
    closed = (Verdict.INELIGIBLE, Verdict.NOT_CURRENT)
    hidden = sum(one.verdict in closed for one in context.office.judgements)
    assert hidden
    page.filter_bar.hide_closed.setChecked(True)
    assert not {one.verdict for one in page.shown_judgements()} & set(closed)
    assert f"（対象外・過去の制度 {hidden}件を隠しています）" in page.count.text()


def test_purposes_filter_by_their_labels(page: ProgramsPage, context: Context) -> None:
    page.filter_bar.purposes.action("digital").trigger()
    assert all("digital" in one.program.purposes for one in page.shown_judgements())
    page.filter_bar.clear_button.click()
    assert len(ids(page)) == len(context.office.judgements)
    assert not page.filter_bar.clear_button.isEnabled()


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_a_key_puts_the_row_into_the_plan_and_takes_it_out(
    page: ProgramsPage, context: Context, qtbot: QtBot, key: Qt.Key
) -> None:
    page.show_program(KIGYOJIN)
    press(page.table, key)
    assert list(context.office.selection) == [KIGYOJIN]
    assert page.detail.choose_button.text() == "計画から外す"
    press(page.table, key)
    assert list(context.office.selection) == []


def test_a_click_on_the_check_box_can_be_undone(
    page: ProgramsPage, context: Context, qtbot: QtBot
) -> None:
    index = page.table.model().index(0, Column.CHOSEN)
    place = page.table.visualRect(index)
    spot = QPoint(place.left() + 10, place.center().y())
    click(page.table.viewport(), spot)
    assert len(context.office.selection) == 1
    context.undo.undo()
    assert list(context.office.selection) == []
    assert Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Unchecked
    context.undo.redo()
    assert len(context.office.selection) == 1


def test_undo_puts_a_programme_back_where_it_was(page: ProgramsPage, context: Context) -> None:
    first, second = ids(page)[:2]
    for one in (first, second):
        page.model.choice_wanted.emit(one, True)
    page.model.choice_wanted.emit(first, False)
    assert list(context.office.selection) == [second]
    context.undo.undo()
    assert list(context.office.selection) == [first, second]


def test_control_enter_takes_the_programme_into_the_plan(
    page: ProgramsPage, context: Context, qtbot: QtBot
) -> None:
    page.show_program(KIGYOJIN)
    assert "Ctrl+Enter" in page.detail.choose_button.toolTip()
    page.detail.choose_button.setFocus()
    qtbot.waitUntil(page.detail.choose_button.hasFocus)
    press(page.detail.choose_button, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert list(context.office.selection) == [KIGYOJIN]


def test_only_chosen_ones_follow_the_plan(page: ProgramsPage, context: Context) -> None:
    page.model.choice_wanted.emit(KIGYOJIN, True)
    page.filter_bar.only_chosen.setChecked(True)
    assert ids(page) == [KIGYOJIN]
    context.undo.undo()
    assert ids(page) == []


def test_sorting_by_a_heading_and_back(page: ProgramsPage, context: Context) -> None:
    order = ids(page)
    header = page.table.horizontalHeader()
    header.setSortIndicator(Column.NAME, Qt.SortOrder.DescendingOrder)
    kana = [one.program.kana for one in page.shown_judgements()]
    assert kana == sorted(kana, reverse=True)
    page.table.clear_sorting()
    assert ids(page) == order


def waiting_for(context: Context, fact: str) -> str:
    """Return a programme at 要確認 that only waits for one fact."""
    return next(
        one.program.id
        for one in context.office.judgements
        if one.verdict is Verdict.UNKNOWN and one.missing == (fact,)
    )


def test_an_answer_changes_the_verdict_in_place(page: ProgramsPage, context: Context) -> None:
    program = waiting_for(context, PLAN)
    page.show_program(program)
    page.detail.tabs.setCurrentIndex(1)
    context.undo.push(AnswerCommand(context.office, context.events, PLAN, "yes"))
    assert shown_id(page) == program
    assert page.detail.badge.text() == "○ 対象"
    assert page.detail.tabs.currentIndex() == 1
    context.undo.undo()
    assert shown_id(page) == program
    assert page.detail.badge.text() == "？ 要確認"


def test_the_place_of_the_reader_is_kept_when_the_verdict_changes(
    page: ProgramsPage, context: Context
) -> None:
    page.show_program(KIGYOJIN)
    page.detail.tabs.setCurrentIndex(1)
    bar = page.detail.browsers[1].verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place, row_place = bar.value(), page.table.visualRect(page.table.currentIndex()).top()
    assert place > 0
    context.undo.push(AnswerCommand(context.office, context.events, PLAN, "yes"))
    assert bar.value() == place
    assert page.table.visualRect(page.table.currentIndex()).top() == row_place


def test_a_missing_fact_is_a_link_to_the_profile(
    page: ProgramsPage, context: Context, qtbot: QtBot
) -> None:
    page.show_program(waiting_for(context, PLAN))
    reasons = page.detail.browsers[0]
    assert "「地域再生計画の認定」に答える" in reasons.toPlainText()
    with qtbot.waitSignal(context.events.fact_requested) as wanted:
        reasons.link_activated.emit("fact", PLAN)
    assert wanted.args == [PLAN]


def test_a_link_can_be_followed_with_the_keyboard(
    page: ProgramsPage, context: Context, qtbot: QtBot
) -> None:
    page.show_program(waiting_for(context, PLAN))
    reasons = page.detail.browsers[0]
    reasons.setFocus()
    followed: list[str] = []
    reasons.link_activated.connect(lambda kind, target: followed.append(f"{kind}:{target}"))
    for _ in range(6):
        if reasons.textCursor().charFormat().anchorHref() == f"fact:{PLAN}":
            break
        press(reasons, Key.Key_Tab)
    press(reasons, Key.Key_Return)
    assert followed == [f"fact:{PLAN}"]


def test_a_requested_programme_is_shown_even_when_filtered_out(
    page: ProgramsPage, context: Context
) -> None:
    page.filter_bar.only_chosen.setChecked(True)
    context.events.program_requested.emit(KIGYOJIN)
    assert shown_id(page) == KIGYOJIN
    assert not page.filter_bar.only_chosen.isChecked()


def test_without_a_town_the_page_says_what_to_do(qtbot: QtBot, empty_context: Context) -> None:
    page = ProgramsPage(empty_context)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    assert page.no_town.isVisible()
    with qtbot.waitSignal(empty_context.events.town_wanted):
        click(page.no_town.button)
    empty_context.office.choose("324485")
    empty_context.events.town_chosen.emit()
    assert page.table.isVisible()
    assert page.shown_judgements()


def test_every_input_has_a_name_for_a_screen_reader(page: ProgramsPage) -> None:
    named = [
        page.search,
        page.table,
        page.detail.tabs,
        *page.detail.browsers,
        page.filter_bar.verdicts,
        page.filter_bar.kinds,
        page.filter_bar.purposes,
    ]
    assert all(widget.accessibleName() for widget in named)
