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
    numbers_of,
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


@given(
    st.integers(1, 300).flatmap(
        lambda size: st.tuples(st.just(size), st.sets(st.integers(1, size)))
    )
)
def test_numbers_come_back(case: tuple[int, set[int]]) -> None:
    size, numbers = case
    packed = pack_numbers(sorted(numbers), size)
    assert len(packed) <= min(4 * len(numbers), size // 8 + 1)
    bits = unpack_numbers(packed, len(numbers), size)
    assert numbers_of(bits) == sorted(numbers)
    assert numbers_of(bits, 2) == sorted(numbers)[:2]


def test_few_numbers_are_a_list_and_many_are_bits() -> None:
    assert pack_numbers([1, 256], 1000) == b"\x01\x00\x00\x00\x00\x01\x00\x00"
    assert pack_numbers([1, 3, 8], 9) == b"\x0a\x01"


@pytest.mark.parametrize(
    ("data", "count", "size"),
    [
        (b"123", 1, 1000),
        (b"\x0a", 2, 9),
        (b"\x0a\x01", 2, 9),
        (b"\x0b\x01", 4, 9),
        (b"\x0a\x05", 4, 9),
    ],
)
def test_damaged_numbers_are_refused(data: bytes, count: int, size: int) -> None:
    with pytest.raises(ValueError, match="packed programme numbers"):
        unpack_numbers(data, count, size)
