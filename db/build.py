"""Builds catalog.sqlite from the text catalogue: ``python -m db.build --out build/catalog.sqlite``.

Reproducible byte for byte with the same SQLite version: no times, no WAL, one order of writing. The
file takes its place only when it is complete.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from db.catalog_check import check_catalog
from db.catalog_schema import APPLICATION_ID, EXAMPLE_QUERY, SCHEMA_VERSION, schema_sql
from db.catalog_source import CATALOG_FOLDER, CatalogSource, read_catalog
from db.catalog_writer import write_programs
from db.ledger.writer import write_ledger
from db.reference.checks import check_reference
from db.reference_writer import vocabulary_problems, write_municipalities, write_vocabulary
from db.search_writer import write_search
from desktop.errors import AppError, CatalogError

PAGE_SIZE = 4096

_SETTINGS = (
    f"PRAGMA page_size = {PAGE_SIZE}",
    "PRAGMA encoding = 'UTF-8'",
    "PRAGMA auto_vacuum = NONE",
    "PRAGMA journal_mode = MEMORY",  # thrown away on failure: the file is temporary
    "PRAGMA synchronous = OFF",
    "PRAGMA foreign_keys = OFF",  # tables refer to each other; checked once all are written
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)


def build(out: Path, folder: Path = CATALOG_FOLDER) -> Path:
    """Build the programme database at ``out`` and return its path.

    Raises CatalogError listing every fault of the sources, or when the file cannot be written.
    """
    source = load_checked(folder)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".build-", dir=out.parent) as place:
            draft = Path(place) / out.name
            _write(draft, source)
            draft.replace(out)
    except OSError as error:
        raise CatalogError(
            f"制度データベースを書き込めません（{out}: {error.strerror}）。書き込める場所か確かめてください。"
        ) from error
    return out


def load_checked(folder: Path = CATALOG_FOLDER) -> CatalogSource:
    """Return the text catalogue; raise CatalogError with all problems when there is any."""
    source = read_catalog(folder)
    problems = [*check_catalog(source), *check_reference(), *vocabulary_problems()]
    if problems:
        raise CatalogError(
            f"制度データベースの元のファイルに{len(problems)}件の誤りがあります。直してから作り直してください。",
            tuple(problems),
        )
    return source


def _write(path: Path, source: CatalogSource) -> None:
    """Write a complete, compact file."""
    with closing(sqlite3.connect(path)) as connection:
        for setting in _SETTINGS:
            connection.execute(setting)
        connection.executescript(schema_sql())
        database = Database(connection, execute_plugins=False)
        database.table("catalog_meta").insert_all(_meta_rows(source))
        write_vocabulary(database)
        write_municipalities(database)
        write_programs(database, source)
        write_search(database, source)
        write_ledger(database, source)
        connection.commit()
        _check_written(connection)
        connection.execute("PRAGMA journal_mode = DELETE")  # what the header then says
        connection.execute("VACUUM")


def _meta_rows(source: CatalogSource) -> list[dict[str, str]]:
    """Return what the file says about itself."""
    meta = {
        "version": source.meta.version,
        "as_of": source.meta.as_of,
        "schema_version": str(SCHEMA_VERSION),
        "program_count": str(len(source.programs)),
        "attribution": source.meta.attribution,
        "example_query": EXAMPLE_QUERY,
    }
    return [{"key": key, "value": value} for key, value in meta.items()]


def _check_written(connection: sqlite3.Connection) -> None:
    """Raise CatalogError if a reference leads nowhere; the checks before should have found it."""
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        problems = tuple(
            f"{row[0]} の {row[1]} 行目が {row[2]} にないものを指しています。" for row in broken
        )
        raise CatalogError("制度データベースの内部の参照が壊れています。", problems)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status (1 with the list of problems)."""
    parser = argparse.ArgumentParser(
        prog="python -m db.build", description="制度データベースを作る"
    )
    parser.add_argument("--out", type=Path, default=Path("build/catalog.sqlite"), help="書き込む先")
    options = parser.parse_args(arguments)
    try:
        out = build(options.out)
    except AppError as error:
        problems = error.problems if isinstance(error, CatalogError) else ()
        print("\n".join((*problems, error.message)), file=sys.stderr)
        return 1  # the sources are at fault, not the command line
    print(_summary(out))
    return 0


def _summary(path: Path) -> str:
    """Return one line about a built file."""
    counts = {}
    with closing(sqlite3.connect(path)) as connection:
        for table in ("program", "edition", "support_line", "municipality"):
            counts[table] = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    size = path.stat().st_size / 1_000_000
    return (
        f"{path}: {counts['program']}制度・{counts['edition']}年度版・"
        f"{counts['support_line']}メニュー・{counts['municipality']:,}団体（{size:.1f} MB）"
    )


if __name__ == "__main__":
    sys.exit(main())
