"""``--smoke``: the program tries itself out on a data folder of its own, logs each step and ends.

Made for packages: whatever was forgotten when they were built (a library, a picture, a page of help)
shows here, on a machine where nobody sits. It writes into its own folder only:

    smoke.log       one line per step, UTF-8; the last one says 合格, or 失敗 and at which step
    smoke.json      the same for programs, with the moment at which the window was ready
    1-profile.png   a picture of each page
    workbook.xlsx   the workbook written and read again

Exit status 0 when every step succeeded, else 1. A watchdog ends a run that hangs, with a trace of
where it hung. No box waits for an answer.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from db.catalog_reader import CatalogReader
from desktop.__main__ import has_display
from desktop.app import make_application, open_window
from desktop.paths import AppPaths
from desktop.services.doctor import examine
from desktop.services.estimate_json import estimate_data
from desktop.services.estimate_text import estimate_text
from desktop.services.estimating import estimate_file
from desktop.services.exporting import read_workbook
from desktop.smoke_journal import Journal
from desktop.ui.main_window import MainWindow
from desktop.ui.smoke_hands import SmokeFailure, check_no_box, settle
from desktop.ui.smoke_walk import SmokeWalk

LIMIT_SECONDS = 180
DATA_NAME = "山田　太郎 の データ"
"""The data folder of the trial: kanji, a full-width and an ordinary space, as in real user names."""
WORKBOOK = "workbook.xlsx"
EXAMPLES = "examples"
SHEETS = {"表紙", "制度一覧"}


def run_smoke(paths: AppPaths, out: Path | None, today: Callable[[], date] = date.today) -> int:
    """Try everything out and return the exit status."""
    folder = out or Path(tempfile.mkdtemp(prefix="michishirube-smoke-"))
    folder.mkdir(parents=True, exist_ok=True)
    with Journal(folder) as journal, _watched(journal), ExitStack() as stack:
        if not has_display():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        data = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="michishirube-", ignore_cleanup_errors=True)
        )
        own = paths._replace(data=Path(data, DATA_NAME), portable=False)
        try:
            _Trial(own, folder, today, journal).run()
        except Exception as error:
            journal.fail(error)
            return 1
        journal.succeed()
        return 0


@contextmanager
def _watched(journal: Journal) -> Iterator[None]:
    """End the process when it hangs, even inside Qt; keep what Qt and Python complain about."""
    faulthandler.dump_traceback_later(LIMIT_SECONDS, exit=True, file=journal.stream)
    hook = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: journal.remember(error)
    before = qInstallMessageHandler(lambda kind, _context, text: _note_qt(journal, kind, text))
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        sys.excepthook = hook
        faulthandler.cancel_dump_traceback_later()


def _note_qt(journal: Journal, kind: QtMsgType, text: str) -> None:
    """Note a message of Qt; its chatter about debugging is left out."""
    if kind is not QtMsgType.QtDebugMsg:
        journal.note(f"Qt: {text}")


class _Trial:
    """The steps in their order, on one data folder."""

    def __init__(
        self, paths: AppPaths, out: Path, today: Callable[[], date], journal: Journal
    ) -> None:
        self._paths = paths
        self._out = out
        self._today = today
        self._journal = journal

    def run(self) -> None:
        """Use the program twice: a whole session, then a second start that finds everything again."""
        app = make_application()
        with ExitStack() as stack:  # the window first, so that its time is that of any other start
            self._session(self._open(app, stack, "窓を開く"))
        with ExitStack() as stack:
            walk = self._open(app, stack, "もう一度開く")
            self._step("続きから", walk.find_everything_again)

    def _session(self, walk: SmokeWalk) -> None:
        """Do what an office does on its first day."""
        self._step("環境", self._journal.surroundings)
        self._step("点検", self._examine)
        self._step("計画を試算する", self._estimate)
        self._step("絵と日本語", walk.check_parts)
        self._step("まちを選ぶ", walk.choose_town)
        self._step("質問に答える", walk.answer_question)
        self._step("すべてのページ", lambda: walk.visit_pages(self._out))
        self._step("制度を探す", walk.search)
        self._step("制度の詳細", walk.open_detail)
        self._step("計画に入れる", walk.select)
        self._step("QRコード", walk.show_qr)
        self._step("書き出す", lambda: walk.export(self._out / WORKBOOK))
        self._step("読み直す", self._read_again)
        self._step("データを点検する", walk.check_data)
        self._step("控えを作る", walk.back_up)

    def _step(self, name: str, action: Callable[[], str]) -> None:
        """Take one step; what it returns stands in the log."""
        with self._journal.step(name) as tell:
            tell(action())
            check_no_box()
            self._journal.raise_remembered()

    def _open(self, app: QApplication, stack: ExitStack, name: str) -> SmokeWalk:
        """Open the window as the program does."""
        made: list[MainWindow] = []

        def show() -> str:
            window = open_window(app, self._paths, self._today, stack)
            stack.callback(_close, app, window)
            window.show()
            settle(lambda: window.isVisible() and not window.visibleRegion().isEmpty(), "窓の表示")
            self._journal.window_ready()
            settle(lambda: window.is_complete, "判定とすべてのページ")
            made.append(window)
            return f"{app.platformName()}、{app.font().family()}"

        self._step(name, show)
        return SmokeWalk(made[0])

    def _examine(self) -> str:
        """Check the programme database that came along."""
        found = examine(self._paths)
        if found.problems:
            raise SmokeFailure("、".join(found.problems))
        return f"{found.data['catalog']['programs']}制度、版 {found.data['catalog']['version']}"

    def _estimate(self) -> str:
        """Estimate the sample plans that came along, on a day of the catalogue: the clock may be wrong."""
        plans = sorted((self._paths.resources / EXAMPLES).glob("plan_*.json"))
        if not plans:
            raise SmokeFailure("計画の見本がありません")
        with CatalogReader(self._paths.catalog) as catalog:
            day = date.fromisoformat(catalog.meta().as_of)
            found = [estimate_file(plan, catalog, day) for plan in plans]
        for one in found:
            if not (estimate_data(one)["lines"] and estimate_text(one)):
                raise SmokeFailure("試算の答えが空です")
        fundings = sum(len(one.fundings) for one in found)
        return f"計画 {len(plans)}件、財源の案 {fundings}通り"

    def _read_again(self) -> str:
        """Read the workbook that was written."""
        sheets = read_workbook(self._out / WORKBOOK)
        if not sheets.keys() > SHEETS or not all(sheets.values()):
            raise SmokeFailure(f"ワークブックの中身が足りません: {sheets}")
        return "、".join(f"{name} {cells}セル" for name, cells in sheets.items())


def _close(app: QApplication, window: MainWindow) -> None:
    """Close the window before what it stands on."""
    window.close()
    QThreadPool.globalInstance().waitForDone()
    window.deleteLater()
    app.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
