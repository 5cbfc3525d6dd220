"""What a page shows while it has nothing to show: why, what to do, and a button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import SPACE_L, SPACE_M, set_role
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.pane import Pane


class EmptyState(Pane):
    """A heading, a sentence and a button in the middle of the page."""

    wanted = Signal()
    """The button was pressed."""

    def __init__(self, heading: str, text: str, button: str, parent: QWidget | None = None) -> None:
        """Show why there is nothing and what to do."""
        super().__init__(parent)
        self.heading = text_label(heading, "heading")
        self.text = text_label(text)
        self.button = QPushButton(button)
        set_role(self.button, "primary")
        self.button.clicked.connect(self.wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addStretch(1)
        for label in (self.heading, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
