"""The programmes in the plan, in order: move them up and down, take them out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.verdict import Judgement
from desktop.ui.commands import ArrangeCommand, SelectCommand
from desktop.ui.context import Context
from desktop.ui.theme import SPACE_S, verdict_text
from desktop.ui.widgets.labels import RoomyDelegate, text_label

_ID = Qt.ItemDataRole.UserRole
EMPTY = (
    "まだ計画に入れた制度がありません。「制度をさがす」の一覧で、計画の欄に印を付けてください。"
    "印を付けた制度の計画シートができます。"
)


class _List(QListWidget):
    """Alt+Up and Alt+Down move the current line, Delete takes it out."""

    move_wanted = Signal(int)
    removal_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn keys into wishes."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_wanted.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


class PlanList(QWidget):
    """The order of this list is the order of the sheets in the workbook."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the selection of the office."""
        super().__init__(parent)
        self._context = context
        self.list = _List()
        self.list.setAccessibleName("計画に入れた制度")
        self.list.setToolTip(
            "Alt+上下キーで順番を変え、Deleteキーで計画から外します。Ctrl+Zで元に戻ります。"
        )
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setItemDelegate(RoomyDelegate(self.list))
        self.empty = text_label(EMPTY, "muted")
        self.up = self._button("上へ(&U)", "選んだ制度を一つ上に移します（Alt+上向きの矢印キー）。")
        self.down = self._button(
            "下へ(&N)", "選んだ制度を一つ下に移します（Alt+下向きの矢印キー）。"
        )
        self.remove = self._button(
            "計画から外す(&R)", "選んだ制度を計画から外します（Deleteキー）。"
        )
        self._lay_out()
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.list.move_wanted.connect(self._move)
        self.list.removal_wanted.connect(self._remove)
        self.list.currentRowChanged.connect(self._enable_buttons)

    def _button(self, text: str, tip: str) -> QPushButton:
        """Return a button with a tool tip."""
        button = QPushButton(text)
        button.setToolTip(tip)
        return button

    def _lay_out(self) -> None:
        """The list, below it its buttons."""
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self.up, self.down, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        layout.addStretch(0)

    def refresh(self) -> None:
        """Show the selection of the office; the current line stays current."""
        office = self._context.office
        current, row = self._current_id(), self.list.currentRow()
        chosen = [one for one in map(office.judgement, office.selection) if one is not None]
        self.list.clear()
        for number, judgement in enumerate(chosen, start=1):
            self.list.addItem(_item(number, judgement))
        ids = [one.program.id for one in chosen]
        kept = ids.index(current) if current in ids else min(row, len(ids) - 1)
        self.list.setCurrentRow(max(kept, 0) if ids else -1)
        self.empty.setVisible(not ids)
        self.list.setVisible(bool(ids))
        self._enable_buttons()

    def _current_id(self) -> str:
        """Return the id of the current line; nothing where there is none."""
        return str(self.list.currentIndex().data(_ID) or "")

    def _enable_buttons(self) -> None:
        """Offer only what can be done."""
        row, count = self.list.currentRow(), self.list.count()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < count - 1)
        self.remove.setEnabled(row >= 0)

    def _move(self, step: int) -> None:
        """Move the current programme, undoably."""
        row = self.list.currentRow()
        ids = list(self._context.office.selection)
        if not (0 <= row < len(ids) and 0 <= row + step < len(ids)):
            return
        ids[row], ids[row + step] = ids[row + step], ids[row]
        office, events = self._context.office, self._context.events
        self._context.undo.push(ArrangeCommand(office, events, ids, "制度の並べ替え"))

    def _remove(self) -> None:
        """Take the current programme out of the plan, undoably."""
        program_id = self._current_id()
        if program_id:
            office, events = self._context.office, self._context.events
            self._context.undo.push(SelectCommand(office, events, program_id, False))


def _item(number: int, judgement: Judgement) -> QListWidgetItem:
    """Return one line: number, name, verdict."""
    item = QListWidgetItem(
        f"{number}．{judgement.program.name}　（{verdict_text(judgement.verdict)}）"
    )
    item.setData(_ID, judgement.program.id)
    return item
