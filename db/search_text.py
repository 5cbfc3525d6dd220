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

LONGEST = 8
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


def pack_numbers(numbers: Sequence[int], size: int) -> bytes:
    """Return programme numbers (ascending, up to ``size``) as 4 bytes each or as bits, whichever is shorter.

    Little-endian on every machine. :func:`unpack_numbers` tells the two apart by their number.
    """
    if _is_list(len(numbers), size):
        return struct.pack(f"<{len(numbers)}I", *numbers)
    return bits_of(numbers, size).to_bytes(size // 8 + 1, "little")


def unpack_numbers(data: bytes, count: int, size: int) -> int:
    """Return what :func:`pack_numbers` packed as bits; raise ValueError for anything else."""
    if _is_list(count, size):
        return bits_of(_listed(data, count), size)
    bits = int.from_bytes(data, "little")
    if len(data) != size // 8 + 1 or bits.bit_count() != count or bits & 1 or bits >> size + 1:
        raise ValueError("packed programme numbers of a wrong length")
    return bits


def bits_of(numbers: Iterable[int], size: int) -> int:
    """Return a number in which bit n is set for each number n: sets of programmes that and, or join at once."""
    mask = bytearray(size // 8 + 1)
    for number in numbers:
        mask[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(mask, "little")


def numbers_of(bits: int, limit: int | None = None) -> list[int]:
    """Return the numbers of the bits that are set, ascending; only the first ones with a limit."""
    found: list[int] = []
    for at, byte in enumerate(bits.to_bytes(bits.bit_length() // 8 + 1, "little")):
        if byte:
            found += [8 * at + bit for bit in _BITS[byte]]
            if limit is not None and len(found) >= limit:
                break
    return found[:limit]


_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def _is_list(count: int, size: int) -> bool:
    """Whether so many of all numbers take less room as a list than as bits."""
    return 4 * count <= size // 8 + 1


def _listed(data: bytes, count: int) -> tuple[int, ...]:
    """Return the numbers of a list."""
    if len(data) != 4 * count:
        raise ValueError("packed programme numbers have four bytes each")
    return struct.unpack(f"<{count}I", data)
