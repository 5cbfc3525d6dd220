"""Where `make package` has put the packaged program, and a bare window packaged the same way."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from tests.bench.measuring import PLACE, ROOT

DIST = ROOT / "dist"
PACKAGER = ROOT / "build" / "package-venv" / "bin" / "python"
BARE = Path(__file__).with_name("bare_window.py")
NAME = "michishirube"
NOT_BUILT = "作られていない（make package のあとで測る）"


def packaged_program(dist: Path = DIST, place: Path = PLACE) -> Path | None:
    """Return the program of the Linux archive in dist/, unpacked once; None where there is none."""
    found = sorted(dist.glob(f"{NAME}-*-linux-*.tar.xz"))
    if not found:
        return None
    digest = hashlib.sha256(found[-1].read_bytes()).hexdigest()[:12]
    folder = place / f"package-{digest}"
    if not folder.exists():
        draft = place / f".unpacking-{digest}"
        draft.mkdir(parents=True, exist_ok=True)
        subprocess.run(["tar", "-xJf", str(found[-1]), "-C", str(draft)], check=True)
        draft.replace(folder)
    return folder / NAME / NAME


def packaged_bare_window(place: Path = PLACE) -> Path | None:
    """Return the bare window packaged by PyInstaller; None where `make package` has not set it up."""
    if not PACKAGER.exists():
        return None
    digest = hashlib.sha256(BARE.read_bytes()).hexdigest()[:12]
    folder = place / f"bare-{digest}"
    if not folder.exists():
        draft = place / f".bare-{digest}"
        work = [
            "--distpath",
            str(draft),
            "--workpath",
            str(draft / "work"),
            "--specpath",
            str(draft),
        ]
        command = [str(PACKAGER), "-m", "PyInstaller", "--noconfirm", "--onedir", *work, str(BARE)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        draft.replace(folder)
    return folder / BARE.stem / BARE.stem
