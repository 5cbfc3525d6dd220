"""What could be done or could change, in the window: calls, advice, あと一歩, turning points."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.fiscal import FiscalYear
from desktop.domain.verdict_text import why
from desktop.ui.context import Context
from desktop.ui.detail.data import DetailData, detail_data
from desktop.ui.detail.outlook import advice_section, one_step_section, sensitivity_section
from desktop.ui.detail.reasons import checklist_section, reasons_section
from desktop.ui.pages.profile_page import ProfilePage
from desktop.ui.pages.programs_page import ProgramsPage
from desktop.ui.widgets.labels import LinkLabel
from tests.ui.finding import child, children
from tests.ui.hands import click

LOCAL = "local-10000-kokuhojo"
MATSUE = "322016"
"""松江市, of which a part is a 過疎地域."""


def detail(context: Context, program_id: str) -> DetailData:
    judgement = context.office.judgement(program_id)
    assert judgement is not None
    return detail_data(context.office, judgement)


def plain(markup: str, _app: QApplication) -> str:
    document = QTextDocument()
    document.setHtml(markup)
    return document.toPlainText()


def test_an_open_reason_has_its_sentence_for_the_telephone(
    context: Context, qapp: QApplication
) -> None:
    shown = plain(reasons_section(detail(context, LOCAL)), qapp)
    assert "聞く先：商工担当課（認定書）" in shown
    assert "電話の例 企画担当です。『ローカル10,000プロジェクト（国庫補助事業）』" in shown
    assert "団体の種類は町（同梱の統計・一覧、令和7年3月時点）" in shown


def test_the_same_sentence_stands_once(context: Context, qapp: QApplication) -> None:
    shown = plain(reasons_section(detail(context, "local-startup-shien")), qapp)
    assert shown.count("聞く先：商工担当課") > 1
    assert shown.count("電話の例") == 1


def test_one_step_names_the_way_and_leads_to_the_fact(context: Context, qapp: QApplication) -> None:
    markup = one_step_section(detail(context, LOCAL))
    assert "創業支援等事業計画を作り、認定を受けると、この制度の対象になります。" in plain(
        markup, qapp
    )
    assert 'href="fact:startup_support_plan"' in markup
    context.office.answer("startup_support_plan", "yes")
    assert one_step_section(detail(context, LOCAL)) == ""


def test_the_borders_next_to_the_towns_number(context: Context, qapp: QApplication) -> None:
    near = plain(sensitivity_section(detail(context, LOCAL)), qapp)
    assert "財政力指数が0.25以上になると" in near
    assert "0.50" not in near, "only the next border on either side"
    context.office.answer_text("fiscal_index", "0.3")
    between = plain(sensitivity_section(detail(context, LOCAL)), qapp)
    assert "0.25未満になると" in between
    assert "0.50を超えると" in between


def test_what_the_town_can_do(context: Context, qapp: QApplication) -> None:
    data = detail(context, "jichitai-dx-accelerator")
    assert "島根県に相談：" in plain(advice_section(data), qapp)
    assert "都道府県に相談できます。" in why(data.judgement)
    actors = plain(advice_section(detail(context, "bunka-geijutsu-koryu")), qapp)
    assert "使えるのは個人、民間団体" in actors
    assert advice_section(detail(context, LOCAL)) == ""


def test_the_place_is_asked_only_where_part_of_the_town_is_designated(
    context: Context, qapp: QApplication
) -> None:
    context.office.set_fiscal_year(FiscalYear(7))
    whole = plain(checklist_section(detail(context, "kaso-sai")), qapp)
    assert "□" not in whole
    assert "○" in whole
    context.office.choose(MATSUE)
    assert "□" in plain(checklist_section(detail(context, "kaso-sai")), qapp)


def test_the_tabs_hold_all_of_it(qtbot: QtBot, context: Context) -> None:
    page = ProgramsPage(context)
    qtbot.addWidget(page)
    page.show_program(LOCAL)
    reasons, money = (page.detail.browsers[at] for at in (0, 1))
    assert "電話の例" in reasons.toPlainText()
    assert "あと一歩" in reasons.toPlainText()
    assert reasons.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert "まちの数字が変わると" in money.toPlainText()


@pytest.fixture
def profile_page(qtbot: QtBot, context: Context) -> ProfilePage:
    page = ProfilePage(context)
    qtbot.addWidget(page)
    page.resize(1100, 620)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_a_question_says_how_many_verdicts_it_settles_and_which(
    profile_page: ProfilePage, context: Context
) -> None:
    question = context.office.questions[0]
    label = next(
        one for one in children(profile_page.view.questions.rows[0], QLabel) if one.toolTip()
    )
    assert f"答えると{question.settles}件の判定が決まります。" in label.text()
    assert label.toolTip().splitlines() == context.office.names_of(question.programs)


def test_a_step_leads_to_its_fact_and_from_there_to_the_programmes(
    qtbot: QtBot, profile_page: ProfilePage, context: Context
) -> None:
    row = profile_page.view.questions.step
    assert row.text.text().startswith("あと一歩：創業支援等事業計画を作り、認定を受けると、3件")
    click(child(row, QPushButton))
    links = children(profile_page.view.panel.widget(), LinkLabel)
    assert "ローカル10,000プロジェクト（国庫補助事業）" in {one.accessibleName() for one in links}
    link = next(one for one in links if one.accessibleName().startswith("ローカル10,000"))
    profile_page.view.panel.ensureWidgetVisible(link)
    with qtbot.waitSignal(context.events.program_requested) as asked:
        click(link, QPoint(10, link.fontMetrics().height() // 2))
    assert asked.args == [LOCAL]


def test_a_step_that_was_taken_gives_way_to_the_next(
    profile_page: ProfilePage, context: Context
) -> None:
    profile_page.view.questions.rows[0].answered.emit("startup_support_plan", "yes")
    assert "創業支援等事業計画" not in profile_page.view.questions.step.text.text()
    context.undo.undo()
    assert "創業支援等事業計画" in profile_page.view.questions.step.text.text()


def test_with_little_room_the_step_gives_way(profile_page: ProfilePage) -> None:
    assert profile_page.view.questions.step.isVisible()
    profile_page.resize(700, 300)
    assert not profile_page.view.questions.step.isVisible()
