"""Writes a sheet as openpyxl does, byte for byte, but rows and merged ranges as text.

openpyxl builds an XML element for every cell and every merged range, and looks up names and prefixes for
each. That was more than half the time of an export, although all those elements look alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any

from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element


class BookWriter(ExcelWriter):
    """Writes the parts of a workbook; ``on_sheet`` is called after each sheet and may raise to stop."""

    def __init__(self, book: Any, archive: Any, on_sheet: Callable[[], None]) -> None:
        super().__init__(book, archive)
        self._parts = archive
        self._on_sheet = on_sheet

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet; as in openpyxl, but without a file of its own on the way into the archive."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = _SheetWriter(ws)
        writer.write()
        ws._rels = writer._rels
        self._parts.writestr(ws.path[1:], writer.xml())
        self.manifest.append(ws)
        self._on_sheet()


class _SheetWriter(WorksheetWriter):
    """Writes what a sheet has by the hundred as text and leaves the rest to openpyxl.

    Such text is kept apart and put into its element at the end, because the writers of XML below openpyxl
    take elements only.
    """

    def __init__(self, ws: Any) -> None:
        self._stream = BytesIO()
        self._contents: dict[str, str] = {}
        super().__init__(ws, self._stream)

    def write_rows(self) -> None:
        """Write all cells."""
        texts = _RowTexts(self.ws)
        rows: Any = super().rows()
        self._write_text("sheetData", {}, "".join(texts.row(*row) for row in rows))

    def write_merged_cells(self) -> None:
        """Write all merged ranges."""
        sheet: Any = self.ws
        texts = [f'<mergeCell ref="{one}" />' for one in sheet.merged_cells]
        if texts:
            self._write_text("mergeCells", {"count": f"{len(texts)}"}, "".join(texts))

    def xml(self) -> bytes:
        """Return the sheet once everything is written."""
        found = self._stream.getvalue()
        for tag, content in self._contents.items():
            found = found.replace(_held(tag, tag), _held(tag, content), 1)
        return found

    def _write_text(self, tag: str, attributes: dict[str, str], content: str) -> None:
        """Write an element that holds its own name until the content takes that place."""
        self._contents[tag] = content
        element = Element(tag, attributes)
        element.text = tag
        self.xf.send(element)


def _held(tag: str, content: str) -> bytes:
    """Return content with the tags around it. No text in a cell can look like it: ``<`` is escaped there."""
    return f">{content}</{tag}>".encode()


class _RowTexts:
    """The rows of a sheet as text; for what :class:`Canvas` writes, so every cell has a style."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._style_ids: dict[bytes, int] = {}

    def row(self, number: int, cells: Sequence[Any]) -> str:
        """Return one row."""
        height = self._sheet.row_dimensions.get(number, ())
        attributes = "".join(f' {key}="{value}"' for key, value in height)
        return f'<row r="{number}"{attributes}>{"".join(self._cells(number, cells))}</row>'

    def _cells(self, number: int, cells: Sequence[Any]) -> Iterator[str]:
        """Yield the cells of a row."""
        for cell in cells:
            start = f'<c r="{get_column_letter(cell.column)}{number}" s="{self._style_id(cell)}"'
            if cell._hyperlink is not None:
                self._sheet._hyperlinks.append(cell._hyperlink)
            if cell._value is None:
                yield f'{start} t="n" />'
            elif cell.data_type == "s":
                yield f'{start} t="inlineStr"><is>{_text(cell._value)}</is></c>'
            elif cell.data_type == "f":
                yield f"{start}><f>{_escaped(cell._value[1:])}</f><v /></c>"
            else:
                yield f'{start} t="n"><v>{self._number(cell)}</v></c>'

    def _number(self, cell: Any) -> str:
        """Return a number, or a date as the number that stands for it."""
        value = cell._value
        if cell.data_type == "d":
            value = to_excel(value, self._sheet.parent.epoch)  # type: ignore[no-untyped-call]
        return safe_string(value)

    def _style_id(self, cell: Any) -> int:
        """Return the number of the format of a cell; openpyxl's own search hashes nine numbers each time."""
        key = cell._style.tobytes()
        if key not in self._style_ids:
            self._style_ids[key] = cell.style_id
        return self._style_ids[key]


def _text(text: str) -> str:
    """Return a text; spaces at its ends are lost unless they are said to count."""
    keeps = ' xml:space="preserve"' if text.strip() not in ("", text) else ""
    return f"<t{keeps}>{_escaped(text)}</t>"


def _escaped(text: str) -> str:
    """Return text with the signs of XML in it made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
