"""出力 as an office uses it: real workbooks in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.verdict import Judgement
from desktop.ui.context import Context
from desktop.ui.pages.export_page import FOLDER, ExportPage
from desktop.ui.widgets.export_runner import NO_PATH, target_path
from desktop.ui.widgets.scope_box import Scope
from tests.ui.hands import click, press, type_text

Key = Qt.Key
NAME = "活用計画_島根県美郷町_R9_20261120.xlsx"


@pytest.fixture
def shown() -> list[Judgement]:
    """What the page 制度をさがす would show; tests fill it."""
    return []


@pytest.fixture
def chosen(context: Context) -> list[str]:
    """Three programmes in the plan."""
    ids = [one.program.id for one in context.office.judgements[:3]]
    context.office.arrange(ids)
    return ids


@pytest.fixture
def page(
    qtbot: QtBot, context: Context, chosen: list[str], shown: list[Judgement]
) -> Iterator[ExportPage]:
    page = ExportPage(context, lambda: shown)
    qtbot.addWidget(page)
    page.resize(1160, 600)
    page.show()
    yield page
    page.hide()


def type_path(qtbot: QtBot, page: ExportPage, path: Path | str) -> None:
    page.runner.path.clear()
    type_text(page.runner.path, str(path))


def export(qtbot: QtBot, page: ExportPage) -> Path:
    """Press the button and wait for the workbook."""
    with qtbot.waitSignal(page.runner.written, timeout=30_000) as written:
        click(page.runner.button)
    assert written.args is not None
    path = written.args[0]
    assert isinstance(path, Path)
    return path


def open_box(page: ExportPage, qtbot: QtBot) -> QMessageBox:
    """Wait for the message box over the page."""
    found: list[QMessageBox] = []

    def is_open() -> bool:
        boxes = cast("list[QMessageBox]", page.findChildren(QMessageBox))
        found[:] = [box for box in boxes if box.isVisible()]
        return bool(found)

    qtbot.waitUntil(is_open, timeout=30_000)
    return found[0]


def answer(box: QMessageBox, qtbot: QtBot, text: str) -> None:
    """Press the button with a text and wait for the box to go."""
    buttons = cast("list[QPushButton]", box.findChildren(QPushButton))
    with qtbot.waitSignal(box.finished):
        click(next(button for button in buttons if button.text() == text))


def listed(path: Path) -> list[str]:
    """Return every text of the sheet 制度一覧."""
    book = load_workbook(path)
    sheet = book["制度一覧"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    book.close()
    return texts


def test_the_page_tells_what_will_be_written(page: ExportPage, context: Context) -> None:
    assert "島根県美郷町" in page.summary.text()
    assert "令和9年度" in page.summary.text()
    assert "制度一覧（3件）" in page.summary.text()
    assert "計画シート（3枚）" in page.summary.text()
    total = len(context.office.judgements)
    assert page.scopes.buttons[Scope.ALL].text().endswith(f"{total}件")
    assert Path(page.runner.path.text()).name == NAME


def test_a_workbook_is_written_and_its_folder_remembered(
    page: ExportPage, context: Context, qtbot: QtBot, tmp_path: Path, chosen: list[str]
) -> None:
    folder = tmp_path / "書類"
    folder.mkdir()
    type_path(qtbot, page, folder / NAME)
    path = export(qtbot, page)
    assert path == folder / NAME
    texts = listed(path)
    names = [
        judgement.program.name for one in chosen if (judgement := context.office.judgement(one))
    ]
    assert all(any(name in text for text in texts) for name in names)
    assert str(path) in page.runner.status.text()
    assert page.runner.open_folder.isVisible()
    assert context.office.setting(FOLDER) == str(folder)


def test_control_enter_writes_too(page: ExportPage, qtbot: QtBot, tmp_path: Path) -> None:
    type_path(qtbot, page, tmp_path / "a.xlsx")
    page.activateWindow()
    page.runner.path.setFocus()
    qtbot.waitUntil(page.runner.path.hasFocus)
    with qtbot.waitSignal(page.runner.written, timeout=30_000):
        press(page.runner.path, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "a.xlsx").is_file()


def test_the_rows_follow_the_order_on_the_screen(
    page: ExportPage, context: Context, qtbot: QtBot, tmp_path: Path, shown: list[Judgement]
) -> None:
    shown[:] = list(reversed(context.office.judgements))
    page.scopes.buttons[Scope.SHOWN].click()
    type_path(qtbot, page, tmp_path / "順.xlsx")
    texts = listed(export(qtbot, page))
    names = [one.program.name for one in shown]
    places = [next(at for at, text in enumerate(texts) if text == name) for name in names]
    assert places == sorted(places)


def test_chosen_programmes_are_listed_though_not_shown(
    page: ExportPage, context: Context, qtbot: QtBot, tmp_path: Path, shown: list[Judgement]
) -> None:
    shown[:] = context.office.judgements[5:7]
    page.scopes.buttons[Scope.SHOWN].click()
    assert "制度一覧（5件）" in page.summary.text()
    assert "表示中でなくても" in page.scope_note.text()
    type_path(qtbot, page, tmp_path / "表示中.xlsx")
    assert export(qtbot, page).is_file()


def test_replacing_a_file_is_asked_for(page: ExportPage, qtbot: QtBot, tmp_path: Path) -> None:
    old = tmp_path / "前の計画.xlsx"
    old.write_bytes(b"old")
    type_path(qtbot, page, old)
    click(page.runner.button)
    box = open_box(page, qtbot)
    assert "すでにあります" in box.text()
    answer(box, qtbot, "やめる")
    assert old.read_bytes() == b"old"
    click(page.runner.button)
    with qtbot.waitSignal(page.runner.written, timeout=30_000):
        answer(open_box(page, qtbot), qtbot, "置き換える")
    assert old.read_bytes()[:2] == b"PK"


def test_a_missing_folder_is_told_and_the_path_stays(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    lost = tmp_path / "ない" / "計画.xlsx"
    type_path(qtbot, page, lost)
    click(page.runner.button)
    box = open_box(page, qtbot)
    assert "見つかりません" in box.text()
    answer(box, qtbot, "閉じる")
    assert page.runner.path.text() == str(lost)
    assert page.runner.button.isEnabled()
    assert not page.runner.progress.isVisible()


def test_a_cancelled_export_leaves_nothing(
    page: ExportPage, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    context.office.arrange([one.program.id for one in context.office.judgements])
    page.refresh()
    type_path(qtbot, page, tmp_path / "中止.xlsx")
    click(page.runner.button)
    assert page.runner.progress.isVisible()
    assert not page.runner.button.isEnabled()
    click(page.runner.cancel)
    qtbot.waitUntil(page.runner.button.isEnabled, timeout=30_000)
    assert "中止しました" in page.runner.status.text()
    assert list(tmp_path.glob("*.xlsx")) == []
    assert list(tmp_path.glob(".michishirube*")) == []


def test_an_empty_path_is_told_beside_the_button(page: ExportPage, qtbot: QtBot) -> None:
    page.runner.path.clear()
    click(page.runner.button)
    assert page.runner.status.text() == NO_PATH


def test_programmes_are_moved_and_removed_with_the_keyboard(
    page: ExportPage, context: Context, qtbot: QtBot, chosen: list[str]
) -> None:
    first, second, third = chosen
    page.plan.list.setCurrentRow(0)
    press(page.plan.list, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert list(context.office.selection) == [second, first, third]
    assert page.plan.list.currentRow() == 1
    press(page.plan.list, Key.Key_Delete)
    assert list(context.office.selection) == [second, third]
    context.undo.undo()
    context.undo.undo()
    assert list(context.office.selection) == [first, second, third]
    assert page.plan.list.count() == 3


def test_the_buttons_offer_only_what_can_be_done(page: ExportPage, qtbot: QtBot) -> None:
    page.plan.list.setCurrentRow(0)
    assert not page.plan.up.isEnabled()
    click(page.plan.down)
    assert page.plan.up.isEnabled()
    page.plan.list.setCurrentRow(2)
    assert not page.plan.down.isEnabled()
    click(page.plan.remove)
    assert page.plan.list.count() == 2


def test_an_empty_plan_says_what_to_do(page: ExportPage, context: Context) -> None:
    context.office.arrange([])
    context.events.selection_changed.emit()
    assert page.plan.empty.isVisible()
    assert "「制度をさがす」" in page.plan.empty.text()
    assert "空になります" in page.scope_note.text()


def test_what_the_user_typed_stays_when_the_page_refreshes(page: ExportPage, qtbot: QtBot) -> None:
    type_path(qtbot, page, "/どこか/私の計画.xlsx")
    page.refresh()
    assert page.runner.path.text() == "/どこか/私の計画.xlsx"


class _Opener(QObject):
    """Stands where the system's file window would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


def test_the_folder_is_opened_as_a_local_place(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    type_path(qtbot, page, tmp_path / "b.xlsx")
    export(qtbot, page)
    opener = _Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]  # str, whatever the stubs say
    try:
        click(page.runner.open_folder)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [url.toLocalFile() for url in opener.opened] == [str(tmp_path)]


def test_without_a_town_the_page_says_what_to_do(qtbot: QtBot, empty_context: Context) -> None:
    page = ExportPage(empty_context, list)
    qtbot.addWidget(page)
    page.show()
    assert page.no_town.isVisible()
    with qtbot.waitSignal(empty_context.events.town_wanted):
        click(page.no_town.button)


def test_a_name_alone_lies_in_the_folder_and_gets_its_ending(tmp_path: Path) -> None:
    assert target_path("計画", tmp_path) == tmp_path / "計画.xlsx"
    assert target_path(" 計画.v2 ", tmp_path) == tmp_path / "計画.v2.xlsx"
    assert target_path(f'"{tmp_path / "x.XLSX"}"', Path("/")) == tmp_path / "x.XLSX"
