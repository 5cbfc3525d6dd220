"""A municipality or prefecture (まち・団体)."""

from __future__ import annotations

from typing import NamedTuple


class Municipality(NamedTuple):
    """An entry of the bundled list; ``code`` is the 6-digit 全国地方公共団体コード (text)."""

    code: str
    prefecture_code: str
    prefecture: str
    name: str
    kana: str
    entity_type: str

    @property
    def label(self) -> str:
        """``島根県美郷町``; a prefecture is just its name."""
        return self.name if self.is_prefecture else self.prefecture + self.name

    @property
    def is_prefecture(self) -> bool:
        """Whether the body is a prefecture itself."""
        return self.entity_type == "prefecture"
