"""What a plan with several programmes is made of: costs, lines that claim them, and alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.domain.codes import Applicant, Basis, SupportKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.line_estimate import LineEstimate
from desktop.domain.money import Yen
from desktop.domain.plan import PlanLine
from desktop.domain.span import Span


@dataclass(frozen=True)
class CostItem:
    """経費: one cost of the plan in one fiscal year, in 円, that lines may claim."""

    id: str
    label: str
    yen: Yen
    year: FiscalYear


@dataclass(frozen=True)
class Claim:
    """A plan line with the ids of the costs it claims; none where the line brings its own amounts."""

    plan: PlanLine
    cost_ids: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the line."""
        return self.plan.id

    @property
    def for_town(self) -> bool:
        """Whether the support comes to the town itself: not to a body in it, and not lent to a business."""
        line = self.plan.line
        return line.applicant is Applicant.MUNICIPALITY and line.kind is not SupportKind.LOAN

    @property
    def through_public_money(self) -> bool:
        """Whether the town pays public money (公費) towards somebody else's cost."""
        return self.plan.line.basis is Basis.PUBLIC_MONEY


@dataclass(frozen=True)
class Funded:
    """A claim with its estimate among the other lines; ``eligible``: the cost in 円 that was left for it."""

    claim: Claim
    estimate: LineEstimate
    eligible: Span


@dataclass(frozen=True)
class Alternative:
    """案: one way to fund the project, with the ids of the lines that only some of the ways use."""

    id: str
    label: str
    line_ids: tuple[str, ...]


def groups(claims: Sequence[Claim], alternatives: Sequence[Alternative]) -> list[tuple[Claim, ...]]:
    """Return the lines of each alternative, those common to all included; all lines where there is none."""
    if not alternatives:
        return [tuple(claims)]
    particular = {line_id for one in alternatives for line_id in one.line_ids}
    return [
        tuple(claim for claim in claims if claim.id not in particular or claim.id in one.line_ids)
        for one in alternatives
    ]


def town_costs(costs: Iterable[CostItem], claims: Sequence[Claim]) -> tuple[CostItem, ...]:
    """Return the costs that the town itself pays.

    Not those that only bodies in the town, or businesses helped with public money, ask support for.
    """
    claimed = {one for claim in claims for one in claim.cost_ids}
    own = {
        one
        for claim in claims
        if claim.for_town and not claim.through_public_money
        for one in claim.cost_ids
    }
    return tuple(cost for cost in costs if cost.id in own or cost.id not in claimed)
