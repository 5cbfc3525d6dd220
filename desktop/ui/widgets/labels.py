"""Small labels used all over the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.domain.verdict_name import Verdict
from desktop.ui.theme import SPACE_S, set_role, verdict_colours, verdict_text

NOT_COUNTED = "\N{FIGURE SPACE}\N{FIGURE SPACE}"

LINE_HEIGHT = 122
"""In per cent: the design fonts leave little air of their own."""


def escape(text: str) -> str:
    """Return a text as it stands in rich text (``html`` would load its table of all characters)."""
    for character, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot")):
        text = text.replace(character, f"&{name};")
    return text


class TextLabel(QLabel):
    """Plain text that wraps, with air between the lines, which QLabel gives only to rich text."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._plain = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setText(text)
        self._centre()

    def setText(self, text: str) -> None:
        """Show a plain text."""
        self._plain = text
        lines = "<br>".join(escape(text).split("\n"))
        super().setText(f'<p style="line-height: {LINE_HEIGHT}%">{lines}</p>' if text else "")

    def text(self) -> str:
        """Return the plain text."""
        return self._plain

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._centre()

    def _centre(self) -> None:
        """Give back above what the line height adds below, so that a text stands level with its row."""
        air = self.fontMetrics().height() * (LINE_HEIGHT - 100) // 100
        self.setContentsMargins(0, air, 0, 0)


def text_label(text: str = "", role: str = "", *, selectable: bool = False) -> TextLabel:
    """Return a plain-text label that wraps; ``selectable`` texts can be copied."""
    label = TextLabel(text)
    if role:
        set_role(label, role)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return label


class LinkLabel(QLabel):
    """One link on a line of its own; ``linkActivated`` carries its target. Reached with the Tab key."""

    def __init__(self, target: str, text: str) -> None:
        super().__init__(f'<a href="{escape(target)}">{escape(text)}</a>')
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setAccessibleName(text)


class RoomyDelegate(QStyledItemDelegate):
    """Paints list cells as usual, with air above and below texts that wrap."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Add the air."""
        return super().sizeHint(option, index) + QSize(0, SPACE_S)


class VerdictBadge(QLabel):
    """A verdict on its colour, with its symbol and an optional count: 「○ 対象 12」."""

    def __init__(self, verdict: Verdict, parent: QWidget | None = None) -> None:
        super().__init__(verdict_text(verdict), parent)
        self._verdict = verdict
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_verdict(self, verdict: Verdict) -> None:
        """Show another verdict."""
        self._verdict = verdict
        self.setText(verdict_text(verdict))
        self.setAccessibleName(f"判定：{verdict.label}")
        self.updateGeometry()

    def set_count(self, count: int | None) -> None:
        """Show how many programmes have this verdict; None: not counted yet, with room for two digits."""
        shown = NOT_COUNTED if count is None else count
        self.setText(f"{verdict_text(self._verdict)} {shown}")
        known = self._verdict.label if count is None else f"{self._verdict.label} {count}件"
        self.setAccessibleName(known)

    def sizeHint(self) -> QSize:
        """Leave room around the text."""
        return super().sizeHint() + QSize(2 * SPACE_S, SPACE_S)

    def minimumSizeHint(self) -> QSize:
        """Never clip the text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the text in the colours of the verdict."""
        text, ground = verdict_colours(self.palette())[self._verdict]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setPen(text)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
