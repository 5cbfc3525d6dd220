"""An address as a QR code, to be read with a telephone: the program itself opens no page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4
"""Light modules around the code that readers need."""

Matrix = tuple[tuple[bool, ...], ...]


def qr_matrix(text: str) -> Matrix:
    """Return the dark modules of a text's QR code, row by row, without the quiet zone.

    segno is loaded here: it pulls in half of the standard library, and most sessions draw no code.
    """
    with _without_network():
        import segno  # noqa: PLC0415 - see above

    code = segno.make_qr(text, error="m")
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


@contextmanager
def _without_network() -> Iterator[None]:
    """Keep an import from loading ``urllib.request``, and with it ``socket``: nobody here needs them.

    segno writes SVG with the help of ``xml.sax.saxutils``, which imports it for a function of its own.
    """
    name = "urllib.request"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = ModuleType(name)
    try:
        yield
    finally:
        del sys.modules[name]


def paint_qr(painter: QPainter, area: QRectF, matrix: Matrix) -> None:
    """Paint a code black on white, also in a dark window, with whole pixels per module."""
    side = min(area.width(), area.height())
    module = max(1, int(side // (len(matrix) + 2 * QUIET)))
    painter.fillRect(area, Qt.GlobalColor.white)
    left = area.x() + (area.width() - module * len(matrix)) // 2
    top = area.y() + (area.height() - module * len(matrix)) // 2
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(
                    QRectF(left + x * module, top + y * module, module, module),
                    Qt.GlobalColor.black,
                )


def qr_image(text: str, module: int, ratio: float = 1.0) -> QImage:
    """Return a code as a picture with dots of ``module`` device-independent pixels."""
    matrix = qr_matrix(text)
    pixels = round(module * (len(matrix) + 2 * QUIET) * ratio)
    image = QImage(pixels, pixels, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_qr(painter, QRectF(0, 0, pixels, pixels), matrix)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


class QrWidget(QWidget):
    """Shows one code as large as its place allows."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show the code of a text."""
        super().__init__(parent)
        self._matrix = qr_matrix(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("QRコード")
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        """Six pixels per module."""
        side = 6 * (len(self._matrix) + 2 * QUIET)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Three pixels per module can still be read."""
        side = self.sizeHint().width() // 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the code."""
        painter = QPainter(self)
        paint_qr(painter, QRectF(self.rect()), self._matrix)
        painter.end()
