"""The gallery under a real X server: every page at the size of the office laptops, nothing cut off."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.x_server import x_server

ROOT = Path(__file__).parents[2]
PAGES = ["profile", "programs", "export", "data", "help"]
SIZE = (1366, 768)
WAYS = {
    "plain": [],
    "150-percent": ["--scale", "1.5"],
    "dark": ["--dark"],
    "large-text": ["--text", "1.5"],
    "empty": ["--empty"],
}

pytestmark = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server of our own."""
    with x_server() as number:
        yield number


@pytest.fixture(scope="module", params=WAYS)
def pictures(
    request: pytest.FixtureRequest,
    display: str,
    catalog_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Pictures and report of one way of looking at the window."""
    out = tmp_path_factory.mktemp(request.param)
    arguments = ["--out", str(out), "--catalog", str(catalog_path), *WAYS[request.param]]
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.gallery", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def report(pictures: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((pictures / "report.json").read_text("utf-8"))
    return found


def colours(image: QImage) -> set[int]:
    """Return the colours of a grid of points."""
    return {
        image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
    }


def test_every_page_has_its_picture(
    qapp: QApplication, pictures: Path, report: dict[str, Any]
) -> None:
    assert list(report["pages"]) == PAGES
    for page in report["pages"].values():
        image = QImage(str(pictures / page["picture"]))
        assert abs(image.width() - SIZE[0]) <= 1  # 1366 is no whole number of pixels at 150 %
        assert abs(image.height() - SIZE[1]) <= 1
        assert len(colours(image)) > 1


def test_no_text_is_cut_off(report: dict[str, Any]) -> None:
    assert {key: page["clipped"] for key, page in report["pages"].items() if page["clipped"]} == {}


def test_every_character_has_a_glyph(report: dict[str, Any]) -> None:
    missing = {key: page["without_glyph"] for key, page in report["pages"].items()}
    assert {key: found for key, found in missing.items() if found} == {}
