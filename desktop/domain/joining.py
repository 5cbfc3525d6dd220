"""One estimate out of two: the same line with the least and with the most cost that may be left for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from desktop.domain.line_estimate import Claimable, LineEstimate, RangeCause, ReadingAmount, Step
from desktop.domain.span import Span

Item = TypeVar("Item")


def join_ends(low: LineEstimate, high: LineEstimate, causes: Iterable[RangeCause]) -> LineEstimate:
    """Return the estimate that holds both; ``causes`` say why the cost is a range.

    Support grows with the cost wherever the cost is the only thing that changes, so that the two ends
    hold everything between. Where the readings of the two are not the same, the range over all stands.
    """
    readings = _joined_readings(low, high)
    spans = [one for one in (low.possible, high.possible) if one is not None]
    return replace(
        high,
        rates=_distinct(low.rates, high.rates),
        caps=_distinct(low.caps, high.caps),
        corrections=_distinct(low.corrections, high.corrections),
        support=None if readings or len(spans) < len((low, high)) else Span.around(spans),
        readings=readings,
        why_range=_distinct(high.why_range, low.why_range, causes),
        claimable=_joined_claimable(low, high),
        bond=_around(low.bond, high.bond),
        tax_share=_around(low.tax_share, high.tax_share),
        working=(
            Step("残る経費が最も少ない場合"),
            *low.working,
            Step("残る経費が最も多い場合"),
            *high.working,
        ),
        sources=_distinct(low.sources, high.sources),
    )


def _joined_readings(low: LineEstimate, high: LineEstimate) -> tuple[ReadingAmount, ...]:
    """Return each reading over both ends; none where the two do not have the same ones, or nothing differs.

    An end that comes to one amount however the text is read has that amount under each reading.
    """
    model = high.readings or low.readings
    texts = tuple(one.text for one in model)
    ends = [_by_reading(end, texts) for end in (low, high)]
    joined = tuple(
        replace(reading, support=Span.around(pair))
        for reading, *pair in zip(model, *ends, strict=False)
    )
    return joined if len({one.support for one in joined}) > 1 else ()


def _by_reading(end: LineEstimate, texts: tuple[str, ...]) -> tuple[Span, ...]:
    """Return the support of one end under each reading; nothing where it has other readings."""
    if not end.readings and end.support is not None:
        return (end.support,) * len(texts)
    same = texts == tuple(one.text for one in end.readings)
    return tuple(one.support for one in end.readings) if same else ()


def _joined_claimable(low: LineEstimate, high: LineEstimate) -> tuple[Claimable, ...]:
    """Return what each exception would bring, from the least cost to the most."""
    drivers = _distinct(*([one.driver for one in end.claimable] for end in (low, high)))
    found = []
    for driver in drivers:
        ends = [
            next((one.support for one in end.claimable if one.driver == driver), end.possible)
            for end in (low, high)
        ]
        found.append(Claimable(driver, Span.around(one for one in ends if one is not None)))
    return tuple(found)


def _around(low: Span | None, high: Span | None) -> Span | None:
    """Return the span over both ends; None where one is not known."""
    return None if low is None or high is None else Span.around((low, high))


def _distinct(*values: Iterable[Item]) -> tuple[Item, ...]:
    """Return each value once, in order."""
    return tuple(dict.fromkeys(one for group in values for one in group))
