"""Opening a written workbook again, to see that it is whole."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from desktop.errors import ExportError


def count_cells(path: Path) -> dict[str, int]:
    """Return how many cells of each sheet hold something; raise ExportError when it cannot be read."""
    try:
        book = load_workbook(path)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise ExportError(f"「{path.name}」をExcelのブックとして読めませんでした。") from error
    try:
        return {
            sheet.title: sum(cell.value is not None for row in sheet.iter_rows() for cell in row)
            for sheet in book.worksheets
        }
    finally:
        book.close()
