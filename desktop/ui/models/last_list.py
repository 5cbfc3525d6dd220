"""The list of programmes as it stood when the window was closed.

It is the first picture of the next session, before anything is judged: the verdicts are the same as long
as nothing has changed that they hang on (``standing``). On another day the calls may stand differently,
so that column stays empty until everything has been judged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from desktop.domain.verdict_name import Verdict
from desktop.ui.models.program_row import ProgramRow

_KEPT = len(ProgramRow._fields) - 1  # all but the judgement


def dump_list(rows: Iterable[ProgramRow], standing: str, today: date) -> str:
    """Return rows as a text to keep."""
    kept = [row[:_KEPT] for row in rows]
    return json.dumps([standing, today.isoformat(), kept], ensure_ascii=False)


def load_list(text: str | None, standing: str, today: date) -> list[ProgramRow]:
    """Return the kept rows, without judgements; none where they may no longer hold or cannot be read."""
    try:
        before, day, kept = json.loads(text or "")
        if before != standing:
            return []
        rows = [ProgramRow(*row)._replace(verdict=Verdict(row[1])) for row in kept]
    except (ValueError, TypeError, LookupError):
        return []
    if day != today.isoformat():
        rows = [row._replace(deadline="", deadline_key="") for row in rows]
    return rows
