"""財政力補正: the coefficient on 特別交付税 by 財政力指数, and whether a line is corrected at all.

Source: 特別交付税に関する省令 (昭和51年自治省令第35号), 第2条・第3条・第5条の算式, as amended 2025-03-19.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from desktop.domain.codes import Correction, SupportKind
from desktop.domain.municipality import Municipality
from desktop.domain.profile import Profile
from desktop.domain.program import SupportLine

TOKYO = "130001"

FULL_UNTIL, LEAST_FROM = Decimal("0.5"), Decimal("0.8")
"""Below the first the coefficient is 1, from the second on it is the least one."""

_LEAST_MUNICIPALITY, _LEAST_PREFECTURE = Fraction(1, 2), Fraction(1, 5)


def coefficient(index: Decimal, *, prefecture: bool) -> Fraction:
    """Return the coefficient for a 財政力指数 (read to two decimals).

    Municipalities: 11/6 − 5/3·F between 0.5 and 0.8, prefectures: 7/3 − 8/3·F, both rounded half up to
    two decimals; 1 below; 0.5 (prefectures 0.2) from 0.8 on.
    """
    rounded = Fraction(index.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    if rounded < Fraction(FULL_UNTIL):
        return Fraction(1)
    if rounded >= Fraction(LEAST_FROM):
        return _LEAST_PREFECTURE if prefecture else _LEAST_MUNICIPALITY
    if prefecture:
        return _half_up(Fraction(7, 3) - Fraction(8, 3) * rounded)
    return _half_up(Fraction(11, 6) - Fraction(5, 3) * rounded)


def _half_up(value: Fraction) -> Fraction:
    """Round half up to two decimals."""
    return Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)


def has_own_coefficient(town: Municipality) -> bool:
    """Whether the body has a coefficient of its own: 東京都 and the 特別区 are computed as one (第9条)."""
    return town.code != TOKYO and town.entity_type != "special_ward"


def may_be_corrected(line: SupportLine) -> tuple[bool, ...]:
    """Return whether 財政力補正 applies to a line: one answer, or both where no text decides.

    What is printed beside the measure wins; else the ordinance; else both are possible (DESIGN.md, Money).
    """
    if line.kind is not SupportKind.SPECIAL_ALLOCATION_TAX:
        return (False,)
    for said in (line.correction, line.ordinance_correction):
        if said in (Correction.YES, Correction.NO):
            return (said is Correction.YES,)
    return (False, True)


def own_coefficient(profile: Profile) -> Fraction | None:
    """Return the coefficient of a body by its profile; None while its index is unknown or it has none."""
    index = profile.value("fiscal_index")
    if index is None or not has_own_coefficient(profile.municipality):
        return None
    return coefficient(Decimal(index), prefecture=profile.municipality.is_prefecture)
