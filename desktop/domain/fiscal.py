"""Japanese fiscal years (年度): 1 April to 31 March, counted in the Reiwa era (R8 = 令和8年度 = April 2026)."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

REIWA_OFFSET = 2018
"""令和1年 is 2019: western year = Reiwa year + 2018."""

FIRST_MONTH = 4
PLANNING_MONTH = 7
"""From July the office budgets for the coming year (VOCABULARY.md, Fiscal year)."""


class FiscalYear(NamedTuple):
    """One fiscal year, held as its Reiwa number."""

    reiwa: int

    @classmethod
    def parse(cls, code: str) -> FiscalYear:
        """Read ``R8`` (also ``r8`` or full-width digits); raise ValueError for anything else."""
        match = re.fullmatch(r"[RrＲ](\d{1,2})", code.strip())
        if not match or int(match.group(1)) < 1:
            raise ValueError(f"年度は R8 のように書きます: {code}")
        return cls(int(match.group(1)))

    @classmethod
    def containing(cls, day: date) -> FiscalYear:
        """Return the fiscal year in which a day lies."""
        year = day.year if day.month >= FIRST_MONTH else day.year - 1
        return cls(year - REIWA_OFFSET)

    @classmethod
    def planned_on(cls, today: date) -> FiscalYear:
        """Return the year an office works for: the current one until June, the coming one from July.

        January to March still belong to the running fiscal year, whose successor is then planned.
        """
        current = cls.containing(today)
        in_spring = FIRST_MONTH <= today.month < PLANNING_MONTH
        return current if in_spring else current.next

    @property
    def next(self) -> FiscalYear:
        """The year after this one."""
        return FiscalYear(self.reiwa + 1)

    @property
    def code(self) -> str:
        """``R8``, as in files and on the command line."""
        return f"R{self.reiwa}"

    @property
    def label(self) -> str:
        """``令和8年度``, as on the screen."""
        return f"令和{self.reiwa}年度"

    @property
    def first_day(self) -> date:
        """1 April."""
        return date(self.reiwa + REIWA_OFFSET, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """31 March of the following calendar year."""
        return date(self.reiwa + REIWA_OFFSET + 1, 3, 31)
