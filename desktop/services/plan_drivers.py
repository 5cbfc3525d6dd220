"""The drivers of a plan line (人数, 融資額 …) as a plan file gives them: read, checked and completed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.domain.counted_cost import UNIT_DRIVERS, amount_drivers
from desktop.domain.drivers import DRIVERS, Driver, DriverKind
from desktop.domain.program import SupportLine
from desktop.domain.value import Value
from desktop.errors import InputError
from desktop.services.plan_fields import MOST_YEN, YEN_RANGE, Fields
from desktop.services.strict_json import quoted

MOST_UNITS = 100_000_000
"""No plan counts more persons, days or bodies."""

_PARTS = {"person_days": ("persons", "days")}
"""Drivers that may be given by two others, whose product they are."""

_QUESTIONS = (DriverKind.YES_NO, DriverKind.CHOICE)

_MUST_NOT_BE_ZERO = ("public_yen",)
"""The ratio of loan to public money has no value at 0 円."""


def drivers_of(line: SupportLine) -> dict[str, bool]:
    """Return the drivers a line takes, with whether they are required; the one counting its units too."""
    taken = {one.id: one.required for one in line.drivers}
    counting = UNIT_DRIVERS.get(line.per) if line.per else None
    return taken | ({counting: False} if counting and counting not in taken else {})


def read_drivers(fields: Fields, line: SupportLine, listed: int | None) -> dict[str, Value]:
    """Return the drivers that are given; what is null or absent is left out, as unknown.

    An exception (``special``) or a part of the cost that is named with null stays, as unknown: left out, the
    one is not claimed and the other taken to fit.
    A required one must be there; a question of yes or no, or of a choice, may be answered with null.
    ``listed``: the number of persons or cases whose costs are listed one by one, else None.
    """
    taken = drivers_of(line)
    given = _given(fields, taken, line)
    _count_listed(fields, given, line, listed)
    _multiply(fields, given, taken)
    for driver_id, required in taken.items():
        driver = DRIVERS[driver_id]
        if required and driver_id not in given and not _may_be_unknown(fields, driver):
            wanted = _wanted(driver)
            named = _named(fields, driver)
            raise InputError(f"{named}がありません。{wanted}を入れてください。")
    return given


def _may_be_unknown(fields: Fields, driver: Driver) -> bool:
    """Whether a required driver may be left unknown: the town's facts have it, or null says so."""
    if driver.fact is not None:
        return True
    return driver.kind in _QUESTIONS and driver.id in fields.inner("drivers")


def _given(fields: Fields, taken: Mapping[str, bool], line: SupportLine) -> dict[str, Value]:
    """Return every driver of the file with its value read."""
    usable = [*taken, *(part for one in taken for part in _PARTS.get(one, ()))]
    values: dict[str, Value] = {}
    for driver_id, value in fields.inner("drivers").items():
        if driver_id not in usable:
            _refuse_unless_known(fields, driver_id, list(dict.fromkeys(usable)), line)
        elif value is not None:
            values[driver_id] = _read(fields, DRIVERS[driver_id], value)
        elif DRIVERS[driver_id].special or driver_id in amount_drivers(line):
            values[driver_id] = None
    return values


def unused_drivers(fields: Fields, line: SupportLine) -> tuple[str, ...]:
    """Return the numbers of the file that other lines use but this one does not: left aside, and said so."""
    taken = drivers_of(line)
    usable = {*taken, *(part for one in taken for part in _PARTS.get(one, ()))}
    given = fields.inner("drivers").items()
    return tuple(one for one, value in given if value is not None and one not in usable)


def _refuse_unless_known(
    fields: Fields, driver_id: str, usable: list[str], line: SupportLine
) -> None:
    """Refuse a driver that nobody knows or that is computed; what only other lines use is left aside."""
    driver = DRIVERS.get(driver_id)
    if driver is None or driver.derived:
        raise InputError(_not_taken(fields, driver_id, usable, line))


def _not_taken(fields: Fields, driver_id: str, usable: list[str], line: SupportLine) -> str:
    """Say that a line does not take a driver, and which it takes."""
    driver = DRIVERS.get(driver_id)
    path = f"{fields.path('drivers')}.{driver_id}"
    if driver and driver.derived:
        return f"{path}（{driver.label}）は計算で求めるので、入れないでください。"
    known = "、".join(f"{one}（{DRIVERS[one].label}）" for one in usable)
    allowed = f"使えるのは {known} です。" if known else "このメニューに使える項目はありません。"
    return (
        f"{fields.path('drivers')}の{quoted(driver_id)}は「{line.label}」では使いません。{allowed}"
    )


def _named(fields: Fields, driver: Driver) -> str:
    """Return path, name and unit of a driver."""
    unit = f"・{driver.unit}" if driver.unit else ""
    return f"{fields.path('drivers')}.{driver.id}（{driver.label}{unit}）"


def _wanted(driver: Driver) -> str:
    """Say what values a driver takes."""
    if driver.kind is DriverKind.COUNT:
        return f"{_least(driver)}以上{MOST_UNITS // 10**8}億以下の整数"
    if driver.kind is DriverKind.YEN:
        return f"{_least(driver)}以上{YEN_RANGE}"
    if driver.kind is DriverKind.YES_NO:
        return "true（はい）、false（いいえ）、null（不明）のどれか"
    if driver.kind is DriverKind.CHOICE:
        codes = "、".join(f"{code}（{label}）" for code, label in driver.choices)
        return f"{codes} のどれか"
    return '0以上の数（例 "1.5"）'


def _least(driver: Driver) -> int:
    """Return the least number: counts begin at 1, unless they are a fact of the town."""
    if driver.kind is DriverKind.YEN:
        return 1 if driver.id in _MUST_NOT_BE_ZERO else 0
    return 0 if driver.fact else 1


def _read(fields: Fields, driver: Driver, value: Any) -> Value:
    """Return the value of one driver."""
    found: Value = None
    if driver.kind in (DriverKind.COUNT, DriverKind.YEN):
        most = MOST_YEN if driver.kind is DriverKind.YEN else MOST_UNITS
        found = value if type(value) is int and _least(driver) <= value <= most else None
    elif driver.kind is DriverKind.YES_NO:
        found = _yes_no(value)
    elif driver.kind is DriverKind.CHOICE:
        found = _choice(driver, value)
    else:
        found = _ratio(value)
    if found is None:
        raise InputError(f"{_named(fields, driver)}には{_wanted(driver)}を入れてください。")
    return found


def _yes_no(value: Any) -> str | None:
    """Return yes or no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value in ("yes", "no") else None


def _choice(driver: Driver, value: Any) -> str | None:
    """Return the code of a choice given as code or label."""
    accepted = {code: code for code, _ in driver.choices}
    accepted |= {label: code for code, label in driver.choices}
    clean = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    return accepted.get(clean)


def _ratio(value: Any) -> Decimal | None:
    """Return a number of 0 or more, given as a number or as text."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= MOST_UNITS else None


def _count_listed(
    fields: Fields, given: dict[str, Value], line: SupportLine, listed: int | None
) -> None:
    """Take the number of persons from the list of their costs, or compare the two."""
    counting = UNIT_DRIVERS.get(line.per) if line.per else None
    if listed is None or counting is None:
        return
    driver = DRIVERS[counting]
    if given.setdefault(counting, listed) != listed:
        raise InputError(
            f"{fields.named('eligible_cost_yen')}の並びは{listed}件ですが、"
            f"drivers.{counting}（{driver.label}）は{given[counting]}です。数を合わせてください。"
        )


def _multiply(fields: Fields, given: dict[str, Value], taken: Mapping[str, bool]) -> None:
    """Complete the drivers that are the product of two others."""
    for driver_id, product in _products(given, taken):
        if given.setdefault(driver_id, product) != product:
            first, second = _PARTS[driver_id]
            raise InputError(
                f"{_named(fields, DRIVERS[driver_id])}の{given[driver_id]}が、{first}×{second}の"
                f"{product}と違います。どちらかを直してください。"
            )


def _products(given: Mapping[str, Value], taken: Mapping[str, bool]) -> Iterator[tuple[str, int]]:
    """Yield the products that can be formed, before any of them is entered."""
    for driver_id, (first, second) in _PARTS.items():
        if driver_id in taken and given.get(first) is not None and given.get(second) is not None:
            yield driver_id, int(given[first] or 0) * int(given[second] or 0)
