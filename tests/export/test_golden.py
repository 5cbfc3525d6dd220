"""Every cell of a small workbook, compared with a committed text file.

After a wanted change, write it anew and read the difference before committing:

    MICHISHIRUBE_WRITE_GOLDEN=1 .venv/bin/python -m pytest tests/export/test_golden.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from tests.export.sample import sample_input, written

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "workbook.txt"


def test_every_cell_is_as_agreed(tmp_path: Path) -> None:
    book = written(tmp_path, sample_input())
    found = "\n".join(text for sheet in book.worksheets for text in _dump(sheet)) + "\n"
    book.close()
    if os.environ.get("MICHISHIRUBE_WRITE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def _dump(sheet: Worksheet) -> Iterator[str]:
    """Yield one line per cell with content, preceded by what makes the sheet usable."""
    yield f"# {sheet.title}"
    yield f"固定 {sheet.freeze_panes} 絞込み {sheet.auto_filter.ref} 印刷 {sheet.print_area}"
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield f"{cell.coordinate}\t{cell.style.removeprefix('みち ')}\t{_text(cell.value)}"


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return str(value).replace("\n", "⏎")
