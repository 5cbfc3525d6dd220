"""What counts of a cost, what comes back of a repayment and what limits a cap, as the documents print it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from db.catalog_reader import CatalogReader
from desktop.domain.codes import CostRuleKind
from desktop.domain.program import Program, SupportLine


@pytest.fixture(scope="module")
def programs(catalog_path: Path) -> Iterator[dict[str, Program]]:
    with CatalogReader(catalog_path) as reader:
        yield {program.id: program for program in reader.programs()}


def line_of(programs: dict[str, Program], program: str, line: str, year: str) -> SupportLine:
    (edition,) = (one for one in programs[program].editions if one.year.code == year)
    return next(one for one in edition.lines if one.id == line)


@pytest.mark.parametrize(
    ("program", "line", "rate"),
    [
        ("kaso-sai", "bond", "7/10"),  # 002:2879
        ("kotekisai-shuyaku", "construction", "1/2"),  # 002:2367
        ("kotekisai-shuyaku", "demolition", "1/2"),  # 002:2383
        ("chiiki-kasseika-jigyosai", "settlement-zone", "3/10"),  # 002:2267
        ("teiju-jiritsuken", "bond", "3/10"),  # 002:2267
    ],
)
def test_share_of_repayment(
    programs: dict[str, Program], program: str, line: str, rate: str
) -> None:
    share = line_of(programs, program, line, "R7").repayment_share
    assert share is not None
    assert share.rate == Fraction(rate)


KIGYOJIN = "chiiki-kasseika-kigyojin"


@pytest.mark.parametrize("year", ["R7", "R8"])
@pytest.mark.parametrize(
    ("program", "line", "parts"),
    [
        # 002:863
        (
            "chiiki-okoshi-kyoryokutai",
            "activity",
            {"reward_yen": 3_500_000, "other_activity_yen": 2_000_000},
        ),
        # 002:517-519, 000:16
        (KIGYOJIN, "side-during", {"reward_yen": 1_000_000, "travel_yen": 1_000_000}),
        (KIGYOJIN, "senior-during", {"reward_yen": 1_000_000, "travel_yen": 1_000_000}),
    ],
)
def test_parts_of_a_cost_add_up_to_the_cap(
    programs: dict[str, Program], year: str, program: str, line: str, parts: dict[str, int]
) -> None:
    found = line_of(programs, program, line, year)
    assert {rule.driver: rule.yen for rule in found.cost_rules} == parts
    assert {rule.kind for rule in found.cost_rules} == {CostRuleKind.PART_CAP}
    assert found.caps[0].yen == sum(parts.values())


def test_what_is_taken_off_a_cost(programs: dict[str, Program]) -> None:
    """002:2385-2387 and 002:2538."""
    for program, line, driver in (
        ("kotekisai-shuyaku", "demolition", "land_value_yen"),
        ("chiho-komuin-jinzai-kakuho", "personnel", "contribution_yen"),
    ):
        (rule,) = line_of(programs, program, line, "R7").cost_rules
        assert (rule.kind, rule.driver) == (CostRuleKind.DEDUCTION, driver)


def test_half_of_the_cost_where_power_is_sold(programs: dict[str, Program]) -> None:
    """003:5745."""
    (rule,) = line_of(programs, "datsutanso-suishin-jigyosai", "renewable-zeb", "R8").cost_rules
    assert (rule.kind, rule.share) == (CostRuleKind.SHARE, Fraction(1, 2))
    assert rule.when is not None


@pytest.mark.parametrize("year", ["R7", "R8"])
def test_three_persons_advise_the_cio(programs: dict[str, Program], year: str) -> None:
    """003:455."""
    limit = line_of(programs, "cio-hosakan", "appointment", year).unit_limit
    assert limit is not None
    assert limit.count == 3


def test_caps_that_hang_on_the_plan(programs: dict[str, Program]) -> None:
    """002:2428 (×連携自治体数), 003:1468 (the smaller amount), 003:203-206 (R9年度まで)."""
    (joint,) = line_of(programs, "toshi-kozo-saihen", "facility", "R7").caps
    assert (joint.yen, joint.times_driver) == (2_100_000_000, "partner_bodies")
    (top_up,) = line_of(programs, "furusato-kigyoka", "top-up", "R8").caps
    assert (top_up.yen, top_up.at_most_driver) == (25_000_000, "donation_funded_yen")
    for year in ("R7", "R8"):
        (raised,) = line_of(programs, "todofuken-digital-jinzai-tokko", "recruiting", year).caps
        assert raised.until is not None
        assert (raised.yen, raised.until.code) == (3_000_000, "R9")


@pytest.mark.parametrize(
    ("year", "line", "rates"),
    [
        ("R7", "right-hand", ["2/3", None, None]),
        ("R7", "law-linked", ["1/2", "1/3", None]),
        ("R8", "right-hand", ["2/3", "1/2", "1/3"]),
        ("R8", "law-linked", ["1/2", None, "1/3"]),
    ],
)
def test_empty_cells_of_the_table_of_adoptions(
    programs: dict[str, Program], year: str, line: str, rates: list[str | None]
) -> None:
    """003:3176-3180: first, second and third adoption; an empty cell is not filled in by a guess."""
    cases = line_of(programs, "chiiki-jinjibu", line, year).rates
    assert [case.rate for case in cases] == [rate and Fraction(rate) for rate in rates]
    assert all(case.doubt for case in cases if case.rate is None)


def test_amounts_without_rate_and_cap_say_why_nothing_is_computed(
    programs: dict[str, Program],
) -> None:
    silent = [
        (program.id, edition.year.code, line.id)
        for program in programs.values()
        for edition in program.editions
        for line in edition.lines
        if any(figure.yen for figure in line.figures)
        and not (line.rates or line.caps or line.not_computable)
    ]
    assert silent == []
