"""The planning workbook: 表紙, 制度一覧 and a 計画シート for each chosen programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.verdict import Judgement
from desktop.errors import ExportError
from desktop.export.cover import TITLE, write_cover
from desktop.export.data import WorkbookInput
from desktop.export.names import COVER, OVERVIEW, place, plan_title, total_name
from desktop.export.overview import write_overview
from desktop.export.plan_sheet import write_plan
from desktop.export.saving import ExportCancelled, check_target, save_atomically
from desktop.export.styles import register_styles

__all__ = ["ExportCancelled", "Progress", "WorkbookInput", "write_workbook"]

CREATOR = "みちしるべ"

Progress = Callable[[int, int], None]
"""Called with steps done and steps in all; a sheet is one step to fill and one to save."""


def write_workbook(
    path: Path,
    data: WorkbookInput,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Write the workbook to ``path`` (ending .xlsx) and return it. Equal input gives equal bytes.

    Raises ExportError with a Japanese sentence when it cannot be written, and ExportCancelled when
    ``cancelled`` answers true; a file that was there before is then untouched.
    """
    check_target(path)
    chosen = _chosen(data)
    steps = _Steps(2 * (len(chosen) + 2), progress, cancelled)
    book = _build(data, chosen, steps.done_one)
    try:
        save_atomically(book, path, steps.done_one)
    finally:
        book.close()
    return path


class _Steps:
    """Counts what is done, tells it on, and stops when the user wants to."""

    def __init__(
        self, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._total = total
        self._done = 0
        self._progress = progress
        self._cancelled = cancelled

    def done_one(self) -> None:
        """Report one more step; raise ExportCancelled when the user has cancelled."""
        if self._cancelled is not None and self._cancelled():
            raise ExportCancelled
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total)


def _chosen(data: WorkbookInput) -> list[Judgement]:
    """Return the judgements of the selected programmes in the order of the selection."""
    by_id = {one.program.id: one for one in data.judgements}
    lost = [one for one in data.selected if one not in by_id]
    if lost:
        raise ExportError(
            f"選ばれた制度（{'、'.join(lost)}）が制度一覧にありません。制度を選び直してから書き出してください。"
        )
    return [by_id[one] for one in dict.fromkeys(data.selected)]


def _build(data: WorkbookInput, chosen: list[Judgement], done_one: Callable[[], None]) -> Workbook:
    """Return the workbook in memory."""
    book = Workbook()
    register_styles(book)
    _describe(book, data)
    titles = [plan_title(n, one.program.name) for n, one in enumerate(chosen, 1)]
    plans = {one.program.id: title for one, title in zip(chosen, titles, strict=True)}
    cover = _first_sheet(book)
    write_cover(cover, data, list(zip(titles, chosen, strict=True)))
    done_one()
    write_overview(book.create_sheet(OVERVIEW), data, plans)
    done_one()
    for number, (title, judgement) in enumerate(zip(titles, chosen, strict=True), 1):
        totals = write_plan(book.create_sheet(title), number, judgement, data)
        _name_totals(book, number, title, totals)
        done_one()
    return book


def _first_sheet(book: Workbook) -> Worksheet:
    """Return the sheet that a new workbook comes with, as 表紙."""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = COVER
    return sheet


def _describe(book: Workbook, data: WorkbookInput) -> None:
    """Set the document properties; the time is the given day, so that exports can be repeated."""
    day = datetime.combine(data.today, time())
    book.properties.title = f"{TITLE}　{data.town}　{data.fiscal_year.label}"
    book.properties.creator = CREATOR
    book.properties.lastModifiedBy = CREATOR
    book.properties.created = day
    book.properties.modified = day


def _name_totals(book: Workbook, number: int, title: str, totals: dict[str, str]) -> None:
    """Give the totals of a sheet their names (P01_総事業費), for formulas anywhere in the workbook."""
    for label, cell in totals.items():
        name = total_name(number, label)
        book.defined_names[name] = DefinedName(name, attr_text=place(title, cell))
