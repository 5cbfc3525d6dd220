"""What a person does on the first day, done by the program itself (``--smoke``) with keys and clicks.

Each step returns what it found for the log and raises SmokeFailure when it is not as it should be.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QMenuBar,
    QPushButton,
    QWidget,
)

from desktop.domain.verdict import Verdict
from desktop.ui.dialogs.qr_dialog import QrDialog
from desktop.ui.main_window import DATA, EXPORT, PROFILE, PROGRAMS, MainWindow
from desktop.ui.pages.data_page import CHECKING, SOUND, DataPage
from desktop.ui.pages.export_page import ExportPage
from desktop.ui.pages.profile_page import ProfilePage
from desktop.ui.pages.programs_page import ProgramsPage
from desktop.ui.smoke_hands import ensure, press, settle, type_text

TOWN, TYPED = "島根県美郷町", "みさとちょう"
WORD = "空き家"


class SmokeWalk:
    """Walks through a window that is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def check_parts(self) -> str:
        """See that the icon can be drawn and Qt's own words are Japanese: both come as separate files."""
        icon = self._window.windowIcon().pixmap(32, 32)
        ensure(not icon.isNull(), "アイコンを描けません")
        word = QCoreApplication.translate("QPlatformTheme", "Cancel")
        ensure(word != "Cancel", "Qtの日本語の文がありません")
        return f"アイコン {icon.width()}画素、「{word}」、{self._check_fonts()}"

    def _check_fonts(self) -> str:
        """See that lists and menus are written like everything else, and not in a small font of the system."""
        wanted = QApplication.font()
        widgets: Iterable[QWidget] = self._window.findChildren(QWidget)
        others = {
            f"{type(one).__name__} {one.font().family()} {one.font().pointSizeF()}"
            for one in widgets
            if isinstance(one, QAbstractItemView | QMenu | QMenuBar)
            and (one.font().family(), one.font().pointSizeF())
            != (wanted.family(), wanted.pointSizeF())
        }
        ensure(not others, f"ほかの字で書かれています: {sorted(others)}")
        return f"{wanted.family()} {wanted.pointSizeF()}pt"

    def choose_town(self) -> str:
        """Type the reading of a town and take it with Enter."""
        page = self._profile()
        type_text(page.first_town.picker.search, TYPED)
        model = page.first_town.picker.table.model()
        names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
        ensure(TOWN in names, f"「{TYPED}」で{TOWN}が見つかりません: {names}")
        for _ in range(names.index(TOWN)):
            press(page.first_town.picker.search, Qt.Key.Key_Down)
        press(page.first_town.picker.search, Qt.Key.Key_Return)
        ensure(self._window.windowTitle().startswith(TOWN), self._window.windowTitle())
        return f"{TOWN}（候補 {len(names)}）"

    def answer_question(self) -> str:
        """Press the first answer among the questions; fewer may be left, the verdicts follow."""
        page = self._profile()
        before = self._verdicts()
        buttons: Iterable[QPushButton] = page.view.questions.findChildren(QPushButton)
        answers = [one for one in buttons if one.objectName().startswith("answer-")]
        ensure(bool(answers), "答えのボタンがありません")
        name = answers[0].accessibleName()
        answers[0].click()
        after = self._verdicts()
        ensure(before != after, f"「{name}」と答えても判定が変わりません")
        return f"{name}。" + "、".join(f"{one.label} {count}" for one, count in after.items())

    def visit_pages(self, out: Path) -> str:
        """Bring each page to the front and take its picture."""
        titles = []
        for number, entry in enumerate(self._window.entries):
            self._window.navigation.setCurrentRow(number)
            page = self._window.page(entry.key)
            settle(lambda page=page: page.isVisible(), entry.title)  # type: ignore[misc]
            for _ in range(5):  # layouts settle over a few rounds of events
                QApplication.processEvents()
            picture = self._window.grab()
            ensure(not picture.isNull(), f"{entry.title}の画像が空です")
            path = out / f"{number + 1}-{entry.key}.png"
            ensure(picture.save(str(path)), f"画像を保存できません: {path}")
            titles.append(entry.title)
        return "、".join(titles)

    def search(self) -> str:
        """Search for a word, then for nothing again."""
        page = self._programs()
        total = len(page.shown_judgements())
        type_text(page.search, WORD)
        found = len(page.shown_judgements())
        ensure(0 < found < total, f"「{WORD}」で {found}件（全部で{total}件）")
        page.clear_filters()
        ensure(len(page.shown_judgements()) == total, "検索を消しても全部が戻りません")
        return f"「{WORD}」 {found}件／{total}件"

    def open_detail(self) -> str:
        """Go through the list and through every tab of a programme."""
        page = self._programs()
        page.table.go_to_first()
        press(page.table, Qt.Key.Key_Down)
        press(page.table, Qt.Key.Key_Up)
        current = page.table.current()
        assert current is not None
        ensure(page.detail.name.text() == current.program.name, "別の制度の詳細が出ています")
        lengths = []
        for number, browser in enumerate(page.detail.browsers):
            page.detail.tabs.setCurrentIndex(number)
            lengths.append(len(browser.toPlainText()))
        ensure(all(lengths), f"空の見出しがあります: {lengths}")
        return f"{current.program.name}（{'・'.join(map(str, lengths))}字）"

    def select(self) -> str:
        """Take a programme into the plan with the button, another one with the space bar."""
        page = self._programs()
        page.detail.choose_button.click()
        press(page.table, Qt.Key.Key_Down)
        press(page.table, Qt.Key.Key_Space)
        chosen = self._chosen(page)
        ensure(len(chosen) == 2, f"2制度を入れたのに {chosen}")  # noqa: PLR2004
        return "、".join(chosen)

    def show_qr(self) -> str:
        """Show a code and close it."""
        dialog = QrDialog("https://example.jp/みちしるべ", self._window)
        dialog.open()
        settle(dialog.isVisible, "QRコードの表示")
        dialog.accept()
        return "表示して閉じました"

    def export(self, path: Path) -> str:
        """Write the workbook to a file that is not there yet."""
        path.unlink(missing_ok=True)
        self._window.open_page(EXPORT)
        page = self._window.page(EXPORT)
        assert isinstance(page, ExportPage)
        written: list[Path] = []
        page.runner.written.connect(written.append)
        page.runner.path.setText(str(path))
        page.runner.button.click()
        settle(page.runner.button.isEnabled, "書き出し")
        ensure(written == [path] and path.is_file(), page.runner.status.text())
        return f"{path.stat().st_size:,}バイト"

    def check_data(self) -> str:
        """Have both databases checked."""
        page = self._data()
        page.check_button.click()
        settle(lambda: page.check_result.text() != CHECKING, "データの点検")
        ensure(page.check_result.text() == SOUND, page.check_result.text())
        return SOUND

    def back_up(self) -> str:
        """Make a backup."""
        page = self._data()
        page.backup_button.click()
        path = Path(page.backup_result.text().splitlines()[-1])
        ensure(path.is_file(), page.backup_result.text())
        return path.name

    def find_everything_again(self) -> str:
        """Find town and plan of the session before."""
        chosen = self._chosen(self._programs())
        ensure(self._window.windowTitle().startswith(TOWN), self._window.windowTitle())
        ensure(len(chosen) == 2, f"計画に入れた制度が残っていません: {chosen}")  # noqa: PLR2004
        return f"{TOWN}、計画 {len(chosen)}制度"

    def _chosen(self, page: ProgramsPage) -> list[str]:
        """Return the names of the programmes in the plan."""
        every = (one.program for one in page.shown_judgements())
        return [program.name for program in every if page.model.is_chosen(program.id)]

    def _verdicts(self) -> dict[Verdict, int]:
        """Return how many programmes have which verdict."""
        page = self._window.page(PROGRAMS)
        assert isinstance(page, ProgramsPage)
        found = [one.verdict for one in page.shown_judgements()]
        ensure(bool(found), "判定がありません")
        return {verdict: found.count(verdict) for verdict in Verdict if verdict in found}

    def _profile(self) -> ProfilePage:
        """Show まちのプロフィール."""
        self._window.open_page(PROFILE)
        page = self._window.page(PROFILE)
        assert isinstance(page, ProfilePage)
        return page

    def _programs(self) -> ProgramsPage:
        """Show 制度をさがす."""
        self._window.open_page(PROGRAMS)
        page = self._window.page(PROGRAMS)
        assert isinstance(page, ProgramsPage)
        return page

    def _data(self) -> DataPage:
        """Show データ管理."""
        self._window.open_page(DATA)
        page = self._window.page(DATA)
        assert isinstance(page, DataPage)
        return page
