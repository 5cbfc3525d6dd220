"""The user's own data: answers about municipalities, chosen programmes, settings.

Every change is one transaction, saved at once. Failures are WorkspaceError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from db.workspace_file import (
    damage_sentence,
    free_backup_path,
    guarded,
    open_workspace_file,
    write_backup,
)
from db.workspace_migrations import VERSION
from desktop.domain.value import Value
from desktop.errors import InputError, WorkspaceError


class Answer(NamedTuple):
    """What an office answered about one fact; ``value`` None: explicitly unknown."""

    fact: str
    value: Value
    answered_on: date


class NoAnswer(Enum):
    """Stands in the change log where there was no answer; None there means "unknown" was answered."""

    NO_ANSWER = "no_answer"


class AnswerChange(NamedTuple):
    """One entry of the change log."""

    changed_at: datetime
    municipality_code: str
    fact: str
    old: Value | NoAnswer
    new: Value | NoAnswer


class Workspace:
    """One workspace.sqlite; use it in the thread that made it. ``clock`` gives the local time."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = datetime.now) -> None:
        """Open or create the file; an older one is backed up and brought up to date.

        Raises WorkspaceError, leaving the file as it is, when it is damaged, no workspace, of a newer
        version, or cannot be written.
        """
        self.path = path
        self._clock = clock
        self._connection = open_workspace_file(path, clock())

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def version(self) -> int:
        """Return the version of the file."""
        return int(self._rows("PRAGMA user_version")[0][0])

    def answers(self, municipality_code: str) -> list[Answer]:
        """Return what was answered about a municipality, by fact id."""
        from db.stored_value import load_value  # noqa: PLC0415 - not needed at start

        rows = self._rows(
            "SELECT fact, value, answered_on FROM answer WHERE municipality_code = ? ORDER BY fact",
            (municipality_code,),
        )
        with self._readable():
            return [Answer(row[0], load_value(row[1]), date.fromisoformat(row[2])) for row in rows]

    def answers_as_stored(self, municipality_code: str) -> str:
        """Return all answers about a municipality as one text, for telling whether any is another one."""
        rows = self._rows(
            "SELECT fact, value FROM answer WHERE municipality_code = ? ORDER BY fact",
            (municipality_code,),
        )
        return " ".join(f"{fact}={value}" for fact, value in rows)

    def answered_municipalities(self) -> tuple[str, ...]:
        """Return the codes for which there are answers or chosen programmes."""
        rows = self._rows(
            "SELECT municipality_code FROM answer UNION SELECT municipality_code FROM selection"
            " ORDER BY 1"
        )
        return tuple(row[0] for row in rows)

    def set_answer(
        self, municipality_code: str, fact: str, value: Value, answered_on: date
    ) -> None:
        """Save an answer and log the change; None saves "explicitly unknown".

        Raises TypeError for a value that is none (bool, float).
        """
        from db.stored_value import dump_value  # noqa: PLC0415 - not needed at start

        text = dump_value(value)
        with self._writing():
            self._log(municipality_code, fact, text)
            self._connection.execute(
                "INSERT INTO answer VALUES (?, ?, ?, ?) ON CONFLICT (municipality_code, fact)"
                " DO UPDATE SET value = excluded.value, answered_on = excluded.answered_on",
                (municipality_code, fact, text, answered_on.isoformat()),
            )

    def clear_answer(self, municipality_code: str, fact: str) -> None:
        """Take an answer back and log it; the bundled value, if any, holds again."""
        with self._writing():
            self._log(municipality_code, fact, None)
            self._connection.execute(
                "DELETE FROM answer WHERE municipality_code = ? AND fact = ?",
                (municipality_code, fact),
            )

    def changes(self, municipality_code: str) -> list[AnswerChange]:
        """Return the change log of a municipality, oldest first."""
        rows = self._rows(
            "SELECT changed_at, municipality_code, fact, old_value, new_value FROM change_log"
            " WHERE municipality_code = ? ORDER BY id",
            (municipality_code,),
        )
        with self._readable():
            return [
                AnswerChange(datetime.fromisoformat(at), code, fact, _logged(old), _logged(new))
                for at, code, fact, old, new in rows
            ]

    def selection(self, municipality_code: str) -> tuple[str, ...]:
        """Return the ids of the chosen programmes in the user's order."""
        rows = self._rows(
            "SELECT program_id FROM selection WHERE municipality_code = ? ORDER BY position",
            (municipality_code,),
        )
        return tuple(row[0] for row in rows)

    def set_selection(self, municipality_code: str, program_ids: Sequence[str]) -> None:
        """Save the chosen programmes in order; an id given twice keeps its first place."""
        rows = [
            (municipality_code, position, program)
            for position, program in enumerate(dict.fromkeys(program_ids), start=1)
        ]
        with self._writing():
            self._connection.execute(
                "DELETE FROM selection WHERE municipality_code = ?", (municipality_code,)
            )
            self._connection.executemany("INSERT INTO selection VALUES (?, ?, ?)", rows)

    def setting(self, key: str) -> str | None:
        """Return a setting, or None where it was never saved."""
        rows = self._rows("SELECT value FROM setting WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def set_setting(self, key: str, value: str) -> None:
        """Save a setting."""
        with self._writing():
            self._connection.execute(
                "INSERT INTO setting VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    def backup(self, target: Path | None = None, now: datetime | None = None) -> Path:
        """Copy the file to ``target``, by default into the folder of backups; return its path.

        A file at the target is replaced once the copy is complete. Raises InputError for the
        workspace itself as target, WorkspaceError when it cannot be written.
        """
        if target is not None and target.exists() and target.samefile(self.path):
            raise InputError("控えは、使用中のデータとは別の名前か場所を指定してください。")
        with guarded(target or self.path):
            place = target or free_backup_path(self.path, VERSION, now or self._clock())
            write_backup(self._connection, place)
        return place

    def integrity(self) -> list[str]:
        """Return what is wrong inside the file, as Japanese lines; empty when it is sound."""
        found = [text for (text,) in self._rows("PRAGMA quick_check") if text != "ok"]
        found += [
            f"{row[0]} の参照先がありません" for row in self._rows("PRAGMA foreign_key_check")
        ]
        return [f"データ: {text}" for text in found]

    def _rows(self, sql: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """Return every row of a query."""
        with guarded(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Run one transaction: saved as a whole, or nothing of it."""
        with guarded(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Turn stored text that is no value or date into a WorkspaceError: the file is damaged."""
        try:
            yield
        except ValueError as error:
            raise WorkspaceError(damage_sentence(self.path)) from error

    def _log(self, municipality_code: str, fact: str, new: str | None) -> None:
        """Write a change of an answer to the log; the same value again is no change."""
        row = self._connection.execute(
            "SELECT value FROM answer WHERE municipality_code = ? AND fact = ?",
            (municipality_code, fact),
        ).fetchone()
        old = row[0] if row else None
        if old != new:
            at = self._clock().isoformat(timespec="seconds")
            self._connection.execute(
                "INSERT INTO change_log (changed_at, municipality_code, fact, old_value, new_value)"
                " VALUES (?, ?, ?, ?, ?)",
                (at, municipality_code, fact, old, new),
            )


def _logged(text: str | None) -> Value | NoAnswer:
    """Return a logged value."""
    from db.stored_value import load_value  # noqa: PLC0415 - not needed at start

    return NoAnswer.NO_ANSWER if text is None else load_value(text)
