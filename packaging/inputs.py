"""What the spec takes in besides the sources: made here, before PyInstaller runs, in build/package/inputs.

catalog.sqlite                 the programme database, built fresh
components.json                versions and commit, shown by `michishirube doctor`
michishirube.ico, .png         the icon
michishirube*.version.txt      version information for Windows
"""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
import sys
from importlib.metadata import version as installed
from pathlib import Path

from commit import commit
from icon import write_icons
from project import BUILD, ROOT, run, say, version
from version_info import DESCRIPTIONS, version_info

PACKAGE = BUILD / "package"
INPUTS = PACKAGE / "inputs"
ICON = ROOT / "resources" / "icons" / "michishirube.svg"

#: The distributions whose code is in a package; a check compares this list with what is really inside.
SHIPPED = ("PySide6-Essentials", "shiboken6", "openpyxl", "et-xmlfile", "platformdirs", "segno")


def prepare(folder: Path = INPUTS) -> Path:
    """Make everything anew and return the folder."""
    say("パッケージの材料を作っています", "making what goes into the package")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run([sys.executable, "-m", "db.build", "--out", str(folder / "catalog.sqlite")])
    write_icons(ICON, folder)
    for program in DESCRIPTIONS:
        text = version_info(program, version())
        (folder / f"{program}.version.txt").write_text(text, encoding="utf-8")
    data = json.dumps(components(), ensure_ascii=False, indent=1)
    (folder / "components.json").write_text(data + "\n", encoding="utf-8")
    return folder


def components() -> dict[str, object]:
    """Return what the package is made of."""
    return {
        "version": version(),
        "commit": commit(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "pyinstaller": installed("pyinstaller"),
        "libraries": {name: installed(name) for name in SHIPPED},
    }


if __name__ == "__main__":
    prepare()
