"""The amount of a line in one short Japanese phrase, resolved for a town: 「1/2・上限250万円／事業」."""

from __future__ import annotations

from fractions import Fraction

from desktop.domain.amounts import Resolved, resolve_cap, resolve_rate
from desktop.domain.codes import Basis
from desktop.domain.money import Yen, format_rate, format_yen
from desktop.domain.program import SupportLine
from desktop.domain.rules import Lookup
from desktop.domain.wording import subject_label

NOT_PRINTED = "金額の記載なし"
IN_DETAIL = "金額は詳細を参照"
"""Shown where the source prints amounts that are neither a rate nor a cap of the line."""


def cap_text(cap: Resolved[Yen]) -> str:
    """Return 「250万円」, 「250万円～800万円」 or an empty text when no cap is printed."""
    if cap.bounds is None:
        return ""
    low, high = cap.bounds
    return format_yen(low) if low == high else f"{format_yen(low)}～{format_yen(high)}"


def rate_text(rate: Resolved[Fraction]) -> str:
    """Return 「1/2」, 「1/2～3/4」 or an empty text when no rate is printed."""
    if rate.bounds is None:
        return ""
    low, high = rate.bounds
    return format_rate(low) if low == high else f"{format_rate(low)}～{format_rate(high)}"


def _plus(line: SupportLine, lookup: Lookup) -> str:
    """Return 「＋5,000円×延べ日数」 while the units that raise a cap are unknown."""
    for case in line.caps:
        if case.plus_yen is not None and case.plus_driver and lookup(case.plus_driver) is None:
            return f"＋{format_yen(case.plus_yen)}×{subject_label(case.plus_driver)}"
    return ""


def headline(line: SupportLine, lookup: Lookup) -> str:
    """Return rate and cap of a line for one town; what the source does not print is said to be so."""
    rate = rate_text(resolve_rate(line, lookup))
    cap = cap_text(resolve_cap(line, lookup))
    unit = f"／{line.per.label}" if line.per and cap else ""
    word = "単価" if line.basis is Basis.UNIT_AMOUNT else "上限"
    parts = [
        f"{line.kind.rate_word} {rate}" if rate else "",
        f"{word} {cap}{_plus(line, lookup)}{unit}" if cap else "",
    ]
    otherwise = IN_DETAIL if any(figure.yen for figure in line.figures) else NOT_PRINTED
    return "・".join(part for part in parts if part) or otherwise
