"""Where a figure or a condition comes from (出典)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_REFERENCE = re.compile(
    r"(?P<document>[A-Z0-9]{3,12}):(?P<line>\d+)(?:-(?P<last>\d+))?(?: +(?P<heading>.+))?"
)


@dataclass(frozen=True)
class SourceRef:
    """A place in a source document: id, line (first and last, counted from 1), heading as printed."""

    document: str
    line: int
    last_line: int
    heading: str

    @classmethod
    def parse(cls, text: str) -> SourceRef:
        """Read ``003:974-977 見出し``; raise ValueError for anything else."""
        match = _REFERENCE.fullmatch(text.strip())
        if not match:
            raise ValueError(f"出典は「003:974 見出し」のように書きます: {text}")
        first = int(match["line"])
        last = int(match["last"] or first)
        if first < 1 or last < first:
            raise ValueError(f"出典の行番号が正しくありません: {text}")
        return cls(match["document"], first, last, (match["heading"] or "").strip())

    def __str__(self) -> str:
        """Return the form that :meth:`parse` reads."""
        lines = f"{self.line}" if self.line == self.last_line else f"{self.line}-{self.last_line}"
        return f"{self.document}:{lines} {self.heading}".strip()


@dataclass(frozen=True)
class Document:
    """One of the documents that figures come from."""

    id: str
    title: str
    publisher: str
    as_of: str


@dataclass(frozen=True)
class Coverage:
    """How the lines with figures of one document are accounted for; ``left_out``: reason → lines."""

    document: str
    lines: int
    cited: int
    left_out: Mapping[str, int]
    open: int
