"""What counts as the same text when searching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search_text import (
    grams,
    halves,
    join_fields,
    normalise,
    pack_numbers,
    split_words,
    squeeze,
    unpack_numbers,
)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("ＤＸ", "dx"),
        ("ﾃﾞｼﾞﾀﾙ", "でじたる"),
        ("ローカル１０，０００", "ろーかる10,000"),
        (" 空き家　対策 ", "空き家 対策"),
        ("㈱", "(株)"),
        ("ヴ", "ゔ"),
        ("\ud800x", "x"),
    ],
)
def test_normalise(typed: str, same: str) -> None:
    assert normalise(typed) == same


@given(st.text())
def test_grams_hold_no_space_and_words_are_made_of_them(text: str) -> None:
    for word in split_words(text):
        for length in (1, 2, 3):
            for gram in grams(word, length):
                assert len(gram) == length
                assert gram in word
                assert not any(sign.isspace() for sign in gram)
    assert set("".join(split_words(text))) == set(grams(normalise(text), 1))


def test_grams_do_not_cross_spaces_or_fields() -> None:
    assert grams(join_fields(["あい", "", "う え"]), 2) == ("あい",)


def test_small_functions() -> None:
    assert split_words("観光　DX 観光") == ("観光", "dx")
    assert squeeze("ローカル 10,000") == "ろーかる10,000"
    assert halves("交付税") == ("交付", "付税")


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert list(unpack_numbers(pack_numbers(numbers))) == numbers


def test_packed_numbers_have_four_bytes() -> None:
    assert pack_numbers([1, 256]) == b"\x01\x00\x00\x00\x00\x01\x00\x00"
    with pytest.raises(ValueError, match="four bytes"):
        unpack_numbers(b"123")
