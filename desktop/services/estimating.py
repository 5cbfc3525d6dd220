"""Estimating a whole plan: every line beside the others, the totals per fiscal year, the alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.catalog_reader import CatalogReader
from desktop.domain.claims import Alternative, Claim, CostItem, Funded, groups, town_costs
from desktop.domain.combining import combine
from desktop.domain.dates import PartialDate
from desktop.domain.estimate import estimate_line
from desktop.domain.fiscal import FiscalYear
from desktop.domain.line_estimate import LineEstimate
from desktop.domain.needs import Need, needs_first
from desktop.domain.plan import PlanLine
from desktop.domain.profile import Origin, Profile
from desktop.domain.totals import Totals, by_year, total_up
from desktop.services.plan_file import PlanFile, read_plan_file


@dataclass(frozen=True)
class Funding:
    """One way to fund the plan: its lines, the sums in all and per fiscal year, and what it needs first."""

    alternative: Alternative | None
    lines: tuple[Funded, ...]
    totals: Totals
    by_year: Mapping[FiscalYear, Totals]
    needs: tuple[tuple[Need, tuple[str, ...]], ...]


@dataclass(frozen=True)
class PlanEstimate:
    """A plan estimated. ``fundings``: the only one, or one for each alternative, least 実質負担 first.

    ``lines``: every line in the order of the plan, as it stands in the first alternative that has it.
    ``index_year``: the year of the bundled 財政力指数; None where none or another one is used.
    """

    profile: Profile
    year: FiscalYear
    index_year: FiscalYear | None
    lines: tuple[Funded, ...]
    fundings: tuple[Funding, ...]

    @property
    def only(self) -> Funding | None:
        """The funding of a plan without alternatives."""
        return self.fundings[0] if self.fundings[0].alternative is None else None


def estimate_file(path: Path, catalog: CatalogReader, today: date) -> PlanEstimate:
    """Read a plan file and estimate it; raise InputError with one sentence."""
    return estimate_plan(read_plan_file(path, catalog, today))


def estimate_plan(plan: PlanFile) -> PlanEstimate:
    """Estimate every way to fund a plan."""
    costs = town_costs(plan.costs, plan.claims)
    labels: Sequence[Alternative | None] = plan.alternatives or (None,)
    fundings = [
        _funding(one, group, plan, costs)
        for one, group in zip(labels, groups(plan.claims, plan.alternatives), strict=True)
    ]
    first = {line.claim.id: line for one in reversed(fundings) for line in one.lines}
    return PlanEstimate(
        profile=plan.profile,
        year=plan.year,
        index_year=index_year(plan.profile),
        lines=tuple(first[claim.id] for claim in plan.claims if claim.id in first),
        fundings=tuple(sorted(fundings, key=_burden)),
    )


def index_year(profile: Profile) -> FiscalYear | None:
    """Return the fiscal year of the bundled 財政力指数: the one in which its as-of date lies."""
    fact = profile.fact("fiscal_index")
    if fact.origin is not Origin.BUNDLED or fact.value is None or fact.as_of is None:
        return None
    return FiscalYear.containing(PartialDate.parse(fact.as_of).first_day)


def _funding(
    alternative: Alternative | None,
    claims: Sequence[Claim],
    plan: PlanFile,
    costs: Sequence[CostItem],
) -> Funding:
    """Estimate one way to fund the plan."""

    def estimate(line: PlanLine) -> LineEstimate:
        return estimate_line(line, plan.profile)

    lines = combine(claims, {one.id: one for one in plan.costs}, estimate)
    return Funding(
        alternative=alternative,
        lines=lines,
        totals=total_up(lines, costs),
        by_year=by_year(lines, costs),
        needs=needs_first(lines, plan.profile, plan.programs),
    )


def _burden(funding: Funding) -> tuple[int, int]:
    """Return what alternatives are ordered by: the most that may remain with the town, then the least."""
    burden = funding.totals.net_burden
    return burden.high, burden.low
