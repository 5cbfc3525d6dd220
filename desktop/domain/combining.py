"""Several support lines on one plan: no cost is supported twice unless a source allows it.

A cost that two lines claim goes to the first of them. Where the catalogue holds a relation ``combines``,
the other counts what the relation says: what the first support leaves (remainder), the town's own burden
(own_share) or the same cost again (full). Where it holds ``excludes``, the later line comes to nothing
if both name the same cost, stands if both name different ones, and is a range if they do not say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from desktop.domain.claims import Claim, CostItem, Funded
from desktop.domain.codes import SupportKind
from desktop.domain.estimate import CLOSED, MONEY_KINDS
from desktop.domain.joining import join_ends
from desktop.domain.line_estimate import LineEstimate, RangeCause, Step
from desktop.domain.plan import PlanLine
from desktop.domain.program import Relation
from desktop.domain.relations import base_of, in_turn, said_of
from desktop.domain.shared_cost import SharedCost, left_for
from desktop.domain.span import ZERO, Span

Estimator = Callable[[PlanLine], LineEstimate]

FINANCING = frozenset({SupportKind.LOAN, SupportKind.EQUITY, SupportKind.TAX})
"""Kinds that finance or relieve a business: they take a cost from other support, or lose it to one, only
where a relation says so."""


def combine(
    claims: Sequence[Claim], costs: Mapping[str, CostItem], estimate: Estimator
) -> tuple[Funded, ...]:
    """Return every line estimated beside the others, in the order given."""
    done: dict[str, Funded] = {}
    for claim in in_turn(claims):
        done[claim.id] = _fund(claim, tuple(done.values()), costs, estimate)
    return tuple(done[claim.id] for claim in claims)


def _fund(
    claim: Claim, earlier: Sequence[Funded], costs: Mapping[str, CostItem], estimate: Estimator
) -> Funded:
    """Estimate one line with what the earlier ones leave for it."""
    plan = claim.plan
    alone = estimate(plan)
    rival = _excluded_by(claim, alone, earlier)
    if rival is not None:
        return Funded(claim, _beside(claim, alone, *rival), Span.of(alone.eligible_cost))
    holders = [one for one in earlier if _holds_costs(one, claim)]
    if not holders or alone.project in CLOSED:
        return Funded(claim, alone, Span.of(alone.eligible_cost))
    shared = left_for(claim, holders, costs)
    low, high = (
        estimate(replace(plan, entries=(end,), itemised=False))
        for end in (shared.left.low, shared.left.high)
    )
    joined = high if shared.left.single is not None else join_ends(low, high, _because(shared))
    return Funded(claim, _explained(joined, shared), shared.left)


def _shares(one: Claim, other: Claim) -> bool:
    """Whether two lines claim the same cost."""
    return bool(set(one.cost_ids) & set(other.cost_ids))


def _holds_costs(earlier: Funded, claim: Claim) -> bool:
    """Whether an earlier line supports, or may support, a cost that a line claims too."""
    if not _shares(earlier.claim, claim) or earlier.estimate.possible == ZERO:
        return False
    kinds = {earlier.claim.plan.line.kind, claim.plan.line.kind}
    if not kinds <= MONEY_KINDS:
        return False
    return not kinds & FINANCING or base_of(claim, earlier.claim) is not None


def _excluded_by(
    claim: Claim, alone: LineEstimate, earlier: Iterable[Funded]
) -> tuple[Funded, Relation] | None:
    """Return the earlier line that rules this one out in the same year, and what says so."""
    if alone.project in CLOSED:
        return None
    for one in earlier:
        said = said_of("excludes", claim, one.claim)
        same_year = one.claim.plan.year == claim.plan.year
        if said and same_year and _may_be_same(one.claim, claim) and one.estimate.possible != ZERO:
            return one, said
    return None


def _may_be_same(one: Claim, other: Claim) -> bool:
    """Whether two lines may be about the same cost: unless both say which it is, nobody knows."""
    return not (one.cost_ids and other.cost_ids) or _shares(one, other)


def _beside(claim: Claim, alone: LineEstimate, rival: Funded, said: Relation) -> LineEstimate:
    """Return the estimate of a line that may not support the cost of another one.

    Nothing where both name that cost; else anything from nothing to the whole, since nobody knows.
    """
    other = rival.claim
    names = f"行「{other.id}」の「{other.plan.program.name}」"
    if _shares(other, claim):
        text = f"{names}とは併用できないため、この行の支援を0円としました。{said.text}"
        return _nothing(alone, text, (Step(text, ZERO, said.sources),))
    text = (
        f"{names}とは同じ経費に併用できません。{said.text}別の経費に使うのであれば、costs に経費を分けて"
        "並べ、cost_ids で示してください。"
    )
    nothing = _nothing(alone, "", (Step(text, ZERO, said.sources),))
    return join_ends(nothing, alone, (RangeCause(other.id, text),))


def _nothing(estimate: LineEstimate, reason: str, working: tuple[Step, ...]) -> LineEstimate:
    """Return the estimate of a line that comes to 0 円 because of another one."""
    bond = ZERO if estimate.plan.line.kind is SupportKind.BOND else None
    return replace(
        estimate,
        support=ZERO,
        readings=(),
        why_range=(),
        claimable=(),
        reason=reason,
        bond=bond,
        tax_share=bond,
        working=working,
    )


def _because(shared: SharedCost) -> tuple[RangeCause, ...]:
    """Say that an earlier support is a range."""
    return tuple(
        RangeCause(one, f"行「{one}」の支援が幅なので、残る経費も幅になります。")
        for one in shared.uncertain
    )


def _explained(estimate: LineEstimate, shared: SharedCost) -> LineEstimate:
    """Put the steps about shared costs before the working; say why nothing is left, if so."""
    if shared.left == ZERO:
        reason = "対象経費がほかの行の支援で残っていません。"
        estimate = _nothing(estimate, reason, (Step(reason, ZERO),))
    refs = [ref for step in shared.steps for ref in step.sources]
    return replace(
        estimate,
        working=(*shared.steps, *estimate.working),
        notes=(*estimate.notes, *(text + "。" for text in shared.lost)),
        sources=tuple(dict.fromkeys((*estimate.sources, *refs))),
    )
