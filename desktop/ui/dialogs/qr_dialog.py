"""A QR code large enough for an old telephone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE_L, SPACE_M
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.qr_widget import QrWidget

_WIDTH = 30
"""Least width in characters."""


class QrDialog(QDialog):
    """Shows one address as code and text; Esc or Enter closes it."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        """Show an address."""
        super().__init__(parent)
        self.setWindowTitle("QRコード")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(_WIDTH * self.fontMetrics().horizontalAdvance("国"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(text_label("携帯電話のカメラで読み取ると、このページが開きます。"))
        layout.addWidget(QrWidget(address), 1)
        self.address = self._address_field(address)
        layout.addWidget(self.address)
        close = QPushButton("閉じる")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()

    def _address_field(self, address: str) -> QLineEdit:
        """Return the address as text that can be copied but not changed."""
        field = QLineEdit(address)
        field.setReadOnly(True)
        field.setCursorPosition(0)
        field.setAccessibleName("ページの住所")
        return field
