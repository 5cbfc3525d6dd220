"""The page 制度をさがす: search, filters, the list, and one programme in full.

At the start of the program the page shows the list as it stood at the end of the last session. What judges
and explains is loaded after that first picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import AppError
from desktop.ui import messages
from desktop.ui.context import Context
from desktop.ui.last_list import keep_list, recall_list
from desktop.ui.models.program_row import ProgramRow
from desktop.ui.models.program_table_model import ProgramTableModel
from desktop.ui.theme import SPACE_M, SPACE_S, set_role
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.filter_bar import FilterBar, Filters
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.program_table_view import ProgramTableView
from desktop.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from desktop.domain.verdict import Judgement
    from desktop.ui.widgets.detail_pane import DetailPane

JUDGING = "判定しています…"

LIST_SHARE, DETAIL_SHARE = 59, 41
LEAST_LINES = 15
"""Lines of text for list and detail; in a lower window the page scrolls."""


class ProgramsPage(QWidget):
    """Finds programmes and explains them; :meth:`shown_judgements` is the list in the order on the screen."""

    detail: DetailPane
    no_town: EmptyState
    no_hits: EmptyState
    """These are there from the first :meth:`refresh` on."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page for an office."""
        super().__init__(parent)
        self._context = context
        self._rows: dict[str, ProgramRow] = {}
        self._standing = ""
        self._is_judged = False
        self.search = SearchField()
        self.count = text_label("", "muted")
        self.filter_bar = FilterBar()
        self.model = ProgramTableModel(self)
        self.table = ProgramTableView(self.model)
        self._lay_out()
        self._connect()
        if context.office.is_ready or context.office.town is None:
            self.refresh()
        else:
            self._show_last_list()

    def _lay_out(self) -> None:
        """Search and filters on top; list and detail side by side."""
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(SPACE_M)
        self.splitter.setChildrenCollapsible(False)
        self._place = QFrame()  # where the detail will be
        set_role(self._place, "card")
        for widget, share in ((self.table, LIST_SHARE), (self._place, DETAIL_SHARE)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, share)
        self.splitter.setSizes([LIST_SHARE * 10, DETAIL_SHARE * 10])
        self.splitter.setMinimumHeight(LEAST_LINES * self.fontMetrics().lineSpacing())
        self._results = QStackedWidget()
        self._results.addWidget(self.splitter)
        top = QHBoxLayout()
        top.setSpacing(SPACE_M)
        top.addWidget(self.search, 3)
        top.addWidget(self.count, 2)
        finder = Pane()
        layout = QVBoxLayout(finder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addLayout(top)
        layout.addWidget(self.filter_bar)
        layout.addWidget(self._results, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(finder)

    def _connect(self) -> None:
        """Wire widgets and events."""
        events = self._context.events
        for changed in (events.judged, events.prepared, events.town_chosen):
            changed.connect(self.refresh)
        events.selection_changed.connect(self._on_selection_changed)
        events.program_requested.connect(self.show_program)
        events.leaving.connect(self._keep_list)
        self.search.textChanged.connect(self._show_list)
        self.search.list_wanted.connect(self._go_to_list)
        self.filter_bar.changed.connect(self._show_list)
        self.filter_bar.clear_button.clicked.connect(self.clear_filters)
        self.table.program_changed.connect(self._show_detail)
        self.model.choice_wanted.connect(self._choose)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(
            self.focus_search
        )

    def _show_last_list(self) -> None:
        """Show the list of the last session, where it still holds; it can be read and ticked."""
        rows = recall_list(self._context.office)
        self._rows = {row.id: row for row in rows}
        self.model.set_chosen(self._context.office.selection)
        self.model.set_rows(rows)
        if rows:
            self._show_counts(len(rows), 0, None)
        else:
            self.count.setText(JUDGING)

    def _keep_list(self) -> None:
        """Keep the whole list, as it was judged last."""
        if self._standing:
            keep_list(self._context.office, self._rows.values(), self._standing)

    def _complete(self) -> None:
        """Bring in what the first picture does without: explanations, what the filters offer, empty states."""
        from desktop.ui.widgets.detail_pane import DetailPane  # noqa: PLC0415 - not in the first picture

        office, events = self._context.office, self._context.events
        self.filter_bar.offer(office.kinds, office.purposes)
        self._add_empty_states()
        self.detail = DetailPane()
        self.detail.choice_wanted.connect(self._choose)
        self.detail.fact_wanted.connect(events.fact_requested)
        self.detail.program_wanted.connect(events.program_requested)
        sizes = self.splitter.sizes()
        self.splitter.replaceWidget(1, self.detail)
        self._place.deleteLater()
        self.splitter.setStretchFactor(1, DETAIL_SHARE)
        self.splitter.setSizes(sizes)
        self._is_judged = True

    def _add_empty_states(self) -> None:
        """Make what stands in the place of the list, or of all, where there is nothing to list."""
        self.no_hits = EmptyState(
            "あてはまる制度がありません。", "", "条件を消して、すべての制度を見る(&D)"
        )
        self.no_hits.wanted.connect(self.clear_filters)
        self._results.addWidget(self.no_hits)
        self.no_town = EmptyState(
            "まちを選ぶと、使える制度が並びます。",
            "制度の判定には、まちの人口や地域の指定が要ります。はじめに、まちを選んでください。",
            "まちを選ぶ(&G)",
        )
        self.no_town.wanted.connect(self._context.events.town_wanted)
        self._stack.addWidget(self.no_town)

    def shown_judgements(self) -> list[Judgement]:
        """Return what the list shows, in the order on the screen."""
        return self.table.judgements()

    def focus_search(self) -> None:
        """Put the cursor into the search box, its text ready to be replaced."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_program(self, program_id: str) -> None:
        """Go to a programme; filters that hide it are cleared."""
        if program_id in self._rows and self.model.row_of(program_id) is None:
            self.clear_filters()
        if self.table.set_current(program_id):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filters(self) -> None:
        """Show every programme again."""
        self.search.clear()
        self.filter_bar.clear()

    def refresh(self) -> None:
        """Show the judgements of the office; the current row and the places of the readers are kept."""
        from desktop.ui.models.row_making import program_row  # noqa: PLC0415 - not in the first picture

        office = self._context.office
        profile = office.profile
        if not self._is_judged:
            self._complete()
        self._stack.setCurrentIndex(1 if profile is None else 0)
        if profile is None:
            return
        self._standing, today = office.standing, office.today()
        made = (program_row(one, profile.value, today) for one in office.judgements)
        self._rows = {row.id: row for row in made}
        self.filter_bar.set_counts(office.judgements)
        self.model.set_chosen(office.selection)
        self._show_list()

    def _show_list(self) -> None:
        """Apply search and filters, and go back to the row that was current."""
        if not self._is_judged:  # what is typed meanwhile is applied when everything is judged
            return
        found = self._found()
        shown, hidden = self.filter_bar.filters.apply(self._context.office, found)
        current = self.table.current_id()
        place = self.table.verticalScrollBar().value()
        self.model.set_rows([self._rows[one.program.id] for one in shown])
        if self.model.row_of(current) is not None:
            self.table.verticalScrollBar().setValue(place)
            self.table.set_current(current)
        elif shown:
            self.table.go_to_first()
        self._show_counts(len(shown), hidden, found)
        self._show_detail()

    def _found(self) -> list[str] | None:
        """Return the ids that the search finds, best first; None where nothing is searched for."""
        words = self.search.text().strip()
        if not words:
            return None
        try:
            return self._context.office.search(words)
        except AppError as error:
            messages.show_error(self, error.message)
            return []

    def _show_counts(self, shown: int, hidden: int, found: list[str] | None) -> None:
        """Say how many are shown and how many are not; nothing is hidden silently."""
        total = len(self._rows)
        aside = f"（対象外・過去の制度 {hidden}件を隠しています）" if hidden else ""
        self.count.setText(f"全{total}件のうち {shown}件を表示{aside}")
        self.filter_bar.clear_button.setEnabled(
            found is not None or self.filter_bar.filters != Filters()
        )
        self._results.setCurrentIndex(0 if shown else 1)
        if not shown:
            self.no_hits.text.setText(self._why_nothing(found))

    def _why_nothing(self, found: list[str] | None) -> str:
        """Return why the list is empty, and what to do."""
        if found is not None and not found:
            words = self.search.text().strip()
            return f"「{words}」を含む制度はありません。短い言葉や別の言葉で探してください。"
        if found is not None:
            return f"この言葉を含む制度は{len(found)}件ありますが、しぼり込みの条件に合いません。"
        return "しぼり込みの条件に合う制度がありません。条件を減らしてください。"

    def _show_detail(self) -> None:
        """Explain the current programme as it is judged now."""
        if not self._is_judged:
            return
        current = self.table.current()
        self.detail.setVisible(current is not None)
        if current is not None:
            self.detail.show_program(self._context.office, current)
            self.detail.set_chosen(self.model.is_chosen(current.program.id))

    def _go_to_list(self) -> None:
        """Go on from the search box to the list."""
        if self.table.current() is None:
            self.table.go_to_first()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, program_id: str, chosen: bool) -> None:
        """Take a programme into the plan or out of it, undoably."""
        from desktop.ui.commands import SelectCommand  # noqa: PLC0415 - not in the first picture

        office, events = self._context.office, self._context.events
        self._context.undo.push(SelectCommand(office, events, program_id, chosen))

    def _on_selection_changed(self) -> None:
        """Show the new check marks."""
        self.model.set_chosen(self._context.office.selection)
        if self.filter_bar.filters.only_chosen:
            self._show_list()
            return
        current = self.table.current()
        if current is not None:
            self.detail.set_chosen(self.model.is_chosen(current.program.id))
