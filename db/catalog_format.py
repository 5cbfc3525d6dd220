"""The form of a catalogue file (db/catalog/*.toml), checked when the database is built.

One file per programme. Unknown keys, wrong types and missing fields are refused with the path of the
field. Meaning (known facts, existing drivers, readable sources) is checked by :mod:`db.catalog_check`.
Every ``source`` is ``"003:974 heading"`` or a list of such texts.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

Sources = str | list[str]
RuleData = dict[str, Any]
YearCode = str


class Form(Struct, forbid_unknown_fields=True, kw_only=True):
    """Base of all tables: refuses keys it does not know."""


class CriterionForm(Form, kw_only=True):
    """要件. ``ask`` names the desk; it must stand where ``rule`` is missing and the scope is body."""

    id: str
    text: str
    scope: Literal["body", "project"] = "body"
    rule: RuleData | None = None
    ask: str = ""
    source: Sources
    doubt: str = ""


class RateForm(Form, kw_only=True):
    """A rate; ``rate`` such as "1/2", "0.8", "50%"; ``printed`` stands so in the cited line.

    ``rate`` is left out where the print cannot be read; ``doubt`` then says so.
    """

    rate: str | None = None
    printed: str
    label: str = ""
    when: RuleData | None = None
    source: Sources
    doubt: str = ""


class RaiseForm(Form, kw_only=True):
    """A factor on a cap under a condition."""

    by: str
    when: RuleData
    printed: str
    source: Sources


class PlusForm(Form, kw_only=True):
    """An amount added to a cap for each unit of a driver (1,500万円 + 5千円 × 延べ滞在日数)."""

    yen: int
    driver: str
    printed: str
    unit: str = ""
    source: Sources


class CapForm(Form, kw_only=True):
    """A cap in yen; ``unit`` is the printed unit where it stands apart from the number (table head).

    ``times_driver`` multiplies it, ``at_most_driver`` holds an amount that limits it as well, ``until`` is
    the last fiscal year in which it holds.
    """

    yen: int
    printed: str
    unit: str = ""
    label: str = ""
    when: RuleData | None = None
    source: Sources
    doubt: str = ""
    raised: RaiseForm | None = None
    plus: PlusForm | None = None
    times_driver: str | None = None
    at_most_driver: str | None = None
    until: YearCode | None = None


class RepaymentForm(Form, kw_only=True):
    """交付税措置率 of a bond's repayment."""

    rate: str
    printed: str
    source: Sources
    doubt: str = ""


class CostRuleForm(Form, kw_only=True):
    """What counts of a cost: ``part_cap`` (driver, yen), ``share`` (share), ``deduction`` (driver)."""

    kind: Literal["part_cap", "share", "deduction"]
    label: str
    printed: str
    unit: str = ""
    driver: str | None = None
    yen: int | None = None
    share: str | None = None
    when: RuleData | None = None
    source: Sources
    doubt: str = ""


class UnitLimitForm(Form, kw_only=True):
    """The largest number of units that a line pays for (3名分)."""

    count: int
    printed: str
    source: Sources


class FigureForm(Form, kw_only=True):
    """Any other figure of a line; ``yen`` only for amounts."""

    label: str
    printed: str
    yen: int | None = None
    unit: str = ""
    note: str = ""
    source: Sources
    doubt: str = ""


class OrdinanceForm(Form, kw_only=True):
    """What the ministerial ordinance says on 財政力補正 where nothing is printed beside the measure."""

    correction: Literal["yes", "no"]
    source: Sources


class ThroughPrefectureForm(Form, kw_only=True):
    """What a prefecture does for its towns with a line that only prefectures can apply for."""

    text: str
    source: Sources


class LineForm(Form, kw_only=True):
    """支援メニュー. ``correction`` is what is printed; ``ordinance`` decides where nothing is.

    ``not_computable``: why no amount can be computed although figures are printed.
    """

    id: str
    label: str
    kind: str
    summary: str = ""
    applicant: Literal["municipality", "local_actor"] = "municipality"
    auxiliary: bool = False
    actors: list[str] = field(default_factory=list)
    town_role: str = ""
    per: str | None = None
    basis: str | None = None
    correction: Literal["yes", "no", "not_stated"] | None = None
    ordinance: OrdinanceForm | None = None
    certainty: Literal["confirmed", "draft", "requested"] | None = None
    end_year: YearCode | None = None
    drivers: list[str] = field(default_factory=list)
    optional_drivers: list[str] = field(default_factory=list)
    source: Sources
    doubt: str = ""
    not_computable: str = ""
    repayment_share: RepaymentForm | None = None
    unit_limit: UnitLimitForm | None = None
    through_prefecture: ThroughPrefectureForm | None = None
    cost_rule: list[CostRuleForm] = field(default_factory=list)
    rate: list[RateForm] = field(default_factory=list)
    cap: list[CapForm] = field(default_factory=list)
    figure: list[FigureForm] = field(default_factory=list)
    criterion: list[CriterionForm] = field(default_factory=list)


class RoundForm(Form, kw_only=True):
    """募集回."""

    label: str
    state: Literal["fixed", "expected", "always", "undetermined"]
    project_year: YearCode | None = None
    opens: str | None = None
    closes: str | None = None
    printed: str = ""
    yearly: bool = False
    note: str = ""
    source: Sources


class TextForm(Form, kw_only=True):
    """A step or a cost: a short text with its source."""

    text: str
    source: Sources


class ContactForm(Form, kw_only=True):
    """窓口. ``url`` exactly as printed; ``doubt`` where it looks damaged.

    ``prefectures``: 2-digit codes of the area a regional desk serves; empty: everybody's desk.
    """

    name: str
    detail: str = ""
    url: str = ""
    prefectures: list[str] = field(default_factory=list)
    source: Sources
    doubt: str = ""


class ChangeForm(Form, kw_only=True):
    """前年度からの変更."""

    text: str
    before: str = ""
    after: str = ""
    since: YearCode | None = None
    source: Sources


class EditionForm(Form, kw_only=True):
    """年度版. ``years`` lists every fiscal year with exactly this content."""

    years: list[YearCode]
    certainty: Literal["confirmed", "draft", "requested"] | dict[str, str] = "confirmed"
    summary: str = ""
    source: Sources
    doubt: str = ""
    criterion: list[CriterionForm] = field(default_factory=list)
    line: list[LineForm] = field(default_factory=list)
    round: list[RoundForm] = field(default_factory=list)
    step: list[TextForm] = field(default_factory=list)
    eligible_cost: list[TextForm] = field(default_factory=list)
    ineligible_cost: list[TextForm] = field(default_factory=list)
    contact: list[ContactForm] = field(default_factory=list)
    change: list[ChangeForm] = field(default_factory=list)


class RelationForm(Form, kw_only=True):
    """関連. ``target`` is a programme id; ``lines`` and ``target_lines`` are ids of support lines.

    ``combines`` and only it says ``on`` what of the cost this programme counts; it cites its source.
    """

    kind: Literal["needs", "follows", "complements", "excludes", "part_of", "combines"]
    target: str
    text: str = ""
    lines: list[str] = field(default_factory=list)
    target_lines: list[str] = field(default_factory=list)
    on: Literal["remainder", "own_share", "full"] | None = None
    source: Sources | None = None


class ProgramForm(Form, kw_only=True):
    """制度: one file."""

    id: str
    name: str
    kana: str
    agency: str
    purposes: list[str]
    summary: str
    applicants: str
    aliases: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    beneficiaries: str = ""
    state: Literal["current", "planned", "reference", "ended", "historical"] = "current"
    end_year: YearCode | None = None
    relation: list[RelationForm] = field(default_factory=list)
    edition: list[EditionForm]
