"""The page まちのプロフィール: choose a town, see every fact with its source, answer what is unknown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.choosing import choose_town
from desktop.ui.context import Context
from desktop.ui.models.fact_table_model import Column, FactRole, FactTableModel
from desktop.ui.theme import SPACE_M, SPACE_S
from desktop.ui.widgets.fact_panel import FactPanel
from desktop.ui.widgets.fact_table import FactTable
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.question_list import QuestionList
from desktop.ui.widgets.town_picker import TownPicker

LINES_PER_QUESTION = 14
"""One question is shown for so many lines of height, so that the list below keeps its share."""
PICKER_WIDTH = 860


class ProfilePage(QWidget):
    """Two faces: without a town the picker, with one its profile."""

    title = "まちのプロフィール"
    description = "まちの状況を確かめ、不明な項目に答えます"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.picker = TownPicker(context.office)
        self.questions = QuestionList(context)
        self.panel = FactPanel(context)
        self.table = FactTable()
        self.model = FactTableModel(self.palette(), self)
        self.table.setModel(self.model)
        self._empty = self._empty_state()
        self._filled = self._profile_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for face in (self._empty, self._filled):  # no stack: the hidden one must claim no room
            layout.addWidget(face)
        self._connect()
        self._refresh()

    def _empty_state(self) -> QWidget:
        """Return what stands here before a town is chosen."""
        empty = QWidget()
        layout = QVBoxLayout(empty)
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
        self.picker.setMaximumWidth(PICKER_WIDTH)
        return empty

    def _profile_view(self) -> QWidget:
        """Return questions on top, the list of facts below, one fact in full beside it."""
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setHandleWidth(SPACE_M)
        splitter.setChildrenCollapsible(False)
        view = QWidget()
        layout = QVBoxLayout(view)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.questions)
        layout.addWidget(splitter, 1)
        return view

    def _connect(self) -> None:
        events = self._context.events
        events.judged.connect(self._refresh)
        events.fact_requested.connect(self.show_fact)
        events.town_wanted.connect(self.picker.search.setFocus)
        self.picker.chosen.connect(self._choose)
        self.questions.details_wanted.connect(self.show_fact)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.opened.connect(self.panel.focus_editor)

    def show_fact(self, fact_id: str) -> None:
        """Scroll to a fact and put the cursor into its input."""
        row = self.model.row_of(fact_id)
        if row is None:
            return
        index = self.model.index(row, Column.LABEL)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index, FactTable.ScrollHint.PositionAtCenter)
        self.panel.focus_editor()

    def _choose(self, code: str) -> None:
        """Take the town of the picker and go on with its profile."""
        if choose_town(self._context, self, code):
            self.table.setFocus()

    def _refresh(self) -> None:
        """Show the profile as it is now."""
        profile = self._context.office.profile
        self._empty.setVisible(profile is None)
        self._filled.setVisible(profile is not None)
        self.setFocusProxy(self.table if profile else self.picker)
        if profile is None:
            return
        first_time = self.model.rowCount() == 0
        self.model.set_profile(profile)
        self.questions.refresh()
        if first_time:
            self._first_look()
        else:
            self.table.fit_rows()
        self._on_row_changed(self.table.currentIndex())

    def _first_look(self) -> None:
        """Lay out the list once it has rows."""
        for row in self.model.headings():
            self.table.setSpan(row, 0, 1, len(Column))
        self.table.fit_columns()
        self.table.setCurrentIndex(self.model.index(1, Column.LABEL))

    def _on_row_changed(self, current: QModelIndex | QPersistentModelIndex) -> None:
        """Show the current fact in full."""
        fact_id = current.data(FactRole)
        if fact_id:
            self.panel.show_fact(fact_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many questions as leave room for the list in what is seen of the page."""
        seen = self.parentWidget() or self
        per_question = LINES_PER_QUESTION * self.fontMetrics().height()
        self.questions.set_limit(max(1, min(3, seen.height() // per_question)))
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark, and the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.model.set_palette(self.palette())
        elif event.type() == QEvent.Type.FontChange:
            self.table.fit_columns()
