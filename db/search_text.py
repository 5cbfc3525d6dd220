"""How text is made comparable for searching, and the grams it is found by. Pure functions.

Both sides, the catalogue and the typed words, go through :func:`normalise`: half and full width,
capital and small letters, katakana and hiragana are the same.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Sequence

SEPARATOR = "\n"
"""Stands between the fields of a text; never part of a word, so nothing is found across fields."""

SHORT = 2
"""Every gram of one or two characters is indexed."""

LONGEST = 6
FREQUENT = 1_000
"""A longer gram is indexed if both grams of one character less are in more programmes than this.

So any word is either indexed itself, or has a gram with few programmes to look at, or hits nothing. The
real catalogue is too small to have longer grams; one of 100,000 programmes has them.
"""

_KATAKANA = range(ord("ァ"), ord("ヶ") + 1)
_TO_HIRAGANA = {code: code - ord("ァ") + ord("ぁ") for code in _KATAKANA}


def normalise(text: str) -> str:
    """Return the comparable form: NFKC, lower case, hiragana for katakana, single spaces.

    Lone surrogates, which no database can store, are dropped.
    """
    storable = text.encode("utf-8", "ignore").decode("utf-8")
    folded = unicodedata.normalize("NFKC", storable).lower().translate(_TO_HIRAGANA)
    return " ".join(folded.split())


def split_words(query: str) -> tuple[str, ...]:
    """Return the different words of a query in order; spaces of any width part them."""
    return tuple(dict.fromkeys(normalise(query).split()))


def join_fields(fields: Iterable[str]) -> str:
    """Return one searchable text of several fields, each normalised, empty ones left out."""
    return SEPARATOR.join(filter(None, (normalise(field) for field in fields)))


def squeeze(text: str) -> str:
    """Return the normalised text without spaces, to compare whole titles."""
    return normalise(text).replace(" ", "")


def grams(text: str, length: int) -> tuple[str, ...]:
    """Return every different run of ``length`` characters without a space or separator, in order."""
    pieces = (run[at : at + length] for run in text.split() for at in range(len(run) - length + 1))
    return tuple(dict.fromkeys(pieces))


def halves(gram: str) -> tuple[str, str]:
    """Return the two grams of one character less: without the last, without the first."""
    return gram[:-1], gram[1:]


def pack_numbers(numbers: Sequence[int]) -> bytes:
    """Return programme numbers as 4 bytes each, little-endian on every machine."""
    return struct.pack(f"<{len(numbers)}I", *numbers)


def unpack_numbers(data: bytes) -> tuple[int, ...]:
    """Return what :func:`pack_numbers` packed; raise ValueError for any other length."""
    count, rest = divmod(len(data), 4)
    if rest:
        raise ValueError("packed numbers have four bytes each")
    return struct.unpack(f"<{count}I", data)
