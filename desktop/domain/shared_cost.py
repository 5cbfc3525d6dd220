"""What earlier lines leave for a line of the costs it shares with them, and how that is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.claims import Claim, CostItem, Funded
from desktop.domain.codes import CombineBase
from desktop.domain.line_estimate import Step
from desktop.domain.money import Yen
from desktop.domain.relations import base_of, said_of
from desktop.domain.span import ZERO, Span

_BASE_WORDS = {
    CombineBase.REMAINDER: "の支援を除いた残りを数える",
    CombineBase.OWN_SHARE: "の支援と、県支出金・その他の財源を除いた、まちの負担分を数える",
    CombineBase.FULL: "と同じ経費をもう一度数える（資料が認めている）",
}


@dataclass(frozen=True)
class SharedCost:
    """What earlier lines leave of the costs that a line shares with them.

    ``lost``: what to say of costs that do not count; ``uncertain``: ids of earlier lines whose support is
    a range.
    """

    left: Span
    steps: tuple[Step, ...]
    lost: tuple[str, ...]
    uncertain: tuple[str, ...]


def left_for(claim: Claim, holders: Sequence[Funded], costs: Mapping[str, CostItem]) -> SharedCost:
    """Return what is left for a line of its costs, with a step for each earlier line.

    The whole support of an earlier line is taken off the shared costs, also where it has others: no yen
    is counted twice.
    """
    barred = [one for one in holders if base_of(claim, one.claim) is None]
    lost = {cost_id for one in barred for cost_id in one.claim.cost_ids}
    kept = [cost_id for cost_id in claim.cost_ids if cost_id not in lost]
    left = Span.of(_sum(kept, costs))
    said = [_barred_step(one, claim, costs) for one in barred]
    steps, uncertain = list(said), []
    for one in holders:
        base = base_of(claim, one.claim)
        part = _sum([cost_id for cost_id in kept if cost_id in one.claim.cost_ids], costs)
        if base is None or not part:
            continue
        taken = _taken(one, base, part)
        left = _not_below_zero(left - taken)
        uncertain += [one.claim.id] if taken.single is None else []
        steps.append(_shared_step(one, claim, base, left))
    return SharedCost(left, tuple(steps), tuple(one.text for one in said), tuple(uncertain))


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


def _shared_step(earlier: Funded, claim: Claim, base: CombineBase, left: Span) -> Step:
    """Say what is counted of a cost that an earlier line supports as well."""
    said = said_of("combines", claim, earlier.claim)
    text = f"行「{earlier.claim.id}」（{earlier.claim.plan.program.name}）{_BASE_WORDS[base]}"
    return Step(text, left, said.sources if said else ())
