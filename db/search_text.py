"""How text is made comparable for searching, and the grams it is found by. Pure functions.

Both sides, the catalogue and the typed words, go through :func:`normalise`: half and full width,
capital and small letters, katakana and hiragana are the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

SEPARATOR = "\n"
"""Stands between the fields of a text; never part of a word, so nothing is found across fields."""

GRAM_LENGTHS = (1, 2)

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


def grams(text: str) -> frozenset[str]:
    """Return every single character and pair of neighbours of a joined text.

    None of them contains a space or the separator: no word does.
    """
    pieces = (text[at : at + n] for n in GRAM_LENGTHS for at in range(len(text) - n + 1))
    return frozenset(piece for piece in pieces if not any(sign.isspace() for sign in piece))


def word_grams(word: str) -> tuple[str, ...]:
    """Return the grams that every text containing the word must have: its pairs, or itself."""
    longest = GRAM_LENGTHS[-1]
    if len(word) <= longest:
        return (word,)
    pairs = (word[at : at + longest] for at in range(len(word) - longest + 1))
    return tuple(dict.fromkeys(pairs))
