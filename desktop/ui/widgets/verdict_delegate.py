"""Paints verdicts in lists: a coloured label with symbol and text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.verdict_name import Verdict
from desktop.ui.models.program_table_model import RowRole
from desktop.ui.theme import SPACE_S, SPACE_XS, verdict_colours, verdict_text

_RADIUS = 4


def paint_badge(
    painter: QPainter, area: QRect, verdict: Verdict, palette: QPalette, font: QFont
) -> None:
    """Paint the label; its text goes on to a second line where the place is narrow."""
    ink, ground = verdict_colours(palette)[verdict]
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    text = verdict_text(verdict)
    inside = area.adjusted(2, 0, -2, 0)
    height = QFontMetrics(font).boundingRect(inside, flags, text).height() + SPACE_S
    area = area.adjusted(0, (area.height() - height) // 2, 0, (height - area.height()) // 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(area), _RADIUS, _RADIUS)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(inside, flags, text)
    painter.restore()


class VerdictDelegate(QStyledItemDelegate):
    """Paints the column 判定."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the ground of the row, then the label upon it."""
        super().paint(painter, option, QModelIndex())
        verdict = index.data(RowRole.VERDICT)
        if verdict is not None:
            area = option.rect.adjusted(SPACE_XS, 0, -SPACE_XS, 0)  # type: ignore[attr-defined]  # missing in the stubs
            paint_badge(painter, area, Verdict(verdict), option.palette, option.font)  # type: ignore[attr-defined]  # missing in the stubs
