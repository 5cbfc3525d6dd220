"""Opens workspace.sqlite with care: refuses what it must not touch, backs up before it migrates.

Failures become WorkspaceError with a Japanese sentence; what is on disk stays as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from db.catalog_connection import file_uri
from db.workspace_migrations import APPLICATION_ID, VERSION, migrate
from desktop.errors import WorkspaceError

BUSY_TIMEOUT_MS = 5_000
BACKUP_FOLDER = "backups"

_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\x00"
_VERSION_AT, _APPLICATION_AT = (
    60,
    68,
)  # offsets in the file header, https://sqlite.org/fileformat.html

_CONFLICTS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DENIED = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def backup_folder(path: Path) -> Path:
    """Return where the backups of a workspace lie."""
    return path.parent / BACKUP_FOLDER


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the file system into a WorkspaceError that says what to do.

    A statement that is wrong (ProgrammingError, a broken constraint) is a bug and stays one.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise
    except sqlite3.Error as error:
        raise WorkspaceError(_sentence(error, path)) from error
    except OSError as error:
        raise WorkspaceError(
            f"データを書き込めません（{path}: {error.strerror}）。"
            "空き容量と書き込みの権限を確かめてください。"
        ) from error


def _sentence(error: sqlite3.Error, path: Path) -> str:
    """Return what happened and what to do, by SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return (
            f"ディスクの空きがないため保存できませんでした（{path}）。"
            "空きを作ってから、もう一度操作してください。前に保存した内容は残っています。"
        )
    if code in _CONFLICTS:
        return (
            f"ほかのプログラムがデータを使っているため保存できませんでした（{path}）。"
            "みちしるべがほかにも開いていないか確かめて、もう一度操作してください。"
        )
    if code in _DENIED:
        return (
            f"データのファイルに書き込めません（{path}）。"
            "読み取り専用になっていないか、フォルダーに書き込めるか、場所の名前が長すぎないかを"
            "確かめてください。"
        )
    if code in _DAMAGED:
        return damage_sentence(path)
    return (
        f"データの読み書きに失敗しました（{path}: {error}）。"
        "ディスクやネットワークの状態を確かめて、もう一度操作してください。"
    )


def damage_sentence(path: Path) -> str:
    """Return what to tell about a damaged file: it is kept, where the backups are, what to do."""
    kept = f"データのファイルが壊れていて開けません（{path}）。ファイルはそのまま残してあります。"
    folder = backup_folder(path)
    if not folder.is_dir() or not any(folder.iterdir()):
        return f"{kept}控えはまだ作られていません。壊れたファイルを別の名前に変えてから、開き直してください。"
    return (
        f"{kept}控えは {folder} にあります。壊れたファイルを別の名前に変え、"
        f"控えを {path.name} という名前で同じ場所に置いてから、開き直してください。"
    )


def open_workspace_file(path: Path, now: datetime) -> sqlite3.Connection:
    """Open or create the file at its current version; back it up before a migration.

    Raises WorkspaceError for a damaged file, a foreign one or one of a newer version (all unchanged),
    and where the file cannot be written.
    """
    with guarded(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        version = _known_version(path)
        connection = connect(path)
        try:
            _prepare(connection, path, version, now)
        except BaseException:
            connection.close()
            raise
    return connection


def examine(path: Path) -> tuple[int, list[str]]:
    """Return version and faults of a file without changing it, also where it is of an older version.

    Raises WorkspaceError for a damaged file, a foreign one or one of a newer version.
    """
    with guarded(path):
        version = _known_version(path)
        if version == 0:
            return 0, []
        with closing(sqlite3.connect(file_uri(path, "mode=ro"), uri=True)) as connection:
            faults = connection.execute("PRAGMA quick_check").fetchall()
        return version, [f"データ: {text}" for (text,) in faults if text != "ok"]


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection in autocommit mode; transactions are begun by hand.

    The rollback journal stays (journal_mode DELETE): user folders of town halls often lie on file
    servers, and WAL needs shared memory, which a network share does not give. synchronous FULL: a
    pulled plug costs at most the last change.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _known_version(path: Path) -> int:
    """Return the version of a file; raise WorkspaceError, naming both, when it is newer than ours."""
    version = _version_in_header(path)
    if version > VERSION:
        raise WorkspaceError(
            f"データがこのアプリより新しい版で作られています（データは{version}、アプリは{VERSION}まで）。"
            f"新しい版のみちしるべで開いてください。ファイルはそのまま残してあります（{path}）。"
        )
    return version


def _version_in_header(path: Path) -> int:
    """Return the version of a file from its first bytes, without SQLite touching it; 0: a new file.

    Raises WorkspaceError for a file that is no SQLite database or not ours. An empty file is what a
    crash while creating leaves; but where backups exist, there were data in it.
    """
    if not path.exists():
        return 0
    with path.open("rb") as file:
        header = file.read(_HEADER_SIZE)
    if not header:
        if any(backup_folder(path).glob("*.sqlite")):
            raise WorkspaceError(damage_sentence(path))
        return 0
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise WorkspaceError(damage_sentence(path))
    application = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if application != APPLICATION_ID:
        raise WorkspaceError(
            f"みちしるべのデータではないファイルです（{path}）。"
            "ファイルはそのまま残してあります。別の場所を指定してください。"
        )
    return int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big")


def _prepare(connection: sqlite3.Connection, path: Path, version: int, now: datetime) -> None:
    """Refuse a damaged file; back up and migrate an older one."""
    if version and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise WorkspaceError(damage_sentence(path))
    if version == VERSION:
        return
    if version:
        write_backup(connection, free_backup_path(path, version, now))
    migrate(connection, version)


def free_backup_path(path: Path, version: int, now: datetime) -> Path:
    """Return ``backups/workspace_v2_20261120-093000.sqlite``, with a number if that exists already."""
    folder = backup_folder(path)
    stem = f"{path.stem}_v{version}_{now:%Y%m%d-%H%M%S}"
    candidate, number = folder / f"{stem}.sqlite", 2
    while candidate.exists():
        candidate, number = folder / f"{stem}_{number}.sqlite", number + 1
    return candidate


def write_backup(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a live database with SQLite's backup API; the target appears only when it is complete.

    A file copy could catch the middle of a transaction.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as copy:
            connection.backup(copy)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
