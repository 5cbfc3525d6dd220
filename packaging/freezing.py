"""Running PyInstaller on the spec, so that the same commit gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from commit import source_date
from inputs import PACKAGE
from project import ROOT, run, say

NAME = "michishirube"
SPEC = ROOT / "packaging" / "michishirube.spec"


def freeze() -> Path:
    """Build the folder of the package and return it."""
    say("PyInstaller でまとめています", "running PyInstaller")
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",  # else the order within sets would find its way into the bytecode
        "SOURCE_DATE_EPOCH": str(source_date()),
    }
    folders = ["--distpath", str(PACKAGE), "--workpath", str(PACKAGE / "work")]
    options = ["--noconfirm", "--clean", "--log-level", "WARN", *folders]
    run([sys.executable, "-m", "PyInstaller", *options, str(SPEC)], environment)
    if sys.platform != "win32":
        strip_python(PACKAGE / NAME)
    return PACKAGE / NAME


def strip_python(folder: Path) -> None:
    """Remove what only a debugger reads from Python's own libraries; all others stay as they came."""
    own = [
        *folder.glob("_internal/libpython3*"),
        *folder.glob("_internal/python3*/lib-dynload/*.so"),
    ]
    subprocess.run(["strip", "--strip-unneeded", *map(str, sorted(own))], check=True)
