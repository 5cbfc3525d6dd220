"""The profile of the chosen town: questions on top, the list of facts below, one fact in full beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.domain.profile import Profile
from desktop.ui.context import Context
from desktop.ui.models.fact_table_model import Column, FactRole, FactTableModel
from desktop.ui.theme import SPACE_M
from desktop.ui.widgets.fact_panel import FactPanel
from desktop.ui.widgets.fact_table import FactTable
from desktop.ui.widgets.question_list import QuestionList

LINES_PER_QUESTION = 14
"""One question is shown for so many lines of height, so that the list below keeps its share."""


class ProfileView(QWidget):
    """Shows what is given to :meth:`refresh`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.questions = QuestionList(context)
        self.panel = FactPanel(context)
        self.table = FactTable()
        self.model = FactTableModel(self.palette(), self)
        self.table.setModel(self.model)
        self._lay_out()
        self.questions.details_wanted.connect(self.show_fact)
        self.table.moved.connect(self._on_row_changed)
        self.table.opened.connect(self.panel.focus_editor)
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        """Questions above; list and panel share the rest."""
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setHandleWidth(SPACE_M)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.questions)
        layout.addWidget(splitter, 1)

    def refresh(self, profile: Profile) -> None:
        """Show the profile as it is now."""
        first_time = self.model.rowCount() == 0
        self.model.set_profile(profile)
        self.questions.refresh()
        if first_time:
            self._first_look()
        else:
            self.table.fit_rows()
        self._on_row_changed()

    def _first_look(self) -> None:
        """Lay out the list once it has rows."""
        for row in self.model.headings():
            self.table.setSpan(row, 0, 1, len(Column))
        self.table.fit_columns()
        self.table.setCurrentIndex(self.model.index(1, Column.LABEL))

    def show_fact(self, fact_id: str) -> None:
        """Scroll to a fact and put the cursor into its input."""
        row = self.model.row_of(fact_id)
        if row is None:
            return
        index = self.model.index(row, Column.LABEL)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index, FactTable.ScrollHint.PositionAtCenter)
        self.panel.focus_editor()

    def fit(self, height: int) -> None:
        """Show as many questions as leave room for the list in what is seen of the page."""
        per_question = LINES_PER_QUESTION * self.fontMetrics().height()
        self.questions.set_limit(max(1, min(3, height // per_question)))

    def _on_row_changed(self) -> None:
        """Show the current fact in full."""
        fact_id = self.table.currentIndex().data(FactRole)
        if fact_id:
            self.panel.show_fact(fact_id)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.model.set_palette(self.palette())
