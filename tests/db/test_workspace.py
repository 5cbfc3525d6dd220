"""What a user answers and chooses is kept exactly, saved at once, and logged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.stored_value import dump_value, load_value
from db.workspace import Answer, AnswerChange, NoAnswer, Workspace
from desktop.domain.value import Value
from desktop.errors import InputError, WorkspaceError

TOWN = "324485"
DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, 15, 123456)

values = st.one_of(st.none(), st.text(), st.integers(), st.decimals(allow_nan=False))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "利用者 データ#1" / "workspace.sqlite"


@pytest.fixture
def workspace(path: Path) -> Iterator[Workspace]:
    with Workspace(path, clock=lambda: NOW) as opened:
        yield opened


@given(values)
def test_values_come_back_exactly(value: Value) -> None:
    found = load_value(dump_value(value))
    assert (type(found), str(found)) == (type(value), str(value))


@pytest.mark.parametrize("value", [True, 0.5, [], {}])
def test_what_is_no_value_is_refused(workspace: Workspace, value: object) -> None:
    with pytest.raises(TypeError, match="no value"):
        workspace.set_answer(TOWN, "okinawa", value, DAY)  # type: ignore[arg-type]
    assert workspace.answers(TOWN) == []


@pytest.mark.parametrize("text", ["true", "0.5", "[]", '{"a": 1}', '{"decimal": "x"}', "{"])
def test_stored_text_that_is_no_value_is_damage(workspace: Workspace, text: str) -> None:
    workspace.set_answer(TOWN, "okinawa", "yes", DAY)
    with closing(sqlite3.connect(workspace.path)) as other:
        other.execute("UPDATE answer SET value = ?", (text,))
        other.commit()
    with pytest.raises(WorkspaceError, match="壊れていて"):
        workspace.answers(TOWN)


def test_answers_are_kept_after_reopening(path: Path) -> None:
    saved: dict[str, Value] = {
        "fiscal_index": Decimal("0.50"),
        "heavy_snow": "special",
        "jet_participants": 3,
        "okinawa": None,
    }
    with Workspace(path) as workspace:
        for fact, value in saved.items():
            workspace.set_answer(TOWN, fact, value, DAY)
        workspace.set_answer("011002", "okinawa", "no", DAY)
    with Workspace(path) as workspace:
        answers = workspace.answers(TOWN)
        assert answers == [Answer(fact, saved[fact], DAY) for fact in sorted(saved)]
        assert str(answers[0].value) == "0.50"
        assert workspace.answered_municipalities() == ("011002", TOWN)
        assert workspace.integrity() == []


def test_a_new_answer_replaces_the_old_one(workspace: Workspace) -> None:
    workspace.set_answer(TOWN, "okinawa", "yes", DAY)
    workspace.set_answer(TOWN, "okinawa", None, date(2026, 12, 1))
    assert workspace.answers(TOWN) == [Answer("okinawa", None, date(2026, 12, 1))]
    workspace.clear_answer(TOWN, "okinawa")
    workspace.clear_answer(TOWN, "okinawa")
    assert workspace.answers(TOWN) == []


def test_every_change_is_logged_once(workspace: Workspace) -> None:
    workspace.set_answer(TOWN, "okinawa", "yes", DAY)
    workspace.set_answer(TOWN, "okinawa", "yes", DAY)
    workspace.set_answer(TOWN, "okinawa", None, DAY)
    workspace.clear_answer(TOWN, "okinawa")
    workspace.clear_answer(TOWN, "okinawa")
    at = NOW.replace(microsecond=0)
    none = NoAnswer.NO_ANSWER
    assert workspace.changes(TOWN) == [
        AnswerChange(at, TOWN, "okinawa", none, "yes"),
        AnswerChange(at, TOWN, "okinawa", "yes", None),
        AnswerChange(at, TOWN, "okinawa", None, none),
    ]


@pytest.mark.parametrize("statement", ["DELETE FROM change_log", "UPDATE change_log SET fact = ''"])
def test_the_log_is_append_only(workspace: Workspace, statement: str) -> None:
    workspace.set_answer(TOWN, "okinawa", "yes", DAY)
    with (
        closing(sqlite3.connect(workspace.path)) as other,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        other.execute(statement)


def test_selection_keeps_its_order(workspace: Workspace) -> None:
    assert workspace.selection(TOWN) == ()
    workspace.set_selection(TOWN, ["b", "a", "b", "c"])
    workspace.set_selection("011002", ["a"])
    assert workspace.selection(TOWN) == ("b", "a", "c")
    workspace.set_selection(TOWN, [])
    assert workspace.selection(TOWN) == ()
    assert workspace.selection("011002") == ("a",)


def test_settings(workspace: Workspace) -> None:
    assert workspace.setting("municipality") is None
    workspace.set_setting("municipality", TOWN)
    workspace.set_setting("municipality", "011002")
    assert workspace.setting("municipality") == "011002"


def test_each_write_is_saved_at_once(workspace: Workspace) -> None:
    workspace.set_setting("key", "値")
    with closing(sqlite3.connect(workspace.path)) as other:
        assert other.execute("SELECT value FROM setting").fetchone() == ("値",)
    assert [p.name for p in workspace.path.parent.iterdir()] == ["workspace.sqlite"]


def test_backup_by_default(workspace: Workspace) -> None:
    workspace.set_setting("key", "値")
    first, second = workspace.backup(), workspace.backup()
    assert first.parent == workspace.path.parent / "backups"
    assert first.name == f"workspace_v{workspace.version()}_20261120-093015.sqlite"
    assert second.name.endswith("_2.sqlite")
    with Workspace(first) as copy:
        assert copy.setting("key") == "値"
    assert workspace.backup(now=datetime(2027, 1, 2)).name.endswith("_20270102-000000.sqlite")


def test_backup_to_a_chosen_place_replaces_the_file(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "控え.sqlite"
    target.write_bytes(b"old")
    assert workspace.backup(target) == target
    with Workspace(target) as copy:
        assert copy.integrity() == []
    with pytest.raises(InputError):
        workspace.backup(workspace.path)


def test_backup_that_cannot_be_written(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="書き込め"):
        workspace.backup(tmp_path / "file" / "copy.sqlite")


def test_a_locked_file_is_reported_and_nothing_is_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.workspace_file.BUSY_TIMEOUT_MS", 10)
    with Workspace(path) as workspace, closing(sqlite3.connect(path)) as other:
        workspace.set_setting("key", "1")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(WorkspaceError, match="ほかのプログラム"):
            workspace.set_setting("key", "2")
        other.rollback()
        assert workspace.setting("key") == "1"
        workspace.set_setting("key", "3")
        assert workspace.setting("key") == "3"


def test_a_full_disk_is_reported_and_nothing_is_lost(workspace: Workspace) -> None:
    workspace.set_setting("key", "1")
    # SQLite reports a full disk also where a file may not have more pages.
    workspace._connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(WorkspaceError, match="空きがない"):
        workspace.set_setting("key", "x" * 1_000_000)
    assert workspace.setting("key") == "1"
    workspace.set_setting("key", "2")
    assert workspace.integrity() == []


def test_a_read_only_connection_is_reported(workspace: Workspace) -> None:
    workspace._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(WorkspaceError, match="書き込めません"):
        workspace.set_setting("key", "1")


def test_a_write_that_is_interrupted_changes_nothing(workspace: Workspace) -> None:
    workspace.set_selection(TOWN, ["a", "b"])
    with pytest.raises(sqlite3.ProgrammingError):
        workspace.set_selection(TOWN, ["c", object()])  # type: ignore[list-item]
    assert workspace.selection(TOWN) == ("a", "b")
