"""Where things lie: the shipped, read-only files and the user's data. The only module that knows both."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

DATA_DIR_VARIABLE = "MICHISHIRUBE_DATA_DIR"


@dataclass(frozen=True)
class AppPaths:
    """``catalog``: the programme database (read-only); ``resources``: shipped files; ``data``: the user's folder."""

    catalog: Path
    resources: Path
    data: Path

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

    The data folder is the one given, else that of the environment, else the system's for the user.
    """
    shipped = _shipped()
    frozen = getattr(sys, "frozen", False)
    built = shipped / "catalog.sqlite" if frozen else shipped / "build" / "catalog.sqlite"
    return AppPaths(catalog or built, shipped / "resources", data_dir or _data_dir())


def _shipped() -> Path:
    """Return the folder of the frozen program, or the checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[1]


def _data_dir() -> Path:
    """Return the user's data folder."""
    given = os.environ.get(DATA_DIR_VARIABLE)
    return Path(given) if given else platformdirs.user_data_path("michishirube", appauthor=False)
