"""One object of a plan file: reads its fields and names the field, and what is allowed, in every complaint."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from desktop.domain.fiscal import FiscalYear
from desktop.domain.money import Yen
from desktop.errors import InputError
from desktop.services.strict_json import quoted

MOST_YEN = 10_000_000_000_000
"""10兆円: more than any town spends; a larger number is a slip of the keyboard."""

YEN_RANGE = "10兆円以下の整数（円）"

LAST_YEAR = 81
"""R81 is 2099: nobody plans later."""

LONGEST_TEXT = 200


class Fields:
    """The members of one JSON object. ``at`` is its path (``lines[2]``), empty for the document itself.

    ``labels`` maps every key that exists to its Japanese name.
    """

    def __init__(self, data: object, at: str, labels: Mapping[str, str]) -> None:
        """Refuse what is no object, and keys that do not exist."""
        self.at = at
        self.labels = labels
        if not isinstance(data, dict):
            raise InputError(f"{at or '計画ファイルの中身'}は {{…}} の形にしてください。")
        self.data: Mapping[str, Any] = data
        for key in data:
            if key not in labels:
                where = at or "計画ファイル"
                known = "、".join(labels)
                raise InputError(
                    f"{where}に知らない項目{quoted(key)}があります。使える項目は {known} です。"
                )

    def path(self, key: str) -> str:
        """Return the path of a field."""
        return f"{self.at}.{key}" if self.at else key

    def named(self, key: str) -> str:
        """Return path and Japanese name of a field, as messages begin."""
        return f"{self.path(key)}（{self.labels[key]}）"

    def has(self, key: str) -> bool:
        """Whether a field is there and not null."""
        return self.data.get(key) is not None

    def wrong(self, key: str, wanted: str) -> InputError:
        """Return the error that says what belongs into a field."""
        if self.has(key):
            return InputError(f"{self.named(key)}には{wanted}を入れてください。")
        return InputError(f"{self.named(key)}がありません。{wanted}を入れてください。")

    def text(self, key: str, wanted: str, default: str | None = None) -> str:
        """Return a text with the width of its signs unified; ``default`` None: it must be there."""
        value = self.data.get(key)
        if value is None and default is not None:
            return default
        clean = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
        if not clean or len(clean) > LONGEST_TEXT:
            raise self.wrong(key, wanted)
        return clean

    def yen(self, key: str, least: int = 0) -> Yen:
        """Return an amount in 円."""
        return self.checked_yen(self.data.get(key), key, least)

    def checked_yen(self, value: object, key: str, least: int = 0) -> Yen:
        """Return an amount of a field in 円; true, 1.0 and "1" are none."""
        if type(value) is not int or not least <= value <= MOST_YEN:
            raise self.wrong(key, f"{least}以上{YEN_RANGE}")
        return Yen(value)

    def items(self, key: str, wanted: str) -> list[Any]:
        """Return a list; a missing one is empty."""
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key, wanted)
        return value

    def ids(self, key: str, wanted: str) -> list[str]:
        """Return a list of ids, each once."""
        found = self.items(key, wanted)
        if not all(isinstance(one, str) for one in found):
            raise self.wrong(key, wanted)
        clean = [unicodedata.normalize("NFKC", one).strip() for one in found]
        for one in clean:
            if clean.count(one) > 1:
                raise InputError(
                    f"{self.named(key)}に{quoted(one)}が2回書かれています。一つにしてください。"
                )
        return clean

    def inner(self, key: str) -> Mapping[str, Any]:
        """Return an object with free keys; a missing one is empty."""
        value = self.data.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.wrong(key, "{項目: 値} の形")
        return value

    def year(self, key: str, default: FiscalYear) -> FiscalYear:
        """Return a fiscal year written as R8."""
        value = self.data.get(key)
        if value is None:
            return default
        try:
            year = FiscalYear.parse(unicodedata.normalize("NFKC", value))
        except (TypeError, ValueError) as error:
            raise self.wrong(key, f'R1からR{LAST_YEAR}までの年度（例 "R8"）') from error
        if year.reiwa > LAST_YEAR:
            raise self.wrong(key, f'R1からR{LAST_YEAR}までの年度（例 "R8"）')
        return year
