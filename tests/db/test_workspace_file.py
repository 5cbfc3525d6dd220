"""A workspace of another version, a damaged or a foreign one: refused or brought up to date."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from db import workspace_migrations
from db.workspace import Answer, Workspace
from db.workspace_migrations import APPLICATION_ID, VERSION
from desktop.errors import WorkspaceError

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 20, 9, 30, 15)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.sqlite"


def open_at(path: Path) -> Workspace:
    return Workspace(path, clock=lambda: NOW)


def stored(path: Path, version: int) -> None:
    text = (HERE / f"workspace_v{version}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(text)


def schema(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Tables with their columns and triggers: what two files of one version must share."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
        return {
            name: connection.execute(f"PRAGMA table_info('{name}')").fetchall() for (name,) in names
        }


def refused_unchanged(path: Path, words: str) -> str:
    before = path.read_bytes()
    with pytest.raises(WorkspaceError, match=words) as caught:
        open_at(path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir() if p.name != "backups"] == [path.name]
    assert caught.value.message.endswith("。") or caught.value.message.endswith("）。")
    return caught.value.message


def test_a_new_file_has_the_newest_version(path: Path) -> None:
    with open_at(path) as workspace:
        assert workspace.version() == VERSION
    assert not (path.parent / "backups").exists()


@pytest.mark.parametrize("version", range(1, VERSION))
def test_every_older_version_is_stored_and_brought_up_to_date(path: Path, version: int) -> None:
    stored(path, version)
    before = path.read_bytes()
    with open_at(path) as workspace:
        assert workspace.version() == VERSION
        assert workspace.integrity() == []
    backup = path.parent / "backups" / f"workspace_v{version}_20261120-093015.sqlite"
    assert [p.name for p in backup.parent.iterdir()] == [backup.name]
    assert len(backup.read_bytes()) == len(before)
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (version,)
    fresh = path.with_name("fresh.sqlite")
    open_at(fresh).close()
    assert schema(path) == schema(fresh)


def test_a_migration_keeps_every_answer(path: Path) -> None:
    stored(path, 1)
    with open_at(path) as workspace:
        assert workspace.answers("324485") == [
            Answer("fiscal_index", Decimal("0.50"), date(2026, 6, 1)),
            Answer("heavy_snow", "special", date(2026, 6, 2)),
            Answer("jet_participants", 3, date(2026, 6, 3)),
            Answer("okinawa", None, date(2026, 6, 4)),
        ]
        assert workspace.selection("324485") == ("jet", "chiiki-kasseika-kigyojin")
        assert workspace.setting("municipality") == "324485"
        assert workspace.changes("324485") == []


def test_a_migration_that_fails_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(path, 1)
    before = path.read_bytes()
    broken = (*workspace_migrations.MIGRATIONS, ("CREATE TABLE half (x)", "no SQL"))
    monkeypatch.setattr(workspace_migrations, "MIGRATIONS", broken)
    with pytest.raises(WorkspaceError):
        open_at(path)
    assert path.read_bytes() == before


def test_opening_again_makes_no_backup(path: Path) -> None:
    open_at(path).close()
    before = path.read_bytes()
    open_at(path).close()
    assert path.read_bytes() == before
    assert not (path.parent / "backups").exists()


def test_a_newer_file_is_refused_and_both_versions_are_named(path: Path) -> None:
    open_at(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    message = refused_unchanged(path, "新しい版")
    assert "データは99" in message
    assert f"アプリは{VERSION}まで" in message


@pytest.mark.parametrize("content", [b"x", b"garbage " * 1000, b"SQLite format 3\x00"])
def test_garbage_is_refused_and_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "控えはまだ作られていません" in refused_unchanged(path, "壊れていて")


def test_a_damaged_file_names_its_backups_where_there_are_any(path: Path) -> None:
    path.write_bytes(b"garbage " * 1000)
    backups = path.parent / "backups"
    backups.mkdir()
    (backups / "workspace_v1_20260401-080000.sqlite").write_bytes(b"kept")
    assert str(backups) in refused_unchanged(path, "壊れていて")


def test_a_truncated_file_is_refused_and_kept(path: Path) -> None:
    with open_at(path) as workspace:
        for number in range(200):
            workspace.set_setting(f"key{number}", "値" * 50)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 // 4096 * 4096])
    refused_unchanged(path, "壊れていて")


def test_damage_inside_is_refused_and_kept(path: Path) -> None:
    with open_at(path) as workspace:
        for number in range(200):
            workspace.set_setting(f"key{number}", "値" * 50)
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    refused_unchanged(path, "壊れていて")


def test_a_foreign_database_is_refused_and_kept(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    refused_unchanged(path, "みちしるべのデータではない")


def test_an_empty_file_is_new_unless_there_were_data(path: Path) -> None:
    path.touch()
    with open_at(path) as workspace:
        workspace.backup()
    path.write_bytes(b"")
    refused_unchanged(path, "壊れていて")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="書き込め"):
        open_at(tmp_path / "file" / "workspace.sqlite")


def test_a_folder_in_place_of_the_file(path: Path) -> None:
    path.mkdir()
    with pytest.raises(WorkspaceError):
        open_at(path)


def test_opening_imports_no_slow_package(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from db.workspace import Workspace;"
        "from db.catalog_reader import CatalogReader;"
        f"Workspace(Path({str(path)!r})).close();"
        "print([m for m in ('sqlite_utils', 'msgspec', 'openpyxl', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_file_says_whose_it_is(path: Path) -> None:
    open_at(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
