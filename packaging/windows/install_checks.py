"""Checks of installer and uninstaller: over an old version, while running, elsewhere, for everybody."""

from __future__ import annotations

from pathlib import Path

from places import NAME, PROGRAM
from trial import (
    BAD_FOLDER,
    DATA_FOLDER,
    PROGRAM_FOLDER,
    RUNNING,
    Trial,
    contents,
    difference,
)

OLD_VERSION = "0.0.1"
OLD_FILES = {"old-version.txt": "old", "_internal/old/part.txt": "old"}
NOTE = "控え　メモ.txt"
ELSEWHERE = "C:\\ツール　全角 空白\\みちしるべ"
FOR_ALL = f"C:\\Program Files\\{NAME}"
LONGEST = "C:\\" + "\\".join(["とても長い名前のフォルダーその" + "あ" * 25] * 4)
SHORTCUT = "みちしるべ.lnk"


def older_package(package: Path, target: Path) -> Path:
    """Make a small stand-in for an older version: the real programs, and files that are no more."""
    target.mkdir(parents=True)
    for program in package.glob("*.exe"):
        (target / program.name).write_bytes(program.read_bytes())
    for name, text in OLD_FILES.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="ascii")
    return target


def users_note(trial: Trial) -> Path:
    """Return a file of the user in the data folder."""
    note = trial.wine.path(DATA_FOLDER) / NOTE
    if not note.exists():
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text("利用者の控え", encoding="utf-8")
    return note


def check_update(trial: Trial) -> None:
    """Install the old version, then the new one over it: program replaced, data kept, entry right."""
    check, place = trial.report.check, trial.wine.path(PROGRAM_FOLDER)
    status = trial.install(trial.older).status
    shown = trial.registered().get("DisplayVersion")
    check("古い版が入る / an old version installs", (status, shown) == (0, OLD_VERSION), status)
    note = users_note(trial)
    done = trial.install(trial.installer)
    check("新しい版を上に入れる / a new version installs over it", done.status == 0, done)
    left = difference(contents(trial.package), _program_files(place))
    check("中身は新しい版だけ / exactly the new files are there", not left, left)
    check("データは残る / the data are kept", note.read_text(encoding="utf-8") == "利用者の控え")
    _check_entry(trial)


def _program_files(folder: Path) -> dict[str, str]:
    """Return the installed files without the uninstaller."""
    return {name: value for name, value in contents(folder).items() if name != "uninstall.exe"}


def _check_entry(trial: Trial) -> None:
    """The entry in the list of programs and the shortcut are complete."""
    entry = trial.registered()
    wanted = {
        "DisplayName": "みちしるべ",
        "DisplayVersion": trial.version,
        "Publisher": "michishirube contributors",
        "InstallLocation": PROGRAM_FOLDER,
        "QuietUninstallString": f'"{PROGRAM_FOLDER}\\uninstall.exe" /S',
    }
    wrong = {key: entry.get(key) for key, value in wanted.items() if entry.get(key) != value}
    size = int(entry.get("EstimatedSize", "0"), 16) / 1024
    trial.report.check(
        "アプリの一覧の登録 / the uninstall entry", not wrong and size > 1, wrong or entry
    )
    names = trial.shortcuts()
    trial.report.check("スタートメニュー / the Start menu", SHORTCUT in names, names)


def check_untouched(trial: Trial) -> None:
    """Whatever was run before has written nothing into the program's folder."""
    left = difference(contents(trial.package), _program_files(trial.wine.path(PROGRAM_FOLDER)))
    trial.report.check(
        "プログラムの置き場所には書かない / writes nothing beside itself", not left, left
    )


def check_running(trial: Trial) -> None:
    """An open program is neither replaced nor removed, and the data it made are kept."""
    check, data = trial.report.check, trial.wine.path(DATA_FOLDER)
    with trial.window(PROGRAM_FOLDER, "window"):
        status = trial.install_now(trial.installer)
        check("開いている間は入れ替えない / refuses while running", status == RUNNING, status)
        status = trial.uninstall_now(PROGRAM_FOLDER)
        check("開いている間は消さない / uninstalling refuses as well", status == RUNNING, status)
    check_untouched(trial)
    made = sorted(path.name for path in data.iterdir())
    check("データの置き場所 / the data folder", (data / "workspace.sqlite").exists(), made)


def check_elsewhere(trial: Trial) -> None:
    """Move to a folder with kanji, kana and both kinds of space; a file of the user there survives."""
    check, place = trial.report.check, trial.wine.path(ELSEWHERE)
    done = trial.install(trial.installer, f"/D={ELSEWHERE}")
    entry = trial.registered().get("InstallLocation")
    check("別の場所に入れる / installs elsewhere", (done.status, entry) == (0, ELSEWHERE), entry)
    old = trial.wine.path(PROGRAM_FOLDER)
    check("前の場所は片付く / the old place is empty", not old.exists(), old.exists())
    done = trial.wine.run([f"{ELSEWHERE}\\{NAME}-cli.exe", "--version"])
    check("そこで動く / runs there", done.text.strip() == trial.version, done)
    own = {"自分のメモ.txt", "docs/自分の資料.txt"}
    for name in own:
        (place / name).write_text("残す", encoding="utf-8")
    trial.uninstall(ELSEWHERE)
    left = set(contents(place))
    check("消すのは自分のものだけ / removes only its own files", left == own, left)
    check("登録も消える / the entry is gone", not trial.registered(), trial.registered())
    check("ショートカットも消える / the shortcut is gone", not trial.shortcuts(), trial.shortcuts())
    kept = (trial.wine.path(DATA_FOLDER) / NOTE).exists()
    check("データは残る / the data are kept", kept, kept)


def check_refused_folders(trial: Trial) -> None:
    """The data folder and the folder of a portable copy are no places to install to."""
    done = trial.install(trial.older, f"/D={DATA_FOLDER}")
    refused = done.status == BAD_FOLDER and not (trial.wine.path(DATA_FOLDER) / PROGRAM).exists()
    trial.report.check("データの場所には入れない / refuses the data folder", refused, done)
    stick = trial.wine.path("C:\\stick")
    stick.mkdir()
    (stick / "portable.txt").touch()
    done = trial.install(trial.older, "/D=C:\\stick")
    refused = done.status == BAD_FOLDER and not (stick / PROGRAM).exists()
    trial.report.check("持ち運び版の上には入れない / refuses a portable copy", refused, done)


def check_for_all(trial: Trial) -> None:
    """For all users: Program Files, the entry of the PC, and gone again; nobody's data touched."""
    check, place = trial.report.check, trial.wine.path(FOR_ALL)
    done = trial.install(trial.older, "/ALLUSERS")
    entry = trial.registered("HKLM").get("InstallLocation")
    ok = done.status == 0 and (place / PROGRAM).exists() and entry == FOR_ALL
    check("全利用者に入れる / installs for all users", ok, entry)
    trial.uninstall(FOR_ALL)
    gone = not place.exists() and not trial.registered("HKLM")
    check("全利用者から消す / uninstalls for all users", gone)


def check_removal_of_data(trial: Trial) -> None:
    """Only when told so, the uninstaller takes the data as well; a long folder name is no obstacle."""
    data = users_note(trial).parent
    done = trial.install(trial.older, f"/D={LONGEST}")
    ok = done.status == 0 and (trial.wine.path(LONGEST) / PROGRAM).exists()
    trial.report.check(f"長いパス / a long path ({len(LONGEST)})", ok, done)
    trial.uninstall(LONGEST, "/DELETEDATA")
    trial.report.check(
        "求めればデータも消す / removes data when told", not data.exists(), data.exists()
    )
