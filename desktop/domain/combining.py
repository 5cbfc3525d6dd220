"""Several support lines on one plan: no cost is supported twice unless a source allows it.

A cost that two lines claim goes to the first of them. Where the catalogue holds a relation ``combines``,
the other counts what the relation says: what the first support leaves (remainder), the town's own burden
(own_share) or the same cost again (full). Where it holds ``excludes``, the later line is set aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.claims import Claim, CostItem, Funded
from desktop.domain.codes import CombineBase, SupportKind
from desktop.domain.estimate import CLOSED, MONEY_KINDS
from desktop.domain.joining import join_ends
from desktop.domain.line_estimate import LineEstimate, RangeCause, Step
from desktop.domain.money import Yen
from desktop.domain.plan import PlanLine
from desktop.domain.program import Relation
from desktop.domain.relations import base_of, in_turn, relation_of, said_of
from desktop.domain.span import ZERO, Span

Estimator = Callable[[PlanLine], LineEstimate]

FINANCING = frozenset({SupportKind.LOAN, SupportKind.EQUITY, SupportKind.TAX})
"""Kinds that finance or relieve a business: they neither take a cost from other support nor lose it."""


@dataclass(frozen=True)
class _Shared:
    """What earlier lines leave of the costs that a line shares with them."""

    left: Span
    steps: tuple[Step, ...]
    earlier: tuple[str, ...]


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
        return Funded(claim, _set_aside(alone, *rival), Span.of(alone.eligible_cost))
    holders = [one for one in earlier if _holds_costs(one) and _shares(one.claim, claim)]
    if not holders or plan.line.kind in FINANCING or alone.project in CLOSED:
        return Funded(claim, alone, Span.of(alone.eligible_cost))
    shared = _left(claim, holders, costs)
    low, high = (
        estimate(replace(plan, entries=(end,), itemised=False))
        for end in (shared.left.low, shared.left.high)
    )
    joined = high if shared.left.single is not None else join_ends(low, high, _because(shared))
    return Funded(claim, _explained(joined, shared), shared.left)


def _shares(one: Claim, other: Claim) -> bool:
    """Whether two lines claim the same cost."""
    return bool(set(one.cost_ids) & set(other.cost_ids))


def _holds_costs(funded: Funded) -> bool:
    """Whether a line supports its costs, or may do so."""
    kind = funded.claim.plan.line.kind
    gives = funded.estimate.possible != ZERO
    return kind in MONEY_KINDS and kind not in FINANCING and gives


def _excluded_by(
    claim: Claim, alone: LineEstimate, earlier: Iterable[Funded]
) -> tuple[Funded, Relation] | None:
    """Return the earlier line that rules this one out in the same year, and what says so."""
    if alone.project in CLOSED:
        return None
    for one in earlier:
        other = one.claim.plan
        said = relation_of("excludes", claim.plan, other) or relation_of(
            "excludes", other, claim.plan
        )
        if said and other.year == claim.plan.year and one.estimate.possible != ZERO:
            return one, said
    return None


def _set_aside(alone: LineEstimate, rival: Funded, said: Relation) -> LineEstimate:
    """Return the estimate of a line that may not be used beside another one: 0 円, with the reason."""
    other = rival.claim
    text = (
        f"行「{other.id}」の「{other.plan.program.name}」とは併用できないため、"
        f"この行の支援を0円としました。{said.text}"
    )
    bond = ZERO if alone.plan.line.kind is SupportKind.BOND else None
    return replace(
        alone,
        support=ZERO,
        readings=(),
        why_range=(),
        reason=text,
        bond=bond,
        tax_share=bond,
        working=(Step(text, ZERO, said.sources),),
    )


def _left(claim: Claim, holders: Sequence[Funded], costs: Mapping[str, CostItem]) -> _Shared:
    """Return what is left for a line of its costs, with a step for each earlier line.

    The whole support of an earlier line is taken off the shared costs, also where it has others: no yen
    is counted twice.
    """
    barred = [one for one in holders if base_of(claim, one.claim) is None]
    lost = {cost_id for one in barred for cost_id in one.claim.cost_ids}
    kept = [cost_id for cost_id in claim.cost_ids if cost_id not in lost]
    left = Span.of(_sum(kept, costs))
    steps = [_barred_step(one, claim, costs) for one in barred]
    for one in holders:
        base = base_of(claim, one.claim)
        part = _sum([cost_id for cost_id in kept if cost_id in one.claim.cost_ids], costs)
        if base is None or not part:
            continue
        left = _not_below_zero(left - _taken(one, base, part))
        steps.append(_shared_step(one, claim, base, left))
    ids = tuple(one.claim.id for one in holders)
    return _Shared(left, tuple(steps), ids)


def _sum(cost_ids: Iterable[str], costs: Mapping[str, CostItem]) -> Yen:
    """Return the sum of costs in 円."""
    return Yen(sum(costs[one].yen for one in cost_ids))


def _not_below_zero(span: Span) -> Span:
    """Cut a span at 0 円."""
    return Span(max(span.low, Yen(0)), max(span.high, Yen(0)))


def _taken(earlier: Funded, base: CombineBase, part: Yen) -> Span:
    """Return what an earlier line takes off ``part``, its share of the costs that both claim, in 円."""
    if base is CombineBase.FULL:
        return ZERO
    support = earlier.estimate.possible or Span(Yen(0), part)
    if base is CombineBase.OWN_SHARE:
        plan = earlier.claim.plan
        others = max(part - plan.total_cost, 0) if earlier.claim.through_public_money else 0
        support += Span.of(plan.prefecture_yen + plan.other_yen + others)
    return Span(min(support.low, part), min(support.high, part))


def _barred_step(earlier: Funded, claim: Claim, costs: Mapping[str, CostItem]) -> Step:
    """Say that a cost is not counted, because an earlier line supports it already."""
    both = [one for one in claim.cost_ids if one in earlier.claim.cost_ids]
    names = "」「".join(costs[one].label for one in both)
    text = (
        f"経費「{names}」は行「{earlier.claim.id}」の支援を受けるため、ここでは数えない"
        "（重ねて使えるとする資料がない）"
    )
    return Step(text, Span.of(-_sum(both, costs)))


_BASE_WORDS = {
    CombineBase.REMAINDER: "の支援を除いた残りを数える",
    CombineBase.OWN_SHARE: "の支援などを除いた、まちの負担分を数える",
    CombineBase.FULL: "と同じ経費をもう一度数える（資料が認めている）",
}


def _shared_step(earlier: Funded, claim: Claim, base: CombineBase, left: Span) -> Step:
    """Say what is counted of a cost that an earlier line supports as well."""
    said = said_of(claim, earlier.claim)
    text = f"行「{earlier.claim.id}」（{earlier.claim.plan.program.name}）{_BASE_WORDS[base]}"
    return Step(text, left, said.sources if said else ())


def _because(shared: _Shared) -> tuple[RangeCause, ...]:
    """Say that an earlier support is a range."""
    return tuple(
        RangeCause(one, f"行「{one}」の支援が幅なので、残る経費も幅になります。")
        for one in shared.earlier
    )


def _explained(estimate: LineEstimate, shared: _Shared) -> LineEstimate:
    """Put the steps about shared costs before the working; say why nothing is left, if so."""
    nothing = shared.left == ZERO
    reason = "対象経費がほかの行の支援で残っていません。" if nothing else estimate.reason
    refs = [ref for step in shared.steps for ref in step.sources]
    return replace(
        estimate,
        reason=reason,
        working=(*shared.steps, *estimate.working),
        notes=(*estimate.notes, *(step.text + "。" for step in shared.steps)),
        sources=tuple(dict.fromkeys((*estimate.sources, *refs))),
    )
