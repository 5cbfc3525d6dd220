"""One function turns rounds and today's date into the state an office acts on."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.codes import RoundState
from desktop.domain.dates import PartialDate
from desktop.domain.deadlines import DeadlineState, most_urgent, round_on, rounds_on
from desktop.domain.fiscal import FiscalYear
from desktop.domain.program import Round


def call(
    closes: str | None = "2025-10-31",
    opens: str | None = None,
    state: RoundState = RoundState.FIXED,
    yearly: bool = False,
) -> Round:
    return Round(
        label="募集",
        state=state,
        project_year=FiscalYear(8),
        opens=PartialDate.parse(opens) if opens else None,
        closes=PartialDate.parse(closes) if closes else None,
        printed="",
        yearly=yearly,
        sources=(),
    )


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2025-08-31", DeadlineState.NOT_YET_OPEN),
        ("2025-09-01", DeadlineState.OPEN),
        ("2025-09-30", DeadlineState.OPEN),
        ("2025-10-01", DeadlineState.CLOSING_SOON),
        ("2025-10-31", DeadlineState.CLOSING_SOON),
        ("2025-11-01", DeadlineState.CLOSED),
    ],
)
def test_the_day_before_the_day_and_the_day_after(today: str, state: DeadlineState) -> None:
    assert round_on(call(opens="2025-09-01"), date.fromisoformat(today)).state is state


@pytest.mark.parametrize(
    ("today", "state"),
    [("2025-12-31", DeadlineState.CLOSING_SOON), ("2026-01-01", DeadlineState.CLOSED)],
)
def test_a_month_is_open_until_its_last_day(today: str, state: DeadlineState) -> None:
    assert round_on(call("2025-12"), date.fromisoformat(today)).state is state


def test_no_date_is_never_read_as_open_or_closed() -> None:
    today = date(2026, 11, 20)
    assert round_on(call(None), today).state is DeadlineState.UNDETERMINED
    assert round_on(call(None, state=RoundState.ALWAYS), today).state is DeadlineState.ALWAYS


def test_a_closed_yearly_round_is_expected_again_and_marked_as_a_forecast() -> None:
    past, expected = rounds_on([call(yearly=True)], date(2026, 11, 20))
    assert past.state is DeadlineState.CLOSED
    assert expected.state is DeadlineState.EXPECTED
    assert expected.forecast
    assert str(expected.closes) == "2027-10-31"
    assert expected.round.project_year == FiscalYear(10)
    assert expected.round.label == "次の募集の見込"
    assert "令和9年度の事業の募集は、例年どおりなら令和8年10月31日ごろに" in expected.note


def test_the_forecast_on_the_closing_day_is_that_day() -> None:
    (_, expected) = rounds_on([call(yearly=True)], date(2026, 10, 31))
    assert str(expected.closes) == "2026-10-31"
    assert "締め切られています" not in expected.note


def test_an_expected_round_whose_day_has_passed() -> None:
    once = call("2026-04", state=RoundState.EXPECTED)
    assert round_on(once, date(2026, 4, 30)).state is DeadlineState.EXPECTED
    assert round_on(once, date(2026, 5, 1)).state is DeadlineState.UNDETERMINED
    yearly = call("2026-04", state=RoundState.EXPECTED, yearly=True)
    over, expected = rounds_on([yearly], date(2026, 5, 1))
    assert over.state is DeadlineState.CLOSED
    assert str(expected.closes) == "2027-04"


def test_an_open_or_single_round_has_no_forecast() -> None:
    assert len(rounds_on([call(yearly=True)], date(2025, 10, 1))) == 1
    assert len(rounds_on([call(yearly=False)], date(2026, 11, 20))) == 1


def test_what_closes_first_comes_first() -> None:
    later, sooner, closed = call("2026-12-20"), call("2026-12-10"), call("2026-01-01")
    first = most_urgent(rounds_on([later, sooner, closed], date(2026, 11, 20)))
    assert first is not None
    assert first.round is sooner
    assert most_urgent([]) is None
