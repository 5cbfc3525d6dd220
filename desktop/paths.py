"""Where things lie: the shipped, read-only files and the user's data. The only module that knows both.

A file ``portable.txt`` beside the packaged program keeps the data beside it as well, in
``michishirube-data``: for a USB stick, or a PC on which nothing may be left behind. Both names are
plain ASCII, because archives and old sticks do not carry others safely; the file's text is Japanese.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

import platformdirs

DATA_DIR_VARIABLE = "MICHISHIRUBE_DATA_DIR"
PORTABLE_MARKER = "portable.txt"
PORTABLE_DATA = "michishirube-data"


class AppPaths(NamedTuple):
    """``catalog``: the programme database (read-only); ``resources``: shipped files; ``data``: the user's folder.

    ``portable`` says that the data lie beside the program because of the marker file.
    """

    catalog: Path
    resources: Path
    data: Path
    portable: bool = False

    @property
    def workspace(self) -> Path:
        """The user's database."""
        return self.data / "workspace.sqlite"

    @property
    def logs(self) -> Path:
        """The folder of the log files."""
        return self.data / "logs"

    @property
    def lock(self) -> Path:
        """The file that keeps a second window from opening the same data."""
        return self.data / "michishirube.lock"


def find_paths(data_dir: Path | None = None, catalog: Path | None = None) -> AppPaths:
    """Return the paths of this installation; nothing is created.

    The data folder is the one given, else that of the environment, else the one beside a portable
    program, else the system's for the user.
    """
    shipped = _shipped()
    built = shipped / "catalog.sqlite" if is_packaged() else shipped / "build" / "catalog.sqlite"
    given = data_dir or _from_environment()
    beside = None if given else portable_data()
    data = given or beside or platformdirs.user_data_path("michishirube", appauthor=False)
    return AppPaths(catalog or built, shipped / "resources", data, beside is not None)


def is_packaged() -> bool:
    """Whether this is the packaged program, not a checkout."""
    return bool(getattr(sys, "frozen", False))


def portable_data() -> Path | None:
    """Return the data folder beside the packaged program if the marker file lies there."""
    if not is_packaged():
        return None
    folder = Path(sys.executable).parent
    return folder / PORTABLE_DATA if (folder / PORTABLE_MARKER).is_file() else None


def _shipped() -> Path:
    """Return the folder of the frozen program, or the checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[1]


def _from_environment() -> Path | None:
    """Return the data folder that the environment names."""
    given = os.environ.get(DATA_DIR_VARIABLE)
    return Path(given) if given else None
