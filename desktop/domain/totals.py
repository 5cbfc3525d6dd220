"""The money of a whole plan: 総事業費, 財源, 一般財源 and 実質負担, with a span wherever a part is uncertain.

一般財源 = 総事業費 − 国 − 県 − 地方債 − その他. 特別交付税 and 普通交付税 lie inside it (うち書き).
実質負担 = 一般財源 + 地方債の元金 − 特別・普通交付税の見込 − 元金 × 交付税措置率: what remains with the
town. A line has either a grant or a bond, so each sum below is exact at both ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.domain.claims import Claim, CostItem, Funded
from desktop.domain.codes import SupportKind
from desktop.domain.estimate import MONEY_KINDS
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen, floor_yen
from desktop.domain.plan import NOTHING
from desktop.domain.program import Program
from desktop.domain.span import ZERO, Span
from desktop.domain.verdict_name import Verdict

GRANTS = frozenset({SupportKind.SUBSIDY, SupportKind.GRANT, SupportKind.PILOT})
"""Kinds that are income of the town in the year itself."""

_MINISTRY = re.compile("省|庁|内閣")


@dataclass(frozen=True)
class Gap:
    """A line that the totals cannot take in as a settled amount, and why."""

    line_id: str
    text: str


@dataclass
class Totals:
    """Sums in 円. ``by_kind`` and ``local_actors`` keep unlike kinds of money apart.

    ``other``: その他, with grants of bodies that are not the state. ``tax_share``: what 交付税 makes good of
    the bond's repayment. ``incomplete``: lines whose amount is unknown or takes no part. ``assumed``: ids of
    lines at 要確認, whose support is counted as if it were granted.
    """

    total_cost: Yen = NOTHING
    by_kind: dict[SupportKind, Span] = field(default_factory=dict)
    local_actors: dict[SupportKind, Span] = field(default_factory=dict)
    national: Span = ZERO
    prefecture: Span = ZERO
    other: Span = ZERO
    bond: Span = ZERO
    special_tax: Span = ZERO
    ordinary_tax: Span = ZERO
    tax_share: Span = ZERO
    incomplete: tuple[Gap, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def income(self) -> Span:
        """国・県・その他: what need not be paid back."""
        return self.national + self.prefecture + self.other

    @property
    def general_funds(self) -> Span:
        """一般財源."""
        return Span.of(self.total_cost) - self.income - self.bond

    @property
    def net_burden(self) -> Span:
        """実質負担; the bond's principal is repaid by the town and drops out of the formula."""
        come_back = self.special_tax + self.ordinary_tax + self.tax_share
        return Span.of(self.total_cost) - self.income - come_back

    @property
    def notes(self) -> tuple[str, ...]:
        """What is taken for granted, and what does not fit together."""
        found = []
        if self.assumed:
            lines = "、".join(self.assumed)
            found.append(f"要確認の行（{lines}）も、支援を受けられるものとして数えています。")
        if self.general_funds.low < 0:
            found.append("財源の合計が総事業費を超えることがあります。額を確かめてください。")
        elif (self.special_tax + self.ordinary_tax).high > self.general_funds.high:
            found.append("交付税の見込が一般財源を超えています。財政担当課に確かめてください。")
        return tuple(found)


def total_up(funded: Sequence[Funded], costs: Iterable[CostItem]) -> Totals:
    """Return the sums over lines and the town's costs (:func:`desktop.domain.claims.town_costs`).

    Each cost counts once, however many lines claim it; lines for bodies in the town stand apart.
    """
    totals = Totals()
    helped = _helped([one.claim for one in funded])
    known = {cost.id: cost for cost in costs if cost.id not in helped}
    totals.total_cost = Yen(sum(cost.yen for cost in known.values()))
    for one in funded:
        if one.claim.for_town:
            _add_town_line(totals, one, known)
        else:
            _add_kind(totals.local_actors, one)
    return totals


def by_year(funded: Sequence[Funded], costs: Sequence[CostItem]) -> dict[FiscalYear, Totals]:
    """Return the sums of each fiscal year, in order."""
    years = {one.claim.plan.year for one in funded} | {cost.year for cost in costs}
    return {
        year: total_up(
            [one for one in funded if one.claim.plan.year == year],
            [cost for cost in costs if cost.year == year],
        )
        for year in sorted(years)
    }


def is_national(program: Program) -> bool:
    """Whether a grant is 国庫支出金: the programme belongs to a ministry, not to CLAIR, JICA and the like."""
    return bool(_MINISTRY.search(program.agency))


def possible_support(funded: Funded) -> Span | None:
    """Return the support; from nothing to the whole cost where it cannot be computed; None: no money."""
    if funded.estimate.possible is not None:
        return funded.estimate.possible
    plan = funded.claim.plan
    if plan.line.kind not in MONEY_KINDS:
        return None
    return Span(Yen(0), funded.eligible.high if plan.entries else plan.total_cost)


def _helped(claims: Iterable[Claim]) -> set[str]:
    """Return the costs of businesses that the town helps with public money, and does not pay itself."""
    lines = [one for one in claims if one.for_town]
    public = {cost for one in lines if one.through_public_money for cost in one.cost_ids}
    return public - {cost for one in lines if not one.through_public_money for cost in one.cost_ids}


def _add_kind(sums: dict[SupportKind, Span], funded: Funded) -> Span | None:
    """Add a line to the sum of its kind."""
    support = possible_support(funded)
    kind = funded.claim.plan.line.kind
    if support is not None:
        sums[kind] = sums.get(kind, ZERO) + support
    return support


def _add_town_line(totals: Totals, funded: Funded, costs: dict[str, CostItem]) -> None:
    """Add a line of the town itself: its own cost, the funds the office knows of, and the support."""
    plan = funded.claim.plan
    support = _add_kind(totals.by_kind, funded)
    totals.total_cost = Yen(totals.total_cost + _own_cost(funded, costs))
    totals.prefecture += Span.of(plan.prefecture_yen)
    totals.other += Span.of(plan.other_yen)
    if support is None:
        return
    if funded.estimate.possible is None:
        _leave_open(totals, funded, funded.estimate.reason)
    if not plan.total_cost:
        if support != ZERO:
            _leave_open(totals, funded, "総事業費がないため、財源の合計に入れていません。")
        return
    if funded.estimate.project is Verdict.UNKNOWN and support.low > 0:
        totals.assumed += (funded.claim.id,)
    _add_fund(totals, funded, support)


def _own_cost(funded: Funded, costs: dict[str, CostItem]) -> int:
    """Return what a line costs the town besides the listed costs that count already.

    Public money goes first to those of its costs that the town does not pay itself.
    """
    plan = funded.claim.plan
    counted = sum(costs[one].yen for one in funded.claim.cost_ids if one in costs)
    elsewhere = max(plan.eligible_cost - counted, 0) if funded.claim.through_public_money else 0
    return max(plan.total_cost - counted, min(plan.total_cost, elsewhere))


def _leave_open(totals: Totals, funded: Funded, text: str) -> None:
    """Remember a line that the sums do not hold as a settled amount."""
    totals.incomplete += (Gap(funded.claim.id, text),)


def _add_fund(totals: Totals, funded: Funded, support: Span) -> None:
    """Add the support to the fund it belongs to; a loan is nobody's income."""
    program, kind = funded.claim.plan.program, funded.claim.plan.line.kind
    if kind in GRANTS and is_national(program):
        totals.national += support
    elif kind in GRANTS:
        totals.other += support
    elif kind is SupportKind.SPECIAL_ALLOCATION_TAX:
        totals.special_tax += support
    elif kind is SupportKind.ORDINARY_ALLOCATION_TAX:
        totals.ordinary_tax += support
    elif kind is SupportKind.BOND:
        totals.bond += support
        totals.tax_share += _tax_share(totals, funded, support)


def _tax_share(totals: Totals, funded: Funded, principal: Span) -> Span:
    """Return what 交付税 makes good of a bond; anything up to the principal where no share is printed."""
    if funded.estimate.tax_share is not None:
        return funded.estimate.tax_share
    share = funded.claim.plan.line.repayment_share
    if share is not None:
        return Span(Yen(0), floor_yen(principal.high * share.rate))
    if principal != ZERO:
        _leave_open(totals, funded, "元利償還金の交付税措置率が資料に書かれていません。")
    return Span(Yen(0), principal.high)
