"""One line of the table of results, and its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tests.bench.budgets import Budget
from tests.bench.stats import Spread, spread


class Verdict(StrEnum):
    """What becomes of a budget."""

    MET = "守れた"
    MISSED = "超過"
    UNMEASURED = "未測定"
    FAILED = "測れず"
    FREE = "予算なし"


@dataclass(frozen=True)
class Row:
    """A measured number with its spread, or the reason why there is none.

    ``broken`` says why the number does not count (other hits than the LIKE scan): a miss, however fast.
    """

    name: str
    unit: str
    result: Spread | None
    budget: Budget | None = None
    note: str = ""
    broken: str = ""
    failed: bool = False

    @property
    def verdict(self) -> Verdict:
        """The verdict: something not measured never passes."""
        if self.failed:
            return Verdict.FAILED
        if self.broken:
            return Verdict.MISSED
        if self.result is None:
            return Verdict.UNMEASURED
        if self.budget is None:
            return Verdict.FREE
        return Verdict.MET if self.budget.met(self.result.median) else Verdict.MISSED


@dataclass(frozen=True)
class Growth:
    """What one thing costs at different sizes; the unit is the same for all."""

    name: str
    unit: str
    by_size: tuple[tuple[int, float], ...]

    @property
    def factor(self) -> float | None:
        """How much dearer the largest size is than the smallest; None where there is one size only."""
        if len(self.by_size) < 2 or self.by_size[0][1] <= 0:
            return None
        return self.by_size[-1][1] / self.by_size[0][1]


@dataclass(frozen=True)
class Measured:
    """What one measure came to."""

    rows: tuple[Row, ...]
    growth: tuple[Growth, ...] = ()


def times_row(
    name: str, seconds: Sequence[float], budget: Budget | None = None, note: str = ""
) -> Row:
    """Return a row of repeated times, in milliseconds."""
    return Row(name, "ms", spread(seconds).scaled(1000), budget, note)


def unmeasured(name: str, unit: str, budget: Budget | None, why: str) -> Row:
    """Return a row without a number, and why."""
    return Row(name, unit, None, budget, why)
