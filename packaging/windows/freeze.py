"""Make the package with the project's own scripts, under Wine, in the Windows Python."""

from __future__ import annotations

import shutil
from pathlib import Path

from commit import source_date
from places import BUILD_SCRIPT, Places
from project import SetupError
from wine import Wine

SECONDS = 900
"""A minute and a half where nothing else runs; a machine under load may need several."""


def probe(wine: Wine, places: Places) -> str:
    """Return what the Windows Python says about itself: version, SQLite, code page."""
    script = (
        "import locale, platform, sqlite3;"
        "print(platform.python_version(), sqlite3.sqlite_version, locale.getpreferredencoding(False))"
    )
    return wine.run([places.python / "python.exe", "-c", script]).text.strip()


def make_package(wine: Wine, places: Places) -> Path:
    """Build the folder of the package and return it."""
    shutil.rmtree(places.build, ignore_errors=True)
    extra = {
        "MICHISHIRUBE_BUILD": "Z:" + str(places.build).replace("/", "\\"),
        "SOURCE_DATE_EPOCH": str(source_date()),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    done = wine.run([places.python / "python.exe", BUILD_SCRIPT], SECONDS, extra)
    (places.log / "package.txt").write_bytes(done.output)
    if done.status != 0:
        raise SetupError(
            f"packaging under Wine ended with status {done.status}\n{done.text[-3000:]}"
        )
    return places.package
