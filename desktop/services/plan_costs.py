"""The costs of one line of a plan file: a sum, a list, or costs of the plan; and what the town pays in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.claims import CostItem
from desktop.domain.codes import Basis, CostRuleKind, Unit
from desktop.domain.estimate import MONEY_KINDS
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen
from desktop.domain.program import SupportLine
from desktop.domain.value import Value
from desktop.errors import InputError
from desktop.services.plan_fields import MOST_YEN, Fields
from desktop.services.strict_json import quoted

MOST_ENTRIES = 1000

_LISTED = (Unit.PERSON, Unit.CASE, Unit.UNION, Unit.PROJECT)
"""Units whose costs may be listed one by one."""


@dataclass(frozen=True)
class LineCosts:
    """The costs of a line as given: ``listed`` is their number where each stands for a person or case."""

    entries: tuple[Yen, ...]
    cost_ids: tuple[str, ...]
    listed: int | None


def read_costs(
    fields: Fields, line: SupportLine, year: FiscalYear, known: Mapping[str, CostItem]
) -> LineCosts:
    """Return the eligible costs: a sum, a list with one entry per person or case, or costs of the plan."""
    if fields.has("cost_ids"):
        if fields.has("eligible_cost_yen"):
            raise InputError(
                f"{fields.named('cost_ids')}と eligible_cost_yen の両方があります。"
                "どちらか一つにしてください。"
            )
        return _plan_costs(fields, year, known)
    if isinstance(fields.data.get("eligible_cost_yen"), list):
        return _listed(fields, line)
    if fields.has("eligible_cost_yen"):
        return LineCosts((fields.yen("eligible_cost_yen"),), (), None)
    by_drivers = line.basis in (Basis.PUBLIC_MONEY, Basis.UNIT_AMOUNT)
    if not by_drivers and line.kind in MONEY_KINDS:
        raise fields.wrong(
            "eligible_cost_yen", "0以上10兆円以下の整数（円）か、1人・1件ごとの額の並び"
        )
    return LineCosts((), (), None)


def _listed(fields: Fields, line: SupportLine) -> LineCosts:
    """Return costs listed one by one; where the line counts no persons or cases, their sum."""
    values: list[Any] = fields.items("eligible_cost_yen", "額の並び")
    if not 0 < len(values) <= MOST_ENTRIES:
        raise fields.wrong("eligible_cost_yen", f"1件以上{MOST_ENTRIES}件以内の額")
    entries = tuple(fields.checked_yen(value, "eligible_cost_yen") for value in values)
    total = fields.checked_yen(sum(entries), "eligible_cost_yen")
    if line.per in _LISTED:
        return LineCosts(entries, (), len(entries))
    return LineCosts((total,), (), None)


def _plan_costs(fields: Fields, year: FiscalYear, known: Mapping[str, CostItem]) -> LineCosts:
    """Return the costs of the plan that a line uses."""
    wanted = f"costs にある経費のIDの並び（{'、'.join(known) or 'costs がありません'}）"
    cost_ids = fields.ids("cost_ids", wanted)
    for one in cost_ids:
        if one not in known:
            raise InputError(
                f"{fields.named('cost_ids')}の{quoted(one)}は costs にありません。"
                f"{wanted}を入れてください。"
            )
        cost = known[one]
        if cost.year != year:
            raise InputError(
                f"{fields.named('cost_ids')}の{quoted(one)}は{cost.year.code}の経費です。"
                f"この行（{year.code}）には同じ年度の経費を入れてください。"
            )
    if not cost_ids:
        raise fields.wrong("cost_ids", wanted)
    total = sum(known[one].yen for one in cost_ids)
    return LineCosts((fields.checked_yen(total, "cost_ids"),), tuple(cost_ids), None)


def check_parts(
    fields: Fields, line: SupportLine, costs: LineCosts, drivers: Mapping[str, Value]
) -> None:
    """Refuse named parts of the cost that together exceed it, or that leave something out when all are told."""
    rules = [rule for rule in line.cost_rules if rule.kind is CostRuleKind.PART_CAP]
    parts = [rule.driver for rule in rules if rule.driver and drivers.get(rule.driver) is not None]
    told, cost = sum(int(drivers[one] or 0) for one in parts), sum(costs.entries)
    short = told < cost and len(parts) == len(rules)
    if costs.entries and parts and (told > cost or short):
        raise InputError(
            f"{fields.path('drivers')}の内訳（{'、'.join(parts)}）の合計{told:,}円が、"
            f"対象経費の{cost:,}円{'に足りません' if short else 'を超えています'}。"
            "どちらかを直してください。"
        )


def total_cost(
    fields: Fields, line: SupportLine, costs: LineCosts, drivers: Mapping[str, Value]
) -> Yen:
    """Return what the town pays in all: as given, else the public money, else the eligible cost."""
    if line.basis is Basis.PUBLIC_MONEY:
        least, word = int(drivers.get("public_yen") or 0), "公費による助成額"
    else:
        least, word = sum(costs.entries), "対象経費"
    if not fields.has("total_cost_yen"):
        return Yen(least)
    total = fields.yen("total_cost_yen")
    if total < least:
        raise fields.wrong(
            "total_cost_yen", f"{word}の{least:,}円以上{MOST_YEN // 10**12}兆円以下の整数（円）"
        )
    return total
