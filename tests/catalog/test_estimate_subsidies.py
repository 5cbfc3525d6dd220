"""Money of everything that is not 交付税, worked out by hand from the documents.

The expected values come from the source lines cited as ``document:line`` and from the arithmetic
beside them, never from the catalogue or from the engine. The real command runs in-process.

Conventions (DESIGN.md, VOCABULARY.md): one floor to the yen at the end of a line; a rate that is
not printed is null and the support is then the cost up to the cap; an unknown fact gives a range;
wording that is open gives readings, and readings that agree give an integer.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from desktop.cli import run
from desktop.paths import AppPaths

TODAY = date(2026, 11, 20)
ROOT = Path(__file__).resolve().parents[2]


class Between(NamedTuple):
    """A range, because a fact is not known."""

    low: int
    high: int


class Either(frozenset[int]):
    """Readings, because the text is open."""


Support = int | Between | Either | None
"""None: the documents print neither rate nor limit, so there is no amount."""


@dataclass(frozen=True)
class Plan:
    """The head of a PLAN.json: a municipality, a year and what its staff answered."""

    code: str
    year: str
    answers: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return json.dumps([self.code, self.year, dict(self.answers)], sort_keys=True)

    def but(self, year: str | None = None, **answers: object) -> Plan:
        return Plan(self.code, year or self.year, {**self.answers, **answers})


@dataclass(frozen=True)
class Case:
    """One line of a plan and what it must give; ``also`` holds further fields of the answer."""

    name: str
    plan: Plan
    program: str
    line: str
    cost: int | Sequence[int]
    support: Support
    drivers: Mapping[str, object] = field(default_factory=dict)
    checks: Mapping[str, bool | None] = field(default_factory=dict)
    also: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.program}/{self.line}/{self.name}"

    def as_line(self) -> dict[str, object]:
        total = self.cost if isinstance(self.cost, int) else sum(self.cost)
        return {
            "id": self.key,
            "program": self.program,
            "line": self.line,
            "eligible_cost_yen": self.cost,
            "total_cost_yen": total,
            "drivers": dict(self.drivers),
            "checks": dict(self.checks),
        }


# Bodies. Everything a case turns on is answered, so that bundled data can change underneath.
NO_ZONE: dict[str, object] = {
    "settlement_zone": "none",
    "core_urban_area": "none",
    "depopulated_area": "none",
    "heavy_snow": "none",
    "regional_revitalization_plan": "no",
    "startup_support_plan": "yes",
    "womens_promotion_plan": "yes",
    "fiscal_index": "0.60",
    "disadvantaged_area": "none",
    "non_grant_body": "no",
}
TOWN = Plan("324485", "R8", NO_ZONE)  # 美郷町
VILLAGE = Plan("325279", "R8", NO_ZONE)  # 知夫村, an island
CITY = Plan("322032", "R8", NO_ZONE)  # 出雲市
CORE_CITY = Plan("322016", "R8", NO_ZONE)  # 松江市
DESIGNATED = Plan("011002", "R8", NO_ZONE)  # 札幌市
WARD = Plan("131121", "R8", NO_ZONE)  # 世田谷区
PREFECTURE = Plan(
    "320005",
    "R8",
    {
        "regional_revitalization_plan": "no",
        "womens_promotion_plan": "yes",
        "fiscal_index": "0.27",
        "non_grant_body": "no",
    },
)  # 島根県
IWATE_TOWN = Plan("034614", "R8", NO_ZONE)  # 大槌町
FUKUSHIMA_TOWN = Plan("075477", "R8", NO_ZONE)  # 浪江町
OKINAWA_VILLAGE = Plan("473243", "R8", NO_ZONE)  # 読谷村

CASES: list[Case] = []


# --- ローカル10,000プロジェクト（国庫補助事業） -------------------------------------------------
# The grant is a share of the public money given to the business (003:981 「公費の1/2」), which is
# itself capped by the ratio loan / public money (003:971-977). So the support is
# min(public money, cap) × rate.


def local_10000(
    name: str, plan: Plan, amounts: tuple[int, int], support: Support, **drivers: object
) -> Case:
    """``amounts`` are the loan and the public money; the costs are those of the investment."""
    loan, public = amounts
    usual: dict[str, object] = {"loan_yen": loan, "public_yen": public, "priority_field": False}
    if plan.year != "R7":
        usual["plan_submitted_in_r7"] = False
    return Case(
        name,
        plan,
        "local-10000-kokuhojo",
        "grant",
        public,
        support,
        drivers={**usual, **drivers},
    )


P60 = 60_000_000
CASES += [
    # R8, 003:973-977 (again 003:1071-1075): 4倍～ 5,500万; 3倍～ 5,000万; 2倍～ 4,000万; 1倍～ 3,000万.
    # Public money 6,000万 lies above every cap, rate 1/2 (003:981; not 条件不利, F 0.60).
    local_10000("r8-4x", TOWN, (240_000_000, P60), 27_500_000),  # 55,000,000 / 2
    local_10000("r8-4x-less-1-yen", TOWN, (239_999_999, P60), 25_000_000),  # 50,000,000 / 2
    local_10000("r8-3x", TOWN, (180_000_000, P60), 25_000_000),
    local_10000("r8-3x-less-1-yen", TOWN, (179_999_999, P60), 20_000_000),  # 40,000,000 / 2
    local_10000("r8-2x", TOWN, (120_000_000, P60), 20_000_000),
    local_10000("r8-2x-less-1-yen", TOWN, (119_999_999, P60), 15_000_000),  # 30,000,000 / 2
    local_10000("r8-1x", TOWN, (P60, P60), 15_000_000),
    # The loan must be at least the public money (002:1467; R8 table starts at 1倍, 003:977).
    local_10000("r8-1x-less-1-yen", TOWN, (59_999_999, P60), 0),
    # Below, at and above the cap of 3,000万 itself; one floor: 14,999,999.5.
    local_10000("r8-cap-less-1-yen", TOWN, (29_999_999, 29_999_999), 14_999_999),
    local_10000("r8-at-cap", TOWN, (30_000_000, 30_000_000), 15_000_000),
    local_10000("r8-cap-plus-1-yen", TOWN, (30_000_001, 30_000_001), 15_000_000),
    # 20,000,001 / 2 = 10,000,000.5
    local_10000("r8-odd-yen", TOWN, (80_000_004, 20_000_001), 10_000_000),
    # With one loan of 8,000万 a yen more public money lowers the band: 4倍, 2倍, just under 2倍.
    local_10000("r8-loan-80m-public-20m", TOWN, (80_000_000, 20_000_000), 10_000_000),
    local_10000("r8-loan-80m-public-40m", TOWN, (80_000_000, 40_000_000), 20_000_000),
    local_10000("r8-loan-80m-public-40m-1", TOWN, (80_000_000, 40_000_001), 15_000_000),
    # R9 has no text of its own: R8 is carried.
    local_10000("r9-carries-r8", TOWN.but("R9"), (240_000_000, P60), 27_500_000),
    # Plan handed in during R7 (003:1049): the old table holds between 1.5倍 and 3倍.
    # Old: 2倍～ 5,000万; 1.5倍～ 3,500万 (003:1063-1064). From 3倍 on the new one is not lower.
    local_10000("r7-plan-4x", TOWN, (240_000_000, P60), 27_500_000, plan_submitted_in_r7=True),
    local_10000("r7-plan-3x", TOWN, (180_000_000, P60), 25_000_000, plan_submitted_in_r7=True),
    local_10000(
        "r7-plan-under-3x", TOWN, (179_999_999, P60), 25_000_000, plan_submitted_in_r7=True
    ),
    local_10000("r7-plan-2x", TOWN, (120_000_000, P60), 25_000_000, plan_submitted_in_r7=True),
    local_10000(
        "r7-plan-under-2x", TOWN, (119_999_999, P60), 17_500_000, plan_submitted_in_r7=True
    ),
    local_10000("r7-plan-1.5x", TOWN, (90_000_000, P60), 17_500_000, plan_submitted_in_r7=True),
    # Under 1.5倍 the new 3,000万 (003:977), not the old 2,500万: the exception does not reach there.
    local_10000(
        "r7-plan-under-1.5x", TOWN, (89_999_999, P60), 15_000_000, plan_submitted_in_r7=True
    ),
    # Not known whether the plan was handed in: the two tables differ only from 1.5倍 to 3倍.
    local_10000(
        "r7-plan-unknown-2x",
        TOWN,
        (120_000_000, P60),
        Between(20_000_000, 25_000_000),
        plan_submitted_in_r7=None,
    ),
    local_10000(
        "r7-plan-unknown-1.5x",
        TOWN,
        (90_000_000, P60),
        Between(15_000_000, 17_500_000),
        plan_submitted_in_r7=None,
    ),
    local_10000(
        "r7-plan-unknown-4x", TOWN, (240_000_000, P60), 27_500_000, plan_submitted_in_r7=None
    ),
    local_10000("r7-plan-unknown-1x", TOWN, (P60, P60), 15_000_000, plan_submitted_in_r7=None),
    # R7, 002:1480-1481: 2,500万; 1.5倍以上2倍未満 3,500万; 2倍以上 5,000万. Rate 1/2 (002:1540).
    local_10000("r7-4x", TOWN.but("R7"), (240_000_000, P60), 25_000_000),
    local_10000("r7-2x", TOWN.but("R7"), (120_000_000, P60), 25_000_000),
    local_10000("r7-under-2x", TOWN.but("R7"), (119_999_999, P60), 17_500_000),
    local_10000("r7-1.5x", TOWN.but("R7"), (90_000_000, P60), 17_500_000),
    local_10000("r7-under-1.5x", TOWN.but("R7"), (89_999_999, P60), 12_500_000),
    local_10000("r7-1x", TOWN.but("R7"), (P60, P60), 12_500_000),
    local_10000("r7-under-1x", TOWN.but("R7"), (59_999_999, P60), 0),
    # 重点分野 3/4 in R7 (002:1536-1538): 30,000,000 × 3/4
    local_10000(
        "r7-priority-field",
        TOWN.but("R7"),
        (60_000_000, 30_000_000),
        22_500_000,
        priority_field=True,
    ),
    # 002:1533 raises the rate in R7 for 条件不利 and weak 市町村 without borders; the reform of R8
    # (003:1042-1049) leaves the rates alone, so the borders of 003:982-984 hold in R7 too.
    local_10000(
        "r7-whole-0.24",
        TOWN.but("R7", disadvantaged_area="whole", fiscal_index="0.24"),
        (60_000_000, 30_000_000),
        22_500_000,
    ),
    local_10000(
        "r7-whole-0.25",
        TOWN.but("R7", disadvantaged_area="whole", fiscal_index="0.25"),
        (60_000_000, 30_000_000),
        20_000_000,
    ),
    local_10000(
        "r7-whole-0.51",
        TOWN.but("R7", disadvantaged_area="whole", fiscal_index="0.51"),
        (60_000_000, 30_000_000),
        15_000_000,
    ),
]

# R8 rates, 003:979-986: 1/2; 条件不利地域 with F 0.25～0.5 2/3, under 0.25 3/4; 重点分野 3/4.
# 3,000万 of public money with a loan of 6,000万 (cap 4,000万): 15, 20 or 22.5 million.
LOAN_60_PUBLIC_30 = (60_000_000, 30_000_000)
# 「1,113団体」 (003:982) is the number of bodies with such an area, whole or partial.
RATES: list[tuple[str | None, str | None, Support]] = [
    ("whole", "0.24", 22_500_000),
    ("whole", "0.25", 20_000_000),
    ("whole", "0.49", 20_000_000),
    ("whole", "0.50", Either([20_000_000, 15_000_000])),  # 「～0.5」 leaves 0.50 open
    ("whole", "0.51", 15_000_000),
    ("partial", "0.24", 22_500_000),
    ("partial", "0.30", 20_000_000),
    ("none", "0.24", 15_000_000),
    ("whole", None, Between(15_000_000, 22_500_000)),
    ("none", None, 15_000_000),
    (None, "0.30", Between(15_000_000, 20_000_000)),
    (None, "0.60", 15_000_000),
]
CASES += [
    local_10000(
        f"r8-{area}-{index}",
        TOWN.but(disadvantaged_area=area, fiscal_index=index),
        LOAN_60_PUBLIC_30,
        support,
    )
    for area, index, support in RATES
]
CASES += [
    # 重点分野 3/4 (003:985) wins over 1/2 and 2/3, and settles the open border at 0.50.
    local_10000("r8-priority", TOWN, LOAN_60_PUBLIC_30, 22_500_000, priority_field=True),
    local_10000(
        "r8-priority-whole-0.30",
        TOWN.but(disadvantaged_area="whole", fiscal_index="0.30"),
        LOAN_60_PUBLIC_30,
        22_500_000,
        priority_field=True,
    ),
    local_10000(
        "r8-priority-whole-0.50",
        TOWN.but(disadvantaged_area="whole", fiscal_index="0.50"),
        LOAN_60_PUBLIC_30,
        22_500_000,
        priority_field=True,
    ),
    local_10000(
        "r8-priority-unknown",
        TOWN,
        LOAN_60_PUBLIC_30,
        Between(15_000_000, 22_500_000),
        priority_field=None,
    ),
    local_10000(
        "r8-priority-unknown-whole-0.24",
        TOWN.but(disadvantaged_area="whole", fiscal_index="0.24"),
        LOAN_60_PUBLIC_30,
        22_500_000,
        priority_field=None,
    ),
    # 10,000,001 × 2/3 = 6,666,667.33. Said to be unknown (null), it is a range
    local_10000(
        "r8-two-thirds-floor",
        TOWN.but(disadvantaged_area="whole", fiscal_index="0.30"),
        (20_000_002, 10_000_001),
        6_666_667,
    ),
    # The raised rates are for 市町村 (002:1533, 003:982 「1,113団体」): a prefecture has 1/2 or 3/4.
    local_10000("r8-prefecture", PREFECTURE, LOAN_60_PUBLIC_30, 15_000_000),
    local_10000(
        "r8-prefecture-priority", PREFECTURE, LOAN_60_PUBLIC_30, 22_500_000, priority_field=True
    ),
    # The investment may be larger than the public money in it: the share is of the public money.
    Case(
        "r8-investment-above-public-money",
        TOWN,
        "local-10000-kokuhojo",
        "grant",
        100_000_000,
        15_000_000,
        drivers={
            "loan_yen": 60_000_000,
            "public_yen": 30_000_000,
            "priority_field": False,
            "plan_submitted_in_r7": False,
        },
        also={"rate": "1/2", "bond_yen": None},
    ),
    # 新規性 is a condition of the project (003:965): answered no, nothing is paid.
    Case(
        "r8-not-new",
        TOWN,
        "local-10000-kokuhojo",
        "grant",
        30_000_000,
        0,
        drivers={
            "loan_yen": 60_000_000,
            "public_yen": 30_000_000,
            "priority_field": False,
            "plan_submitted_in_r7": False,
        },
        checks={"novelty": False},
    ),
]


# --- 外国人受入環境整備交付金 ------------------------------------------------------------------
# R8: 1/2, joint setup 10/10 (003:6611-6612). 「交付限度額」 limits what is paid (003:6616-6636).


def desk(
    name: str,
    plan: Plan,
    line: str,
    cost: int,
    support: Support,
    **drivers: object,
) -> Case:
    """A case of the consultation desk."""
    return Case(name, plan, "gaikokujin-ukeire-kofukin", line, cost, support, drivers=drivers)


# Setup, 003:6621-6626. 3,000万 of costs: half of them is above every limit.
CASES += [
    desk(
        f"r8-setup-{residents}",
        TOWN,
        "setup",
        30_000_000,
        support,
        foreign_residents=residents,
        joint_method=False,
    )
    for residents, support in [
        (0, 2_000_000),
        (499, 2_000_000),
        (500, 3_000_000),
        (999, 3_000_000),
        (1_000, 5_000_000),
        (4_999, 5_000_000),
        (5_000, 10_000_000),
    ]
]
# Operation, 003:6630-6636: alone and joint.
CASES += [
    desk(
        f"r8-operation-{residents}-{'joint' if joint else 'alone'}",
        CITY,
        "operation",
        30_000_000,
        support,
        foreign_residents=residents,
        joint_method=joint,
    )
    for residents, joint, support in [
        (999, False, 2_000_000),
        (1_000, False, 3_000_000),
        (1_999, False, 3_000_000),
        (2_000, False, 5_000_000),
        (4_999, False, 5_000_000),
        (5_000, False, 8_000_000),
        (9_999, False, 8_000_000),
        (10_000, False, 9_000_000),
        (19_999, False, 9_000_000),
        (20_000, False, 10_000_000),
        (999, True, 2_400_000),
        (1_000, True, 3_600_000),
        (2_000, True, 6_000_000),
        (5_000, True, 9_600_000),
        (10_000, True, 10_800_000),
        (20_000, True, 12_000_000),
    ]
]
CASES += [
    # Around the limit of 200万: 3,999,999 / 2 = 1,999,999.5
    desk(
        "r8-setup-below-limit",
        TOWN,
        "setup",
        3_999_999,
        1_999_999,
        foreign_residents=499,
        joint_method=False,
    ),
    desk(
        "r8-setup-at-limit",
        TOWN,
        "setup",
        4_000_000,
        2_000_000,
        foreign_residents=499,
        joint_method=False,
    ),
    desk(
        "r8-setup-above-limit",
        TOWN,
        "setup",
        4_000_002,
        2_000_000,
        foreign_residents=499,
        joint_method=False,
    ),
    # Joint setup is paid in full up to the same limit: the setup table has no joint column.
    desk(
        "r8-setup-joint-below",
        TOWN,
        "setup",
        2_999_999,
        2_999_999,
        foreign_residents=999,
        joint_method=True,
    ),
    desk(
        "r8-setup-joint-above",
        TOWN,
        "setup",
        3_000_001,
        3_000_000,
        foreign_residents=999,
        joint_method=True,
    ),
    # Not decided whether jointly: 4,000,000 / 2 = 2,000,000 or min(4,000,000, 3,000,000).
    desk(
        "r8-setup-joint-unknown",
        TOWN,
        "setup",
        4_000_000,
        Between(2_000_000, 3_000_000),
        foreign_residents=500,
    ),
    # Residents not known: from 200万 to 1,000万.
    desk(
        "r8-setup-residents-unknown",
        TOWN.but(foreign_residents=None),
        "setup",
        30_000_000,
        Between(2_000_000, 10_000_000),
        joint_method=False,
    ),
    # The profile's number counts where the plan gives none.
    desk(
        "r8-setup-residents-of-the-profile",
        TOWN.but(foreign_residents=600),
        "setup",
        30_000_000,
        3_000_000,
        joint_method=False,
    ),
    # Prefectures: 1,000万 whatever the number (003:6622); 市町村 includes wards (003:6599).
    desk(
        "r8-setup-prefecture",
        PREFECTURE,
        "setup",
        30_000_000,
        10_000_000,
        foreign_residents=10,
        joint_method=False,
    ),
    desk(
        "r8-setup-prefecture-below",
        PREFECTURE,
        "setup",
        19_999_999,
        9_999_999,
        foreign_residents=10,
        joint_method=False,
    ),
    desk(
        "r8-setup-ward",
        WARD,
        "setup",
        30_000_000,
        10_000_000,
        foreign_residents=25_000,
        joint_method=False,
    ),
    # Prefectures are in the bands of the operation (003:6631).
    desk(
        "r8-operation-prefecture-20000",
        PREFECTURE,
        "operation",
        30_000_000,
        10_000_000,
        foreign_residents=20_000,
        joint_method=False,
    ),
    desk(
        "r8-operation-prefecture-999",
        PREFECTURE,
        "operation",
        30_000_000,
        2_000_000,
        foreign_residents=999,
        joint_method=False,
    ),
    # The joint operation is paid at 1/2 too: 10/10 is for setup only (003:6612).
    desk(
        "r8-operation-joint-half",
        CITY,
        "operation",
        4_000_001,
        2_000_000,
        foreign_residents=5_000,
        joint_method=True,
    ),
    desk(
        "r8-operation-joint-unknown",
        CITY,
        "operation",
        30_000_000,
        Between(2_000_000, 2_400_000),
        foreign_residents=999,
    ),
    # Half of 400万 fits under both limits: what is unknown does not matter.
    desk(
        "r8-operation-joint-unknown-small",
        CITY,
        "operation",
        4_000_000,
        2_000_000,
        foreign_residents=999,
    ),
    # Half of 200万 fits under the lowest limit.
    desk(
        "r8-operation-residents-unknown-small",
        TOWN.but(foreign_residents=None),
        "operation",
        2_000_000,
        1_000_000,
        joint_method=False,
    ),
    # R7: setup 10/10, operation 1/2 (003:6475; 003:6647 says setup came down to 1/2 in R8). No limit
    # of R7 is printed. 12,345,679 / 2 = 6,172,839.5
    desk("r7-setup", TOWN.but("R7"), "setup", 12_345_679, 12_345_679),
    desk("r7-operation", TOWN.but("R7"), "operation", 12_345_679, 6_172_839),
]


# --- 地域女性活躍推進交付金 --------------------------------------------------------------------
# Rates 003:2534-2539, limits of what is paid (交付上限) 003:2543-2550; the same in 003:2592-2597.


def women(name: str, plan: Plan, line: str, cost: int, support: Support, **drivers: object) -> Case:
    """A case of the women's grant."""
    return Case(name, plan, "josei-katsuyaku-kofukin", line, cost, support, drivers=drivers)


CASES += [
    # (1) 1/2; prefecture 800万 (1,000万 on a condition), designated city 500万, others 250万.
    women("town-below", TOWN, "promotion", 4_999_999, 2_499_999),
    women("town-at", TOWN, "promotion", 5_000_000, 2_500_000),
    women("town-above", TOWN, "promotion", 5_000_002, 2_500_000),
    women("core-city", CORE_CITY, "promotion", 20_000_000, 2_500_000),
    women("ward", WARD, "promotion", 20_000_000, 2_500_000),
    women("designated-below", DESIGNATED, "promotion", 9_999_999, 4_999_999),
    women("designated-above", DESIGNATED, "promotion", 10_000_002, 5_000_000),
    women(
        "prefecture", PREFECTURE, "promotion", 20_000_000, 8_000_000, plan_support_condition=False
    ),
    women(
        "prefecture-condition",
        PREFECTURE,
        "promotion",
        20_000_002,
        10_000_000,
        plan_support_condition=True,
    ),
    women(
        "prefecture-unknown",
        PREFECTURE,
        "promotion",
        20_000_000,
        Between(8_000_000, 10_000_000),
        plan_support_condition=None,
    ),
    # A condition that the plan does not name is not claimed.
    women("prefecture-unclaimed", PREFECTURE, "promotion", 20_000_000, 8_000_000),
    women("prefecture-unknown-small", PREFECTURE, "promotion", 16_000_000, 8_000_000),
    women("town-r7", TOWN.but("R7"), "promotion", 6_000_000, 2_500_000),
    # 【対象地方公共団体】推進計画策定 (003:2592): without the plan nothing is paid.
    women("no-plan", TOWN.but(womens_promotion_plan="no"), "promotion", 5_000_000, 0),
    # (2) 3/4; 1,200万, 750万, 375万. 4,999,999 × 3/4 = 3,749,999.25
    women("town-below", TOWN, "digital-startup", 4_999_999, 3_749_999),
    women("town-at", TOWN, "digital-startup", 5_000_000, 3_750_000),
    women("town-above", TOWN, "digital-startup", 5_000_002, 3_750_000),
    women("designated-at", DESIGNATED, "digital-startup", 10_000_000, 7_500_000),
    women("designated-above", DESIGNATED, "digital-startup", 11_000_000, 7_500_000),
    women("prefecture-at", PREFECTURE, "digital-startup", 16_000_000, 12_000_000),
    women("prefecture-above", PREFECTURE, "digital-startup", 20_000_000, 12_000_000),
    women("village-r7", VILLAGE.but("R7"), "digital-startup", 6_000_000, 3_750_000),
    # (3)(A) and (C) 1/2; prefecture, city and ward 800万, town and village 500万.
    women("town-at", TOWN, "care-plus", 10_000_000, 5_000_000),
    women("town-above", TOWN, "care-plus", 10_000_002, 5_000_000),
    women("village", VILLAGE, "care-plus", 20_000_000, 5_000_000),
    women("city-at", CITY, "care-plus", 16_000_000, 8_000_000),
    women("city-above", CITY, "care-plus", 20_000_000, 8_000_000),
    women("ward", WARD, "care-plus", 20_000_000, 8_000_000),
    women("designated", DESIGNATED, "care-plus", 20_000_000, 8_000_000),
    women("prefecture", PREFECTURE, "care-plus", 20_000_000, 8_000_000),
    women("town", TOWN, "men", 20_000_000, 5_000_000),
    women("core-city", CORE_CITY, "men", 20_000_000, 8_000_000),
    women("prefecture-below", PREFECTURE, "men", 15_999_999, 7_999_999),
    # (3)(B) 3/4, 1,125万 for all. 14,999,999 × 3/4 = 11,249,999.25
    women("village-below", VILLAGE, "connection", 14_999_999, 11_249_999),
    women("village-at", VILLAGE, "connection", 15_000_000, 11_250_000),
    women("prefecture-above", PREFECTURE, "connection", 20_000_000, 11_250_000),
    # 委託事業比率は総事業費の3/4以上 (003:2596): answered no, nothing is paid.
    Case(
        "share-too-small",
        TOWN,
        "josei-katsuyaku-kofukin",
        "connection",
        15_000_000,
        0,
        checks={"share": False},
    ),
]


# --- 地域日本語教育推進事業 --------------------------------------------------------------------
NIHONGO = "chiiki-nihongo-kyoiku"
CASES += [
    # R7 1/2 (003:6477): 10,000,001 / 2 = 5,000,000.5
    Case("r7-prefecture", PREFECTURE.but("R7"), NIHONGO, "system", 10_000_001, 5_000_000),
    # R8 1/2, for those who do i・ii up to 2/3 (003:6792-6795), and the text does not say how much:
    # 10,000,001 × 2/3 = 6,666,667.33. Said to be unknown (null), it is a range
    Case(
        "r8-prefecture",
        PREFECTURE,
        NIHONGO,
        "system",
        10_000_001,
        Between(5_000_000, 6_666_667),
        drivers={"rate_addition": None},
    ),
    Case(
        "r8-designated",
        DESIGNATED,
        NIHONGO,
        "system",
        3_000_000,
        Between(1_500_000, 2_000_000),
        drivers={"rate_addition": None},
    ),
    # 1/2 is for prefectures and designated cities (003:6790-6792): what they pass on to towns
    # (003:6820-6822) has no rate and no limit in print.
    Case("r8", TOWN, NIHONGO, "indirect", 3_000_000, None, also={"rate": None, "cap_yen": None}),
    Case("r7", TOWN.but("R7"), NIHONGO, "indirect", 3_000_000, None, also={"rate": None}),
]


# --- CLAIR, JICA, 観光庁 -----------------------------------------------------------------------
KORYU, KEIZAI, KYORYOKU = "kokusai-koryu-shien", "keizai-katsudo-josei", "kokusai-kyoryoku-model"
CASES += [
    Case(f"{name}", TOWN, program, line, cost, support, drivers={"abroad": abroad})
    for name, program, line, cost, abroad, support in [
        # 000:20: half of the costs is granted, up to 500万 abroad, 300万 at home, per project.
        ("abroad-below", KORYU, "municipality", 9_999_999, True, 4_999_999),
        ("abroad-at", KORYU, "municipality", 10_000_000, True, 5_000_000),
        ("abroad-above", KORYU, "municipality", 20_000_000, True, 5_000_000),
        ("home-below", KORYU, "municipality", 5_999_999, False, 2_999_999),
        ("home-at", KORYU, "municipality", 6_000_000, False, 3_000_000),
        ("home-above", KORYU, "municipality", 10_000_000, False, 3_000_000),
        ("abroad", KORYU, "association", 8_000_001, True, 4_000_000),
        # 000:25: the same figures.
        ("abroad-above", KEIZAI, "grant", 10_000_002, True, 5_000_000),
        ("home-above", KEIZAI, "grant", 6_000_002, False, 3_000_000),
        ("home-below", KEIZAI, "grant", 5_999_999, False, 2_999_999),
    ]
]
CASES += [
    # 「上限500万円/事業」: project by project, 12,000,000 / 2 → 5,000,000 and 2,000,000 / 2; in one sum
    # 14,000,000 / 2 is under 2 × 5,000,000.
    Case(
        "two-projects-each",
        TOWN,
        KORYU,
        "municipality",
        [12_000_000, 2_000_000],
        6_000_000,
        drivers={"abroad": True, "cases": 2},
    ),
    Case(
        "two-projects-sum",
        TOWN,
        KORYU,
        "municipality",
        14_000_000,
        7_000_000,
        drivers={"abroad": True, "cases": 2},
    ),
]
CASES += [
    # 000:32: no rate, up to 300万, or 500万 when several bodies apply.
    Case(
        name,
        TOWN,
        KYORYOKU,
        "municipality",
        cost,
        support,
        drivers={"joint_application": joint},
        also={"rate": None},
    )
    for name, cost, joint, support in [
        ("alone-below", 2_999_999, False, 2_999_999),
        ("alone-above", 3_000_001, False, 3_000_000),
        ("joint-at", 5_000_000, True, 5_000_000),
        ("joint-above", 5_000_001, True, 5_000_000),
    ]
]
CASES += [
    # 000:33: 金額の上限は6,000万円, a contract price: no rate.
    Case(
        f"{cost}",
        TOWN,
        "kusanone-gijutsu-kyoryoku",
        "municipality",
        cost,
        support,
        also={"rate": None},
    )
    for cost, support in [
        (59_999_999, 59_999_999),
        (60_000_000, 60_000_000),
        (60_000_001, 60_000_000),
    ]
]
CASES += [
    # 000:33: the same limit for a body the town names.
    Case("above", TOWN, "kusanone-gijutsu-kyoryoku", "designated-body", 70_000_000, 60_000_000),
    # 000:27 ②: up to 2,000万, nothing of one's own.
    Case("below", TOWN, "mice-yuchi", "surroundings", 19_999_999, 19_999_999),
    Case("above", TOWN, "mice-yuchi", "surroundings", 20_000_001, 20_000_000),
    # 000:27 ①: at least 2割 from one's own pocket, so at most 8/10 is paid: 10,000,001 × 0.8.
    Case("own-share", TOWN, "mice-yuchi", "mice-area", 10_000_000, 8_000_000),
    Case("own-share-odd-yen", TOWN, "mice-yuchi", "mice-area", 9_999_999, 7_999_999),
    # Whether 「1事業につき上限1,000万円」 limits the costs (× 0.8) or what is paid is not said.
    Case(
        "cap-open",
        TOWN,
        "mice-yuchi",
        "mice-area",
        20_000_000,
        Either([8_000_000, 10_000_000]),
    ),
    # 002:1292: 定額10,000千円 per place.
    Case("below", TOWN.but("R7"), "furusato-mirai-college-model", "model", 8_000_000, 8_000_000),
    Case("above", TOWN.but("R7"), "furusato-mirai-college-model", "model", 10_000_001, 10_000_000),
]


# --- 地域社会DX推進パッケージ事業 --------------------------------------------------------------
CASES += [
    # 003:838-840: 1/2, no limit.
    Case("half", TOWN, "dx-kiban-hojo", "municipality", 100_000_001, 50_000_000),
    Case("half", TOWN, "dx-kiban-hojo", "company", 999_999_999, 499_999_999),
    # 003:806-808: 事業規模の上限 1.5億円程度, no rate.
    Case("below", TOWN, "dx-jido-unten-l4", "municipality", 149_999_999, 149_999_999),
    Case("at", TOWN, "dx-jido-unten-l4", "municipality", 150_000_000, 150_000_000),
    Case("above", TOWN, "dx-jido-unten-l4", "municipality", 150_000_001, 150_000_000),
    # 003:716-720 (定額, of which only 調整中 is said) and 003:764-766 (調整中): no amount.
    Case("open", TOWN, "dx-senshin-tsushin", "municipality", 200_000_000, None),
    Case("open", TOWN, "dx-ai-kensho", "municipality", 300_000_000, None),
]


# --- 脱炭素 ------------------------------------------------------------------------------------
CARBON = "chiiki-datsutanso-suishin-kofukin"
LEADING = TOWN.but(decarbonization_leading_area="yes", decarbonization_priority="yes")
RESILIENCE = "resilience-datsutanso-kokyo-shisetsu"


def resilient(name: str, plan: Plan, cost: int, support: Support, **drivers: object) -> Case:
    """A case of the shelters' energy: 003:4814-4816."""
    return Case(name, plan, RESILIENCE, "equipment", cost, support, drivers=drivers)


CASES += [
    # 003:4733 and 003:4753: 原則2/3. 10,000,000 × 2/3 = 6,666,666.67
    Case("r8", LEADING, CARBON, "leading-area", 10_000_000, 6_666_666),
    Case("r7", LEADING.but("R7"), CARBON, "leading-area", 30_000_000, 20_000_000),
    Case("r8", LEADING, CARBON, "microgrid", 30_000_001, 20_000_000),
    # 003:4743: 2/3～1/3、定額; which for what, and the fixed amounts, are not said.
    Case("r8", LEADING, CARBON, "priority", 30_000_000, Either([10_000_000, 20_000_000])),
    Case("r7", LEADING.but("R7"), CARBON, "priority", 9_999_999, Either([3_333_333, 6_666_666])),
    # 003:4729 選定されていること: not selected, nothing.
    Case(
        "r8-not-selected",
        TOWN.but(decarbonization_leading_area="no"),
        CARBON,
        "leading-area",
        10_000_000,
        0,
    ),
    # 003:4816 ① prefecture and designated city 1/3 ② 市町村, solar or cogeneration 1/2
    # ③ 市町村, other renewables, and islands 2/3.
    resilient("solar", TOWN, 30_000_001, 15_000_000, solar_or_cogeneration=True, on_island=False),
    resilient("other", TOWN, 30_000_000, 20_000_000, solar_or_cogeneration=False, on_island=False),
    resilient(
        "solar-island", VILLAGE, 30_000_000, 20_000_000, solar_or_cogeneration=True, on_island=True
    ),
    resilient("unknown", TOWN, 30_000_000, Between(15_000_000, 20_000_000), on_island=False),
    resilient(
        "island-unknown",
        VILLAGE,
        30_000_000,
        Between(15_000_000, 20_000_000),
        solar_or_cogeneration=True,
    ),
    resilient("other-island-unknown", VILLAGE, 30_000_000, 20_000_000, solar_or_cogeneration=False),
    resilient(
        "prefecture", PREFECTURE, 10_000_000, 3_333_333, solar_or_cogeneration=True, on_island=False
    ),
    resilient(
        "designated",
        DESIGNATED,
        30_000_000,
        10_000_000,
        solar_or_cogeneration=False,
        on_island=False,
    ),
    resilient(
        "core-city", CORE_CITY, 30_000_000, 15_000_000, solar_or_cogeneration=True, on_island=False
    ),
    resilient(
        "r7", TOWN.but("R7"), 30_000_000, 15_000_000, solar_or_cogeneration=True, on_island=False
    ),
    # 003:5427: 補助率1/3～1/2, and not when which.
    Case("r8", TOWN, "gyomu-kenchiku-kaishu", "public", 9_000_000, Either([3_000_000, 4_500_000])),
    # The page prints the measures of 令和8年度予算（案） (003:5429): for R7 there is no rate.
    Case("r7", TOWN.but("R7"), "gyomu-kenchiku-kaishu", "public", 10_000_000, None),
    Case(
        "r8", TOWN, "gyomu-kenchiku-kaishu", "business", 9_000_000, Either([3_000_000, 4_500_000])
    ),
    # 003:5413: 導入 2/3～3/4; 計画策定 without rate and limit.
    Case("r8", TOWN, "perovskite-donyu", "install", 12_000_000, Either([8_000_000, 9_000_000])),
    Case("r8", TOWN, "perovskite-donyu", "plan", 5_000_001, None, also={"rate": None}),
    # 003:5045: 費用の3/4（上限2,500万円）を補助. 33,333,333 × 3/4 = 24,999,999.75
    Case("below", TOWN.but("R7"), "zoning-shien", "zoning", 33_333_333, 24_999_999),
    Case("small", TOWN.but("R7"), "zoning-shien", "zoning", 10_000_001, 7_500_000),
    Case("at", TOWN.but("R7"), "zoning-shien", "zoning", 33_333_334, 25_000_000),
    # 003:4974-4975: 補助上限 1,000万 (対象施設により1,500万), 1/2. Which facility is not said.
    Case("below", TOWN, "taiyoko-donyu-keikaku", "plan", 19_999_999, 9_999_999),
    Case("at", TOWN, "taiyoko-donyu-keikaku", "plan", 20_000_000, 10_000_000),
    Case(
        "above",
        TOWN,
        "taiyoko-donyu-keikaku",
        "plan",
        20_000_002,
        Either([10_000_000, 10_000_001]),
    ),
    Case(
        "far-above",
        TOWN,
        "taiyoko-donyu-keikaku",
        "plan",
        40_000_000,
        Either([10_000_000, 15_000_000]),
    ),
    # 003:5417-5421: no rate and no limit; designated cities and the like are left out, except for hospitals.
    Case("town", TOWN, "zeb-fukyu", "public-zeb", 70_000_000, None, also={"rate": None}),
    Case("designated", DESIGNATED, "zeb-fukyu", "public-zeb", 70_000_000, 0),
    Case("designated", DESIGNATED, "zeb-fukyu", "hospital-zeb", 70_000_000, None),
]


# --- 創業・人材 --------------------------------------------------------------------------------
SOGYO, JINJIBU, FUKUGYO = "jizokuka-sogyo", "chiiki-jinjibu", "fukugyo-kengyo-katsuyo-sokushin"
R7_TOWN = TOWN.but("R7")
CASES += [
    # 003:1796 and 003:1823-1831: 補助上限200万 (特例 最大250万, when is not said), 2/3.
    Case("below", R7_TOWN, SOGYO, "subsidy", 2_999_999, 1_999_999),  # 1,999,999.33
    Case("at", R7_TOWN, SOGYO, "subsidy", 3_000_000, 2_000_000),
    Case("same-yen", R7_TOWN, SOGYO, "subsidy", 3_000_001, 2_000_000),  # 2,000,000.67
    Case("above", R7_TOWN, SOGYO, "subsidy", 3_000_002, 2_000_000),
    # 003:1827, 1876: 250万 for those who use the インボイス特例.
    Case("special", R7_TOWN, SOGYO, "subsidy", 4_000_000, 2_500_000, {"invoice_addition": True}),
    Case(
        "special-unknown",
        R7_TOWN,
        SOGYO,
        "subsidy",
        4_000_000,
        Between(2_000_000, 2_500_000),
        {"invoice_addition": None},
    ),
    # 003:1790 and 003:1847: 融資限度額7,200万, no rate.
    Case("below", R7_TOWN, "shinki-kaigyo-shikin", "loan", 71_999_999, 71_999_999),
    Case("above", R7_TOWN, "shinki-kaigyo-shikin", "loan", 72_000_001, 72_000_000),
    # 003:3924-3927: of the costs up to 8/10, 50万 per case. 624,999 × 0.8 = 499,999.2
    Case("below", R7_TOWN, FUKUGYO, "subsidy", 624_999, 499_999, drivers={"cases": 1}),
    Case("at", R7_TOWN, FUKUGYO, "subsidy", 625_000, 500_000, drivers={"cases": 1}),
    Case("above", R7_TOWN, FUKUGYO, "subsidy", 700_000, 500_000, drivers={"cases": 1}),
    # Case by case: 600,000 × 0.8 = 480,000 and 700,000 × 0.8 → 500,000.
    Case("each", R7_TOWN, FUKUGYO, "subsidy", [600_000, 700_000], 980_000, drivers={"cases": 2}),
    # In one sum: 1,300,000 × 0.8 = 1,040,000, limit 2 × 500,000.
    Case("sum", R7_TOWN, FUKUGYO, "subsidy", 1_300_000, 1_000_000, drivers={"cases": 2}),
]
JINJIBU_CASES: list[tuple[Plan, str, str, int, int | None, Support]] = [
    # R8 右腕人材枠, 003:3178-3180: 2/3, 1/2, 1/3 by the number of adoptions; never a fourth
    # (003:3184). No limit is printed for R8. 9,000,001 × 2/3 = 6,000,000.67
    (TOWN, "1", "right-hand", 9_000_001, 1, 6_000_000),
    (TOWN, "2", "right-hand", 9_000_001, 2, 4_500_000),
    (TOWN, "3", "right-hand", 9_000_001, 3, 3_000_000),
    (TOWN, "4", "right-hand", 9_000_001, 4, 0),
    # R8 法制度連携枠: 1/2 first, 1/3 third; the cell of the second is empty (003:3179) and a lost
    # figure is not guessed.
    (TOWN, "1", "law-linked", 9_000_000, 1, 4_500_000),
    (TOWN, "2", "law-linked", 9_000_000, 2, None),
    (TOWN, "3", "law-linked", 9_000_000, 3, 3_000_000),
    (TOWN, "4", "law-linked", 9_000_000, 4, 0),
    # R7, 003:3123: 補助上限 1,000万 and 1,300万, which for whom is not said. First adoption
    # 2/3 and 1/2, second of the 法制度連携枠 1/3 (003:3178-3179).
    (R7_TOWN, "1-at", "right-hand", 15_000_000, 1, 10_000_000),
    (R7_TOWN, "1-above", "right-hand", 30_000_000, 1, Either([10_000_000, 13_000_000])),
    (R7_TOWN, "1-at", "law-linked", 20_000_000, 1, 10_000_000),
    (R7_TOWN, "2-at", "law-linked", 30_000_000, 2, 10_000_000),
    (R7_TOWN, "2-above", "law-linked", 60_000_000, 2, Either([10_000_000, 13_000_000])),
    # R5 and R6, 003:3121-3123: 1/2、2/3、1/3 with 700万 1,000万; 1/2、2/3 with 1,000万 1,300万; no
    # word on which belongs to which. Below every limit the rates differ, far above only the limits.
    (
        TOWN.but("R5"),
        "below",
        "subsidy",
        9_000_000,
        None,
        Either([4_500_000, 6_000_000, 3_000_000]),
    ),
    (TOWN.but("R5"), "above", "subsidy", 60_000_000, None, Either([7_000_000, 10_000_000])),
    (TOWN.but("R6"), "below", "subsidy", 12_000_000, None, Either([6_000_000, 8_000_000])),
    (TOWN.but("R6"), "above", "subsidy", 60_000_000, None, Either([10_000_000, 13_000_000])),
    # R4, 003:3121-3123: 1/2, 600万.
    (TOWN.but("R4"), "below", "subsidy", 11_999_999, None, 5_999_999),
    (TOWN.but("R4"), "above", "subsidy", 20_000_000, None, 6_000_000),
]
CASES += [
    Case(
        f"{plan.year.lower()}-{name}",
        plan,
        JINJIBU,
        line,
        cost,
        support,
        drivers={} if adoptions is None else {"adoptions": adoptions},
    )
    for plan, name, line, cost, adoptions, support in JINJIBU_CASES
]


# --- ふるさと融資 ------------------------------------------------------------------------------
# R8 003:1495-1502, R7 003:5281-5290. Loan = costs × 融資比率, up to 融資限度額.


def loan(name: str, plan: Plan, cost: int, support: Support, **drivers: object) -> Case:
    """A case of a loan; where nothing is said, an ordinary place and an ordinary project."""
    usual: dict[str, object] = {"project_area": "normal", "decarbonization_project": False}
    if plan.year != "R7":
        usual["ongoing_before_r8"] = False
    given = {**usual, **drivers}
    return Case(f"{plan.year.lower()}-{name}", plan, "furusato-yushi", "loan", cost, support, given)


CASES += [
    # R8 その他市町村: 50% 25億; 過疎・離島・特別豪雪 60% 30億; 圏域・被災・脱炭素 60% 38億.
    loan("normal-below", TOWN, 4_999_999_999, 2_499_999_999),
    loan("normal-at", TOWN, 5_000_000_000, 2_500_000_000),
    loan("normal-above", TOWN, 6_000_000_000, 2_500_000_000),
    loan("depopulated-below", TOWN, 4_999_999_999, 2_999_999_999, project_area="depopulated"),
    loan("depopulated-above", TOWN, 6_000_000_000, 3_000_000_000, project_area="depopulated"),
    # 38億 / 0.6 = 6,333,333,333.33
    loan("carbon-below", TOWN, 6_333_333_333, 3_799_999_999, decarbonization_project=True),
    loan("carbon-above", TOWN, 6_333_333_334, 3_800_000_000, decarbonization_project=True),
    loan("zone-member", TOWN.but(settlement_zone="member"), 10_000_000_000, 3_800_000_000),
    loan("zone-centre", CITY.but(settlement_zone="centre"), 10_000_000_000, 3_800_000_000),
    loan("core-member", TOWN.but(core_urban_area="member"), 10_000_000_000, 3_800_000_000),
    loan(
        "zone-and-depopulated",
        TOWN.but(settlement_zone="member"),
        10_000_000_000,
        3_800_000_000,
        project_area="depopulated",
    ),
    # The place is not known: 25億 to 30億.
    loan(
        "area-unknown",
        TOWN.but(depopulated_area="partial"),
        10_000_000_000,
        Between(2_500_000_000, 3_000_000_000),
        project_area=None,
    ),
    loan(
        "zone-unknown",
        TOWN.but(settlement_zone=None),
        10_000_000_000,
        Between(2_500_000_000, 3_800_000_000),
    ),
    # R8 都道府県・指定都市: 50% 100億; 60% 120億; 60% 150億. Zones do not count for 都道府県 (※).
    loan("prefecture-below", PREFECTURE, 19_999_999_999, 9_999_999_999),
    loan("prefecture-above", PREFECTURE, 30_000_000_000, 10_000_000_000),
    loan(
        "prefecture-depopulated",
        PREFECTURE,
        30_000_000_000,
        12_000_000_000,
        project_area="depopulated",
    ),
    loan(
        "prefecture-carbon",
        PREFECTURE,
        30_000_000_000,
        15_000_000_000,
        decarbonization_project=True,
    ),
    loan("designated", DESIGNATED, 30_000_000_000, 10_000_000_000),
    loan(
        "designated-core",
        DESIGNATED.but(core_urban_area="centre"),
        30_000_000_000,
        15_000_000_000,
    ),
    # R8 被災地域, 003:1531: 福島県内 until R12; 岩手・宮城 only what was running.
    loan("fukushima", FUKUSHIMA_TOWN, 10_000_000_000, 3_800_000_000),
    loan("iwate-new", IWATE_TOWN, 10_000_000_000, 2_500_000_000),
    # 「経過措置を設ける」 does not say which: the raised limit, or the ordinary one.
    loan(
        "iwate-running",
        IWATE_TOWN,
        10_000_000_000,
        Either([2_500_000_000, 3_800_000_000]),
        ongoing_before_r8=True,
    ),
    # The table of R8 does not repeat ※1 (× 1.25, 003:5289) and does not lift it: 25億 or 31.25億.
    loan(
        "plan",
        TOWN.but(regional_revitalization_plan="yes"),
        10_000_000_000,
        Either([2_500_000_000, 3_125_000_000]),
    ),
    # ※1 never stood beside the third limit.
    loan(
        "zone-member-plan",
        TOWN.but(settlement_zone="member", regional_revitalization_plan="yes"),
        10_000_000_000,
        3_800_000_000,
    ),
    # R7 その他市町村: 20億, 24億, 30億, 30億; with 地域再生計画 or in 沖縄 the first two × 1.25.
    loan("normal-below", R7_TOWN, 3_999_999_999, 1_999_999_999),
    loan("normal-above", R7_TOWN, 6_000_000_000, 2_000_000_000),
    loan("depopulated", R7_TOWN, 6_000_000_000, 2_400_000_000, project_area="depopulated"),
    loan("plan", R7_TOWN.but(regional_revitalization_plan="yes"), 6_000_000_000, 2_500_000_000),
    loan(
        "plan-depopulated",
        R7_TOWN.but(regional_revitalization_plan="yes"),
        6_000_000_000,
        3_000_000_000,
        project_area="depopulated",
    ),
    loan(
        "plan-unknown",
        R7_TOWN.but(regional_revitalization_plan=None),
        6_000_000_000,
        Between(2_000_000_000, 2_500_000_000),
    ),
    loan("okinawa", OKINAWA_VILLAGE.but("R7"), 6_000_000_000, 2_500_000_000),
    loan("zone-member", R7_TOWN.but(settlement_zone="member"), 6_000_000_000, 3_000_000_000),
    # ※1 stands beside the first two limits only: 30億 is not raised.
    loan(
        "zone-member-plan",
        R7_TOWN.but(settlement_zone="member", regional_revitalization_plan="yes"),
        10_000_000_000,
        3_000_000_000,
    ),
    loan("carbon", R7_TOWN, 6_000_000_000, 3_000_000_000, decarbonization_project=True),
    loan("iwate", IWATE_TOWN.but("R7"), 6_000_000_000, 3_000_000_000),
    loan("prefecture", PREFECTURE.but("R7"), 30_000_000_000, 8_000_000_000),
    loan(
        "prefecture-depopulated",
        PREFECTURE.but("R7"),
        30_000_000_000,
        9_600_000_000,
        project_area="depopulated",
    ),
    loan(
        "prefecture-plan",
        PREFECTURE.but("R7", regional_revitalization_plan="yes"),
        30_000_000_000,
        10_000_000_000,
    ),
    loan(
        "designated-core",
        DESIGNATED.but("R7", core_urban_area="centre"),
        30_000_000_000,
        12_000_000_000,
    ),
]


# --- 特定地域づくり・過疎・都市構造 ------------------------------------------------------------
KUMIAI = "tokutei-chiikizukuri"
UNION = TOWN.but(regional_work_cooperative="yes")
# Public money is half of the running costs and the State bears half of it (003:3993-3995):
# 1/4 of the costs up to 450万 per person and 670万 per union (R8, 003:3982), 400万 and 600万 (R7).
UNION_CASES: list[tuple[str, Plan, str, int | list[int], dict[str, int], int]] = [
    ("r8-below", UNION, "operation-staff", 4_499_999, {"persons": 1}, 1_124_999),
    ("r8-at", UNION, "operation-staff", 4_500_000, {"persons": 1}, 1_125_000),
    ("r8-above", UNION, "operation-staff", 4_500_004, {"persons": 1}, 1_125_000),
    ("r8-three", UNION, "operation-staff", 20_000_000, {"persons": 3}, 3_375_000),
    # Person by person: 4,000,000 + 4,500,000; in one sum 9,000,000 = 2 × 4,500,000.
    ("r8-each", UNION, "operation-staff", [4_000_000, 5_000_000], {"persons": 2}, 2_125_000),
    ("r8-sum", UNION, "operation-staff", 9_000_000, {"persons": 2}, 2_250_000),
    # One floor at the end: 2,000,006 / 4 = 500,001.5, not 2 × 250,000.
    ("r8-floor", UNION, "operation-staff", [1_000_003, 1_000_003], {"persons": 2}, 500_001),
    ("r8-above", UNION, "operation-office", 8_000_000, {"unions": 1}, 1_675_000),
    ("r8-below", UNION, "operation-office", 6_699_999, {"unions": 1}, 1_674_999),
    ("r7-above", UNION.but("R7"), "operation-staff", 4_500_000, {"persons": 1}, 1_000_000),
    (
        "r7-each",
        UNION.but("R7"),
        "operation-staff",
        [3_000_000, 5_000_000],
        {"persons": 2},
        1_750_000,
    ),
    ("r7-above", UNION.but("R7"), "operation-office", 6_700_000, {"unions": 1}, 1_500_000),
]
CASES += [
    Case(name, plan, KUMIAI, line, cost, support, drivers=drivers)
    for name, plan, line, cost, drivers, support in UNION_CASES
]
KASO, KASO_TOWN = "kaso-jizoku-kofukin", TOWN.but("R7", depopulated_area="whole")
CASES += [
    # 002:2909 and 002:2917: 定額, without the amount; prefectures 6/10 or 1/2, and not when which.
    Case("r7", KASO_TOWN, KASO, "network", 15_000_000, None, also={"rate": None}),
    Case("r7", KASO_TOWN, KASO, "development-municipality", 7_000_000, None),
    Case(
        "r7",
        PREFECTURE.but("R7"),
        KASO,
        "development-prefecture",
        10_000_001,
        Either([6_000_000, 5_000_000]),
    ),
    # 002:2923 1/2, 002:2929 1/3.
    Case("r7", KASO_TOWN, KASO, "resettlement", 10_000_001, 5_000_000),
    Case("r7", KASO_TOWN, KASO, "idle-facility", 10_000_000, 3_333_333),
    Case("r8-carries-r7", KASO_TOWN.but("R8"), KASO, "idle-facility", 9_999_999, 3_333_333),
    # 過疎市町村 only (002:2926).
    Case("not-depopulated", R7_TOWN, KASO, "idle-facility", 10_000_000, 0),
]
# 002:2428-2429: 連携自治体数×２１億円 limits the costs, 1/2.
CASES += [
    Case(name, plan, "toshi-kozo-saihen", "facility", cost, support, {"partner_bodies": bodies})
    for name, plan, bodies, cost, support in [
        ("below", R7_TOWN, 2, 4_199_999_999, 2_099_999_999),
        ("at", R7_TOWN, 2, 4_200_000_000, 2_100_000_000),
        ("above", R7_TOWN, 2, 4_200_000_002, 2_100_000_000),
        ("three", R7_TOWN, 3, 7_000_000_000, 3_150_000_000),
        ("r8-carries-r7", TOWN, 3, 6_000_000_000, 3_000_000_000),
    ]
]


# --- 地方債 ------------------------------------------------------------------------------------


def bond(
    name: str, plan: Plan, at: tuple[str, str], cost: int, expected: tuple[int, int | None]
) -> Case:
    """``expected``: the bond and what of it is counted into 交付税; null where that is not printed."""
    (program, line), (raised, share) = at, expected
    also: dict[str, object] = {"bond_yen": raised, "allocation_tax_share_yen": share}
    return Case(name, plan, program, line, cost, raised, also=also)


KOTEKI = "kotekisai-shuyaku"
CASES += [
    # 002:2879: 充当率100%, 70%. 100,000,001 × 0.7 = 70,000,000.7
    bond("r7", KASO_TOWN, ("kaso-sai", "bond"), 100_000_001, (100_000_001, 70_000_000)),
    # 002:2366-2367 and 002:2381-2383: 90%, 50%. 100,000,001 × 0.9 = 90,000,000.9, half of the bond.
    bond("r7", R7_TOWN, (KOTEKI, "construction"), 100_000_001, (90_000_000, 45_000_000)),
    bond("r7", R7_TOWN, (KOTEKI, "demolition"), 33_333_333, (29_999_999, 14_999_999)),
    # 002:2267: 90%, 30%.
    bond(
        "r7",
        R7_TOWN.but(settlement_zone="member"),
        ("chiiki-kasseika-jigyosai", "settlement-zone"),
        50_000_001,
        (45_000_000, 13_500_000),
    ),
    bond(
        "r7",
        R7_TOWN.but(settlement_zone="centre"),
        ("teiju-jiritsuken", "bond"),
        50_000_001,
        (45_000_000, 13_500_000),
    ),
    # 003:5760-5762: 充当率90%; the 措置率 was in a picture.
    bond("r8", TOWN, ("ippan-hojo-shisetsu-perovskite", "bond"), 100_000_001, (90_000_000, None)),
]
CARBON_BOND = "datsutanso-suishin-jigyosai"
CASES += [
    # 003:5745-5747: ①② 充当率90%, the 措置率 in a picture; when power is sold, half of the costs.
    # 100,000,001 × 0.9 = 90,000,000.9; 100,000,003 × 1/2 × 0.9 = 45,000,001.35
    Case(
        name,
        TOWN,
        CARBON_BOND,
        "renewable-zeb",
        cost,
        support,
        drivers={"selling_power": sold},
        also={"bond_yen": support, "allocation_tax_share_yen": None},
    )
    for name, sold, cost, support in [
        ("own-use", False, 100_000_001, 90_000_000),
        ("sold", True, 100_000_003, 45_000_001),
    ]
]
CASES += [
    Case(
        "selling-unknown",
        TOWN,
        CARBON_BOND,
        "renewable-zeb",
        100_000_000,
        Between(45_000_000, 90_000_000),
    ),
]
CASES += [
    # 003:5751-5758: the 充当率 of ③④⑤ was in pictures; R7 is known by its name and sum only.
    Case(name, plan, CARBON_BOND, line, 10_000_000, None, also={"rate": None, "bond_yen": None})
    for name, plan, line in [
        ("r8", TOWN, "efficiency-led"),
        ("r8", TOWN, "vehicles"),
        ("r7", R7_TOWN, "bond"),
    ]
]


# --- Rates, limits and the rest of the answer ---------------------------------------------------
# Single-unit lines only, where 「limit」 can mean one thing.
CASES += [
    Case(
        "fields",
        TOWN,
        "josei-katsuyaku-kofukin",
        "digital-startup",
        5_000_000,
        3_750_000,
        also={"rate": "3/4", "cap_yen": 3_750_000, "kind": "grant", "edition_used": "R8"},
    ),
    Case(
        "fields",
        DESIGNATED,
        "josei-katsuyaku-kofukin",
        "care-plus",
        5_000_000,
        2_500_000,
        also={
            "rate": "1/2",
            "cap_yen": 8_000_000,
            "carried": False,
            "eligible_cost_yen": 5_000_000,
        },
    ),
    Case(
        "fields",
        TOWN,
        "gaikokujin-ukeire-kofukin",
        "operation",
        1_000_000,
        500_000,
        drivers={"foreign_residents": 20_000, "joint_method": True},
        also={"rate": "1/2", "cap_yen": 12_000_000},
    ),
    Case(
        "fields",
        TOWN.but("R9"),
        "dx-kiban-hojo",
        "municipality",
        1_000_000,
        500_000,
        also={"rate": "1/2", "cap_yen": None, "edition_used": "R8", "carried": True},
    ),
    Case(
        "fields",
        TOWN,
        "kusanone-gijutsu-kyoryoku",
        "municipality",
        1_000_000,
        1_000_000,
        also={"rate": None, "cap_yen": 60_000_000, "kind": "pilot"},
    ),
    Case(
        "fields",
        R7_TOWN,
        KOTEKI,
        "construction",
        10_000_000,
        9_000_000,
        also={"rate": "0.9", "bond_yen": 9_000_000, "kind": "bond", "edition_used": "R7"},
    ),
]


class Estimates:
    """Runs the plans and remembers the answers.

    The cases of a plan share a file, each as an alternative of its own.
    """

    def __init__(self, paths: AppPaths, folder: Path) -> None:
        self._paths = paths
        self._folder = folder
        self._answers: dict[str, dict[str, Any] | str] = {}
        self._cases: dict[str, list[Case]] = {}
        for case in CASES:
            self._cases.setdefault(case.plan.key, []).append(case)

    def run(self, plan: Plan, **content: object) -> dict[str, Any] | str:
        """Return the answer of the command, or its complaint."""
        file = self._folder / "PLAN.json"
        head = {
            "municipality_code": plan.code,
            "fiscal_year": plan.year,
            "answers": dict(plan.answers),
        }
        file.write_text(json.dumps({**head, **content}, ensure_ascii=False), encoding="utf-8")
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = run(["estimate", str(file), "--json"], self._paths, TODAY)
        if status:
            return f"exit {status}: {err.getvalue()}"
        answer: dict[str, Any] = json.loads(out.getvalue())
        return answer

    def line_of(self, case: Case) -> dict[str, Any]:
        """Return the answer's line for a case."""
        key = case.plan.key
        if key not in self._answers:
            lines = [one.as_line() for one in self._cases[key]]
            each = [{"id": one.key, "lines": [one.key]} for one in self._cases[key]]
            self._answers[key] = self.run(case.plan, lines=lines, alternatives=each)
        answer = self._answers[key]
        if isinstance(answer, str):  # one line was refused: say so of that one only
            answer = self.run(case.plan, lines=[case.as_line()])
        if isinstance(answer, str):
            pytest.fail(answer)
        found: dict[str, Any] = next(one for one in answer["lines"] if one["id"] == case.key)
        return found

    def totals_of(self, plan: Plan, *lines: Mapping[str, object], **content: object) -> Any:
        """Return the totals of a plan."""
        answer = self.run(plan, lines=[dict(one) for one in lines], **content)
        if isinstance(answer, str):
            pytest.fail(answer)
        return answer["totals"]


@pytest.fixture(scope="module")
def estimates(catalog_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Estimates:
    folder = tmp_path_factory.mktemp("plans")
    return Estimates(AppPaths(catalog_path, ROOT / "resources", folder / "data"), folder)


def support_of(line: dict[str, Any]) -> Support:
    """Return the support of a line as the cases write it."""
    support = line["support_yen"]
    if isinstance(support, list):
        return Between(*support)
    if support is None and line["readings"]:
        return Either(reading["support_yen"] for reading in line["readings"])
    if support is not None and not isinstance(support, int):
        raise AssertionError(support)
    return support


def same(expected: object, found: object) -> bool:
    """Compare one field; rates by value."""
    if isinstance(expected, str) and isinstance(found, str) and expected[0].isdigit():
        return Fraction(expected) == Fraction(found)
    return expected == found


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.plan.code}-{case.key}") for case in CASES]
)
def test_estimate(estimates: Estimates, case: Case) -> None:
    line = estimates.line_of(case)
    assert support_of(line) == case.support, line["working"]
    for name, expected in case.also.items():
        assert same(expected, line[name]), (name, expected, line[name])


def test_the_names_are_different() -> None:
    keys = [(case.plan.key, case.key) for case in CASES]
    assert len(set(keys)) == len(keys)


# --- Totals ------------------------------------------------------------------------------------
# 一般財源 = total − State − prefecture − bonds − other;
# 実質負担 = total − State − prefecture − other − 交付税 − principal × 措置率.


@pytest.fixture
def line() -> Callable[..., dict[str, object]]:
    """A line of a plan, named after what it pays for."""

    def make(at: str, cost: int | None, **more: object) -> dict[str, object]:
        program, line_id = at.split("/")
        costs = {} if cost is None else {"eligible_cost_yen": cost, "total_cost_yen": cost}
        return {"id": at, "program": program, "line": line_id, **costs, **more}

    return make


Lines = Callable[..., dict[str, object]]


def test_totals_of_a_subsidy(estimates: Estimates, line: Lines) -> None:
    """10,000,000 / 2 (002:2923) of 12,000,000, and funds of the prefecture and others."""
    at = "kaso-jizoku-kofukin/resettlement"
    alone = line(at, 10_000_000, total_cost_yen=12_000_000)
    totals = estimates.totals_of(KASO_TOWN, alone)
    assert totals["by_kind"] == {"grant": 5_000_000}
    assert (totals["general_funds_yen"], totals["net_burden_yen"]) == (7_000_000, 7_000_000)
    helped = {**alone, "prefecture_yen": 2_000_000, "other_yen": 1_000_001}
    totals = estimates.totals_of(KASO_TOWN, helped)
    assert (totals["general_funds_yen"], totals["net_burden_yen"]) == (3_999_999, 3_999_999)


def test_totals_of_bonds(estimates: Estimates, line: Lines) -> None:
    """The principal is a burden, less what is counted into 交付税."""
    # 002:2879: 100,000,000 × 100%, × 70%: 0 now, 100 − 70 in the end.
    totals = estimates.totals_of(KASO_TOWN, line("kaso-sai/bond", 100_000_000))
    assert (totals["general_funds_yen"], totals["net_burden_yen"]) == (0, 30_000_000)
    # 002:2366-2367: 80,000,000 × 90% × 50% of a total of 100,000,000: 100 − 72, 100 − 36.
    shared = line("kotekisai-shuyaku/construction", 80_000_000, total_cost_yen=100_000_000)
    totals = estimates.totals_of(R7_TOWN, shared)
    assert totals["by_kind"] == {"bond": 72_000_000}
    assert (totals["general_funds_yen"], totals["net_burden_yen"]) == (28_000_000, 64_000_000)
    assert totals["allocation_tax_share_yen"] == 36_000_000


def test_totals_of_a_subsidy_and_a_bond_for_the_same_costs(
    estimates: Estimates, line: Lines
) -> None:
    """002:2431-2433 prints the sum itself: 50% + 22.5% = 72.5%."""
    totals = estimates.totals_of(
        R7_TOWN,
        line(
            "toshi-kozo-saihen/facility",
            None,
            cost_ids=["facility"],
            drivers={"partner_bodies": 2},
        ),
        line("kotekisai-shuyaku/construction", None, cost_ids=["facility"]),
        costs=[{"id": "facility", "yen": 100_000_000}],
    )
    assert totals["total_cost_yen"] == 100_000_000
    assert totals["by_kind"] == {"subsidy": 50_000_000, "bond": 45_000_000}
    assert (totals["general_funds_yen"], totals["net_burden_yen"]) == (5_000_000, 27_500_000)


def test_totals_of_several_subsidies(estimates: Estimates, line: Lines) -> None:
    """5,000,000 × 3/4 (003:2535) and 4,000,000 / 2 (000:20) of 9,000,000."""
    totals = estimates.totals_of(
        TOWN,
        line("josei-katsuyaku-kofukin/digital-startup", 5_000_000),
        line("kokusai-koryu-shien/municipality", 4_000_000, drivers={"abroad": False}),
    )
    assert totals["by_kind"] == {"grant": 3_750_000, "subsidy": 2_000_000}
    assert (totals["general_funds_yen"], totals["net_burden_yen"]) == (3_250_000, 3_250_000)


def test_what_local_actors_get_does_not_help_the_town(estimates: Estimates, line: Lines) -> None:
    """持続化補助金 2,000,000 (003:1796) and a loan of 公庫 (003:1790) go to businesses."""
    own = line("kaso-jizoku-kofukin/resettlement", 10_000_000)
    alone = estimates.totals_of(KASO_TOWN, own)
    both = estimates.totals_of(
        KASO_TOWN,
        own,
        line("jizokuka-sogyo/subsidy", 3_000_000),
        line("shinki-kaigyo-shikin/loan", 10_000_000),
    )
    for name in ("general_funds_yen", "net_burden_yen"):
        assert both[name] == alone[name] == 5_000_000
    assert both["by_kind"] == alone["by_kind"] == {"grant": 5_000_000}


def test_a_loan_is_no_income_of_the_town(estimates: Estimates, line: Lines) -> None:
    """ふるさと融資 (003:1480) is lent on to a business."""
    totals = estimates.totals_of(
        TOWN,
        line(
            "furusato-yushi/loan",
            4_000_000_000,
            drivers={"project_area": "normal", "decarbonization_project": False},
        ),
    )
    assert totals["general_funds_yen"] == totals["net_burden_yen"] == totals["total_cost_yen"]


def test_totals_carry_what_is_open(estimates: Estimates, line: Lines) -> None:
    """Ranges and readings of a line reach the totals as least and most."""
    # 003:5427: 9,000,000 × 1/3 or × 1/2.
    totals = estimates.totals_of(TOWN, line("gyomu-kenchiku-kaishu/public", 9_000_000))
    assert totals["general_funds_yen"] == totals["net_burden_yen"] == [4_500_000, 6_000_000]
    # 003:4816: 30,000,000 × 1/2 or × 2/3.
    totals = estimates.totals_of(
        TOWN, line(f"{RESILIENCE}/equipment", 30_000_000, drivers={"on_island": False})
    )
    assert totals["general_funds_yen"] == [10_000_000, 15_000_000]


def test_a_share_that_is_not_printed_leaves_the_burden_open(
    estimates: Estimates, line: Lines
) -> None:
    """003:5747: 90% of 100,000,000; from nothing to all of the 90,000,000 comes back."""
    totals = estimates.totals_of(
        TOWN,
        line(f"{CARBON_BOND}/renewable-zeb", 100_000_000, drivers={"selling_power": False}),
    )
    assert totals["general_funds_yen"] == 10_000_000
    assert totals["net_burden_yen"] == [10_000_000, 100_000_000]


def test_a_commission_pays_for_its_costs(estimates: Estimates, line: Lines) -> None:
    """002:1292: 10,000,000 of 12,000,000."""
    totals = estimates.totals_of(R7_TOWN, line("furusato-mirai-college-model/model", 12_000_000))
    assert totals["by_kind"] == {"pilot": 10_000_000}
    assert totals["net_burden_yen"] == 2_000_000
