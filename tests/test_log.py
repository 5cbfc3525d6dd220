"""The log stays small."""

from __future__ import annotations

import logging
from pathlib import Path

from desktop.log import KEPT, MAX_BYTES, start_logging, stop_logging


def test_records_are_written_in_utf_8(tmp_path: Path) -> None:
    handler = start_logging(tmp_path / "記録.log")
    logging.getLogger("michishirube").info("島根県美郷町")
    stop_logging(handler)
    assert "島根県美郷町" in (tmp_path / "記録.log").read_text("utf-8")


def test_full_files_step_back_and_the_oldest_gives_way(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    for number in range(KEPT + 2):
        path.write_text(str(number) * MAX_BYTES, "utf-8")
        stop_logging(start_logging(path))
    kept = {file.name: file.read_text("utf-8")[0] for file in tmp_path.iterdir()}
    assert kept == {f"a.log.{number}": str(KEPT + 2 - number) for number in range(1, KEPT + 1)}


def test_a_small_file_is_continued(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text("früher\n", "utf-8")
    handler = start_logging(path)
    logging.getLogger("michishirube").info("später")
    stop_logging(handler)
    assert len(path.read_text("utf-8").splitlines()) == 2
