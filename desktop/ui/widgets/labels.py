"""Small labels used all over the window."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.domain.verdict import Verdict
from desktop.ui.theme import SPACE_S, set_role, verdict_colours, verdict_text


def text_label(text: str = "", role: str = "", *, selectable: bool = False) -> QLabel:
    """Return a plain-text label that wraps; ``selectable`` texts can be copied."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        set_role(label, role)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return label


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

    def set_count(self, count: int) -> None:
        """Show how many programmes have this verdict."""
        self.setText(f"{verdict_text(self._verdict)} {count}")
        self.setAccessibleName(f"{self._verdict.label} {count}件")

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
