"""A data folder as an office has it after some weeks: town, answers, a few programmes chosen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from db.catalog_reader import CatalogReader
from db.workspace import Workspace
from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.services.office import Office
from desktop.services.town_profile import profile_for
from tests.bench.measuring import ROOT, process_cost, python

TOWN = "324485"
"""島根県美郷町, the town of the examples."""

YEAR = FiscalYear(8)
ANSWERS = {"startup_support_plan": "yes", "settlement_zone": "none", "heavy_snow": "heavy"}
CHOSEN = 5
FIRST_PAGE = "programs"
"""The window opens on the page of the last session; that with the list is the heaviest."""


def real_catalog() -> Path:
    """Return the programme database that the program itself would open, built anew."""
    path = ROOT / "build" / "catalog.sqlite"
    process_cost(python("-m", "db.build", "--out", str(path)))
    return path


def make_data_folder(folder: Path, catalog: Path) -> Path:
    """Fill a data folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    with CatalogReader(catalog) as reader, Workspace(folder / "workspace.sqlite") as workspace:
        office = Office(reader, workspace, lambda: date(2026, 4, 20))
        office.choose(TOWN)
        office.set_fiscal_year(YEAR)
        for fact, value in ANSWERS.items():
            office.answer(fact, value)
        for judgement in office.judgements[:CHOSEN]:
            office.select(judgement.program.id, True)
        office.remember("page", FIRST_PAGE)
    return folder


def profile_of(reader: CatalogReader) -> Profile:
    """Return the profile of the town without any answer."""
    return profile_for(reader, TOWN, {})
