"""The budgets, word for word those of the project's DESIGN.md ("Budgets"), and the sizes they are about."""

from __future__ import annotations

from dataclasses import dataclass

FRAME_MS = 1000 / 60
"""One frame of a 60 Hz screen."""

FULL_SIZE = 100_000
SIZES = (1_000, 10_000, FULL_SIZE)
QUICK_SIZES = (1_000, 10_000)
"""Numbers of synthetic programmes; --quick leaves out the largest."""

EXPORTED = 30
PLAN_LINES = 20
PERCENTILE = 95

NOT_FULL = "--quick では10万制度を測らない"
"""Why a budget about 100,000 programmes has no number."""


@dataclass(frozen=True)
class Budget:
    """A limit: the measured number must be at most (or at least) this."""

    limit: float
    unit: str
    at_least: bool = False
    strict: bool = False

    def met(self, value: float) -> bool:
        """Whether a measured number keeps the budget; ``strict``: the limit itself is too much."""
        if self.at_least:
            return value >= self.limit
        return value < self.limit if self.strict else value <= self.limit

    @property
    def text(self) -> str:
        """The budget as it stands in the table."""
        sign = "以上" if self.at_least else "未満" if self.strict else "以下"
        number = f"{self.limit:.1f}" if self.limit % 1 else f"{self.limit:,.0f}"
        return f"{number}{self.unit}{sign}"


START = Budget(2, "倍")
MEMORY = Budget(2, "倍")
SEARCH = Budget(FRAME_MS, "ms")
SEARCH_RATIO = Budget(20, "倍", at_least=True)
REJUDGE_REAL = Budget(50, "ms", strict=True)
REJUDGE_FULL = Budget(1_000, "ms", strict=True)
EXPORT = Budget(2, "倍")
INSTALLER = Budget(45, "MB", strict=True)
