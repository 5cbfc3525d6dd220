"""What stands on the page まちのプロフィール before a town is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.office import Office
from desktop.ui.theme import SPACE_S
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.town_picker import TownPicker

PICKER_WIDTH = 860


class FirstTown(QWidget):
    """Two sentences and the picker."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.picker = TownPicker(office)
        self.picker.setMaximumWidth(PICKER_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(text_label("はじめに、あなたのまちを選んでください。", "heading"))
        layout.addWidget(
            text_label(
                "選ぶと、人口や地域の指定など同梱の資料にある項目が入り、"
                "使える制度の判定が始まります。あとから Ctrl+T でいつでも変えられます。"
            )
        )
        layout.addWidget(self.picker, 1)
        self.setFocusProxy(self.picker)
