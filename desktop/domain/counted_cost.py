"""What of a plan line's cost counts, and how many units its cap is multiplied by."""

from __future__ import annotations

from fractions import Fraction

from desktop.domain.codes import Basis, CostRuleKind, Unit
from desktop.domain.drivers import DRIVERS, DriverKind
from desktop.domain.formula import Cost, Working
from desktop.domain.line_parts import CostRule
from desktop.domain.money import floor_yen, format_rate, format_yen
from desktop.domain.openings import Reading, holds
from desktop.domain.plan import PlanLine
from desktop.domain.program import SupportLine
from desktop.domain.rules import Lookup
from desktop.domain.terms import NotPrintedError, Terms
from desktop.domain.wording import subject_label

UNIT_DRIVERS = {
    Unit.PERSON: "persons",
    Unit.UNION: "unions",
    Unit.PERSON_DAY: "person_days",
    Unit.CASE: "cases",
    Unit.PROJECT: "cases",
    Unit.YEAR: "years",
}
"""The driver that counts each unit; one of it where the plan says nothing."""


def amount_drivers(line: SupportLine) -> tuple[str, ...]:
    """Return the drivers that hold 円 on which what counts of the cost hangs: parts, deductions, other funds."""
    named = [rule.driver for rule in line.cost_rules] + [case.at_most_driver for case in line.caps]
    return tuple(dict.fromkeys(one for one in named if one and DRIVERS[one].kind is DriverKind.YEN))


def untold_amounts(plan: PlanLine) -> tuple[str, ...]:
    """Return the amounts that a plan names as unknown; of parts, all but one: that one is the rest."""
    untold = [
        one
        for one in amount_drivers(plan.line)
        if one in plan.drivers and plan.drivers[one] is None
    ]
    parts = [rule.driver for rule in plan.line.cost_rules if rule.kind is CostRuleKind.PART_CAP]
    known = [one for one in parts if one and plan.drivers.get(one) is not None]
    rest = [one for one in untold if one in parts]
    if rest and len(known) + len(rest) == len(parts):
        untold.remove(rest[-1])
    return tuple(untold)


def units_of(plan: PlanLine) -> int:
    """Return how many units (人, 件, 組合 …) a plan line is for."""
    driver = UNIT_DRIVERS.get(plan.line.per) if plan.line.per else None
    value = plan.drivers.get(driver) if driver else None
    return int(value) if value is not None else 1


def counted_cost(
    plan: PlanLine, terms: Terms, lookup: Lookup, reading: Reading, working: Working
) -> Cost:
    """Return the cost after the rules on what counts, each rule noted as a step.

    Raises NotPrintedError where the plan's numbers do not allow a rule to be applied.
    """
    if plan.line.basis is Basis.PUBLIC_MONEY:
        return _public_money(plan, lookup, working)
    amounts = tuple(Fraction(entry) for entry in plan.entries)
    units = units_of(plan)
    if amounts:
        working.add("対象経費", sum(amounts))
    amounts = _limited(plan, amounts, units, working)
    for rule in plan.line.cost_rules:
        if rule.kind is not CostRuleKind.PART_CAP and holds(rule.when, lookup, reading):
            _refuse_unassigned(rule, amounts, terms, lookup)
            amounts = _adjusted(rule, amounts, lookup, working)
    each = 1 if plan.itemised else units
    parts = _parts(plan, amounts, each, terms, lookup, working)
    return Cost(_within_funds(parts, each, terms, lookup, working), each)


def _public_money(plan: PlanLine, lookup: Lookup, working: Working) -> Cost:
    """Return the public money (国費＋地方費), never more than the cost it goes to."""
    public = Fraction(lookup("public_yen") or 0)
    working.add("公費による助成額（国費＋地方費）", public)
    if plan.entries and plan.eligible_cost < public:
        public = Fraction(plan.eligible_cost)
        working.add("対象経費までとする", public)
    return Cost((public,), units_of(plan))


def _limited(
    plan: PlanLine, amounts: tuple[Fraction, ...], units: int, working: Working
) -> tuple[Fraction, ...]:
    """Keep to the largest number of persons; the costliest ones count where more are listed."""
    limit = plan.line.unit_limit
    if limit is None or max(units, len(amounts) if plan.itemised else 0) <= limit.count:
        return amounts
    if not plan.itemised:
        raise NotPrintedError(
            f"対象になるのは{limit.count}人分までです。1人ずつの額を並べて入れてください。"
        )
    kept = tuple(sorted(amounts, reverse=True)[: limit.count])
    working.add(f"対象になるのは{limit.count}人分まで", sum(kept), limit.sources)
    return kept


def _refuse_unassigned(
    rule: CostRule, amounts: tuple[Fraction, ...], terms: Terms, lookup: Lookup
) -> None:
    """Refuse to take one sum off several listed costs that each meet a cap: nobody says off which."""
    if rule.kind is not CostRuleKind.DEDUCTION or len(amounts) == 1 or terms.cap is None:
        return
    if rule.driver and lookup(rule.driver):
        raise NotPrintedError(
            f"1人・1件ずつの額から{rule.label}を引いた額を並べ、"
            f"「{subject_label(rule.driver)}」は入れないでください。"
        )


def _adjusted(
    rule: CostRule, amounts: tuple[Fraction, ...], lookup: Lookup, working: Working
) -> tuple[Fraction, ...]:
    """Take a share of the cost, or take an amount off it."""
    if rule.kind is CostRuleKind.SHARE and rule.share is not None:
        shared = tuple(amount * rule.share for amount in amounts)
        text = f"経費の {format_rate(rule.share)} を数える（{rule.label}）"
        working.add(text, sum(shared), rule.sources)
        return shared
    taken = Fraction(lookup(rule.driver) or 0) if rule.driver else Fraction(0)
    if not taken:
        return amounts
    rest = max(sum(amounts, Fraction(0)) - taken, Fraction(0))
    working.add(f"{rule.label}を引く", rest, rule.sources)
    return (rest,)


def _parts(
    plan: PlanLine,
    amounts: tuple[Fraction, ...],
    units: int,
    terms: Terms,
    lookup: Lookup,
    working: Working,
) -> tuple[Fraction, ...]:
    """Hold each named part of the cost down to its own cap, where the plan tells the parts."""
    rules = [one for one in plan.line.cost_rules if one.kind is CostRuleKind.PART_CAP]
    spent = _spent(rules, sum(amounts, Fraction(0)), lookup)
    if not spent:
        return amounts
    count = len(amounts) if plan.itemised else units
    counted = Fraction(0)
    for rule, amount in spent:
        limit = Fraction(rule.yen or 0) * count
        counted += min(amount, limit)
        text = f"{rule.label} {format_yen(floor_yen(amount))}：上限 {format_yen(floor_yen(limit))}"
        working.add(text, min(amount, limit), rule.sources)
    if not plan.itemised:
        return (min(counted, sum(amounts, Fraction(0))),)
    cap = Fraction(terms.cap) if terms.cap is not None else max(amounts)
    return _spread(amounts, counted, cap)


def _within_funds(
    amounts: tuple[Fraction, ...], units: int, terms: Terms, lookup: Lookup, working: Working
) -> tuple[Fraction, ...]:
    """Hold what counts in all down to the money that a cap names (ふるさと納税を財源とする額)."""
    case = terms.cap_case
    funds = lookup(case.at_most_driver) if case and case.at_most_driver else None
    if case is None or funds is None or terms.cap is None:
        return amounts
    cap, limit = Fraction(terms.cap * units), Fraction(funds)
    if sum(min(amount, cap) for amount in amounts) <= limit:
        return amounts
    working.add(f"{subject_label(case.at_most_driver or '')}までとする", limit, case.sources)
    return _spread(amounts, limit, cap)


def _spread(
    amounts: tuple[Fraction, ...], counted: Fraction, cap: Fraction
) -> tuple[Fraction, ...]:
    """Cut listed amounts so that together they are no more than the parts allow."""
    kept: list[Fraction] = []
    for amount in (min(one, cap) for one in amounts):
        kept.append(min(amount, counted - sum(kept, Fraction(0))))
    return tuple(kept)


def _spent(
    rules: list[CostRule], total: Fraction, lookup: Lookup
) -> list[tuple[CostRule, Fraction]]:
    """Return what each part costs; a single part that is not told is the rest. Nothing told: nothing."""
    told = {rule: lookup(rule.driver) for rule in rules if rule.driver}
    known = {rule: Fraction(value) for rule, value in told.items() if value is not None}
    if not known:
        return []
    rest = max(total - sum(known.values()), Fraction(0))
    untold = [rule for rule in rules if rule not in known]
    if len(untold) > 1:
        names = "、".join(rule.label for rule in untold)
        raise NotPrintedError(f"経費の内訳（{names}）も入れてください。")
    return [(rule, known.get(rule, rest)) for rule in rules]
