"""Ranges of real lines: every way the unknown can turn out lies inside, and finding it takes no time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from db.catalog_reader import CatalogReader
from desktop.domain.completions import completions
from desktop.domain.correction import may_be_corrected
from desktop.domain.drivers import DRIVERS, Driver, DriverKind
from desktop.domain.estimate import CLOSED, estimate_line
from desktop.domain.facts import FACTS, FactKind
from desktop.domain.money import Yen
from desktop.domain.plan import PlanLine
from desktop.domain.profile import Profile
from desktop.domain.program import Edition, Program, SupportLine
from desktop.domain.rules import subjects
from desktop.domain.terms import rules_of_terms
from desktop.domain.value import Value

BODIES = ("324485", "320005", "011002", "322016", "131016", "472018", "131211")
MOST_COMPLETIONS = 5_000
"""What one line may come to when nothing at all is known, not even the kind of body."""

QUESTIONS = (DriverKind.YES_NO, DriverKind.CHOICE)

Offered = tuple[Program, Edition, SupportLine]


@pytest.fixture(scope="module")
def offered(catalog_path: Path) -> list[Offered]:
    """Every line whose rate, cap or cost hangs on something, or that 財政力補正 may touch."""
    with CatalogReader(catalog_path) as reader:
        found = [
            (program, edition, line)
            for program in reader.programs()
            for edition in program.editions
            for line in edition.lines
        ]
    return [one for one in found if not one[2].not_computable and open_subjects(one[2])]


@pytest.fixture(scope="module")
def profiles(catalog_path: Path) -> list[Profile]:
    with CatalogReader(catalog_path) as reader:
        return [reader.profile(code) for code in BODIES]


def open_subjects(line: SupportLine) -> list[str]:
    """What the amount of a line hangs on, besides the kind of body."""
    found = {subject for rule in rules_of_terms(line) for subject in subjects(rule)}
    index = {"fiscal_index"} if any(may_be_corrected(line)) and (line.rates or line.caps) else set()
    return sorted((found | index) - {"entity_type"})


def fact_value(chance: Random, fact: str) -> Value:
    """A value that a fact may have."""
    definition = FACTS[fact]
    if definition.kind is FactKind.CHOICE:
        return chance.choice(definition.choices)[0]
    if definition.kind is FactKind.CODE:
        return chance.choice(["03", "07", "32", "47"])
    if definition.kind is FactKind.COUNT:
        return chance.choice([0, 499, 500, 501, 999, 1_000, 4_999, 5_000, 9_999, 10_000, 50_000])
    return Decimal(chance.randint(0, 130)) / 100


def driver_value(chance: Random, driver: Driver) -> Value:
    """A value that a plan may give."""
    if driver.kind is DriverKind.YES_NO:
        return chance.choice(["yes", "no"])
    if driver.kind is DriverKind.CHOICE:
        return chance.choice(driver.choices)[0]
    return chance.choice([1, 5, 10**6, 4 * 10**7] if driver.kind is DriverKind.YEN else [1, 2, 5])


@pytest.mark.parametrize("seed", range(5))
def test_a_range_holds_every_way_the_unknown_can_turn_out(
    offered: list[Offered], profiles: list[Profile], seed: int
) -> None:
    chance, compared = Random(seed), 0
    for program, edition, line in offered:
        facts = {one: fact_value(chance, one) for one in open_subjects(line) if one in FACTS}
        drivers = {one.id: driver_value(chance, DRIVERS[one.id]) for one in line.drivers}
        asked = [one for one in drivers if DRIVERS[one].kind in QUESTIONS]
        hidden = {one for one in (*facts, *asked) if chance.random() < 0.6}
        town = chance.choice(profiles).with_answers({"non_grant_body": "no"})
        cost = Yen(chance.choice([0, 999_999, 7_000_000, 40_000_000, 500_000_000]))
        plan = PlanLine("a", program, edition, line, edition.year, (cost,), cost, drivers=drivers)
        sure = estimate_line(plan, town.with_answers(facts))
        unsure = estimate_line(
            replace(plan, drivers=_without(drivers, hidden)),
            town.with_answers({one: None if one in hidden else facts[one] for one in facts}),
        )
        if sure.project in CLOSED or unsure.project in CLOSED or unsure.possible is None:
            continue
        compared += 1
        where = (program.id, line.id, facts, drivers, hidden)
        assert sure.possible is not None, where
        assert unsure.possible.low <= sure.possible.low, where
        assert sure.possible.high <= unsure.possible.high, where
    assert compared > 20


def _without(drivers: dict[str, Value], hidden: set[str]) -> dict[str, Value]:
    """The drivers as a plan file gives them with null: an exception stays, unknown."""
    shown = {one: None if one in hidden else value for one, value in drivers.items()}
    return {one: value for one, value in shown.items() if value is not None or DRIVERS[one].special}


def test_no_line_runs_into_too_many_combinations(offered: list[Offered]) -> None:
    """Also where a plan and its town leave everything open."""
    borders = {"fiscal_index": (Decimal("0.5"), Decimal("0.8"))}
    for program, edition, line in offered:
        index = borders if any(may_be_corrected(line)) else {}
        ways = completions(rules_of_terms(line), lambda _: None, index)
        assert len(ways) <= MOST_COMPLETIONS, (program.id, edition.year.code, line.id)
