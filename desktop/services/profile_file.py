"""A profile as a file: ``{"municipality_code": "324485", "answers": {fact: value}, "programs": [id, …]}``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.facts import fact
from desktop.domain.value import Value
from desktop.errors import InputError

_KEYS = {"municipality_code", "fiscal_year", "answers", "programs"}


@dataclass(frozen=True)
class ProfileFile:
    """What a profile file says; ``programs`` are those chosen for planning."""

    municipality_code: str | None
    answers: Mapping[str, Value]
    programs: tuple[str, ...]
    fiscal_year: str | None = None


def read_profile_file(path: Path) -> ProfileFile:
    """Read and check a profile file; raise InputError naming the field and what is allowed."""
    data = _load(path)
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise InputError(
            f"プロフィールファイル {path.name} に知らない項目「{unknown[0]}」があります。"
            f"使える項目は {'、'.join(sorted(_KEYS))} です。"
        )
    return ProfileFile(
        municipality_code=_text(data, "municipality_code", path),
        answers=_answers(data.get("answers", {}), path),
        programs=_programs(data.get("programs", []), path),
        fiscal_year=_text(data, "fiscal_year", path),
    )


def parse_answers(pairs: Mapping[str, object]) -> dict[str, Value]:
    """Return answers with their values read and checked; None and null are unknown."""
    answers: dict[str, Value] = {}
    for fact_id, value in pairs.items():
        try:
            answers[fact_id] = fact(fact_id).parse(_as_text(value))
        except ValueError as error:
            raise InputError(str(error)) from error
    return answers


def _as_text(value: object) -> str:
    """Return a JSON value as the text a person would type."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _load(path: Path) -> dict[str, Any]:
    """Return the JSON object of a file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise InputError(
            f"プロフィールファイルが見つかりません: {path}。場所と名前を確かめてください。"
        ) from error
    except OSError as error:
        raise InputError(
            f"プロフィールファイルを読めません: {path}。ほかの場所に写して試してください。"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"プロフィールファイル {path.name} はJSONとして読めません。UTF-8のJSONで保存し直してください。"
        ) from error
    if not isinstance(data, dict):
        raise InputError(f"プロフィールファイル {path.name} の中身は {{…}} の形にしてください。")
    return data


def _text(data: Mapping[str, Any], key: str, path: Path) -> str | None:
    """Return a text field."""
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(
            f"プロフィールファイル {path.name} の「{key}」は引用符で囲んだ文字にしてください。"
        )
    return value


def _answers(value: object, path: Path) -> dict[str, Value]:
    """Return the answers of a file."""
    if not isinstance(value, dict):
        raise InputError(
            f"プロフィールファイル {path.name} の「answers」は {{項目: 値}} の形にしてください。"
        )
    try:
        return parse_answers(value)
    except InputError as error:
        raise InputError(f"プロフィールファイル {path.name}: {error.message}") from error


def _programs(value: object, path: Path) -> tuple[str, ...]:
    """Return the chosen programmes of a file."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InputError(
            f"プロフィールファイル {path.name} の「programs」は制度IDの並びにしてください。"
        )
    return tuple(value)
