"""Writing the planning workbook from judged programmes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.catalog_reader import CatalogMeta
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.source import Document
from desktop.domain.verdict import Judgement


@dataclass(frozen=True)
class ExportRequest:
    """All a workbook needs; holds no open database, so that it may be written off the UI thread.

    ``judgements`` are the rows in the order shown; ``selected`` the ids that get a plan sheet;
    ``names`` the names of all programmes by id.
    """

    profile: Profile
    fiscal_year: FiscalYear
    today: date
    judgements: tuple[Judgement, ...]
    selected: tuple[str, ...]
    documents: Mapping[str, Document]
    purposes: Mapping[str, str]
    names: Mapping[str, str]
    meta: CatalogMeta


def export_workbook(
    path: Path,
    request: ExportRequest,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Write the workbook and return its path; raise ExportError with a Japanese sentence.

    openpyxl is loaded here and not with the program, because it costs a tenth of the start-up time.
    """
    from desktop.export.workbook import (  # noqa: PLC0415 - see above
        WorkbookInput,
        write_workbook,
    )

    data = WorkbookInput(
        profile=request.profile,
        fiscal_year=request.fiscal_year,
        today=request.today,
        judgements=request.judgements,
        selected=request.selected,
        documents=request.documents,
        purposes=request.purposes,
        names=request.names,
        catalog_version=request.meta.version,
        catalog_as_of=request.meta.as_of,
    )
    return write_workbook(path, data, progress, cancelled)


def read_workbook(path: Path) -> dict[str, int]:
    """Return how many cells of each sheet of a written workbook hold something."""
    from desktop.export.reading import count_cells  # noqa: PLC0415 - as above

    return count_cells(path)


def default_filename(request_town: str, year: FiscalYear, today: date) -> str:
    """Return ``活用計画_島根県美郷町_R9_20261120.xlsx``."""
    return f"活用計画_{request_town}_{year.code}_{today:%Y%m%d}.xlsx"
