"""A programme and its parts: 制度 → 年度版 → 支援メニュー・募集回・要件・手続・対象経費・窓口・出典・関連.

What judging walks over for every programme has slots: of 100,000 it is memory that takes the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from desktop.domain.codes import (
    Applicant,
    Basis,
    Certainty,
    CombineBase,
    Correction,
    ProgramState,
    RoundState,
    Scope,
    SupportKind,
    Unit,
)
from desktop.domain.dates import PartialDate
from desktop.domain.fiscal import FiscalYear
from desktop.domain.line_parts import CostRule, RepaymentShare, ThroughPrefecture, UnitLimit
from desktop.domain.money import Yen
from desktop.domain.rules import Rule
from desktop.domain.source import SourceRef


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition (要件): text, rule or none, whom to ask when only a person can decide."""

    id: str
    text: str
    scope: Scope
    rule: Rule | None
    ask: str
    sources: tuple[SourceRef, ...]
    doubt: str = ""


@dataclass(frozen=True)
class RateCase:
    """A rate and the condition under which it holds; ``rate`` None: it cannot be read, ``doubt`` says why."""

    rate: Fraction | None
    printed: str
    label: str
    when: Rule | None
    sources: tuple[SourceRef, ...]
    doubt: str = ""


@dataclass(frozen=True)
class CapCase:
    """A cap in yen and the condition under which it holds.

    ``raised_by`` multiplies it when ``raised_when``; ``plus_yen`` is added for each unit of ``plus_driver``;
    it is multiplied by the number in ``times_driver``, and no more than the 円 in ``at_most_driver``.
    ``until``: the last fiscal year in which it holds.
    """

    yen: Yen
    printed: str
    label: str
    when: Rule | None
    sources: tuple[SourceRef, ...]
    doubt: str = ""
    raised_by: Fraction | None = None
    raised_when: Rule | None = None
    plus_yen: Yen | None = None
    plus_driver: str | None = None
    times_driver: str | None = None
    at_most_driver: str | None = None
    until: FiscalYear | None = None


@dataclass(frozen=True)
class Figure:
    """A further figure of a line that is neither its rate nor its cap (inner caps, unit prices, periods).

    ``yen`` is None where the figure is no amount.
    """

    label: str
    printed: str
    yen: Yen | None
    sources: tuple[SourceRef, ...]
    note: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class LineDriver:
    """A driver a line needs, and whether an amount can be computed without it."""

    id: str
    required: bool


@dataclass(frozen=True, slots=True)
class SupportLine:
    """支援メニュー: one 区分 of an edition.

    First case whose condition holds wins; none: the figure is not printed. An ``auxiliary`` line goes
    along with the others (information, matching, training) and does not carry the programme's verdict
    where another line admits the body. ``repayment_share`` belongs to bonds. ``not_computable`` says in
    Japanese why no amount can be computed although figures are printed; empty: it can, or there is none.
    ``through_prefecture`` stands on a line for prefectures whose measure reaches towns.
    """

    id: str
    label: str
    kind: SupportKind
    summary: str
    applicant: Applicant
    actors: tuple[str, ...]
    town_role: str
    rates: tuple[RateCase, ...]
    caps: tuple[CapCase, ...]
    per: Unit | None
    basis: Basis | None
    correction: Correction | None
    ordinance_correction: Correction | None
    ordinance_sources: tuple[SourceRef, ...]
    figures: tuple[Figure, ...]
    drivers: tuple[LineDriver, ...]
    criteria: tuple[Criterion, ...]
    certainty: Certainty
    end_year: FiscalYear | None
    sources: tuple[SourceRef, ...]
    doubt: str = ""
    auxiliary: bool = False
    repayment_share: RepaymentShare | None = None
    cost_rules: tuple[CostRule, ...] = ()
    unit_limit: UnitLimit | None = None
    not_computable: str = ""
    through_prefecture: ThroughPrefecture | None = None


@dataclass(frozen=True)
class Round:
    """募集回: one call for projects of a fiscal year. ``yearly``: expected again each year."""

    label: str
    state: RoundState
    project_year: FiscalYear | None
    opens: PartialDate | None
    closes: PartialDate | None
    printed: str
    yearly: bool
    sources: tuple[SourceRef, ...]
    note: str = ""


@dataclass(frozen=True)
class Step:
    """手続: one thing to do, in order."""

    text: str
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True)
class Cost:
    """対象経費: what counts (or does not)."""

    text: str
    eligible: bool
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True)
class Contact:
    """窓口: who answers questions; ``detail`` is telephone, mail or address as printed.

    ``prefectures``: 2-digit codes of the area a regional desk serves; empty: everybody's desk.
    """

    name: str
    detail: str
    url: str
    sources: tuple[SourceRef, ...]
    doubt: str = ""
    prefectures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What changed against an earlier year (前年度からの変更)."""

    text: str
    before: str
    after: str
    since: FiscalYear | None
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """年度版: a programme in one fiscal year."""

    year: FiscalYear
    certainty: Certainty
    summary: str
    criteria: tuple[Criterion, ...]
    lines: tuple[SupportLine, ...]
    rounds: tuple[Round, ...]
    steps: tuple[Step, ...]
    costs: tuple[Cost, ...]
    contacts: tuple[Contact, ...]
    changes: tuple[Change, ...]
    sources: tuple[SourceRef, ...]
    doubt: str = ""

    def contacts_for(self, prefecture_code: str) -> tuple[Contact, ...]:
        """Return the desks of a town in a prefecture: everybody's and those of its region."""
        return tuple(
            one
            for one in self.contacts
            if not one.prefectures or prefecture_code in one.prefectures
        )


@dataclass(frozen=True)
class Relation:
    """関連: how a programme stands to another.

    ``kind``: needs, follows, complements, part_of, ``excludes`` (the source says not both) or ``combines``
    (the source says that both may support the same project; ``on`` says what of its cost this one counts).
    ``lines`` and ``target_lines``: ids of the lines it is about; empty: all of them.
    """

    kind: str
    target: str
    text: str
    lines: tuple[str, ...] = ()
    target_lines: tuple[str, ...] = ()
    on: CombineBase | None = None
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """制度: a support programme, whatever its kind."""

    id: str
    name: str
    kana: str
    aliases: tuple[str, ...]
    agency: str
    purposes: tuple[str, ...]
    keywords: tuple[str, ...]
    state: ProgramState
    end_year: FiscalYear | None
    summary: str
    applicants: str
    beneficiaries: str
    editions: tuple[Edition, ...]
    relations: tuple[Relation, ...]

    @property
    def kinds(self) -> tuple[SupportKind, ...]:
        """Every kind of its lines, in order of first appearance, newest edition first."""
        found = [line.kind for edition in reversed(self.editions) for line in edition.lines]
        return tuple(dict.fromkeys(found))

    def edition_for(self, year: FiscalYear) -> Edition | None:
        """Return the newest edition not later than the year, else the earliest (VOCABULARY.md)."""
        newest = None
        for edition in self.editions:
            if edition.year <= year and (newest is None or newest.year < edition.year):
                newest = edition
        return newest or min(self.editions, key=lambda edition: edition.year, default=None)
