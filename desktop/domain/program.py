"""A programme and its parts: 制度 → 年度版 → 支援メニュー・募集回・要件・手続・対象経費・窓口・出典・関連."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from desktop.domain.dates import PartialDate
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen
from desktop.domain.rules import Rule
from desktop.domain.source import SourceRef


class SupportKind(StrEnum):
    """種別: what a support line gives (VOCABULARY.md)."""

    SUBSIDY = "subsidy"
    GRANT = "grant"
    SPECIAL_ALLOCATION_TAX = "special_allocation_tax"
    ORDINARY_ALLOCATION_TAX = "ordinary_allocation_tax"
    BOND = "bond"
    LOAN = "loan"
    TAX = "tax"
    EXPERT = "expert"
    MATCHING = "matching"
    TRAINING = "training"
    PILOT = "pilot"
    ACCOMPANIMENT = "accompaniment"
    INFORMATION = "information"
    CONSULTATION = "consultation"
    AWARD = "award"
    CERTIFICATION = "certification"
    EQUITY = "equity"
    EVENT = "event"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return _KIND_LABELS[self]

    @property
    def rate_word(self) -> str:
        """What a rate of this kind is called: 補助率, 交付率, 措置率, 充当率, 融資比率, else 率."""
        return _RATE_WORDS.get(self, "率")

    @property
    def is_allocation_tax(self) -> bool:
        """Whether the money comes as 地方交付税 (the 不交付団体 overlay acts on these)."""
        return self in (SupportKind.SPECIAL_ALLOCATION_TAX, SupportKind.ORDINARY_ALLOCATION_TAX)


_KIND_LABELS = {
    SupportKind.SUBSIDY: "補助金",
    SupportKind.GRANT: "交付金",
    SupportKind.SPECIAL_ALLOCATION_TAX: "特別交付税",
    SupportKind.ORDINARY_ALLOCATION_TAX: "普通交付税",
    SupportKind.BOND: "地方債",
    SupportKind.LOAN: "融資",
    SupportKind.TAX: "税制",
    SupportKind.EXPERT: "専門家派遣",
    SupportKind.MATCHING: "人材マッチング",
    SupportKind.TRAINING: "研修",
    SupportKind.PILOT: "実証・委託",
    SupportKind.ACCOMPANIMENT: "伴走支援",
    SupportKind.INFORMATION: "情報提供",
    SupportKind.CONSULTATION: "相談窓口",
    SupportKind.AWARD: "表彰",
    SupportKind.CERTIFICATION: "計画認定",
    SupportKind.EQUITY: "出資",
    SupportKind.EVENT: "イベント",
}


_RATE_WORDS = {
    SupportKind.SUBSIDY: "補助率",
    SupportKind.GRANT: "交付率",
    SupportKind.SPECIAL_ALLOCATION_TAX: "措置率",
    SupportKind.ORDINARY_ALLOCATION_TAX: "措置率",
    SupportKind.BOND: "充当率",
    SupportKind.LOAN: "融資比率",
}


class ProgramState(StrEnum):
    """Whether a programme is offered (VOCABULARY.md, command line)."""

    CURRENT = "current"
    PLANNED = "planned"
    REFERENCE = "reference"
    ENDED = "ended"
    HISTORICAL = "historical"


class Certainty(StrEnum):
    """How firm a figure is: in force, in a draft budget (予算案), or only requested (要望中)."""

    CONFIRMED = "confirmed"
    DRAFT = "draft"
    REQUESTED = "requested"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return {"confirmed": "公表資料のとおり", "draft": "予算案の段階", "requested": "要望中"}[
            self.value
        ]


class Scope(StrEnum):
    """Whether a criterion is about the municipality (makes the verdict) or about the project (checklist)."""

    BODY = "body"
    PROJECT = "project"


class Basis(StrEnum):
    """What a cap limits. ``OPEN``: the source does not say, so there are two readings.

    ``UNIT_AMOUNT``: no limit but the amount itself, paid for each unit.
    """

    ELIGIBLE_COST = "eligible_cost"
    SUPPORT = "support"
    PUBLIC_MONEY = "public_money"
    CONTRACT = "contract"
    UNIT_AMOUNT = "unit_amount"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return _BASIS_LABELS[self]


_BASIS_LABELS = {
    Basis.ELIGIBLE_COST: "対象経費の上限",
    Basis.SUPPORT: "支援額の上限",
    Basis.PUBLIC_MONEY: "公費（国費＋地方費）の上限",
    Basis.CONTRACT: "契約金額の上限",
    Basis.UNIT_AMOUNT: "1単位あたりの額（上限ではありません）",
    Basis.OPEN: "上限が率を掛ける前か後かは資料に書かれていません",
}


class Unit(StrEnum):
    """What a cap is counted per (1団体, 1人 … あたり)."""

    BODY = "body"
    PERSON = "person"
    PROJECT = "project"
    UNION = "union"
    PERSON_DAY = "person_day"
    CASE = "case"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return _UNIT_LABELS[self]


_UNIT_LABELS = {
    Unit.BODY: "団体",
    Unit.PERSON: "人",
    Unit.PROJECT: "事業",
    Unit.UNION: "組合",
    Unit.PERSON_DAY: "人日",
    Unit.CASE: "件",
    Unit.YEAR: "年",
}


class Correction(StrEnum):
    """財政力補正 as printed beside the measure."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return {"yes": "あり", "no": "なし", "not_stated": "記載なし"}[self.value]


class Applicant(StrEnum):
    """Who applies for a line: the municipality itself or a body in it."""

    MUNICIPALITY = "municipality"
    LOCAL_ACTOR = "local_actor"


@dataclass(frozen=True)
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
    """A rate and the condition under which it holds; ``rate`` None: not printed."""

    rate: Fraction | None
    printed: str
    label: str
    when: Rule | None
    sources: tuple[SourceRef, ...]
    doubt: str = ""


@dataclass(frozen=True)
class CapCase:
    """A cap in yen and the condition under which it holds.

    ``raised_by`` multiplies it when ``raised_when``; ``plus_yen`` is added for each unit of ``plus_driver``.
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


@dataclass(frozen=True)
class SupportLine:
    """支援メニュー: one 区分 of an edition.

    First case whose condition holds wins; none: the figure is not printed. An ``auxiliary`` line goes
    along with the others (information, matching, training) and does not carry the programme's verdict
    where another line admits the body.
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


class RoundState(StrEnum):
    """How firm the dates of a round are (確定・見込・常時・未定)."""

    FIXED = "fixed"
    EXPECTED = "expected"
    ALWAYS = "always"
    UNDETERMINED = "undetermined"


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


@dataclass(frozen=True)
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
    """関連: how a programme stands to another (needs, follows, complements, excludes, part_of)."""

    kind: str
    target: str
    text: str


@dataclass(frozen=True)
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
        earlier = [edition for edition in self.editions if edition.year <= year]
        if earlier:
            return max(earlier, key=lambda edition: edition.year)
        return min(self.editions, key=lambda edition: edition.year, default=None)
