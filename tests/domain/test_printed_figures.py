"""What is printed besides rates and caps reaches screen and workbook as one list."""

from __future__ import annotations

from fractions import Fraction

from desktop.domain.codes import CostRuleKind
from desktop.domain.line_parts import CostRule, RepaymentShare, UnitLimit
from desktop.domain.money import Yen
from desktop.domain.printed_figures import printed_figures
from desktop.domain.program import Figure
from desktop.domain.source import SourceRef
from tests.domain.building import line

SOURCE = (SourceRef.parse("002:9"),)


def test_share_rules_limit_and_further_figures_in_this_order() -> None:
    rule = CostRule(
        CostRuleKind.PART_CAP, "旅費", "100万円", "travel_yen", Yen(1_000_000), None, None, SOURCE
    )
    found = printed_figures(
        line(
            repayment_share=RepaymentShare(Fraction(7, 10), "70%", SOURCE, "一部です。"),
            cost_rules=(rule,),
            unit_limit=UnitLimit(3, "3名分", SOURCE),
            figures=(Figure("期間", "3年", None, SOURCE),),
        )
    )
    assert [one.printed for one in found] == ["70%", "100万円", "3名分", "3年"]
    assert found[0].doubt == "一部です。"
    assert (found[1].label, found[1].yen) == ("旅費", 1_000_000)
    assert found[1].note == "経費の一部の上限です。"
    assert all(one.sources == SOURCE for one in found)


def test_a_plain_line_has_none() -> None:
    assert printed_figures(line()) == ()
