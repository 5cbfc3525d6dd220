"""Plan lines, claims and costs built in code, for tests of combining and totals."""

from __future__ import annotations

from typing import Any

from desktop.domain.claims import Claim, CostItem
from desktop.domain.codes import CombineBase, SupportKind
from desktop.domain.estimate import estimate_line
from desktop.domain.fiscal import FiscalYear
from desktop.domain.line_estimate import LineEstimate
from desktop.domain.line_parts import RepaymentShare
from desktop.domain.money import Yen, parse_rate
from desktop.domain.plan import PlanLine
from desktop.domain.profile import Profile
from desktop.domain.program import Relation
from tests.domain.building import IS_MUNICIPALITY, criterion, edition, line, program, rate, town

R8 = FiscalYear(8)
TOWN = town(fiscal_index=None)
KIND = SupportKind
HALF = (rate("1/2"),)
PLAN_FIELDS = ("agency", "relations", "year", "total", "public", "prefecture", "other")


def estimate(plan: PlanLine, profile: Profile = TOWN) -> LineEstimate:
    return estimate_line(plan, profile)


def relation(kind: str, target: str, on: CombineBase | None = None) -> Relation:
    return Relation(kind, target, "資料の説明。", on=on)


def share(value: str) -> RepaymentShare:
    return RepaymentShare(parse_rate(value), value, ())


def claim(line_id: str, cost: int | tuple[str, ...] = 1_000_000, **given: Any) -> Claim:
    """A line of the programme of the same id; ``cost`` in 円, or ids of the costs claimed.

    ``costs``: what the ids mean; ``public``: 公費; ``total``, ``prefecture``, ``other`` in 円; the rest
    are fields of the support line.
    """
    plan, costs = {key: given.pop(key, None) for key in PLAN_FIELDS}, given.pop("costs", {})
    one = line(*given.pop("criteria", (criterion(IS_MUNICIPALITY),)), **{"rates": HALF} | given)
    version = edition(one, year=(plan["year"] or R8).code)
    ids = cost if isinstance(cost, tuple) else ()
    amount = sum(costs[key].yen for key in ids) if isinstance(cost, tuple) else cost
    public = plan["public"]
    paid = amount if public is None else public
    of_programme = {"agency": plan["agency"] or "総務省", "relations": plan["relations"] or ()}
    return Claim(
        PlanLine(
            id=line_id,
            program=program(version, id=line_id, name=f"制度{line_id}", **of_programme),
            edition=version,
            line=one,
            year=version.year,
            entries=(Yen(amount),) if amount or public is None else (),
            total_cost=Yen(paid if plan["total"] is None else plan["total"]),
            drivers={} if public is None else {"public_yen": public},
            prefecture_yen=Yen(plan["prefecture"] or 0),
            other_yen=Yen(plan["other"] or 0),
        ),
        ids,
    )


def items(**amounts: int) -> dict[str, CostItem]:
    return {key: CostItem(key, f"経費{key}", Yen(yen), R8) for key, yen in amounts.items()}
