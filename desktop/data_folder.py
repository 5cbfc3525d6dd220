"""Taking possession of the data folder: it must exist, be writable, and be open in one window only."""

from __future__ import annotations

from contextlib import ExitStack

from PySide6.QtCore import QLockFile

from desktop.errors import InputError, WorkspaceError
from desktop.paths import PORTABLE_MARKER, AppPaths

LOCK_WAIT_MS = 200

ALREADY_OPEN = (
    "みちしるべは、すでに開いています。\n\n"
    "画面の下のタスクバーから、開いている「みちしるべ」を選んでください。"
    "同じデータを二つの画面で同時に変えることはできません。"
)
MEND = "書き込みが許された場所か、空き容量があるかを確かめてください。"
MEND_PORTABLE = (
    f"ソフトのフォルダーに {PORTABLE_MARKER} があるので、データもソフトと同じ場所に置きます。"
    "フォルダーごと書き込める場所（USBメモリーや自分のフォルダー）に移すか、"
    f"{PORTABLE_MARKER} を消してください。消すと、データは利用者ごとの場所に置かれます。"
)


def make_folders(paths: AppPaths) -> None:
    """Make the data folder and the folder of the log; raise WorkspaceError when that cannot be done."""
    try:
        paths.logs.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(
            f"データの置き場所を作れませんでした。\n{paths.data}\n\n{_mend(paths)}"
        ) from error


def take_place(paths: AppPaths, stack: ExitStack) -> None:
    """Make sure that only one window works on the data folder; the stack gives the place back."""
    lock = QLockFile(str(paths.lock))
    lock.setStaleLockTime(0)
    if not lock.tryLock(LOCK_WAIT_MS):
        if lock.error() is QLockFile.LockError.LockFailedError:
            raise InputError(ALREADY_OPEN)
        raise WorkspaceError(f"データの置き場所に書き込めません。\n{paths.data}\n\n{_mend(paths)}")
    stack.callback(lock.unlock)


def _mend(paths: AppPaths) -> str:
    """Return what the user can do."""
    return MEND_PORTABLE if paths.portable else MEND
