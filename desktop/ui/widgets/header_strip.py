"""The strip above every page: which town, for which year, how it stands."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.domain.fiscal import FiscalYear
from desktop.domain.verdict_name import Verdict
from desktop.errors import AppError
from desktop.ui import messages
from desktop.ui.context import Context
from desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, set_role
from desktop.ui.widgets.calm_combo_box import CalmComboBox
from desktop.ui.widgets.labels import VerdictBadge

YEARS_AHEAD = 2
TIGHT_CHARACTERS = 60
NO_TOWN = "まちが選ばれていません"
COUNTED = (Verdict.ELIGIBLE, Verdict.UNKNOWN)


class HeaderStrip(QFrame):
    """Town, target year, counts of 対象 and 要確認, number of selected programmes."""

    town_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        set_role(self, "strip")
        self.town = QLabel()
        set_role(self.town, "title")
        self.change_button = QPushButton()
        self.change_button.setToolTip("まちを選びます（Ctrl+T）")
        self.change_button.clicked.connect(self.town_wanted)
        self.year = CalmComboBox()
        self.year.setAccessibleName("対象年度")
        self.year.setToolTip("この年度に使えるかどうかを判定します。")
        self.year.activated.connect(self._choose_year)
        self.badges = {verdict: VerdictBadge(verdict) for verdict in COUNTED}
        self.selected = QLabel()
        self._year_label = QLabel("対象年度(&Y)")
        self._year_label.setBuddy(self.year)
        self._is_tight = False
        self._lay_out()
        events = context.events
        for signal in (events.judged, events.prepared, events.selection_changed):
            signal.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        """Town on the left, the rest on the right."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.town)
        layout.addWidget(self.change_button)
        layout.addStretch(1)
        layout.addWidget(self._year_label)
        layout.addWidget(self.year)
        layout.addSpacing(SPACE_M)
        for badge in self.badges.values():
            layout.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(SPACE_XS)
        layout.addWidget(self.selected)

    def refresh(self) -> None:
        """Show the office as it is now."""
        office = self._context.office
        town = office.town
        self.town.setText(town.label if town else NO_TOWN)
        self.change_button.setText("変える(&A)" if town else "まちを選ぶ(&A)")
        self._refresh_badges()
        words = "計画" if self._is_tight else "計画に入れた制度"
        self.selected.setText(f"{words} {len(office.selection)}件")
        self._year_label.setVisible(not self._is_tight)
        self.selected.setVisible(town is not None)
        self._fill_years()

    def _refresh_badges(self) -> None:
        """Show the counts; at the start there are none yet, but there is the room for them."""
        office = self._context.office
        judged = office.judgements if office.is_ready else ()
        counts = Counter(judgement.verdict for judgement in judged)
        for verdict, badge in self.badges.items():
            badge.set_count(counts[verdict] if office.is_ready else None)
            badge.setVisible(office.town is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room (200 % on a small screen)."""
        super().resizeEvent(event)
        tight = event.size().width() < TIGHT_CHARACTERS * self.fontMetrics().horizontalAdvance("国")
        if tight != self._is_tight:
            self._is_tight = tight
            self.refresh()

    def _fill_years(self) -> None:
        """Offer this year and the two after it, and whatever is chosen now."""
        office = self._context.office
        first = FiscalYear.containing(office.today())
        years = {FiscalYear(first.reiwa + ahead) for ahead in range(YEARS_AHEAD + 1)}
        wanted = sorted(years | {office.fiscal_year})
        if [self.year.itemData(index) for index in range(self.year.count())] != [
            year.code for year in wanted
        ]:
            self.year.clear()
            for year in wanted:
                self.year.addItem(year.label, year.code)
        self.year.setCurrentIndex(self.year.findData(office.fiscal_year.code))

    def _choose_year(self, index: int) -> None:
        """Judge for another year."""
        year = FiscalYear.parse(self.year.itemData(index))
        if year == self._context.office.fiscal_year:
            return
        try:
            self._context.office.set_fiscal_year(year)
        except AppError as error:
            messages.show_error(self, error.message)
        self._context.events.judged.emit()
