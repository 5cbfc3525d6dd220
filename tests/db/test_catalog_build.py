"""The build is reproducible, complete and never leaves half a file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import build as build_module
from db.build import build, main
from desktop.errors import CatalogError

MakeCatalog = Callable[..., Path]
ROOT = Path(build_module.__file__).parents[1]
VIEWS = ("制度一覧", "支援メニュー一覧", "要件一覧", "関連一覧", "出典一覧", "まち一覧")


@pytest.fixture
def opened(catalog_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(catalog_path)) as connection:
        yield connection


def test_two_builds_are_identical_whatever_the_hash_seed(tmp_path: Path) -> None:
    contents = []
    for seed in ("1", "2"):
        out = tmp_path / seed / "catalog.sqlite"
        command = [sys.executable, "-m", "db.build", "--out", str(out)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        contents.append(out.read_bytes())
    assert contents[0] == contents[1]


def test_the_file_is_one_compact_database(opened: sqlite3.Connection, catalog_path: Path) -> None:
    assert [path.name for path in catalog_path.parent.iterdir()] == [catalog_path.name]
    pragmas = {
        name: opened.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_size", "freelist_count", "journal_mode", "integrity_check")
    }
    assert pragmas == {
        "page_size": 4096,
        "freelist_count": 0,
        "journal_mode": "delete",
        "integrity_check": "ok",
    }


def test_every_reference_leads_somewhere(opened: sqlite3.Connection) -> None:
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_figure_reaches_a_source(opened: sqlite3.Connection) -> None:
    tables = (
        "edition",
        "support_line",
        "rate_case",
        "cap_case",
        "cost_rule",
        "figure",
        "criterion",
    )
    for table in tables:
        without = opened.execute(
            f"SELECT count(*) FROM {table} t WHERE NOT EXISTS"
            " (SELECT 1 FROM source_ref s WHERE s.evidence_id = t.evidence_id)"
        ).fetchone()
        assert without == (0,), table


@pytest.mark.parametrize("view", VIEWS)
def test_views_for_a_browser_have_rows(opened: sqlite3.Connection, view: str) -> None:
    rows = opened.execute(f"SELECT * FROM {view}").fetchall()
    assert rows
    assert all(row[0] for row in rows)


def test_views_are_as_long_as_their_tables(opened: sqlite3.Connection) -> None:
    pairs = {"制度一覧": "program", "支援メニュー一覧": "support_line", "要件一覧": "criterion"}
    for view, table in {**pairs, "まち一覧": "municipality"}.items():
        counts = [opened.execute(f"SELECT count(*) FROM {t}").fetchone() for t in (view, table)]
        assert counts[0] == counts[1], view


def test_view_of_municipalities_shows_labels(opened: sqlite3.Connection) -> None:
    row = opened.execute(
        "SELECT 都道府県, 名称, 団体の種類, 三大都市圏 FROM まち一覧 WHERE コード = '324485'"
    ).fetchone()
    assert row == ("島根県", "美郷町", "町", "圏外")


def test_comments_and_the_example_query_are_in_the_file(opened: sqlite3.Connection) -> None:
    (text,) = opened.execute("SELECT sql FROM sqlite_master WHERE name = 'rate_case'").fetchone()
    assert "-- 率。条件にあう最初の行を使う" in text
    (query,) = opened.execute(
        "SELECT value FROM catalog_meta WHERE key = 'example_query'"
    ).fetchone()
    assert opened.execute(query).fetchall()


def test_faults_leave_the_old_file(make_catalog: MakeCatalog, tmp_path: Path) -> None:
    out = tmp_path / "catalog.sqlite"
    out.write_bytes(b"old")
    with pytest.raises(CatalogError):
        build(out, make_catalog(('kind = "subsidy"', 'kind = "gift"')))
    assert out.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["catalog", "catalog.sqlite"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CatalogError, match="書き込めません"):
        build(tmp_path / "file" / "catalog.sqlite")


def test_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--out", str(tmp_path / "catalog.sqlite")]) == 0
    assert "1,788団体" in capsys.readouterr().out

    def broken() -> list[str]:
        return ["municipalities: 壊れています。"]

    monkeypatch.setattr(build_module, "check_reference", broken)
    assert main(["--out", str(tmp_path / "other.sqlite")]) == 1
    assert capsys.readouterr().err.startswith("municipalities: 壊れています。\n")
    assert not (tmp_path / "other.sqlite").exists()
