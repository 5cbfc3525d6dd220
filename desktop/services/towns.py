"""Finding a municipality or prefecture by name, reading or code, as a person types it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.municipality import Municipality

PREFECTURE = "prefecture"
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_MIN_CODE_DIGITS = 2


@dataclass(frozen=True)
class _Entry:
    """A town with the forms it is found by."""

    town: Municipality
    names: tuple[str, ...]
    kana: str
    haystack: str


class TownIndex:
    """Every municipality and prefecture of the bundled list, in the order of their codes."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        towns = sorted(municipalities, key=lambda town: (town.prefecture_code, town.code))
        self.prefectures = tuple(town for town in towns if town.entity_type == PREFECTURE)
        readings = {town.prefecture_code: town.kana for town in self.prefectures}
        self._entries = [_entry(town, readings.get(town.prefecture_code, "")) for town in towns]

    def find(self, text: str, prefecture_code: str = "") -> list[Municipality]:
        """Return the towns that contain every word of the text, best first; all for an empty text.

        Words may be parts of names (漢字), readings (かな・カナ) or the beginning of the code.
        """
        words = normalised(text).split()
        kept = [
            entry
            for entry in self._entries
            if prefecture_code in ("", entry.town.prefecture_code)
            and all(_contains(entry, word) for word in words)
        ]
        if words:
            joined = "".join(words)
            kept.sort(key=lambda entry: _rank(entry, joined, words[-1]))
        return [entry.town for entry in kept]


def normalised(text: str) -> str:
    """Return text in one width and case, katakana as hiragana."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return folded.translate(_KATAKANA_TO_HIRAGANA)


def _entry(town: Municipality, prefecture_kana: str) -> _Entry:
    """Return a town with its searchable forms."""
    names = (normalised(town.name), normalised(town.label))
    kana = normalised(town.kana)
    prefecture = normalised(prefecture_kana)
    return _Entry(town, names, kana, " ".join((*names, prefecture + kana)))


def _contains(entry: _Entry, word: str) -> bool:
    """Whether one word is part of the name or reading, or begins the code."""
    if word.isascii() and word.isdigit():
        return len(word) >= _MIN_CODE_DIGITS and entry.town.code.startswith(word)
    return word in entry.haystack


def _rank(entry: _Entry, joined: str, last: str) -> int:
    """Sort key: exact name, then beginnings, then the rest (the list's own order within each)."""
    exact = {*entry.names, entry.kana, *(name[:-1] for name in (*entry.names, entry.kana) if name)}
    if joined in exact or last in exact:
        return 0
    if any(name.startswith(joined) for name in entry.names) or entry.kana.startswith(joined):
        return 1
    if entry.names[0].startswith(last) or entry.kana.startswith(last):
        return 2
    return 3
