"""The closed lists of the field: kinds, units, states … each with its name on the screen (VOCABULARY.md)."""

from __future__ import annotations

from enum import StrEnum


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


class CostRuleKind(StrEnum):
    """How a cost rule acts: a limit on one part of the cost, a share of it, or an amount taken off."""

    PART_CAP = "part_cap"
    SHARE = "share"
    DEDUCTION = "deduction"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return {
            "part_cap": "経費の一部の上限",
            "share": "対象になる割合",
            "deduction": "対象から除く額",
        }[self.value]


class CombineBase(StrEnum):
    """What of a project's cost a support counts when another one supports the same project."""

    REMAINDER = "remainder"
    OWN_SHARE = "own_share"
    FULL = "full"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return {
            "remainder": "もう一方の支援を除いた残りの経費",
            "own_share": "まちの負担分",
            "full": "同じ経費の全額",
        }[self.value]


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


class RoundState(StrEnum):
    """How firm the dates of a round are (確定・見込・常時・未定)."""

    FIXED = "fixed"
    EXPECTED = "expected"
    ALWAYS = "always"
    UNDETERMINED = "undetermined"
