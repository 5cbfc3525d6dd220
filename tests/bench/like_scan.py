"""The LIKE scan that the search index replaces: the same words, the same comparable texts, plain SQL."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db.search_text import split_words

_ESCAPES = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


class LikeScan:
    """Scans one catalogue; nothing is loaded beforehand but what the system keeps of the file."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True
        )
        self._ids: dict[int, str] = {}

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def numbers(self, query: str) -> list[int]:
        """Return the numbers of the programmes whose text contains every word."""
        patterns = [f"%{word.translate(_ESCAPES)}%" for word in split_words(query)]
        condition = " AND ".join(["text LIKE ? ESCAPE '\\'"] * len(patterns)) or "1"
        rows = self._connection.execute(
            f"SELECT program_number FROM search_document WHERE {condition}", patterns
        )
        return [number for (number,) in rows]

    def ids_of(self, numbers: list[int]) -> set[str]:
        """Return the ids of programmes by their numbers."""
        if not self._ids:
            self._ids = dict(self._connection.execute("SELECT number, id FROM program").fetchall())
        return {self._ids[number] for number in numbers}
