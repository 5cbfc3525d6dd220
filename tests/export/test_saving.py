"""All or nothing: on every failure the old file stays, no other file is left, and a sentence says why."""

from __future__ import annotations

import errno
import os
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.errors import ExportError
from desktop.export.workbook import ExportCancelled, write_workbook
from tests.export.sample import sample_input


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that was there before."""
    path = tmp_path / "計画.xlsx"
    path.write_bytes(b"old")
    return path


def assert_untouched(old: Path) -> None:
    assert old.read_bytes() == b"old"
    assert [path.name for path in old.parent.iterdir()] == [old.name]


def failing(error: OSError) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_an_old_workbook_is_replaced(old: Path) -> None:
    assert write_workbook(old, sample_input()) == old
    assert [path.name for path in old.parent.iterdir()] == [old.name]
    load_workbook(old).close()
    with zipfile.ZipFile(old) as archive:
        assert archive.testzip() is None


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"フォルダー「.*ない」が見つかりません"):
        write_workbook(tmp_path / "ない" / "a.xlsx", sample_input())


def test_a_file_in_place_of_the_folder_is_named(old: Path) -> None:
    with pytest.raises(ExportError, match=r"フォルダー.*が見つかりません"):
        write_workbook(old / "a.xlsx", sample_input())
    assert_untouched(old)


def test_a_folder_in_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.mkdir()
    with pytest.raises(ExportError, match="名前のフォルダーがあるため"):
        write_workbook(target, sample_input())
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("name", ["a.xls", "a", "a.xlsx.txt"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"名前の終わりを \.xlsx にしてください"):
        write_workbook(tmp_path / name, sample_input())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_no_files_is_named() -> None:
    with pytest.raises(ExportError, match="フォルダー「/proc」"):
        write_workbook(Path("/proc/michishirube.xlsx"), sample_input())


def test_a_workbook_open_in_excel_is_left_alone(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", failing(PermissionError(errno.EACCES, "denied")))
    with pytest.raises(ExportError, match="閉じてからもう一度") as caught:
        write_workbook(old, sample_input())
    assert "元のファイルはそのままです" in caught.value.message
    assert_untouched(old)


def test_a_full_disk_is_said_to_be_full(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without a disk of its own a test cannot fill one; the next test has a real failing write.
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.ENOSPC, "full")))
    with pytest.raises(ExportError, match="ディスクの空きが足りず"):
        write_workbook(old, sample_input())
    assert_untouched(old)


def test_a_write_that_fails_midway_leaves_nothing(old: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))  # a third of the workbook
    try:
        with pytest.raises(ExportError, match="何も失われていません"):
            write_workbook(old, sample_input())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_untouched(old)


@pytest.mark.parametrize("steps", range(8))
def test_cancelling_leaves_nothing(old: Path, steps: int) -> None:
    done: list[int] = []
    with pytest.raises(ExportCancelled, match="中止しました"):
        write_workbook(old, sample_input(), lambda n, _: done.append(n), lambda: len(done) == steps)
    assert len(done) == steps
    assert_untouched(old)


def test_progress_counts_up_to_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_workbook(
        tmp_path / "a.xlsx", sample_input(), lambda done, total: seen.append((done, total))
    )
    assert seen == [(n, 8) for n in range(1, 9)]
