"""The formula of a support line, step by step: cost → cap and rate in the order of the source → 財政力補正.

Everything stays an exact fraction; the one rounding, down to the yen, is the last step (DESIGN.md, Money).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from desktop.domain.codes import Basis
from desktop.domain.line_estimate import Step
from desktop.domain.money import Yen, floor_yen, format_rate, format_yen
from desktop.domain.program import SupportLine
from desktop.domain.source import SourceRef
from desktop.domain.span import Span
from desktop.domain.terms import Terms


class Place(Enum):
    """Where the cap holds."""

    ON_COST = "cost"
    ON_SUPPORT = "support"
    ON_CORRECTED = "corrected"
    UNIT_AMOUNT = "unit_amount"


@dataclass(frozen=True)
class Method:
    """One way to read the formula: where the cap holds, and whether 財政力補正 applies."""

    place: Place
    corrected: bool


_PLACES = {
    Basis.ELIGIBLE_COST: (Place.ON_COST,),
    Basis.PUBLIC_MONEY: (Place.ON_COST,),
    Basis.SUPPORT: (Place.ON_SUPPORT, Place.ON_CORRECTED),
    Basis.CONTRACT: (Place.ON_SUPPORT, Place.ON_CORRECTED),
    Basis.UNIT_AMOUNT: (Place.UNIT_AMOUNT,),
    Basis.OPEN: (Place.ON_COST, Place.ON_SUPPORT, Place.ON_CORRECTED),
}


def methods(line: SupportLine, corrected: Sequence[bool]) -> list[Method]:
    """Return every way in which the text lets the amount be worked out.

    Where a cap on the support meets 財政力補正, no text says which comes first: both.
    """
    places = _PLACES[line.basis] if line.basis and line.caps else (Place.ON_COST,)
    found = []
    for one in corrected:
        usable = [place for place in places if one or place is not Place.ON_CORRECTED]
        found += [Method(place, one) for place in usable]
    return found


@dataclass(frozen=True)
class Cost:
    """The cost that counts: amounts in 円 that the cap is compared with one by one, each for ``units`` units."""

    amounts: tuple[Fraction, ...]
    units: int


@dataclass(frozen=True)
class Factor:
    """The coefficient of 財政力補正 with how it came about."""

    value: Fraction
    text: str = ""
    sources: tuple[SourceRef, ...] = ()


class Working:
    """Collects the steps of one calculation."""

    def __init__(self) -> None:
        """Start with no steps."""
        self.steps: list[Step] = []

    def add(self, text: str, yen: Fraction | int, sources: tuple[SourceRef, ...] = ()) -> None:
        """Note a step with its outcome (shown rounded down; the calculation itself keeps the fraction)."""
        self.steps.append(Step(text, Span.of(floor_yen(Fraction(yen))), sources))


def work_out(cost: Cost, terms: Terms, method: Method, factor: Factor, working: Working) -> Yen:
    """Return the support in 円; ``factor`` is used where ``method`` says so."""
    if method.place is Place.UNIT_AMOUNT:
        return _unit_amount(cost, terms, working)
    total = sum(cost.amounts, Fraction(0))
    if method.place is Place.ON_COST:
        capped = _capped(cost, Fraction(1), terms, working, "上限の範囲の経費")
        amount = _corrected(_rated(capped, terms, working), method, factor, working)
    elif method.place is Place.ON_SUPPORT:
        _rated(total, terms, working)
        capped = _capped(cost, terms.rate or Fraction(1), terms, working, "上限の範囲の額")
        amount = _corrected(capped, method, factor, working)
    else:
        _corrected(_rated(total, terms, working), method, factor, working)
        share = (terms.rate or Fraction(1)) * factor.value
        amount = _capped(cost, share, terms, working, "上限の範囲の額")
    return _floored(amount, working)


def _capped(cost: Cost, share: Fraction, terms: Terms, working: Working, word: str) -> Fraction:
    """Hold each amount, multiplied by what comes before the cap, down to the cap of its units."""
    amounts = [amount * share for amount in cost.amounts]
    if terms.cap is None or terms.cap_case is None:
        return sum(amounts, Fraction(0))
    limit = terms.cap * cost.units
    total = sum((min(amount, Fraction(limit)) for amount in amounts), Fraction(0))
    label = f"（{terms.cap_case.label}）" if terms.cap_case.label else ""
    times = f" × {cost.units} ＝ {format_yen(limit)}" if cost.units != 1 else ""
    each = f"（{len(amounts)}件をそれぞれ比べる）" if len(amounts) > 1 else ""
    text = f"{word}：上限 {format_yen(terms.cap)}{times}{label}{each}"
    working.add(text, total, terms.cap_case.sources)
    return total


def _rated(amount: Fraction, terms: Terms, working: Working) -> Fraction:
    """Multiply by the rate; a rate that is not printed changes nothing."""
    case = terms.rate_case
    if case is None or case.rate is None:
        return amount
    label = f"（{case.label}）" if case.label else ""
    working.add(f"率 {format_rate(case.rate)} を掛ける{label}", amount * case.rate, case.sources)
    return amount * case.rate


def _corrected(amount: Fraction, method: Method, factor: Factor, working: Working) -> Fraction:
    """Multiply by the coefficient where 財政力補正 applies."""
    if not method.corrected:
        return amount
    text = f"財政力補正の係数 {decimal_text(factor.value)} を掛ける{factor.text}"
    working.add(text, amount * factor.value, factor.sources)
    return amount * factor.value


def _unit_amount(cost: Cost, terms: Terms, working: Working) -> Yen:
    """Pay the amount for each unit, never more than the cost where a cost is given."""
    if terms.cap is None or terms.cap_case is None:
        raise ValueError("a unit amount without an amount")
    units = cost.units if len(cost.amounts) <= 1 else len(cost.amounts)
    amount = Yen(terms.cap * units)
    text = f"1単位 {format_yen(terms.cap)} × {units}"
    working.add(text, amount, terms.cap_case.sources)
    total = sum(cost.amounts, Fraction(0))
    if cost.amounts and total < amount:
        working.add("かかる費用までとする", total)
        return floor_yen(total)
    return amount


def _floored(amount: Fraction, working: Working) -> Yen:
    """Round down to the yen; only said where something is cut off."""
    yen = floor_yen(amount)
    if amount != yen:
        working.add("1円未満を切り捨てる", yen)
    return yen


def decimal_text(value: Fraction) -> str:
    """Write a coefficient as a decimal with up to two places: 0.75, 0.5, 1.0."""
    hundredths = round(value * 100)
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    return text[:-1] if text.endswith("0") else text
