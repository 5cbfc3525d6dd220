from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from desktop.paths import find_paths
from desktop.ui.context import Context
from desktop.ui.pages.help_page import NO_TOPICS, HelpPage, read_topics

FOLDER = find_paths().resources / "help"
TOPICS = [
    "はじめに",
    "判定の見かた",
    "まちのプロフィール",
    "制度をさがす",
    "出力とワークブック",
    "困ったとき",
    "人事異動のときの引き継ぎ",
    "計画ファイルで財源を試算する",
    "情報担当の方へ（導入申請用）",
]


@pytest.fixture
def page(qtbot: QtBot, empty_context: Context) -> HelpPage:
    page = HelpPage(empty_context, FOLDER)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    return page


def shown(page: HelpPage) -> str:
    return page.text.toPlainText()


def test_topics_stand_in_order_and_the_first_is_open(page: HelpPage) -> None:
    titles = [page.list.item(row).text() for row in range(page.list.count())]
    assert titles == TOPICS
    assert shown(page).startswith("はじめに")


@pytest.mark.parametrize("title", TOPICS)
def test_every_topic_is_laid_out_without_left_over_marks(page: HelpPage, title: str) -> None:
    page.show_topic(title)
    assert shown(page).startswith(title)
    assert not re.search(r"\*\*|^#|\|--|\]\(", shown(page), re.MULTILINE)


def test_links_lead_to_topics_that_exist() -> None:
    topics = read_topics(FOLDER)
    for text in topics.values():
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert target in topics


def test_a_link_opens_its_topic_and_never_anything_outside(page: HelpPage) -> None:
    page.text.anchorClicked.emit(QUrl("判定の見かた"))
    assert page.list.currentItem().text() == "判定の見かた"
    page.text.anchorClicked.emit(QUrl("https://example.jp/"))
    assert page.list.currentItem().text() == "判定の見かた"


def test_a_requested_topic_is_shown(page: HelpPage, empty_context: Context) -> None:
    empty_context.events.help_requested.emit("困ったとき")
    assert shown(page).startswith("困ったとき")
    empty_context.events.help_requested.emit("ない題名")
    assert shown(page).startswith("はじめに")


def test_missing_files_are_said_to_be_missing(
    qtbot: QtBot, empty_context: Context, tmp_path: Path
) -> None:
    page = HelpPage(empty_context, tmp_path / "none")
    qtbot.addWidget(page)
    assert shown(page) == NO_TOPICS


def test_the_five_verdicts_are_explained_with_their_symbols() -> None:
    text = read_topics(FOLDER)["判定の見かた"]
    for line in ("| ○ | 対象 |", "| ？ | 要確認 |", "| ◇ | 地域の主体向け |", "| × | 対象外 |"):
        assert line in text
