"""Dates as precise as the source prints them: a day, or only a month (「12月初旬」)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.fiscal import REIWA_OFFSET


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day or a whole month; ``day`` None: the source prints no day."""

    year: int
    month: int
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2025-10-31`` or ``2025-12``; raise ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
        if not match:
            raise ValueError(f"日付は 2025-10-31 か 2025-12 のように書きます: {text}")
        found = cls(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
        date(found.year, found.month, found.day or 1)
        return found

    @property
    def first_day(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day it can mean."""
        return date(self.year, self.month, self.day or _days_in(self.year, self.month))

    def plus_years(self, years: int) -> PartialDate:
        """Return the same day or month of another year (29 February becomes the 28th)."""
        year = self.year + years
        if self.day is None:
            return PartialDate(year, self.month)
        last = _days_in(year, self.month)
        return PartialDate(year, self.month, min(self.day, last))

    @property
    def label(self) -> str:
        """``令和7年10月31日`` or ``令和7年12月``."""
        month = f"{era_year(self.year)}{self.month}月"
        return month if self.day is None else f"{month}{self.day}日"

    def __str__(self) -> str:
        """ISO 8601."""
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"


def _days_in(year: int, month: int) -> int:
    """Return the number of days of a month (``calendar`` would load the locales at start)."""
    if month == date.max.month:
        return date.max.day
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def era_year(year: int) -> str:
    """Return ``令和7年`` for 2025; years before the Reiwa era stay western."""
    return f"令和{year - REIWA_OFFSET}年" if year > REIWA_OFFSET else f"{year}年"


def day_label(day: date) -> str:
    """Return ``令和8年11月20日``."""
    return PartialDate(day.year, day.month, day.day).label


def as_of_label(as_of: str | None) -> str:
    """Return how an as-of date is shown: 令和8年1月27日, 令和8年1月, 令和3年; other texts as they are."""
    if not as_of:
        return ""
    if re.fullmatch(r"\d{4}", as_of):
        return era_year(int(as_of))
    try:
        return PartialDate.parse(as_of).label
    except ValueError:
        return as_of
