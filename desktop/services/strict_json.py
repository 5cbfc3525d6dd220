"""Strict JSON for files that people write: UTF-8, no key twice, no endless nesting, exact numbers."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.errors import InputError

MOST_BYTES = 1_000_000
DEEPEST = 10
LONGEST_NUMBER = 30
"""Digits from which a whole number is not worth reading exactly: no amount has as many."""

LONGEST_QUOTE = 40


class _Pairs(list[tuple[str, Any]]):
    """An object as it was read, before it is known that no key stands twice."""


def quoted(value: object) -> str:
    """Return what a person wrote, short enough for a sentence."""
    text = str(value)
    return f"「{text[:LONGEST_QUOTE]}…」" if len(text) > LONGEST_QUOTE else f"「{text}」"


def read_strict_json(path: Path, word: str) -> Any:
    """Return what a JSON file holds; ``word`` says in messages what kind of file it is.

    Numbers with a point or an exponent become ``Decimal``, also NaN and Infinity. Raises InputError with
    one sentence.
    """
    text = _text(path, word)
    try:
        data = json.loads(
            text,
            object_pairs_hook=_Pairs,
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=Decimal,
        )
    except json.JSONDecodeError as error:
        raise InputError(
            f"{word} {path.name} はJSONとして読めません（{error.lineno}行目の{error.colno}文字目あたり）。"
            "かっこ・引用符・コンマを確かめてください。"
        ) from error
    except RecursionError as error:
        raise InputError(_too_deep(word, path)) from error
    return _plain(data, "", word, path, 0)


def _text(path: Path, word: str) -> str:
    """Return the text of a file of reasonable size."""
    try:
        if not path.exists():
            raise InputError(f"{word}が見つかりません: {path}。場所と名前を確かめてください。")
        if not path.is_file():
            raise InputError(f"{word}ではありません: {path}。JSONのファイルを指定してください。")
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        raise InputError(
            f"{word}を読めません: {path}。ほかの場所に写して試してください。"
        ) from error
    if content is None:
        raise InputError(f"{word} {path.name} が大きすぎます。1MB以下にしてください。")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{word} {path.name} の文字コードがUTF-8ではありません。UTF-8で保存し直してください。"
        ) from error


def _whole(digits: str) -> int | Decimal:
    """Return a whole number; one of absurd length as a Decimal, which no field of whole numbers takes."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else Decimal(digits)


def _plain(value: Any, at: str, word: str, path: Path, depth: int) -> Any:
    """Return the value with dictionaries; refuse a key that stands twice, and what cannot be shown."""
    if depth > DEEPEST:
        raise InputError(_too_deep(word, path))
    if isinstance(value, str) and not _is_showable(value):
        where = at or f"{word} {path.name}"
        raise InputError(
            f"{where}に使えない文字（制御文字など）が入っています。取り除いてください。"
        )
    if isinstance(value, _Pairs):
        return dict(_members(value, at, word, path, depth))
    if isinstance(value, list):
        return [
            _plain(one, f"{at}[{number}]", word, path, depth + 1)
            for number, one in enumerate(value)
        ]
    return value


def _members(
    pairs: _Pairs, at: str, word: str, path: Path, depth: int
) -> Iterator[tuple[str, Any]]:
    """Yield the members of an object, each key once."""
    seen: set[str] = set()
    for key, value in pairs:
        if not _is_showable(key):
            where = at or f"{word} {path.name}"
            raise InputError(f"{where}の項目名に使えない文字が入っています。取り除いてください。")
        inner = f"{at}.{key}" if at else key
        if key in seen:
            raise InputError(f"{inner}が2回書かれています。どちらか一つにしてください。")
        seen.add(key)
        yield key, _plain(value, inner, word, path, depth + 1)


def _is_showable(text: str) -> bool:
    """Whether a text has neither control characters nor halves of a character."""
    return not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text)


def _too_deep(word: str, path: Path) -> str:
    """Say that the nesting has no end."""
    return f"{word} {path.name} の入れ子が深すぎます。{DEEPEST}段以内にしてください。"
