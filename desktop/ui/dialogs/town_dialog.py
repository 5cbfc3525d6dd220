"""The dialog 「まちを選ぶ」 (Ctrl+T)."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.services.office import Office
from desktop.ui.theme import SPACE_L, SPACE_M
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.town_picker import TownPicker


class TownDialog(QDialog):
    """Asks for a town; ``picker.chosen`` announces it and the dialog closes."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("まちを選ぶ")
        self.picker = TownPicker(office)
        self.picker.chosen.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.addWidget(
            text_label("別のまちを選んでも、これまでの回答と選んだ制度はまちごとに残ります。")
        )
        layout.addWidget(self.picker, 1)
        available = parent.screen().availableGeometry()
        self.resize(min(640, available.width() - 40), min(520, available.height() - 60))
        self.picker.search.setFocus()
