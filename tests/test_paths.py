"""Where data lie: given, named by the environment, beside a portable program, or the user's own folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.paths import DATA_DIR_VARIABLE, PORTABLE_DATA, PORTABLE_MARKER, find_paths

NAMES = ["みちしるべ", "ＵＳＢ　メモリ", "with space #1 100%", "山田 太郎"]


@pytest.fixture(params=NAMES)
def program(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of a packaged program, as PyInstaller's bootloader announces it."""
    folder = tmp_path / str(request.param)
    (folder / "_internal").mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(folder / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "michishirube"))
    monkeypatch.delenv(DATA_DIR_VARIABLE, raising=False)
    return folder


def test_a_packaged_program_brings_its_files_along(program: Path) -> None:
    paths = find_paths()
    assert paths.catalog == program / "_internal" / "catalog.sqlite"
    assert paths.resources == program / "_internal" / "resources"
    assert not paths.portable
    assert program not in paths.data.parents


def test_the_marker_keeps_the_data_beside_the_program(program: Path) -> None:
    (program / PORTABLE_MARKER).write_text("このファイルを消さないでください。", encoding="utf-8")
    paths = find_paths()
    assert paths.portable
    assert paths.data == program / PORTABLE_DATA


def test_what_is_given_wins_over_the_marker(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program / PORTABLE_MARKER).touch()
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "named"))
    assert (find_paths().data, find_paths().portable) == (tmp_path / "named", False)
    assert find_paths(tmp_path / "given").data == tmp_path / "given"


def test_a_folder_of_that_name_is_no_marker(program: Path) -> None:
    (program / PORTABLE_MARKER).mkdir()
    assert not find_paths().portable


def test_a_checkout_knows_no_marker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / PORTABLE_MARKER).touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert not find_paths().portable


def test_the_marker_has_a_name_that_every_stick_and_archive_carries() -> None:
    assert (PORTABLE_MARKER + PORTABLE_DATA).isascii()
