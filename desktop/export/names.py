"""Names of sheets and places in them, within the limits of Excel."""

from __future__ import annotations

import re

from openpyxl.utils import quote_sheetname

from desktop.export.cells import clean_text

COVER = "表紙"
OVERVIEW = "制度一覧"
MAX_TITLE = 31
"""Excel counts UTF-16 units."""

_ILLEGAL = re.compile(r"[\\/*?:\[\]\n\t]")


def plan_title(number: int, name: str) -> str:
    """Return the title of a 計画シート: ``01_地域活性化起業人``; unique because of its number."""
    clean = _ILLEGAL.sub("・", clean_text(name)).replace("'", "’").strip()
    title = f"{number:02d}_{clean}"
    while len(title.encode("utf-16-le")) // 2 > MAX_TITLE:
        title = title[:-1]
    return title


def place(sheet_title: str, cell: str = "A1") -> str:
    """Return a reference such as ``'01_起業人'!A1``."""
    return f"{quote_sheetname(sheet_title)}!{cell}"


def total_name(number: int, label: str) -> str:
    """Return the defined name of a total of a 計画シート: ``P01_総事業費``."""
    return f"P{number:02d}_{label}"
