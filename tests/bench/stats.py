"""Medians, spreads and ratios of repeated measurements. Pure functions."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """What repeated measurements came to."""

    median: float
    least: float
    most: float

    def scaled(self, factor: float) -> Spread:
        """Return the same in another unit."""
        return Spread(self.median * factor, self.least * factor, self.most * factor)


def spread(values: Sequence[float]) -> Spread:
    """Return median and extremes; raise ValueError for no values."""
    if not values:
        raise ValueError("nothing was measured")
    return Spread(statistics.median(values), min(values), max(values))


def pair_ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Return the ratio of each pair: both halves of a pair were measured right after each other.

    What slows the machine down for a while slows down both, so that the ratio stands.
    """
    return [one / other for one, other in zip(ours, theirs, strict=True)]


def ratio_spread(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Return median and extremes of the ratios pair by pair."""
    return spread(pair_ratios(ours, theirs))


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the smallest value that at least ``percent`` of all values do not exceed (nearest rank)."""
    if not values or not 0 < percent <= 100:
        raise ValueError("a percentile needs values and a share of 1 to 100")
    ordered = sorted(values)
    rank = -(-percent * len(ordered) // 100)
    return ordered[rank - 1]
