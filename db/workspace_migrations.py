"""The tables of workspace.sqlite, the user's own data, as an append-only list of migrations.

A released migration never changes: files of every earlier version exist in town halls. A new one goes
to the end; the number of migrations is the version of the file (``PRAGMA user_version``). Plain SQL
instead of sqlite_utils.Migrations: nothing to import at start-up, and the version also guards older
programs against newer files. Stored examples of old files: tests/db/workspace_v*.sql.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x4D696377
"""``Micw``, kept in ``PRAGMA application_id``: tells our file from any other SQLite database."""

_ANSWERS = (
    """
    CREATE TABLE setting (
        -- 設定
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE answer (
        -- 役場の回答と、同梱の値の上書き
        municipality_code TEXT NOT NULL,
        fact TEXT NOT NULL,
        value TEXT NOT NULL,           -- JSON。null は「不明」と答えたもの、小数は {"decimal": "0.50"}
        answered_on TEXT NOT NULL,     -- 2026-11-20
        PRIMARY KEY (municipality_code, fact)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE selection (
        -- 選んだ制度（順に）。制度データベースが入れ替わっても残す
        municipality_code TEXT NOT NULL,
        position INTEGER NOT NULL,
        program_id TEXT NOT NULL,
        PRIMARY KEY (municipality_code, position),
        UNIQUE (municipality_code, program_id)
    ) WITHOUT ROWID
    """,
)

_CHANGE_LOG = (
    """
    CREATE TABLE change_log (
        -- 回答の変更の記録（追記のみ）
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        changed_at TEXT NOT NULL,      -- 2026-11-20T09:30:00
        municipality_code TEXT NOT NULL,
        fact TEXT NOT NULL,
        old_value TEXT,                -- JSON。NULL は回答がなかったもの
        new_value TEXT                 -- JSON。NULL は回答を取り消したもの
    )
    """,
    """
    CREATE TRIGGER change_log_keeps_rows BEFORE DELETE ON change_log
    BEGIN SELECT RAISE(ABORT, 'change_log is append-only'); END
    """,
    """
    CREATE TRIGGER change_log_keeps_values BEFORE UPDATE ON change_log
    BEGIN SELECT RAISE(ABORT, 'change_log is append-only'); END
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_ANSWERS, _CHANGE_LOG)
"""The statements of each migration; number one comes first."""

VERSION = len(MIGRATIONS)
"""The version of the files that this program writes."""


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file from ``version`` (0: empty) to ``VERSION`` in one transaction, or leave it as it is.

    The connection is in autocommit mode. Raises sqlite3.Error.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
