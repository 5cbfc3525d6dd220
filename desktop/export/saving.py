"""A workbook onto the disk: all or nothing, and the same bytes for the same content.

The workbook is written to a temporary file in the target folder, forced to the disk, and put in place
in one step. Whatever fails, an older file of the same name stays as it was and nothing is left over.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from desktop.errors import ExportError
from desktop.export.sheet_writer import BookWriter

SUFFIX = ".xlsx"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_KEPT = "元のファイルがあればそのままで、何も失われていません。"


class ExportCancelled(ExportError):  # noqa: N818 - not an error but the user's wish
    """The user stopped the export; nothing was written."""

    def __init__(self) -> None:
        super().__init__("書き出しを中止しました。" + _KEPT)


def check_target(path: Path) -> None:
    """Refuse targets that cannot become a workbook before any work is done; raise ExportError."""
    if path.suffix.lower() != SUFFIX:
        raise ExportError(
            f"「{path.name}」はExcelブックの名前ではありません。名前の終わりを {SUFFIX} にしてください。"
        )
    try:
        is_folder, has_place = path.is_dir(), path.parent.is_dir()
    except (OSError, ValueError) as error:  # a name too long or with a character no system allows
        raise ExportError(
            f"「{path.name[:40]}…」という名前では保存できません。短い名前に変えてください。"
        ) from error
    if is_folder:
        raise ExportError(
            f"「{path.name}」という名前のフォルダーがあるため、同じ名前では保存できません。別の名前にしてください。"
        )
    if not has_place:
        raise ExportError(
            f"保存先のフォルダー「{path.parent}」が見つかりません。{_KEPT}フォルダーを選び直してください。"
        )


def save_atomically(book: Workbook, path: Path, on_sheet: Callable[[], None]) -> None:
    """Write the workbook; ``on_sheet`` is called after each sheet and may raise to stop.

    Raises ExportError when the file cannot be written or the old one cannot be replaced.
    """
    check_target(path)
    temporary = path.parent / f".michishirube-{secrets.token_hex(6)}.tmp"
    try:
        _write(book, temporary, on_sheet)
        _replace(temporary, path)
    except OSError as error:
        raise _cannot_write(error, path) from error
    finally:
        _remove(temporary)
    _flush_folder(path.parent)


def _write(book: Workbook, temporary: Path, on_sheet: Callable[[], None]) -> None:
    """Write all parts and force them to the disk."""
    # Exclusive creation: no other program's file is ever touched; the mode follows the user's umask.
    with temporary.open("xb") as stream:
        with _Archive(stream, "w", ZIP_DEFLATED) as archive:
            BookWriter(book, archive, on_sheet).write_data()
        stream.flush()
        os.fsync(stream.fileno())


class _Archive(ZipFile):
    """A zip file whose entries all carry the same time, so that equal workbooks are equal files."""

    def writestr(  # type: ignore[override]
        self, zinfo_or_arcname: str, data: str | bytes
    ) -> None:
        """Add a part under a fixed time."""
        info = ZipInfo(zinfo_or_arcname, _ZIP_TIME)
        info.compress_type = ZIP_DEFLATED
        info.create_system = 0
        super().writestr(info, data)


def _replace(temporary: Path, path: Path) -> None:
    """Put the file in place; on Windows a workbook open in Excel cannot be replaced."""
    try:
        temporary.replace(path)
    except PermissionError as error:
        raise ExportError(
            f"「{path.name}」を置き換えられませんでした。Excelなどで開かれているか、書き込みが禁止されています。"
            "元のファイルはそのままです。閉じてからもう一度書き出すか、別の名前で保存してください。"
        ) from error


def _cannot_write(error: OSError, path: Path) -> ExportError:
    """Say what happened and what to do."""
    folder = f"フォルダー「{path.parent}」"
    if error.errno in _FULL:
        what, action = (
            "ディスクの空きが足りず、書き出せませんでした。",
            "空きを作るか、別の場所に保存してください。",
        )
    elif isinstance(error, PermissionError):
        what, action = f"{folder}に書き込む権限がありません。", "別のフォルダーに保存してください。"
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        what, action = f"保存先の{folder}が見つかりません。", "フォルダーを選び直してください。"
    else:
        reason = error.strerror or type(error).__name__
        what, action = (
            f"{folder}に書き出せませんでした（{reason}）。",
            "別の場所に保存してください。",
        )
    return ExportError(what + _KEPT + action)


def _remove(temporary: Path) -> None:
    """Remove what is left of the temporary file; a folder that has vanished has taken it along."""
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can open folders (not Windows)."""
    if os.name == "nt":
        return
    # The workbook is in its place already: a file server that cannot do this is no failure.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
