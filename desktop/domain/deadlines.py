"""One function that turns rounds and today's date into 受付前・受付中・締切間近・終了・次回見込・常時・未定."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.codes import RoundState
from desktop.domain.dates import PartialDate
from desktop.domain.fiscal import FiscalYear
from desktop.domain.program import Edition, Round

SOON = timedelta(days=30)
"""A round closing within this time is 締切間近."""


class DeadlineState(StrEnum):
    """Where a round stands on a given day."""

    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    NOT_YET_OPEN = "not_yet_open"
    ALWAYS = "always"
    EXPECTED = "expected"
    UNDETERMINED = "undetermined"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The Japanese name on the screen."""
        return _LABELS[self]


_LABELS = {
    DeadlineState.OPEN: "受付中",
    DeadlineState.CLOSING_SOON: "締切間近",
    DeadlineState.NOT_YET_OPEN: "受付前",
    DeadlineState.ALWAYS: "随時",
    DeadlineState.EXPECTED: "次回見込",
    DeadlineState.UNDETERMINED: "未定",
    DeadlineState.CLOSED: "終了",
}

_URGENCY = list(DeadlineState)

FORECAST_NOTE = "前回の募集から見込んだ時期です。確定した日程は窓口に確かめてください。"


@dataclass(frozen=True)
class DatedRound:
    """A round as it stands on a day. ``forecast``: dates moved on from the last known round, never fixed."""

    round: Round
    state: DeadlineState
    opens: PartialDate | None
    closes: PartialDate | None
    forecast: bool = False
    note: str = ""

    @property
    def label(self) -> str:
        """「次回見込（令和9年10月31日ごろ）」, 「受付中（令和8年12月まで）」 …"""
        if self.closes is None:
            return self.state.label
        about = "ごろ" if self.forecast else "まで"
        about = "締切" if self.state is DeadlineState.CLOSED else about
        return f"{self.state.label}（{self.closes.label}{about}）"


def round_on(known: Round, today: date) -> DatedRound:
    """Return a round as printed, judged on a day (the closing day itself is still open)."""
    state = _state(known, today)
    return DatedRound(known, state, known.opens, known.closes, note=known.note)


def _state(known: Round, today: date) -> DeadlineState:
    """Judge the printed dates; without a closing date only the kind of the round speaks."""
    if known.state is RoundState.ALWAYS:
        return DeadlineState.ALWAYS
    if known.state is RoundState.EXPECTED:
        return _expected(known, today)
    if known.state is RoundState.UNDETERMINED or not (known.closes or known.opens):
        return DeadlineState.UNDETERMINED
    if known.closes and today > known.closes.last_day:
        return DeadlineState.CLOSED
    if known.opens and today < known.opens.first_day:
        return DeadlineState.NOT_YET_OPEN
    if known.closes and known.closes.last_day - today <= SOON:
        return DeadlineState.CLOSING_SOON
    return DeadlineState.OPEN


def _expected(known: Round, today: date) -> DeadlineState:
    """A 見込 whose day has passed is over where it comes each year, else nobody knows what became of it."""
    if known.closes is None or today <= known.closes.last_day:
        return DeadlineState.EXPECTED
    return DeadlineState.CLOSED if known.yearly else DeadlineState.UNDETERMINED


def forecast(known: Round, today: date) -> DatedRound | None:
    """Return the next round expected after a yearly one that has closed, or None.

    The dates are moved on by whole years until they lie ahead; they are a 見込, never a 確定.
    """
    if not known.yearly or known.closes is None or _state(known, today) is not DeadlineState.CLOSED:
        return None
    years = 1
    while known.closes.plus_years(years).last_day < today:
        years += 1
    moved = replace(
        known,
        label="次の募集の見込",
        state=RoundState.EXPECTED,
        opens=known.opens.plus_years(years) if known.opens else None,
        closes=known.closes.plus_years(years),
        project_year=_project_year(known, years),
    )
    note = _probably_over(known, years - 1) + FORECAST_NOTE
    return DatedRound(moved, DeadlineState.EXPECTED, moved.opens, moved.closes, True, note)


def _project_year(known: Round, years: int) -> FiscalYear | None:
    """Return the fiscal year whose projects the same round calls for some years later."""
    return FiscalYear(known.project_year.reiwa + years) if known.project_year else None


def _probably_over(known: Round, years: int) -> str:
    """Say which round has probably closed in between; the documents do not tell."""
    year = _project_year(known, years)
    if years < 1 or year is None or known.closes is None:
        return ""
    closed = known.closes.plus_years(years).label
    return f"{year.label}の事業の募集は、例年どおりなら{closed}ごろに締め切られています。"


def rounds_on(rounds: Iterable[Round], today: date) -> tuple[DatedRound, ...]:
    """Return every round as it stands on a day, followed by the rounds expected next."""
    known = list(rounds)
    dated = [round_on(one, today) for one in known]
    expected = [found for one in known if (found := forecast(one, today))]
    return (*dated, *expected)


def most_urgent(rounds: Iterable[DatedRound]) -> DatedRound | None:
    """Return the round an office should look at first: open before coming, earliest closing first."""
    return min(rounds, key=_urgency, default=None)


def round_to_show(edition: Edition | None, today: date, *, is_over: bool) -> DatedRound | None:
    """Return the round that a list shows for a programme; one of the past has none."""
    if edition is None or is_over:
        return None
    return most_urgent(rounds_on(edition.rounds, today))


def _urgency(dated: DatedRound) -> tuple[int, date]:
    """Sort key: state, then closing day (rounds without one last)."""
    closes = dated.closes.last_day if dated.closes else date.max
    return (_URGENCY.index(dated.state), closes)
