"""The place of a page: it fills the room there is, and scrolls only where that is really too little."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class PageArea(QScrollArea):
    """Like a resizable scroll area, but it scrolls below the minimum height of its page.

    QScrollArea itself takes the preferred height of anything that wraps as the smallest one.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setViewport(
            QWidget()
        )  # ours, so that a page may ask for it without PySide loading all of Qt
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        page.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the room."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the page needs more or less room."""
        if watched is self._page and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Give the page the room, or its minimum where that is more."""
        room = self.maximumViewportSize()
        least = self._page.minimumSizeHint()
        layout = self._page.layout()
        width = max(room.width(), least.width())
        height = self._least_height(width)
        if height > room.height() and layout is not None:  # then the scroll bar takes width
            width = max(room.width() - self.verticalScrollBar().sizeHint().width(), least.width())
            height = self._least_height(width)
        self._page.resize(width, max(room.height(), height))

    def _least_height(self, width: int) -> int:
        """Return the smallest height that a width allows."""
        layout = self._page.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.minimumHeightForWidth(width)
        return self._page.minimumSizeHint().height()
