"""A span of yen: what is certain has equal ends, what depends on something unknown has two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.money import Yen


@dataclass(frozen=True)
class Span:
    """From ``low`` to ``high`` 円, both possible. A certain amount is a span of one value."""

    low: Yen
    high: Yen

    def __post_init__(self) -> None:
        """Refuse a span whose ends are the wrong way round."""
        if self.low > self.high:
            raise ValueError(f"{self.low} > {self.high}")

    @classmethod
    def of(cls, yen: int) -> Span:
        """Return the span of one certain amount."""
        return cls(Yen(yen), Yen(yen))

    @classmethod
    def over(cls, amounts: Iterable[int]) -> Span:
        """Return the smallest span that holds every amount (at least one is needed)."""
        found = list(amounts)
        return cls(Yen(min(found)), Yen(max(found)))

    @classmethod
    def around(cls, spans: Iterable[Span]) -> Span:
        """Return the smallest span that holds every span (at least one is needed)."""
        found = list(spans)
        return cls(min(one.low for one in found), max(one.high for one in found))

    @property
    def single(self) -> Yen | None:
        """The amount when it is certain, else None."""
        return self.low if self.low == self.high else None

    def __add__(self, other: Span) -> Span:
        """Add end to end."""
        return Span(Yen(self.low + other.low), Yen(self.high + other.high))

    def __sub__(self, other: Span) -> Span:
        """Subtract so that every possible difference lies inside."""
        return Span(Yen(self.low - other.high), Yen(self.high - other.low))


ZERO = Span.of(0)
