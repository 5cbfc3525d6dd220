"""Importing the scripts of packaging/: no package, but they import each other by their plain names."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "packaging"


WINDOWS = FOLDER / "windows"


def script(name: str, folder: Path = FOLDER) -> ModuleType:
    """Return one script as a module."""
    for place in (FOLDER, folder):
        if str(place) not in sys.path:
            sys.path.append(str(place))  # at the end: nothing of the same name is hidden by it
    module = importlib.import_module(name)
    assert module.__file__ == str(folder / f"{name}.py")
    return module


def windows_script(name: str) -> ModuleType:
    """Return one script of packaging/windows as a module."""
    return script(name, WINDOWS)
