"""What sets the readings of an open text apart, in words."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.calculation import Outturn, ReadCase
from desktop.domain.formula import Place
from desktop.domain.money import format_rate, format_yen

_PLACES = {
    Place.ON_COST: "上限は率を掛ける前の経費にかかる",
    Place.ON_SUPPORT: "上限は率を掛けた後の額にかかる",
    Place.ON_CORRECTED: "上限は財政力補正の後の額にかかる",
    Place.UNIT_AMOUNT: "単価どおり",
}


def reading_texts(cases: Sequence[ReadCase]) -> list[str]:
    """Return one phrase for each reading that names only what differs between them."""
    described = [_features(case) for case in cases]
    texts = []
    for features in described:
        telling = [
            text
            for place, text in enumerate(features)
            if text and len({other[place] for other in described}) > 1
        ]
        texts.append("、".join(telling) or "資料の書き方のとおり")
    return texts


def _features(case: ReadCase) -> tuple[str, ...]:
    """Return what can set a reading apart: correction, rate, cap, place of the cap."""
    corrected = any(one.factor is not None for one in case.outturns)
    return (
        "財政力補正あり" if corrected else "財政力補正なし",
        _rates(case.outturns),
        _caps(case.outturns),
        _place(case),
    )


def _place(case: ReadCase) -> str:
    """Return where the cap holds, before or after what."""
    if case.method.place is Place.ON_SUPPORT and any(one.factor for one in case.outturns):
        rated = any(one.terms.rate is not None for one in case.outturns)
        return f"上限は{'率を掛けた後、' if rated else ''}財政力補正の前の額にかかる"
    return _PLACES[case.method.place]


def _rates(outturns: Sequence[Outturn]) -> str:
    """Return the rates of a reading with the labels of their cases."""
    found = []
    for one in outturns:
        case = one.terms.rate_case
        if case is None or case.rate is None:
            found.append("率を掛けない")
        else:
            found.append(
                f"率 {format_rate(case.rate)}" + (f"（{case.label}）" if case.label else "")
            )
    return "・".join(dict.fromkeys(found))


def _caps(outturns: Sequence[Outturn]) -> str:
    """Return the caps of a reading with the labels of their cases."""
    found = []
    for one in outturns:
        case, cap = one.terms.cap_case, one.terms.cap
        if case is None or cap is None:
            found.append("上限なし")
        else:
            found.append(f"上限 {format_yen(cap)}" + (f"（{case.label}）" if case.label else ""))
    return "・".join(dict.fromkeys(found))
