"""What the documents print of a line besides its rates and caps, as one list for screen and workbook."""

from __future__ import annotations

from desktop.domain.line_parts import CostRule, RepaymentShare, UnitLimit
from desktop.domain.program import Figure, SupportLine


def printed_figures(line: SupportLine) -> tuple[Figure, ...]:
    """Return 交付税措置率, rules on what counts and the limit of units as figures, then the further ones."""
    share, limit = line.repayment_share, line.unit_limit
    return (
        *([_share(share)] if share else []),
        *map(_cost_rule, line.cost_rules),
        *([_limit(limit)] if limit else []),
        *line.figures,
    )


def _share(share: RepaymentShare) -> Figure:
    """Return a 交付税措置率."""
    return Figure("元利償還の交付税措置率", share.printed, None, share.sources, doubt=share.doubt)


def _cost_rule(rule: CostRule) -> Figure:
    """Return a rule on what counts of a cost; its kind says what the figure does."""
    note = f"{rule.kind.label}です。"
    return Figure(rule.label, rule.printed, rule.yen, rule.sources, note, rule.doubt)


def _limit(limit: UnitLimit) -> Figure:
    """Return the largest number of units."""
    return Figure("対象になる数の上限", limit.printed, None, limit.sources)
