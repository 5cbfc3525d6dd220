"""Finds a municipality by what a person types: name, prefecture and name, kana, code, or a ward."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.search_text import SEPARATOR, normalise, squeeze
from desktop.domain.municipality import Municipality

# Forms of one character that offices and their neighbours write differently. After katakana became
# hiragana, ヶ is ゖ and ケ is け.
_VARIANTS = str.maketrans(
    "ゖゕ檮龍鰺舘竈曾惠廣與澤濱﨑嶋櫻國邊瀨", "けか梼竜鯵館釜曽恵広与沢浜崎島桜国辺瀬"
)

EXACT, PREFIX, CONTAINS = range(3)


def fold_name(text: str) -> str:
    """Return a place name in comparable form, without spaces."""
    return squeeze(text).translate(_VARIANTS)


@dataclass(frozen=True)
class Ward:
    """A 行政区 of a designated city; it stands for its city."""

    city_code: str
    name: str
    kana: str


@dataclass(frozen=True)
class _Entry:
    """A municipality with its folded keys; those of its wards rank after all others."""

    municipality: Municipality
    keys: tuple[str, ...]
    ward_keys: tuple[str, ...]
    everything: str

    def rank(self, wanted: str) -> tuple[int, int] | None:
        """Return how well a folded text fits (smaller is better), or None."""
        if wanted not in self.everything:  # most entries, and quick
            return None
        own = _best(self.keys, wanted)
        ward = _best(self.ward_keys, wanted)
        ranks = [(kind, late) for late, kind in enumerate((own, ward)) if kind is not None]
        return min(ranks, default=None)

    def contains_all(self, parts: Iterable[str]) -> bool:
        """Whether every part of a text typed with spaces is somewhere in the keys."""
        return all(part in self.everything for part in parts)


class MunicipalityFinder:
    """Searches the bundled list in memory (1,788 entries: about a millisecond)."""

    def __init__(self, municipalities: Iterable[Municipality], wards: Iterable[Ward]) -> None:
        every = list(municipalities)
        by_city: defaultdict[str, list[Ward]] = defaultdict(list)
        for ward in wards:
            by_city[ward.city_code].append(ward)
        kana = {m.prefecture_code: m.kana for m in every if m.entity_type == "prefecture"}
        self._entries = [_entry(m, by_city[m.code], kana) for m in every]

    def find(self, text: str, limit: int) -> list[Municipality]:
        """Return the best fits first (exact, prefix, contains), equally good ones by code."""
        wanted = fold_name(text)
        if not wanted:
            return []
        parts = [fold_name(part) for part in normalise(text).split()]
        found = []
        for entry in self._entries:
            rank = entry.rank(wanted)
            if rank is None and len(parts) > 1 and entry.contains_all(parts):
                rank = (CONTAINS, 0)
            if rank is not None:
                found.append((rank, entry.municipality.code, entry.municipality))
        return [municipality for _, _, municipality in sorted(found, key=lambda f: f[:2])[:limit]]


def _entry(
    municipality: Municipality, wards: list[Ward], prefecture_kana: Mapping[str, str]
) -> _Entry:
    """Return a municipality with everything it can be found by."""
    name, kana, prefecture = municipality.name, municipality.kana, municipality.prefecture
    spoken = prefecture_kana.get(municipality.prefecture_code, "")
    bare, short = _without_kind(name), _without_kind(prefecture)
    keys = [municipality.code, name, bare, kana]
    if municipality.entity_type != "prefecture":
        keys += [prefecture + name, prefecture + bare, short + name, short + bare, spoken + kana]
    ward_keys = [
        key
        for ward in wards
        for key in (ward.name, name + ward.name, prefecture + name + ward.name, ward.kana)
    ]
    own, of_wards = _folded(keys), _folded(ward_keys)
    return _Entry(municipality, own, of_wards, SEPARATOR.join((*own, *of_wards)))


def _without_kind(name: str) -> str:
    """Return a name without 都府県市区町村 at its end; 北海道 is never called 北海."""
    return name if name.endswith("道") else name[:-1]


def _folded(keys: list[str]) -> tuple[str, ...]:
    """Return the different keys in comparable form."""
    return tuple(dict.fromkeys(fold_name(key) for key in keys))


def _best(keys: tuple[str, ...], wanted: str) -> int | None:
    """Return how the best of the keys fits; codes fit from their beginning only."""
    if wanted in keys:
        return EXACT
    if any(key.startswith(wanted) for key in keys):
        return PREFIX
    if not wanted.isdecimal() and any(wanted in key for key in keys):
        return CONTAINS
    return None
