"""What counts as a line with a figure: an amount, rate, percentage, deadline or end year."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_AMOUNT = r"\d[\d,]*(?:\.\d+)?\s*[十百千万億兆]*\s*円"
_BARE_AMOUNT = r"\d[\d,]*(?:\.\d+)?\s*(?:億|万|百万)(?![年人件団社t㎡kWG])"
_FRACTION = r"(?<![\d/])\d{1,2}\s*/\s*\d{1,2}(?![\d/])|\d+\s*分の\s*\d+|[½¼¾⅓⅔]"
_PERCENT = r"\d+(?:\.\d+)?\s*%"
_SHARE = r"\d+(?:\.\d+)?\s*割"
_NAMED = r"(?:措置率|補助率|交付率|充当率|融資比率|限度額|上限|下限|定額|補助額|財政力補正)"
_DEADLINE = r"(?:募集|締\s*切|締め切り|公募|受付|期限)"
_END = r"(?:令和\s*\d+|R\s*\d+|\d{4})\s*(?:年度?)?\s*(?:末)?\s*まで|～\s*R\d+|(?:まで)(?=の(?:間|措置))"
_RATIO = r"\d+(?:\.\d+)?\s*倍"
_LONE_RATE = r"(?m:^\s*0\.\d+\s*$)"
_TABLE_ROW = r"(?:\t\s*\d[\d,.]*(?:\([^)]*\)|※\d*)?\s*(?=\t|$)){3,}"

PATTERN = re.compile(
    "|".join(
        (
            _AMOUNT,
            _BARE_AMOUNT,
            _FRACTION,
            _PERCENT,
            _SHARE,
            _RATIO,
            _LONE_RATE,
            _TABLE_ROW,
            _END,
            _NAMED,
            _DEADLINE,
        )
    )
)


def figures_in(line: str) -> tuple[str, ...]:
    """Return the figures and words of rate, cap or deadline that a line prints, in order, each once."""
    text = unicodedata.normalize("NFKC", line).replace("⁄", "/")
    found = (re.sub(r"\s+", "", match.group()) for match in PATTERN.finditer(text))
    return tuple(dict.fromkeys(found))


def fingerprint(line: str) -> str:
    """Return 12 hexadecimal digits that change when the line's text does (spaces and widths aside)."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", line))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
