"""Where the window stood last time, as one short text among the settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect

SETTING = "window_place"
GRIP = 40
"""So many pixels of the title bar must be on a screen, or the window could not be moved."""


def dump_place(place: QRect, maximized: bool) -> str:
    """Return the text for a place."""
    return f"{place.x()},{place.y()},{place.width()},{place.height()},{int(maximized)}"


def load_place(text: str | None, screens: Sequence[QRect]) -> tuple[QRect, bool] | None:
    """Return place and whether it was maximized; None for nonsense or a place off every screen.

    A window larger than its screen (another monitor, other scaling) is cut down to it.
    """
    try:
        x, y, width, height, maximized = (int(part) for part in (text or "").split(","))
    except ValueError:
        return None
    title_bar = QRect(x, y, width, GRIP)
    for screen in screens:
        seen = screen.intersected(title_bar)
        if seen.width() >= GRIP and seen.height() >= GRIP // 2:
            return QRect(x, y, min(width, screen.width()), min(height, screen.height())), bool(
                maximized
            )
    return None
