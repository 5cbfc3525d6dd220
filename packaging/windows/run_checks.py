"""Checks of the program as installed: its own trial, the console twin, odd folders, the portable copy."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from places import PROGRAM
from trial import DATA_FOLDER, DRAWN, PROGRAM_FOLDER, Trial, colours, contents
from workbook_check import check_workbook

SMOKE_SECONDS = 240
SHARE = "\\\\filesv\\共有\\山田 太郎"
STICK = "C:\\USB メモリー　１"


def check_smoke(trial: Trial) -> None:
    """The installed program tries itself out; log, pictures and workbook are looked at from here."""
    folder = trial.places.out / "smoke"
    ok = _smoke(trial, "自己点検 / the program's own trial", folder, {})
    if not ok:
        return
    for picture in sorted(folder.glob("*.png")):
        count = colours(picture)
        trial.report.check(f"画像 / picture {picture.name}", count > DRAWN, f"{count} colours")
    check_workbook(trial.report, folder / "workbook.xlsx")


def _smoke(trial: Trial, name: str, folder: Path | str, extra: dict[str, str]) -> bool:
    """Run the smoke mode and check status and log."""
    command = [f"{PROGRAM_FOLDER}\\{PROGRAM}", "--smoke", "--smoke-out", folder]
    done = trial.wine.run(command, SMOKE_SECONDS, extra)
    place = folder if isinstance(folder, Path) else trial.unc(folder)
    try:
        log = (place / "smoke.log").read_text(encoding="utf-8")
        data = json.loads((place / "smoke.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return trial.report.check(name, False, f"{error} {done}")
    last = log.splitlines()[-1] if log else ""
    ok = done.status == 0 and "SMOKE-OK" in last and data["ok"] is True
    return trial.report.check(
        name, ok, f"{len(data['steps'])} steps, {last}" if ok else log[-1200:]
    )


def check_share(trial: Trial) -> None:
    """The same with everything it writes on a network share, as with a redirected profile."""
    place = trial.unc(f"{SHARE}\\Temp")
    place.mkdir(parents=True)
    temp = f"{SHARE}\\Temp"
    _smoke(trial, "ネットワーク上の場所 / on a network path", temp, {"TEMP": temp, "TMP": temp})


def check_long_path(trial: Trial) -> None:
    """The same below a folder name of more than 260 characters."""
    folder = trial.wine.drive / "長い" / "/".join(["とても長い名前のフォルダー" + "い" * 30] * 6)
    folder.mkdir(parents=True)
    name = f"長いパス / a path of {len(str(folder.relative_to(trial.wine.drive)))} characters"
    windows = "C:\\" + str(folder.relative_to(trial.wine.drive)).replace("/", "\\")
    _smoke(trial, name, folder, {"TEMP": windows, "TMP": windows})


def check_portable(trial: Trial) -> None:
    """Unpacked on a stick, the program keeps all data beside itself."""
    stick = trial.wine.path(STICK)
    with zipfile.ZipFile(trial.portable) as archive:
        archive.extractall(stick)
    program = stick / "michishirube"
    before = contents(program)
    data = program / "michishirube-data"
    with trial.window(f"{STICK}\\michishirube", "portable"):
        pass
    made = sorted(path.name for path in data.iterdir()) if data.exists() else []
    check = trial.report.check
    check("持ち運び版のデータは隣に / portable data beside it", "workspace.sqlite" in made, made)
    left = not trial.wine.path(DATA_FOLDER).exists()
    check("パソコンには残さない / leaves nothing on the PC", left)
    kept = {name: value for name, value in contents(program).items() if name in before}
    check("ほかは変わらない / and changes nothing else", kept == before)
