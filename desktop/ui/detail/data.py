"""What the detail texts are made from: a judgement and all that it is explained with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.source import Document
from desktop.domain.verdict import Judgement
from desktop.services.office import Office


@dataclass(frozen=True)
class DetailData:
    """One programme as judged for a town, with the words for its references. ``names``: programme id to name."""

    judgement: Judgement
    profile: Profile
    year: FiscalYear
    today: date
    documents: Mapping[str, Document]
    purposes: Mapping[str, str]
    names: Mapping[str, str]


def detail_data(office: Office, judgement: Judgement) -> DetailData:
    """Gather the detail of a programme for the office's town."""
    if office.profile is None:
        raise ValueError("a programme cannot be explained before a town is chosen")
    return DetailData(
        judgement=judgement,
        profile=office.profile,
        year=office.fiscal_year,
        today=office.today(),
        documents=office.catalog.documents(),
        purposes=office.purposes,
        names={program.id: program.name for program in office.programs},
    )
