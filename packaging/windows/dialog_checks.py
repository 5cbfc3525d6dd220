"""Checks of installer and uninstaller as a person meets them: page by page, with pictures to look at."""

from __future__ import annotations

from pathlib import Path

from install_checks import users_note
from machine import run
from places import HERE, PROGRAM
from trial import DATA_FOLDER, PROGRAM_FOLDER, Trial, wait_for
from winpython import COMPILER

NEXT, CANCEL, YES, NO = 1, 2, 6, 7
"""Numbers of buttons. The wizard's own button is 1 whatever it says: 次へ, インストール, 完了, 閉じる."""

PATIENCE = 120


class Dialogs:
    """What stands in the dialogs on the screen, and a finger for their buttons."""

    def __init__(self, trial: Trial) -> None:
        """Compile the program that looks and presses: only a Windows program sees these texts."""
        self._trial = trial
        self._program = trial.places.work / "dialog.exe"
        run([COMPILER, "-O2", "-s", "-o", self._program, HERE / "dialog.c"])

    def texts(self) -> str:
        """Return everything that can be read."""
        return self._trial.wine.run([self._program]).text

    def meets(self, text: str, picture: str) -> None:
        """Check that a text comes up, and keep a picture."""
        came = wait_for(lambda: text in self.texts(), PATIENCE)
        self._trial.picture(picture)
        self._trial.report.check(f"「{text}」 ({picture}.png)", came, "" if came else self.texts())

    def press(self, button: int) -> None:
        """Press a button of the topmost dialog that has it."""
        done = self._trial.wine.run([self._program, str(button)])
        if done.status != 0:
            self._trial.report.check(f"ボタンを押す / pressing {button}", False, done.text)


def check_by_hand(trial: Trial) -> None:
    """Install and start, try to remove while it runs, remove and keep the data, remove everything."""
    dialogs = Dialogs(trial)
    _install_and_open(trial, dialogs)
    _refuse_while_open(trial, dialogs)
    trial.close_program()
    kept = _remove(trial, dialogs, NO, "keeping")
    trial.report.check("［いいえ］でデータは残る / [No] keeps the data", kept.exists())
    trial.install(trial.older)
    kept = _remove(trial, dialogs, YES, "removing")
    trial.report.check("［はい］でデータも消える / [Yes] removes the data", not kept.exists())


def _install_and_open(trial: Trial, dialogs: Dialogs) -> None:
    """Go through the pages of the installer and open the program from the last one."""
    process = trial.wine.start([trial.installer])
    dialogs.meets("管理者の権限は要りません", "install-1")
    dialogs.press(NEXT)
    dialogs.meets(PROGRAM_FOLDER, "install-2")
    dialogs.press(NEXT)
    dialogs.meets("みちしるべ を開く", "install-3")
    dialogs.press(NEXT)
    data = trial.wine.path(DATA_FOLDER) / "workspace.sqlite"
    trial.report.check("最後のページから開く / opens from the last page", wait_for(data.exists, 90))
    ended = wait_for(lambda: process.poll() == 0, PATIENCE)
    trial.report.check("インストーラーの終わり / how it ends", ended, process.poll())


def _refuse_while_open(trial: Trial, dialogs: Dialogs) -> None:
    """Try to remove the program while it is open, and give up."""
    trial.wine.run([f"{PROGRAM_FOLDER}\\uninstall.exe"])
    dialogs.meets(PROGRAM_FOLDER, "running-1")
    dialogs.press(NEXT)
    dialogs.meets("開いているため、続けられません", "running-2")
    dialogs.press(CANCEL)
    kept = (trial.wine.path(PROGRAM_FOLDER) / PROGRAM).exists()
    trial.report.check("開いているものは残る / what is open stays", kept)


def _remove(trial: Trial, dialogs: Dialogs, answer: int, picture: str) -> Path:
    """Remove the program, answer the question about the data, and return a file of them."""
    kept = users_note(trial)
    trial.wine.run([f"{PROGRAM_FOLDER}\\uninstall.exe"])
    dialogs.meets(PROGRAM_FOLDER, f"{picture}-1")
    dialogs.press(NEXT)
    dialogs.meets("も消しますか", f"{picture}-2")
    dialogs.press(answer)
    dialogs.meets("削除しました", f"{picture}-3")
    dialogs.press(NEXT)
    trial.wine.settle()
    gone = not trial.wine.path(PROGRAM_FOLDER).exists()
    trial.report.check("プログラムは消える / the program is gone", gone)
    return kept
