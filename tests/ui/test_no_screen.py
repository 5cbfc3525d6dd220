"""A screen that is promised by the environment and cannot be reached."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from desktop.ui.no_screen import NO_SCREEN, STATUS

ROOT = Path(__file__).resolve().parents[2]


def test_it_is_told_in_one_sentence_without_an_abort(catalog_path: Path, tmp_path: Path) -> None:
    places = ["--catalog", str(catalog_path), "--data-dir", str(tmp_path / "data")]
    ran = subprocess.run(
        [sys.executable, "-m", "desktop", *places],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4099"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ran.returncode == STATUS
    assert ran.stderr.splitlines()[-1] == NO_SCREEN
    assert "Reinstalling" not in ran.stderr
    assert not (tmp_path / "data").exists()
