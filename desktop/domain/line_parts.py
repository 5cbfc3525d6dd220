"""Parts of a support line that say what counts of a cost, and what comes back of a bond's repayment."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from desktop.domain.codes import CostRuleKind
from desktop.domain.money import Yen
from desktop.domain.rules import Rule
from desktop.domain.source import SourceRef


@dataclass(frozen=True)
class RepaymentShare:
    """交付税措置率: the share of a bond's repayment (元利償還金) that 地方交付税 makes good."""

    rate: Fraction
    printed: str
    sources: tuple[SourceRef, ...]
    doubt: str = ""


@dataclass(frozen=True)
class CostRule:
    """How much of a cost counts, besides rate and cap; ``when`` None: always.

    ``part_cap``: the part of the cost held by ``driver`` counts up to ``yen`` 円 for each unit of the line.
    ``share``: only ``share`` of the cost counts. ``deduction``: the 円 in ``driver`` are taken off the cost.
    """

    kind: CostRuleKind
    label: str
    printed: str
    driver: str | None
    yen: Yen | None
    share: Fraction | None
    when: Rule | None
    sources: tuple[SourceRef, ...]
    doubt: str = ""


@dataclass(frozen=True)
class ThroughPrefecture:
    """How a measure that only prefectures apply for reaches a town: what the prefecture does for it."""

    text: str
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True)
class UnitLimit:
    """The largest number of units (persons, cases …) that a line pays for."""

    count: int
    printed: str
    sources: tuple[SourceRef, ...]
