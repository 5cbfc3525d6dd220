"""Every support line on offer that prints a figure comes to an amount, or says why none can be worked out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from desktop.domain.codes import ProgramState
from desktop.domain.drivers import DRIVERS, Driver, DriverKind
from desktop.domain.estimate import CLOSED, estimate_line
from desktop.domain.fiscal import FiscalYear
from desktop.domain.line_estimate import LineEstimate
from desktop.domain.money import Yen
from desktop.domain.plan import PlanLine
from desktop.domain.profile import Profile
from desktop.domain.program import Edition, Program, SupportLine
from desktop.domain.value import Value

BODIES = ("324485", "320005", "011002", "322016", "131016", "472018", "131211")
"""A small town, its prefecture, a designated city, a city, two wards, a core city in Okinawa."""

COST = 40_000_000
PAST = (ProgramState.ENDED, ProgramState.HISTORICAL)


@pytest.fixture(scope="module")
def catalog(catalog_path: Path) -> Iterator[CatalogReader]:
    with CatalogReader(catalog_path) as reader:
        yield reader


@pytest.fixture(scope="module")
def profiles(catalog: CatalogReader) -> list[Profile]:
    return [catalog.profile(code) for code in BODIES]


def offered(catalog: CatalogReader) -> Iterator[tuple[Program, Edition, SupportLine]]:
    """Every line of every edition of the programmes on offer."""
    for program in catalog.programs():
        if program.state not in PAST:
            for edition in program.editions:
                for line in edition.lines:
                    yield program, edition, line


def some(driver: Driver) -> Value:
    """A value that a plan could give."""
    if driver.choices:
        return driver.choices[0][0]
    if driver.kind is DriverKind.YES_NO:
        return "yes"
    return COST if driver.kind is DriverKind.YEN else 1


def plan_of(program: Program, edition: Edition, line: SupportLine) -> PlanLine:
    drivers = {one.id: some(DRIVERS[one.id]) for one in line.drivers if one.required}
    year: FiscalYear = edition.year
    return PlanLine("a", program, edition, line, year, (Yen(COST),), Yen(COST), drivers=drivers)


def open_to(plan: PlanLine, profiles: list[Profile]) -> list[LineEstimate]:
    """The estimates of the bodies that a line is open to; all of them where it is closed to each."""
    found = [estimate_line(plan, profile) for profile in profiles]
    return [one for one in found if one.project not in CLOSED] or found


def prints_money(line: SupportLine) -> bool:
    return bool(line.rates or line.caps or any(figure.yen is not None for figure in line.figures))


def test_every_line_with_a_figure_is_worked_out_or_says_why_not(
    catalog: CatalogReader, profiles: list[Profile]
) -> None:
    silent, counted = [], 0
    for program, edition, line in offered(catalog):
        if not prints_money(line):
            continue
        counted += 1
        estimates = open_to(plan_of(program, edition, line), profiles)
        computed = any(one.possible is not None for one in estimates)
        if not computed and not line.not_computable:
            silent.append((program.id, edition.year.code, line.id, estimates[0].reason))
        if computed and line.not_computable:
            silent.append((program.id, edition.year.code, line.id, "both"))
    assert silent == []
    assert counted > 150


def test_support_of_every_line_stays_within_cost_and_cap(
    catalog: CatalogReader, profiles: list[Profile]
) -> None:
    for program, edition, line in offered(catalog):
        plan = plan_of(program, edition, line)
        for profile in profiles:
            found = estimate_line(plan, profile)
            if found.possible is None:
                assert found.reason
                continue
            limits = [COST if one is None else min(one, COST) for one in found.caps]
            assert 0 <= found.possible.low <= found.possible.high, (program.id, line.id)
            assert found.possible.high <= max(limits), (program.id, line.id)


def test_every_step_that_comes_from_the_source_cites_it(
    catalog: CatalogReader, profiles: list[Profile]
) -> None:
    for program, edition, line in offered(catalog):
        found = estimate_line(plan_of(program, edition, line), profiles[0])
        for step in found.working:
            if step.text.startswith(("率 ", "上限", "財政力補正の")):
                assert step.sources, (program.id, line.id, step.text)
