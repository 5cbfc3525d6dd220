"""Amounts as printed, fiscal years, dates and citations."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates import PartialDate, as_of_label
from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import floor_yen, format_rate, format_yen, parse_printed_yen, parse_rate
from desktop.domain.source import SourceRef


@pytest.mark.parametrize(
    ("printed", "yen"),
    [
        ("5,500万円", 55_000_000),
        ("610万円", 6_100_000),
        ("９,３００円", 9_300),
        ("1.2万円", 12_000),
        ("80億円", 8_000_000_000),
        ("1億2,000万円", 120_000_000),
        ("518百万円", 518_000_000),
        ("40,000千円", 40_000_000),
        ("25億", 2_500_000_000),
    ],
)
def test_printed_amounts(printed: str, yen: int) -> None:
    assert parse_printed_yen(printed) == yen


@pytest.mark.parametrize("printed", ["", "上限100万円", "約半分", "0.00001万円", "円", "10%"])
def test_what_is_no_amount_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="金額として読めません"):
        parse_printed_yen(printed)


@given(st.integers(min_value=0, max_value=10**14))
def test_an_amount_written_is_the_amount_read(yen: int) -> None:
    assert parse_printed_yen(format_yen(yen)) == yen


@pytest.mark.parametrize(
    ("yen", "text"),
    [
        (0, "0円"),
        (9_300, "9,300円"),
        (6_100_000, "610万円"),
        (120_000_000, "1億2,000万円"),
        (-5_000, "▲5,000円"),
    ],
)
def test_amounts_are_written_as_an_office_reads_them(yen: int, text: str) -> None:
    assert format_yen(yen) == text


def test_rates_are_exact() -> None:
    assert parse_rate("0.7") == Fraction(7, 10)
    assert parse_rate("1/2") == parse_rate("50%") == Fraction(1, 2)
    assert format_rate(parse_rate("10/10")) == "10/10"


@given(st.integers(0, 10**12), st.fractions(min_value=0, max_value=1))
def test_rounding_down_never_gains_and_loses_less_than_a_yen(cost: int, rate: Fraction) -> None:
    exact = cost * rate
    assert 0 <= exact - floor_yen(exact) < 1


@pytest.mark.parametrize(
    ("day", "year", "planned"),
    [
        ("2026-03-31", "R7", "R8"),
        ("2026-04-01", "R8", "R8"),
        ("2026-06-30", "R8", "R8"),
        ("2026-07-01", "R8", "R9"),
        ("2026-11-20", "R8", "R9"),
        ("2027-01-15", "R8", "R9"),
    ],
)
def test_the_year_of_a_day_and_the_year_an_office_plans_for(
    day: str, year: str, planned: str
) -> None:
    today = date.fromisoformat(day)
    assert FiscalYear.containing(today).code == year
    assert FiscalYear.planned_on(today).code == planned


def test_a_fiscal_year_runs_from_april_to_march() -> None:
    year = FiscalYear.parse("R8")
    assert (year.first_day, year.last_day) == (date(2026, 4, 1), date(2027, 3, 31))
    assert (year.label, year.next.code) == ("令和8年度", "R9")


@pytest.mark.parametrize("code", ["", "8", "R0", "H30", "2026", "R８年"])
def test_other_years_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="R8 のように"):
        FiscalYear.parse(code)


def test_a_month_without_a_day_stays_one() -> None:
    december = PartialDate.parse("2025-12")
    assert (december.first_day, december.last_day) == (date(2025, 12, 1), date(2025, 12, 31))
    assert str(december) == "2025-12"
    assert december.label == "令和7年12月"


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        ("2026-01-27", "令和8年1月27日"),
        ("2025-03", "令和7年3月"),
        ("2021", "令和3年"),
        ("2015", "2015年"),
        (None, ""),
        ("令和6年度", "令和6年度"),
    ],
)
def test_as_of_dates_are_shown_as_precisely_as_they_are_known(
    as_of: str | None, shown: str
) -> None:
    assert as_of_label(as_of) == shown


def test_a_leap_day_moves_to_the_28th() -> None:
    assert str(PartialDate.parse("2024-02-29").plus_years(1)) == "2025-02-28"


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "2025", "令和7年12月", ""])
def test_dates_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["003:974 見出し", "000:11", "002:465-520 ② 地域活性化起業人"])
def test_citations_survive_being_written_down(text: str) -> None:
    assert str(SourceRef.parse(text)) == text


@pytest.mark.parametrize("text", ["", "003", "003:", "003:0", "003:9-3", "974 見出し"])
def test_unreadable_citations_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="出典"):
        SourceRef.parse(text)
