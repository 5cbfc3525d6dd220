"""A plan (事業計画の試算): which support lines are used, with which costs and drivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen
from desktop.domain.program import Edition, Program, SupportLine
from desktop.domain.rules import Outcome
from desktop.domain.value import Value

NOTHING = Yen(0)


@dataclass(frozen=True)
class PlanLine:
    """One use of a support line in one fiscal year.

    ``entries``: eligible cost in 円, one entry per person or case where ``itemised``, else a single sum;
    empty where only drivers make the amount (公費). ``total_cost``: what the town pays out for it in all.
    ``prefecture_yen`` and ``other_yen``: funds the office already knows of (県支出金, その他).
    ``checks``: answers to project criteria by their id. ``unused``: drivers given that the line does not use.
    """

    id: str
    program: Program
    edition: Edition
    line: SupportLine
    year: FiscalYear
    entries: tuple[Yen, ...]
    total_cost: Yen
    itemised: bool = False
    drivers: Mapping[str, Value] = field(default_factory=dict)
    checks: Mapping[str, Outcome] = field(default_factory=dict)
    prefecture_yen: Yen = NOTHING
    other_yen: Yen = NOTHING
    unused: tuple[str, ...] = ()

    @property
    def carried(self) -> bool:
        """Whether the content of another year is used."""
        return self.edition.year != self.year

    @property
    def eligible_cost(self) -> Yen:
        """The sum of the entries in 円."""
        return Yen(sum(self.entries))
