"""Comparing ledger and citations with the documents, where they are at hand."""

from __future__ import annotations

from pathlib import Path

from desktop.errors import InputError


def verify_sources(folder: Path) -> list[str]:
    """Return every difference between documents, ledger and citations, as Japanese lines.

    Raises InputError without documents, or in an installed program: the text catalogue is not shipped.
    """
    try:
        from db.ledger.verify import verify  # noqa: PLC0415 - needs the tools of the build
    except ImportError as error:
        raise InputError(
            "資料との照合は、開発用のチェックアウトでだけできます（--sources を外してください）。"
        ) from error
    if not list(folder.glob("*_*.txt")):
        raise InputError(
            f"資料（<番号>_*.txt）がありません: {folder}。フォルダーを確かめてください。"
        )
    return verify(folder)
