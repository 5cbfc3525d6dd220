"""``catalog show --json`` prints what a line says on its amount."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from desktop.domain.codes import CombineBase, CostRuleKind, SupportKind
from desktop.domain.fiscal import FiscalYear
from desktop.domain.line_parts import CostRule, RepaymentShare, ThroughPrefecture, UnitLimit
from desktop.domain.money import Yen
from desktop.domain.program import RateCase, Relation
from desktop.domain.rule_text import parse_rule
from desktop.domain.source import SourceRef
from desktop.services.json_view import Json
from desktop.services.program_json import program_data
from tests.domain.building import cap, edition, line, program

SOURCE = SourceRef.parse("002:9 見本")


def shown(**parts: object) -> Json:
    """The only line of a programme with these parts, as printed."""
    (found,) = program_data(program(edition(line(**parts))))["editions"][0]["support"]
    assert isinstance(found, dict)
    return found


def test_a_plain_line_has_no_further_parts() -> None:
    plain = shown()
    names = ("repayment_share", "cost_rules", "unit_limit", "not_computable")
    assert [plain[name] for name in names] == [None, [], None, None]


def test_what_reaches_a_town_through_its_prefecture() -> None:
    assert shown()["through_prefecture"] is None
    found = shown(through_prefecture=ThroughPrefecture("県が助ける", (SOURCE,)))
    assert found["through_prefecture"]["text"] == "県が助ける"
    assert found["through_prefecture"]["sources"][0]["line"] == 9


def test_a_bond_whose_rate_cannot_be_read() -> None:
    bond = shown(
        kind=SupportKind.BOND,
        rates=(RateCase(None, "●", "", None, (SOURCE,), "数字が欠けています。"),),
        repayment_share=RepaymentShare(Fraction(7, 10), "70%", (SOURCE,)),
        not_computable="充当率が読み取れません。",
    )
    assert bond["rates"][0]["rate"] is None
    assert bond["repayment_share"]["rate"] == "7/10"
    assert bond["repayment_share"]["sources"][0]["line"] == 9
    assert bond["not_computable"] == "充当率が読み取れません。"


def test_what_counts_of_a_cost() -> None:
    selling = parse_rule({"driver": "selling_power", "is": "yes"})
    rules = (
        CostRule(CostRuleKind.PART_CAP, "報酬", "1", "reward_yen", Yen(1), None, None, (SOURCE,)),
        CostRule(CostRuleKind.SHARE, "売電", "1/2", None, None, Fraction(1, 2), selling, (SOURCE,)),
    )
    found = shown(cost_rules=rules, unit_limit=UnitLimit(3, "3名分", (SOURCE,)))
    part, share = found["cost_rules"]
    assert (part["kind"], part["driver"], part["yen"]) == ("part_cap", "reward_yen", 1)
    assert (share["share"], share["rule"]["driver"]) == ("1/2", "selling_power")
    assert found["unit_limit"]["count"] == 3


def test_drivers_and_last_year_of_a_cap() -> None:
    limited = replace(
        cap(1),
        times_driver="partner_bodies",
        at_most_driver="donation_funded_yen",
        until=FiscalYear(9),
    )
    (case,) = shown(caps=(limited,))["caps"]
    assert case["times_driver"] == "partner_bodies"
    assert case["at_most_driver"] == "donation_funded_yen"
    assert case["until"] == "R9"


def test_a_combination_names_lines_and_source() -> None:
    relation = Relation(
        "combines", "other", "", ("main",), ("shops",), CombineBase.OWN_SHARE, (SOURCE,)
    )
    data = program_data(replace(program(edition(line())), relations=(relation,)))
    (found,) = data["relations"]
    assert (found["lines"], found["target_lines"], found["on"]) == (
        ["main"],
        ["shops"],
        "own_share",
    )
    assert found["sources"][0]["document"] == "002"
