"""The page まちのプロフィール, used as a person uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.profile import Origin
from desktop.ui.context import Context
from desktop.ui.models.town_table_model import TownTableModel
from desktop.ui.pages.profile_page import ProfilePage
from desktop.ui.widgets.question_list import QuestionRow
from tests.ui.finding import child, children
from tests.ui.hands import click, press, type_text


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ProfilePage:
    return shown(qtbot, context)


@pytest.fixture
def empty_page(qtbot: QtBot, empty_context: Context) -> ProfilePage:
    return shown(qtbot, empty_context)


def shown(qtbot: QtBot, context: Context) -> ProfilePage:
    page = ProfilePage(context)
    qtbot.addWidget(page)
    page.resize(1100, 620)
    with qtbot.waitExposed(page):
        page.show()
    return page


def line(page: ProfilePage) -> QLineEdit:
    assert page.view.panel.editor is not None
    assert isinstance(page.view.panel.editor.input, QLineEdit)
    return page.view.panel.editor.input


def combo(page: ProfilePage) -> QComboBox:
    assert page.view.panel.editor is not None
    assert isinstance(page.view.panel.editor.input, QComboBox)
    return page.view.panel.editor.input


def restore_button(page: ProfilePage) -> QPushButton:
    assert page.view.panel.restore_button is not None
    return page.view.panel.restore_button


def panel_text(page: ProfilePage) -> str:
    card = page.view.panel.widget()
    return "\n".join(label.text() for label in children(card, QLabel))


def fact(context: Context, fact_id: str) -> tuple[object, Origin]:
    assert context.office.profile is not None
    found = context.office.profile.fact(fact_id)
    return found.value, found.origin


def choose(box: QComboBox, text: str) -> None:
    """Choose an entry with the keyboard, as the arrow keys and Enter do in the opened list."""
    index = next(i for i in range(box.count()) if box.itemText(i).startswith(text))
    press(box, Qt.Key.Key_Down)
    view = box.view()
    assert view.isVisible()
    view.setCurrentIndex(box.model().index(index, 0))
    press(view, Qt.Key.Key_Return)


# --- choosing a town ----------------------------------------------------------------------------


def test_without_a_town_the_page_asks_for_one(empty_page: ProfilePage) -> None:
    assert empty_page.first_town.picker.isVisible()
    assert not empty_page.view.table.isVisible()
    assert not empty_page.first_town.picker.choose_button.isEnabled()


@pytest.mark.parametrize(
    "typed", ["美郷町", "島根県美郷町", "みさと", "ミサト", "324485", "島根 美郷"]
)
def test_a_part_of_the_name_reading_or_code_finds_the_town(
    empty_page: ProfilePage, typed: str
) -> None:
    type_text(empty_page.first_town.picker.search, typed)
    model = empty_page.first_town.picker.table.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "島根県美郷町" in names


def test_enter_takes_the_town_that_the_arrow_keys_reached(
    qtbot: QtBot, empty_page: ProfilePage, empty_context: Context
) -> None:
    picker = empty_page.first_town.picker
    type_text(picker.search, "みさとちょう")
    with qtbot.waitSignals([empty_context.events.town_chosen, empty_context.events.judged]):
        press(picker.search, Qt.Key.Key_Down)  # 秋田県, then 島根県
        press(picker.search, Qt.Key.Key_Return)
    assert empty_context.office.town is not None
    assert empty_context.office.town.code == "324485"
    assert empty_page.view.table.isVisible()
    assert not picker.isVisible()


def test_a_prefecture_lists_itself_and_its_towns(
    qtbot: QtBot, empty_page: ProfilePage, empty_context: Context
) -> None:
    picker = empty_page.first_town.picker
    picker.prefecture.setCurrentIndex(picker.prefecture.findText("島根県"))
    model = picker.table.model()
    assert model.index(0, 0).data() == "島根県"
    assert "島根県美郷町" in [model.index(row, 0).data() for row in range(model.rowCount())]
    click(picker.choose_button)
    assert empty_context.office.town is not None
    assert empty_context.office.town.entity_type == "prefecture"


def test_nothing_found_takes_nothing(
    qtbot: QtBot, empty_page: ProfilePage, empty_context: Context
) -> None:
    type_text(empty_page.first_town.picker.search, "そんなまちはない")
    press(empty_page.first_town.picker.search, Qt.Key.Key_Return)
    assert empty_context.office.town is None
    press(empty_page.first_town.picker.search, Qt.Key.Key_Escape)
    assert empty_page.first_town.picker.search.text() == ""


def test_town_model_is_sound(context: Context) -> None:
    model = TownTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_towns(context.office.find_towns("美郷"))
    assert model.rowCount() > 1
    model.set_towns([])


def test_another_town_forgets_the_undo_history_but_not_the_answers(
    page: ProfilePage, context: Context
) -> None:
    page.view.questions.rows[0].answered.emit("startup_support_plan", "yes")
    page.first_town.picker.chosen.emit("320005")
    assert not context.undo.canUndo()
    assert fact(context, "startup_support_plan") == (None, Origin.UNKNOWN)
    page.first_town.picker.chosen.emit("324485")
    assert fact(context, "startup_support_plan") == ("yes", Origin.ANSWERED)


# --- questions ----------------------------------------------------------------------------------


def test_questions_stand_in_the_order_of_what_they_settle(
    page: ProfilePage, context: Context
) -> None:
    wanted = [question.fact for question in context.office.questions][
        : len(page.view.questions.rows)
    ]
    found = [
        button.objectName().split("-")[1]
        for row in page.view.questions.rows
        for button in children(row, QPushButton)
        if button.objectName().startswith("answer-")
    ]
    assert list(dict.fromkeys(found)) == wanted


def test_an_answer_in_place_changes_the_verdicts_and_can_be_undone(
    qtbot: QtBot, page: ProfilePage, context: Context
) -> None:
    before = [(one.program.id, one.verdict) for one in context.office.judgements]
    first = context.office.questions[0].fact
    yes = child(page.view.questions, QPushButton, f"answer-{first}-yes")
    with qtbot.waitSignal(context.events.judged):
        click(yes)
    assert fact(context, first) == ("yes", Origin.ANSWERED)
    assert [(one.program.id, one.verdict) for one in context.office.judgements] != before
    assert first not in [question.fact for question in context.office.questions]
    with qtbot.waitSignal(context.events.judged):
        context.undo.undo()
    assert [(one.program.id, one.verdict) for one in context.office.judgements] == before
    assert context.undo.redoText() != ""


def test_details_of_a_question_lead_to_its_fact(qtbot: QtBot, page: ProfilePage) -> None:
    row = page.view.questions.rows[0]
    details = next(b for b in children(row, QPushButton) if b.text() == "くわしく")
    click(details)
    assert "確かめる先" in panel_text(page)
    assert page.view.panel.editor is not None


def test_less_room_shows_fewer_questions(page: ProfilePage) -> None:
    many = len(page.view.questions.rows)
    page.resize(700, 300)
    assert len(page.view.questions.rows) == 1
    page.resize(1100, 620)
    assert len(page.view.questions.rows) == many


# --- facts --------------------------------------------------------------------------------------


def test_a_requested_fact_is_scrolled_to_and_its_input_has_the_cursor(
    qtbot: QtBot, page: ProfilePage, context: Context
) -> None:
    page.activateWindow()
    context.events.fact_requested.emit("japanese_class_gap")
    index = page.view.table.currentIndex()
    assert page.view.table.viewport().rect().contains(page.view.table.visualRect(index).center())
    assert "日本語教室空白地域" in panel_text(page)
    qtbot.waitUntil(lambda: combo(page).hasFocus())


def test_a_number_is_saved_with_enter_and_the_bundled_value_stays_visible(
    qtbot: QtBot, page: ProfilePage, context: Context
) -> None:
    page.show_fact("population_register")
    bundled = page.view.table.currentIndex().siblingAtColumn(1).data()
    line(page).selectAll()
    QTest.keyClicks(line(page), "4,100")
    with qtbot.waitSignal(context.events.judged):
        press(line(page), Qt.Key.Key_Return)
    assert fact(context, "population_register") == (4100, Origin.OVERRULED)
    assert page.view.table.currentIndex().siblingAtColumn(1).data() == "4,100人"
    assert f"同梱の値　{bundled}" in panel_text(page)
    with qtbot.waitSignal(context.events.judged):
        click(restore_button(page))
    assert fact(context, "population_register")[1] is Origin.BUNDLED
    assert not [b for b in children(page.view.panel.widget(), QPushButton) if b.isVisible()]
    context.undo.undo()
    assert fact(context, "population_register") == (4100, Origin.OVERRULED)


def test_full_width_digits_are_numbers(qtbot: QtBot, page: ProfilePage, context: Context) -> None:
    page.show_fact("jet_participants")
    type_text(line(page), "３人")
    press(line(page), Qt.Key.Key_Return)
    assert fact(context, "jet_participants") == (3, Origin.ANSWERED)


def test_what_is_no_number_is_refused_in_words_and_nothing_is_saved(
    qtbot: QtBot, page: ProfilePage, context: Context
) -> None:
    page.show_fact("fiscal_index")
    before = fact(context, "fiscal_index")
    line(page).setText("")
    type_text(line(page), "ひくい")
    press(line(page), Qt.Key.Key_Return)
    assert page.view.panel.editor is not None
    assert page.view.panel.editor.error.isVisible()
    assert "数（例 0.35）を入れてください" in page.view.panel.editor.error.text()
    assert "fiscal_index" not in page.view.panel.editor.error.text()
    assert line(page).text() == "ひくい"
    assert fact(context, "fiscal_index") == before
    assert not context.undo.canUndo()


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing the keyboard)")
def test_a_choice_can_be_made_unknown_and_put_back(
    qtbot: QtBot, page: ProfilePage, context: Context
) -> None:
    page.show_fact("depopulated_area")
    before = fact(context, "depopulated_area")
    choose(combo(page), "不明")
    assert fact(context, "depopulated_area") == (None, Origin.OVERRULED)
    choose(combo(page), "同梱の値に戻す")
    assert fact(context, "depopulated_area") == before


def test_nothing_is_answered_by_looking(qtbot: QtBot, page: ProfilePage, context: Context) -> None:
    page.view.table.setFocus()
    for _ in range(page.view.model.rowCount()):
        press(page.view.table, Qt.Key.Key_Down)
        if page.view.panel.editor is not None:
            page.view.panel.editor.input.setFocus()
            page.view.table.setFocus()
    assert not context.undo.canUndo()


def test_a_town_like_any_other_shows_source_and_note(page: ProfilePage) -> None:
    page.show_fact("foreign_residents")
    assert "出典" in panel_text(page)
    assert "出入国在留管理庁" in panel_text(page)


def test_where_a_row_is_narrow_its_answers_stand_below_the_question(
    qtbot: QtBot, context: Context
) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    row = QuestionRow(context.office.questions[0], [])
    row.setParent(place)
    texts = [one for one in children(row, QLabel) if one.text()]
    place.show()

    def is_below() -> bool:
        return row.first.y() > max(one.geometry().bottom() for one in texts)

    row.resize(1000, 200)
    qtbot.waitUntil(lambda: not is_below())
    row.resize(300, 200)
    qtbot.waitUntil(is_below)
    row.resize(1000, 200)
    qtbot.waitUntil(lambda: not is_below())
