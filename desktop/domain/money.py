"""Exact money: integers of yen, ``Fraction`` for rates. No float ever touches an amount."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import NewType

Yen = NewType("Yen", int)
"""An amount in 円."""

MAN = 10_000
OKU = 100_000_000

_UNITS = {"億": OKU, "万": MAN, "千": 1_000, "百": 100}
_PRINTED = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[億百千万]*)円?")


def parse_rate(text: str) -> Fraction:
    """Read ``1/2``, ``0.7``, ``10/10`` or ``50%`` exactly; raise ValueError for anything else."""
    clean = unicodedata.normalize("NFKC", text).strip()
    if clean.endswith("%"):
        return Fraction(clean[:-1]) / 100
    return Fraction(clean)


def parse_printed_yen(printed: str) -> Yen:
    """Return the yen of an amount as documents print it: ``5,500万円``, ``1.2億円``, ``518百万円``.

    Full-width digits count as digits. Raises ValueError when the text is no amount or no whole yen.
    """
    clean = unicodedata.normalize("NFKC", printed).replace(" ", "")
    total = Fraction(0)
    position = 0
    for match in _PRINTED.finditer(clean):
        if match.start() != position:
            break
        position = match.end()
        total += Fraction(match["number"].replace(",", "")) * _multiplier(match["unit"])
    if position != len(clean) or not clean or total.denominator != 1:
        raise ValueError(f"金額として読めません: {printed}")
    return Yen(int(total))


def _multiplier(unit: str) -> int:
    """Return the factor of a unit such as 億, 百万 or 千."""
    factor = 1
    for sign in unit:
        factor *= _UNITS[sign]
    return factor


def floor_yen(amount: Fraction) -> Yen:
    """Round down to the yen, the rule wherever a source prints no other (DESIGN.md, Money)."""
    return Yen(amount.numerator // amount.denominator)


def format_yen(amount: int) -> str:
    """Write an amount the way an office reads it: ``1億2,000万円``, ``610万円``, ``9,300円``."""
    if amount < 0:
        return "▲" + format_yen(-amount)
    oku, rest = divmod(amount, OKU)
    man, yen = divmod(rest, MAN)
    if yen:
        return f"{amount:,}円"
    parts = [f"{oku:,}億" if oku else "", f"{man:,}万" if man else ""]
    return "".join(parts) + "円" if any(parts) else "0円"


def format_rate(rate: Fraction) -> str:
    """Write a rate as a fraction (``1/2``, ``10/10``); whole numbers become tenths over ten."""
    return "10/10" if rate == 1 else str(rate)
