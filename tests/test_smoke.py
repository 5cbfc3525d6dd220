"""``--smoke``: what it does and writes, and that it notices what is wrong and never hangs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.smoke_journal import DATA, LOG, Journal

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["1-profile.png", "2-programs.png", "3-export.png", "4-data.png", "5-help.png"]


def smoke(out: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop", *options, "--smoke", "--smoke-out", str(out)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def report(out: Path) -> Any:
    return json.loads((out / DATA).read_text(encoding="utf-8"))


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    names = ("out", "data", "temp")
    return {name: tmp_path_factory.mktemp(f"自己点検 {name}") for name in names}


@pytest.fixture(scope="module")
def ran(catalog_path: Path, places: dict[str, Path]) -> Iterator[subprocess.CompletedProcess[str]]:
    """One run that is as it should be."""
    before = files_below(Path(os.environ["HOME"]))
    options = ["--catalog", str(catalog_path), "--data-dir", str(places["data"])]
    yield smoke(places["out"], *options, TMPDIR=str(places["temp"]))
    new = files_below(Path(os.environ["HOME"])) - before
    assert [path for path in new if "fontconfig" not in path.parts] == []


def test_a_sound_program_passes(ran: subprocess.CompletedProcess[str]) -> None:
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stderr == ""
    assert ran.stdout.splitlines()[-1] == "合格 SMOKE-OK"


def test_the_log_has_a_line_per_step(
    ran: subprocess.CompletedProcess[str], places: dict[str, Path]
) -> None:
    log = (places["out"] / LOG).read_text(encoding="utf-8")
    steps = [one["name"] for one in report(places["out"])["steps"]]
    assert len(steps) >= 17
    assert "計画を試算する" in steps
    at = [log.index(f" {name} ") for name in steps]
    assert at == sorted(at)
    assert report(places["out"])["ok"] is True
    assert report(places["out"])["window_at"] > 0


def test_every_page_has_its_picture_and_the_workbook_is_there(
    ran: subprocess.CompletedProcess[str], places: dict[str, Path]
) -> None:
    found = {path.name for path in places["out"].iterdir()}
    assert found == {LOG, DATA, "workbook.xlsx", *PAGES}


def test_the_users_data_are_not_touched_and_nothing_is_left(
    ran: subprocess.CompletedProcess[str], places: dict[str, Path]
) -> None:
    assert files_below(places["data"]) == set()
    assert files_below(places["temp"]) == set()


def test_a_fault_ends_with_1_and_names_the_step(tmp_path: Path) -> None:
    ran = smoke(tmp_path, "--catalog", str(tmp_path / "missing.sqlite"))
    assert ran.returncode == 1
    assert report(tmp_path)["failed"] == "窓を開く"
    assert "SMOKE-FAILED 窓を開く: 制度データベースが見つかりません" in ran.stdout
    assert ran.stdout == (tmp_path / LOG).read_text(encoding="utf-8")


def broken(out: Path, catalog: Path, change: str) -> subprocess.CompletedProcess[str]:
    """Run with something broken by a line of Python."""
    code = (
        "import sys, threading; from datetime import date; from pathlib import Path\n"
        "import desktop.smoke as smoke; from desktop.paths import find_paths\n"
        "from desktop.ui.smoke_walk import SmokeWalk\n"
        f"{change}\n"
        f"paths = find_paths(None, Path({str(catalog)!r}))\n"
        f"sys.exit(smoke.run_smoke(paths, Path({str(out)!r}), lambda: date(2026, 11, 20)))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_sample_plans_that_were_left_out_fail_the_step(catalog_path: Path, tmp_path: Path) -> None:
    ran = broken(tmp_path, catalog_path, "smoke.EXAMPLES = 'left out'")
    assert ran.returncode == 1
    assert report(tmp_path)["failed"] == "計画を試算する"


def test_a_hang_is_ended_by_the_watchdog_which_shows_where(
    catalog_path: Path, tmp_path: Path
) -> None:
    ran = broken(
        tmp_path,
        catalog_path,
        "smoke.LIMIT_SECONDS = 3; SmokeWalk.search = lambda self: threading.Event().wait()",
    )
    log = (tmp_path / LOG).read_text(encoding="utf-8")
    assert ran.returncode == 1
    assert "Timeout" in log
    last = log.partition("Timeout")[0].splitlines()[-1]
    assert re.fullmatch(r" +\d+\.\d{3} \S+ ", last), "the step under way has a name and no end"


def test_a_message_box_fails_the_step_that_opened_it(catalog_path: Path, tmp_path: Path) -> None:
    change = (
        "from desktop.ui import messages\n"
        "SmokeWalk.search = lambda self: messages.show_error(self._window, '困りました').text()"
    )
    ran = broken(tmp_path, catalog_path, change)
    assert ran.returncode == 1
    assert report(tmp_path)["failed"] == "制度を探す"
    assert "メッセージが開きました: 困りました" in ran.stdout


def test_an_exception_in_a_slot_fails_the_step(catalog_path: Path, tmp_path: Path) -> None:
    change = (
        "from PySide6.QtCore import QTimer\n"
        "def search(self):\n"
        "    timer = QTimer(); timer.timeout.connect(lambda: 1 / 0); timer.start(0)\n"
        "    from PySide6.QtWidgets import QApplication; QApplication.processEvents()\n"
        "    return ''\n"
        "SmokeWalk.search = search"
    )
    assert broken(tmp_path, catalog_path, change).returncode == 1
    assert report(tmp_path)["failed"] == "制度を探す"
    assert "ZeroDivisionError" in (tmp_path / LOG).read_text(encoding="utf-8")


def test_the_journal_writes_without_a_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)  # as in a windowed program on Windows
    with Journal(tmp_path) as journal:
        with journal.step("まち") as tell:
            tell("島根県美郷町")
        journal.succeed()
    log = (tmp_path / LOG).read_bytes().decode("utf-8")
    assert "まち [0.0" in log
    assert log.endswith("島根県美郷町\n合格 SMOKE-OK\n")
