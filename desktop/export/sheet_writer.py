"""Writes a sheet as openpyxl does, but the cells inside merged ranges without building an element for each."""

from __future__ import annotations

from typing import Any

from openpyxl.cell._writer import write_cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


class BookWriter(ExcelWriter):
    """Writes the parts of a workbook."""

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet; as in openpyxl, which offers no place to put another writer of rows."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = _RowWriter(ws)
        archive: Any = vars(self)["_archive"]
        writer.write()
        ws._rels = writer._rels
        archive.write(writer.out, ws.path[1:])
        self.manifest.append(ws)
        writer.cleanup()


class _RowWriter(WorksheetWriter):
    """Most cells of a workbook only carry a border."""

    def write_row(self, xf: Any, row: Any, row_idx: int) -> None:
        """Write the cells of a row in order, those without a value as plain text where that is possible."""
        raw = getattr(xf, "_file", None)
        if not callable(raw):  # another library than et_xmlfile writes
            super().write_row(xf, row, row_idx)
            return
        sheet: Any = self.ws
        attributes = {"r": f"{row_idx}", **dict(sheet.row_dimensions.get(row_idx, {}))}
        with xf.element("row", attributes):
            for cell in row:
                if is_bare(cell):
                    raw(f'<c r="{cell.coordinate}" s="{cell.style_id}" t="n" />')
                else:
                    write_cell(xf, self.ws, cell, cell.has_style)


def is_bare(cell: Any) -> bool:
    """Whether a cell carries nothing but its format."""
    return (
        cell._value is None and cell.has_style and cell._comment is None and cell._hyperlink is None
    )
