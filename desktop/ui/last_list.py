"""The list of programmes as it stood when the window was closed.

It is the first picture of the next session, before anything is judged: the verdicts are the same as long
as nothing has changed that they hang on (``standing``). On another day the calls may stand differently,
so that column stays empty until everything has been judged.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date

from desktop.domain.verdict_name import Verdict
from desktop.errors import AppError
from desktop.services.office import Office
from desktop.ui.models.program_row import ProgramRow

SETTING = "last_list"

_log = logging.getLogger(__name__)
_KEPT = len(ProgramRow._fields) - 1  # all but the judgement
_FIELD, _RECORD = (
    "\x1f",
    "\x1e",
)  # what ASCII has for this; no text holds them, and no parser need be loaded


def recall_list(office: Office) -> list[ProgramRow]:
    """Return the list of the last session, without judgements; nothing where it may no longer hold."""
    return load_list(office.setting(SETTING), office.standing, office.today())


def keep_list(office: Office, rows: Iterable[ProgramRow], standing: str) -> None:
    """Keep the list for the next session; without it the first picture has none, so no failure stops anybody.

    ``standing``: that of the office when the rows were judged.
    """
    try:
        office.remember(SETTING, dump_list(rows, standing, office.today()))
    except AppError as error:
        _log.info("the list was not kept: %s", error.message)


def dump_list(rows: Iterable[ProgramRow], standing: str, today: date) -> str:
    """Return rows as a text to keep."""
    kept = [[str(field) for field in row[:_KEPT]] for row in rows]
    return _RECORD.join(_FIELD.join(record) for record in [[standing, today.isoformat()], *kept])


def load_list(text: str | None, standing: str, today: date) -> list[ProgramRow]:
    """Return the kept rows, without judgements; none where they may no longer hold or cannot be read."""
    head, *records = (text or "").split(_RECORD)
    before, _, day = head.partition(_FIELD)
    if before != standing:
        return []
    try:
        rows = [_row(record.split(_FIELD)) for record in records]
    except (ValueError, TypeError):
        return []
    if day != today.isoformat():
        rows = [row._replace(deadline="", deadline_key="") for row in rows]
    return rows


def _row(fields: list[str]) -> ProgramRow:
    """Return one row; raise ValueError or TypeError for fields that are none."""
    id_, verdict, *others = fields
    return ProgramRow(id_, Verdict(verdict), *others)  # type: ignore[arg-type]
