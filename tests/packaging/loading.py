"""Importing the scripts of packaging/: no package, but they import each other by their plain names."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "packaging"


def script(name: str) -> ModuleType:
    """Return one script as a module."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))  # at the end: nothing of the same name is hidden by it
    module = importlib.import_module(name)
    assert module.__file__ == str(FOLDER / f"{name}.py")
    return module
