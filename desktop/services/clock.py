"""Noticing a clock that cannot be right: an old PC with an empty battery starts in 1970 or 2000."""

from __future__ import annotations

from datetime import date

from desktop.domain.dates import PartialDate, day_label

LAST_DAY = date(2099, 12, 31)


def clock_doubt(today: date, catalog_as_of: str) -> str | None:
    """Return a sentence when a day lies before the programme database was made, or very far away."""
    try:
        earliest = PartialDate.parse(catalog_as_of).first_day
    except ValueError:
        return None
    if earliest <= today <= LAST_DAY:
        return None
    return (
        f"パソコンの日付が{day_label(today)}になっています。対象年度と募集の時期が正しく出ないので、"
        "日付を直してから開き直してください。"
    )
