"""QR codes: right modules, a quiet zone, readable on dark ground."""

from __future__ import annotations

import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.qr_dialog import QrDialog
from desktop.ui.theme import make_palette
from desktop.ui.widgets.qr_widget import QUIET, QrWidget, qr_image, qr_matrix
from tests.ui.hands import press

ADDRESS = "https://www.soumu.go.jp/main_sosiki/jichi_gyousei/c-gyousei/bunken_kaikaku/02.html"


def modules(image: QImage, module: int, count: int) -> list[list[bool]]:
    """Read the picture back into modules."""
    middle = module // 2
    return [
        [
            image.pixelColor((QUIET + x) * module + middle, (QUIET + y) * module + middle).value()
            < 128
            for x in range(count)
        ]
        for y in range(count)
    ]


def test_the_picture_holds_the_modules_of_the_code(qapp: QApplication) -> None:
    matrix = qr_matrix(ADDRESS)
    assert [bytes(row) for row in matrix] == [
        bytes(bool(one) for one in row) for row in segno.make_qr(ADDRESS, error="m").matrix
    ]
    image = qr_image(ADDRESS, 3)
    assert image.width() == 3 * (len(matrix) + 2 * QUIET)
    assert modules(image, 3, len(matrix)) == [list(row) for row in matrix]


def test_the_quiet_zone_is_white(qapp: QApplication) -> None:
    image = qr_image(ADDRESS, 3)
    white = QColor(Qt.GlobalColor.white)
    edge = QUIET * 3
    for step in range(image.width()):
        for depth in (0, edge - 1):
            assert image.pixelColor(step, depth) == white
            assert image.pixelColor(depth, step) == white


def test_a_scaled_screen_gets_more_pixels(qapp: QApplication) -> None:
    assert qr_image(ADDRESS, 3, 2.0).width() == 2 * qr_image(ADDRESS, 3).width()
    assert qr_image(ADDRESS, 3, 2.0).deviceIndependentSize() == qr_image(ADDRESS, 3).size()


def test_the_widget_stays_black_on_white_in_a_dark_window(qtbot: QtBot) -> None:
    widget = QrWidget(ADDRESS)
    qtbot.addWidget(widget)
    widget.setPalette(make_palette(True))
    widget.resize(widget.sizeHint())
    image = widget.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(9)}
    assert colours == {"#ffffff"}
    assert image.pixelColor(QUIET * 6 + 3, QUIET * 6 + 3).name() == "#000000"
    assert widget.accessibleDescription() == ADDRESS


def test_the_large_view_closes_with_escape_and_shows_the_address(qtbot: QtBot) -> None:
    dialog = QrDialog(ADDRESS)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.address.text() == ADDRESS
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
