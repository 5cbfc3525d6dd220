"""Checks of the console twin: through a pipe, in a real console of code page 932, into a file."""

from __future__ import annotations

import json

from places import CONSOLE
from trial import DATA_FOLDER, PROGRAM_FOLDER, Trial, wait_for
from wine import Done

SHELL_FOLDERS = "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders"
TOWN = "324485"
BAD_INPUT = 2
RESULT, FINISHED = "結果　一覧.json", "finished.txt"
BATCH = f"""\
@echo off
chcp
set TOOL="{PROGRAM_FOLDER}\\{CONSOLE}"
%TOOL% match --code {TOWN} --json > "C:\\{RESULT}"
%TOOL% match --code 000000
%TOOL% --help
echo x > C:\\{FINISHED}
pause
"""


def check_console(trial: Trial) -> None:
    """The console twin prints UTF-8 under code page 932, and says mistakes in a sentence."""
    check = trial.report.check
    done = _console(trial, "--version")
    check("--version", (done.status, done.text.strip()) == (0, trial.version), done)
    done = _console(trial, "match", "--code", TOWN, "--json")
    found = results(done.output)
    check("match --json (UTF-8)", done.status == 0 and found > 0, found or done)
    done = _console(trial, "match", "--code", TOWN)
    readable = "対象" in done.text and "\ufffd" not in done.text
    check("match", done.status == 0 and readable, done.text[:80])
    done = _console(trial, "match", "--code", "000000")
    calm = done.status == BAD_INPUT and "Traceback" not in done.text and "コード" in done.text
    check("誤りは一文で / a mistake is one sentence", calm, done.text)


def _console(trial: Trial, *arguments: str) -> Done:
    return trial.wine.run([f"{PROGRAM_FOLDER}\\{CONSOLE}", *arguments])


def results(printed: bytes) -> int:
    """Return how many results ``match --json`` has printed, 0 for anything but UTF-8 and JSON."""
    try:
        return len(json.loads(printed.decode("utf-8"))["results"])
    except (KeyError, TypeError, ValueError):
        return 0


def check_doctor(trial: Trial) -> None:
    """The installed program knows its places."""
    found = data_place(trial)
    trial.report.check("doctor", found == f"{DATA_FOLDER}\\workspace.sqlite", found)


def data_place(trial: Trial) -> str:
    """Return where the program says the user's data lie, or what it said instead."""
    done = _console(trial, "doctor", "--json")
    try:
        return str(json.loads(done.text)["paths"]["workspace"])
    except (KeyError, TypeError, ValueError):
        return str(done)


def check_redirected_profile(trial: Trial) -> None:
    """Where the IT section has moved the user's folders to a network share, the data go there."""
    share = "\\\\filesv\\プロファイル\\山田 太郎"
    trial.unc(share).mkdir(parents=True)
    _redirect(trial, share)
    found = data_place(trial)
    _redirect(trial, "%USERPROFILE%\\AppData\\Local")
    wanted = f"{share}\\michishirube\\workspace.sqlite"
    trial.report.check("移されたプロファイル / a redirected profile", found == wanted, found)
    found = data_place(trial)
    trial.report.check("元に戻すと元の場所 / and back", found.startswith(DATA_FOLDER), found)


def _redirect(trial: Trial, folder: str) -> None:
    """Say where Windows is to look for the user's local data."""
    value = ["/v", "Local AppData", "/t", "REG_EXPAND_SZ", "/d", folder, "/f"]
    trial.wine.run(["reg", "add", f"HKCU\\{SHELL_FOLDERS}", *value])


def check_console_window(trial: Trial) -> None:
    """In a console window with code page 932; the picture is to be looked at."""
    drive = trial.wine.drive
    (drive / "console.bat").write_bytes(BATCH.replace("\n", "\r\n").encode("cp932"))
    process = trial.wine.start(["wineconsole", "cmd", "/c", "C:\\console.bat"])
    ended = wait_for((drive / FINISHED).exists, 60)
    trial.picture("console")
    trial.wine.stop(process)
    trial.report.check("コンソールの窓 / a console window (console.png)", ended)
    written = drive / RESULT
    found = results(written.read_bytes()) if written.exists() else 0
    trial.report.check("match --json > ファイル / into a file", found > 0, found)
