"""The page 制度をさがす: search, filters, the list, and one programme in full."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.codes import SupportKind
from desktop.domain.verdict import Judgement
from desktop.errors import AppError
from desktop.ui import messages
from desktop.ui.commands import SelectCommand
from desktop.ui.context import Context
from desktop.ui.detail.data import detail_data
from desktop.ui.models.program_row import ProgramRow, program_row
from desktop.ui.models.program_table_model import ProgramTableModel
from desktop.ui.theme import SPACE_M, SPACE_S
from desktop.ui.widgets.detail_pane import DetailPane
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.filter_bar import FilterBar, Filters
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.pane import Pane
from desktop.ui.widgets.program_table_view import ProgramTableView
from desktop.ui.widgets.search_field import SearchField

LIST_SHARE, DETAIL_SHARE = 59, 41
LEAST_LINES = 15
"""Lines of text for list and detail; in a lower window the page scrolls."""


class ProgramsPage(QWidget):
    """Finds programmes and explains them; :meth:`shown_judgements` is the list in the order on the screen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page for an office."""
        super().__init__(parent)
        self._context = context
        self._rows: dict[str, ProgramRow] = {}
        self.search = SearchField()
        self.count = text_label("", "muted")
        self.filter_bar = FilterBar(context.office.purposes, _kinds_offered(context))
        self.model = ProgramTableModel(self)
        self.table = ProgramTableView(self.model)
        self.detail = DetailPane()
        self.no_town = EmptyState(
            "まちを選ぶと、使える制度が並びます。",
            "制度の判定には、まちの人口や地域の指定が要ります。はじめに、まちを選んでください。",
            "まちを選ぶ(&G)",
        )
        self.no_hits = EmptyState(
            "あてはまる制度がありません。", "", "条件を消して、すべての制度を見る(&D)"
        )
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        """Search and filters on top; list and detail side by side."""
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(SPACE_M)
        self.splitter.setChildrenCollapsible(False)
        for widget, share in ((self.table, LIST_SHARE), (self.detail, DETAIL_SHARE)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, share)
        self.splitter.setSizes([LIST_SHARE * 10, DETAIL_SHARE * 10])
        self.splitter.setMinimumHeight(LEAST_LINES * self.fontMetrics().lineSpacing())
        self._results = QStackedWidget()
        self._results.addWidget(self.splitter)
        self._results.addWidget(self.no_hits)
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
        self._stack.addWidget(self.no_town)
        self._stack.addWidget(finder)

    def _connect(self) -> None:
        """Wire widgets and events."""
        events = self._context.events
        events.judged.connect(self.refresh)
        events.town_chosen.connect(self.refresh)
        events.selection_changed.connect(self._on_selection_changed)
        events.program_requested.connect(self.show_program)
        self.no_town.wanted.connect(events.town_wanted)
        self.no_hits.wanted.connect(self.clear_filters)
        self.search.textChanged.connect(self._show_list)
        self.search.list_wanted.connect(self._go_to_list)
        self.filter_bar.changed.connect(self._show_list)
        self.filter_bar.clear_button.clicked.connect(self.clear_filters)
        self.table.program_changed.connect(self._show_detail)
        self.model.choice_wanted.connect(self._choose)
        self.detail.choice_wanted.connect(self._choose)
        self.detail.fact_wanted.connect(events.fact_requested)
        self.detail.program_wanted.connect(events.program_requested)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(
            self.focus_search
        )

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
        office = self._context.office
        profile = office.profile
        self._stack.setCurrentIndex(0 if profile is None else 1)
        if profile is None:
            return
        today = office.today()
        made = (program_row(one, profile.value, today) for one in office.judgements)
        self._rows = {row.id: row for row in made}
        self.filter_bar.set_counts(office.judgements)
        self.model.set_chosen(office.selection)
        self._show_list()

    def _show_list(self) -> None:
        """Apply search and filters, and go back to the row that was current."""
        office = self._context.office
        found = self._found()
        filters = self.filter_bar.filters
        shown, hidden = filters.apply(office.judgements, office.selection, found)
        current = self.table.current()
        place = self.table.verticalScrollBar().value()
        self.model.set_rows([self._rows[one.program.id] for one in shown])
        if current and self.model.row_of(current.program.id) is not None:
            self.table.verticalScrollBar().setValue(place)
            self.table.set_current(current.program.id)
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
        current = self.table.current()
        self.detail.setVisible(current is not None)
        if current is not None:
            self.detail.show_detail(detail_data(self._context.office, current))
            self.detail.set_chosen(self.model.is_chosen(current.program.id))

    def _go_to_list(self) -> None:
        """Go on from the search box to the list."""
        if self.table.current() is None:
            self.table.go_to_first()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, program_id: str, chosen: bool) -> None:
        """Take a programme into the plan or out of it, undoably."""
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


def _kinds_offered(context: Context) -> list[SupportKind]:
    """Return the kinds that the catalogue has, in the order of the definitions."""
    offered = {kind for program in context.office.programs for kind in program.kinds}
    return [kind for kind in SupportKind if kind in offered]
