"""What the program says about itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from desktop.paths import find_paths
from desktop.services.doctor import COMPONENTS, examine


def test_a_checkout_asks_for_what_is_installed(catalog_path: Path, tmp_path: Path) -> None:
    found = examine(find_paths(tmp_path, catalog_path))
    assert found.data["libraries"]["PySide6-Essentials"].startswith("6.")
    assert found.problems == ()


def test_a_package_reads_the_list_it_brought_along(
    catalog_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """importlib.metadata is not packaged, because it loads what could open a socket."""
    monkeypatch.setitem(sys.modules, "importlib.metadata", None)
    (tmp_path / COMPONENTS).write_text(json.dumps({"libraries": {"segno": "1.6.6"}}))
    found = examine(find_paths(tmp_path, catalog_path)._replace(resources=tmp_path))
    assert found.data["libraries"] == {"segno": "1.6.6"}
