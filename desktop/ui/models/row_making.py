"""Makes the line of the list of programmes from a judgement."""

from __future__ import annotations

from datetime import date

from desktop.domain.codes import SupportKind
from desktop.domain.deadlines import DatedRound, DeadlineState, round_to_show
from desktop.domain.fiscal import REIWA_OFFSET
from desktop.domain.program_amounts import LineAmount, line_amounts, no_amount
from desktop.domain.rules import Lookup
from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict
from desktop.ui.models.program_row import ProgramRow

NOTHING = "－"
_NO_ROUND = (len(DeadlineState), date.max)


def program_row(judgement: Judgement, lookup: Lookup, today: date) -> ProgramRow:
    """Return the row of a judged programme for a town's facts on a day."""
    program = judgement.program
    amounts = line_amounts(judgement, lookup)
    urgent = _urgent(judgement, today)
    return ProgramRow(
        id=program.id,
        verdict=judgement.verdict,
        name=program.name,
        kana=program.kana,
        kinds=_kinds(program.kinds),
        amount=_amount(judgement, amounts, lookup),
        deadline=_deadline(urgent) if urgent else NOTHING,
        agency=program.agency,
        amount_key=_amount_key(amounts),
        deadline_key=_deadline_key(urgent),
        judgement=judgement,
    )


def _amount(judgement: Judgement, amounts: tuple[LineAmount, ...], lookup: Lookup) -> str:
    """Return the amount of the line with the largest cap; other amounts are counted, never added."""
    if not amounts:
        return no_amount(judgement, lookup).removeprefix("金額の").removeprefix("金額は")
    first, *others = amounts
    shown = first.phrase.replace("・", "\n").replace("円～", "～")
    if not others:
        return shown
    return f"{shown} ほか" if "\n" in shown else f"{shown}\nほか{len(others)}通り"


def _amount_key(amounts: tuple[LineAmount, ...]) -> str:
    """Return a text that sorts like the largest cap; Qt compares numbers beyond 32 bits wrongly."""
    return f"{max((one.largest for one in amounts), default=0):015d}"


def _urgent(judgement: Judgement, today: date) -> DatedRound | None:
    """Return the round to look at first; programmes of the past have none."""
    is_over = judgement.verdict is Verdict.NOT_CURRENT
    return round_to_show(judgement.edition, today, is_over=is_over)


def _kinds(kinds: tuple[SupportKind, ...]) -> str:
    """Return the first kind and how many more there are."""
    if not kinds:
        return NOTHING
    return kinds[0].label + (f" ほか{len(kinds) - 1}種" if len(kinds) > 1 else "")


def _deadline(urgent: DatedRound) -> str:
    """Return the state, and below it the closing day in short: 「受付中」「R8.12.25まで」."""
    closes = urgent.closes
    if closes is None:
        return urgent.state.label
    day = f".{closes.day}" if closes.day else ""
    about = "ごろ" if urgent.forecast else "まで"
    about = "締切" if urgent.state is DeadlineState.CLOSED else about
    return f"{urgent.state.label}\nR{closes.year - REIWA_OFFSET}.{closes.month}{day}{about}"


def _deadline_key(urgent: DatedRound | None) -> str:
    """Return a text that sorts the most urgent round first."""
    rank, day = _NO_ROUND
    if urgent:
        rank = list(DeadlineState).index(urgent.state)
        day = urgent.closes.last_day if urgent.closes else date.max
    return f"{rank:02d} {day.isoformat()}"
