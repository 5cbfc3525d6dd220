"""Where a verdict or an amount turns, in one Japanese sentence for a town that stands on one side of it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from desktop.domain.codes import Basis
from desktop.domain.correction import FULL_UNTIL, may_be_corrected
from desktop.domain.facts import FACTS, FactKind
from desktop.domain.money import format_rate, format_yen
from desktop.domain.sensitivity import Aspect, State, Turning
from desktop.domain.value import Value
from desktop.domain.verdict_name import Verdict

NOTHING = "なし"


def state_text(aspect: Aspect, state: State) -> str:
    """Return the possible values of an aspect: 「2/3」, 「1/2～2/3」, 「500万円」, 「対象」."""
    words = [_word(aspect, one) for one in state]
    return words[0] if len(words) == 1 else f"{words[0]}～{words[-1]}"


def _word(aspect: Aspect, value: Verdict | Fraction | int | None) -> str:
    """Return one value in words."""
    if value is None:
        return NOTHING
    if isinstance(value, Verdict):
        return f"「{value.label}」"
    if isinstance(value, Fraction):
        return f"{float(value):.2f}" if aspect is Aspect.CORRECTION else format_rate(value)
    return format_yen(value)


def border_text(turning: Turning) -> str:
    """Return a border as offices write it: 「0.50」, 「5,000人」."""
    definition = FACTS[turning.fact]
    if definition.kind is FactKind.COUNT:
        return definition.label_of(int(turning.value))
    return definition.label_of(turning.value.quantize(Decimal("0.01")))


def turning_text(turning: Turning, current: Value) -> str:
    """Return what changes when a town whose fact stands at ``current`` crosses the border."""
    if turning.aspect is Aspect.CORRECTION:
        return _correction(turning)
    border, label = border_text(turning), FACTS[turning.fact].label
    low, high = _sides(turning, border)
    below, above = (state_text(turning.aspect, one) for one in (turning.below, turning.above))
    topic = _topic(turning)
    if current is None or isinstance(current, str) or _on_open_border(turning, current):
        said = f"{label}が{low}なら{topic}は{below}、{high}なら{above}です。"
    elif _is_low(turning, Decimal(current)):
        said = f"{label}が{_becoming(high)}、{topic}は{below}から{above}に変わります。"
    else:
        said = f"{label}が{low}になると、{topic}は{above}から{below}に変わります。"
    return said + _open_note(turning, border)


def _sides(turning: Turning, border: str) -> tuple[str, str]:
    """Return the two sides of a border in words; a value left open belongs to neither."""
    if turning.below == turning.at:
        return f"{border}以下", f"{border}を超える"
    low = f"{border}未満"
    return (low, f"{border}以上") if turning.at == turning.above else (low, f"{border}を超える")


def _becoming(side: str) -> str:
    """Return 「0.50を超えると」, 「0.25以上になると」."""
    return f"{side}と" if side.endswith("を超える") else f"{side}になると"


def _is_low(turning: Turning, current: Decimal) -> bool:
    """Whether a town stands below the border (or on it, where the border belongs to the lower side)."""
    return current < turning.value or (current == turning.value and turning.at == turning.below)


def _on_open_border(turning: Turning, current: Value) -> bool:
    """Whether a town stands exactly where the text is open."""
    return current == turning.value and turning.at not in (turning.below, turning.above)


def _open_note(turning: Turning, border: str) -> str:
    """Say that the text leaves the border itself open."""
    if turning.at in (turning.below, turning.above):
        return ""
    at = state_text(turning.aspect, turning.at)
    return f"ちょうど{border}のときは資料の書き方では決まりません（{at}）。"


def _topic(turning: Turning) -> str:
    """Return what changes, with the support line where it is one of several."""
    names = "".join(f"「{line.label}」" for line in turning.lines)
    if turning.aspect is Aspect.VERDICT:
        return "判定"
    first = turning.lines[0]
    if turning.aspect is Aspect.RATE:
        return f"{names}の{first.kind.rate_word}"
    return f"{names}の{'単価' if first.basis is Basis.UNIT_AMOUNT else '上限'}"


def _correction(turning: Turning) -> str:
    """Say where 財政力補正 begins and where it ends; it slides in between."""
    label, border = FACTS[turning.fact].label, border_text(turning)
    sure = all(may_be_corrected(line) == (True,) for line in turning.lines)
    if_any = "" if sure else "（補正があるかどうかは資料にありません）"
    if turning.value == FULL_UNTIL:
        return f"{label}が{border}を超えると、財政力補正で措置額が少しずつ減ります{if_any}。"
    least = state_text(turning.aspect, turning.above)
    return f"{label}が{border}以上では、財政力補正の係数は{least}です{if_any}。"
