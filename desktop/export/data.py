"""What the workbook is made of: plain domain objects, handed in by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.fiscal import FiscalYear
from desktop.domain.profile import Profile
from desktop.domain.source import Document
from desktop.domain.verdict import Judgement

_BODY_WORDS = {"town": "町", "village": "村", "special_ward": "区"}


@dataclass(frozen=True)
class WorkbookInput:
    """The content of one workbook.

    ``judgements`` are the rows of 制度一覧 in exactly this order; ``selected`` are the ids of the
    programmes that get a 計画シート, in this order; ``purposes`` maps a purpose id to its label;
    ``names`` the id of every programme to its name, since relations speak of programmes not shown as well.
    """

    profile: Profile
    fiscal_year: FiscalYear
    today: date
    judgements: tuple[Judgement, ...]
    selected: tuple[str, ...]
    documents: Mapping[str, Document]
    purposes: Mapping[str, str]
    names: Mapping[str, str]
    catalog_version: str
    catalog_as_of: str

    @property
    def town(self) -> str:
        """``島根県美郷町``."""
        return self.profile.municipality.label

    @property
    def body_word(self) -> str:
        """What the body calls itself in headings: 町, 村, 市, 区, 県, 道, 都, 府."""
        town = self.profile.municipality
        if town.is_prefecture:
            return town.name[-1]
        return _BODY_WORDS.get(town.entity_type, "市")

    def purpose_labels(self, ids: tuple[str, ...]) -> str:
        """Return the labels of purposes in one text."""
        return "、".join(self.purposes.get(one, one) for one in ids)
