"""Opens catalog.sqlite read-only and turns every failure into one clear CatalogError."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from db.catalog_schema import APPLICATION_ID, SCHEMA_VERSION
from desktop.errors import CatalogError

Parameters = Sequence[str | int]

_REINSTALL = "アプリを入れ直してください。役場のデータはそのまま残ります。"


def damaged(path: Path) -> CatalogError:
    """Return the error for a file that cannot be read as a programme database."""
    return CatalogError(f"制度データベースが壊れていて読めません（{path}）。{_REINSTALL}")


def _closed(path: Path) -> CatalogError:
    """Return the error for a file that SQLite cannot even open; on Linux it takes 512 bytes of path."""
    return CatalogError(
        f"制度データベースを開けません（{path}）。読み取りの権限があるか、場所の名前が長すぎないかを"
        "確かめてください。長いときは、フォルダーを浅い場所に移すと開けます。"
    )


def file_uri(path: Path, options: str) -> str:
    """Return a SQLite URI for any path: Japanese, spaces, ``?``, ``#``, ``%`` and network shares.

    The authority stays empty: SQLite refuses ``file://server/share``, which ``Path.as_uri`` gives.
    """
    text = path.absolute().as_posix()
    rooted = text if text.startswith("/") else "/" + text  # C:/… on Windows
    return f"file://{quote(os.fsencode(rooted), safe='/:')}?{options}"


def _is_file(path: Path) -> bool:
    """Whether the file is there; a name that no system allows is not."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


class CatalogConnection:
    """One read-only connection. Belongs to the thread that opened it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not _is_file(path):
            raise CatalogError(f"制度データベースが見つかりません（{path}）。{_REINSTALL}")
        with self.guarded():
            self._connection = sqlite3.connect(file_uri(path, "mode=ro&immutable=1"), uri=True)
        try:
            self._refuse_others()
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Return every row of a query; raise CatalogError if the file is damaged."""
        with self.guarded():
            return self._connection.execute(sql, parameters).fetchall()

    def close(self) -> None:
        """Close the file; harmless when closed already."""
        self._connection.close()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn what a damaged file leads to into a CatalogError.

        ValueError and its like come from values that the schema does not allow: a damaged page can
        still be read as rows. A closed connection is a bug and stays one.
        """
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except (
            sqlite3.Error,
            OSError,
            ValueError,
            LookupError,
            TypeError,
            ArithmeticError,
        ) as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CANTOPEN:
                raise _closed(self.path) from error
            raise damaged(self.path) from error

    def _refuse_others(self) -> None:
        """Refuse a file that is no programme database, or one of another version."""
        application = self.rows("PRAGMA application_id")[0][0]
        version = self.rows("PRAGMA user_version")[0][0]
        tables = self.rows("SELECT count(*) FROM sqlite_master")[0][0]
        if application != APPLICATION_ID or not tables:
            raise CatalogError(f"制度データベースではないファイルです（{self.path}）。{_REINSTALL}")
        if version != SCHEMA_VERSION:
            raise CatalogError(
                f"制度データベースの形式の版が合いません（ファイルは{version}、アプリは{SCHEMA_VERSION}）。"
                f"アプリと制度データベースを同じ時期のものにそろえてください（{self.path}）。"
            )
