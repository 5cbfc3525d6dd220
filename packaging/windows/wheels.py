"""The Windows wheels of the preview: those of the package's own lock file, and one that carries Python."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from machine import run
from places import CARRIER_LOCK, PACKAGE_LOCK
from project import SetupError

TAG = "311"
VERSION = "3.11"
ABIS = (f"cp{TAG}", "abi3", "none")
ENTRY = re.compile(r"^(\S+==\S+)(?: ; (.+?))? \\$")
MARKER = re.compile(r"sys_platform == '(\w+)'")


def windows_lock(text: str) -> str:
    """Return what a lock file for all systems asks of Windows, without markers.

    pip would judge the markers by the system it runs on, also when it fetches for another one.
    """
    lines: list[str] = []
    wanted = True
    for line in text.splitlines():
        entry = ENTRY.match(line)
        if entry:
            wanted = entry[2] is None or _is_windows(entry[2])
        if wanted:
            lines.append(f"{entry[1]} \\" if entry else line)
    return "\n".join(lines) + "\n"


def _is_windows(marker: str) -> bool:
    """Say whether the marker of an entry holds on Windows."""
    system = MARKER.fullmatch(marker)
    if system is None:
        raise SetupError(f"{PACKAGE_LOCK.name}: {marker}: 読み方が分かりません / not understood")
    return system[1] == "win32"


def download(wheels: Path) -> None:
    """Fetch the wheels; pip checks every hash, also of those that are there already."""
    wheels.mkdir(parents=True, exist_ok=True)
    lock = wheels / "requirements.txt"
    lock.write_text(windows_lock(PACKAGE_LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download"]
    options = ["-q", "--require-hashes", "--no-deps", "--only-binary=:all:", "-d", str(wheels)]
    system = ["--platform", "win_amd64", "--python-version", VERSION, "--implementation", "cp"]
    abis = [part for abi in ABIS for part in ("--abi", abi)]
    run([*pip, *options, *system, *abis, "-r", lock, "-r", CARRIER_LOCK], timeout=1800)
