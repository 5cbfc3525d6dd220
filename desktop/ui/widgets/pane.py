"""A page that fits into whatever height there is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Pane(QWidget):
    """Hides from its surroundings that its texts wrap.

    The place of a page gives a layout that trades width for height its preferred height and scrolls at
    once; lists and texts that scroll by themselves should shrink instead.
    """

    def hasHeightForWidth(self) -> bool:
        """Let the height be chosen freely."""
        return False
