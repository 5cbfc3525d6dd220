"""The page 出力: what goes into the Excel workbook, in which order, and where it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop.domain.verdict import Judgement
from desktop.errors import AppError
from desktop.services.exporting import default_filename
from desktop.ui import messages
from desktop.ui.context import Context
from desktop.ui.theme import SPACE_M, SPACE_S, set_role
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.export_runner import ExportRunner
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.plan_list import PlanList
from desktop.ui.widgets.scope_box import Scope, ScopeBox

FOLDER = "export_folder"
"""The setting that remembers where the last workbook was written."""
NOTHING_CHOSEN = (
    "計画に入れた制度がないので、制度一覧は空になります。"
    "制度を計画に入れるか、ほかの範囲を選んでください。"
)
KEEPS_CHOSEN = "計画に入れた制度は、表示中でなくても一覧に載ります。"


class ExportPage(QWidget):
    """Writes the workbook; ``shown`` gives the list of the page 制度をさがす in its order."""

    def __init__(
        self, context: Context, shown: Callable[[], list[Judgement]], parent: QWidget | None = None
    ) -> None:
        """Make the page for an office."""
        super().__init__(parent)
        self._context = context
        self._shown = shown
        self.summary = text_label("", selectable=True)
        self.scopes = ScopeBox()
        self.scope_note = text_label("", "muted")
        self.plan = PlanList(context)
        self.runner = ExportRunner()
        self.no_town = EmptyState(
            "まちを選ぶと、計画のブックを書き出せます。",
            "ブックには、まちのプロフィールと制度の判定が入ります。はじめに、まちを選んでください。",
            "まちを選ぶ(&G)",
        )
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        """What and in which order on top, where below."""
        top = QHBoxLayout()
        top.setSpacing(SPACE_M)
        range_title = text_label("制度一覧に載せる範囲", "strong")
        range_title.setContentsMargins(0, SPACE_M, 0, 0)
        content = _card("書き出す内容", self.summary, range_title, self.scopes, self.scope_note)
        content.addStretch(1)
        top.addWidget(_framed(content), 2)
        plan = _card("計画シートになる制度（この順）")
        plan.addWidget(self.plan, 1)
        top.addWidget(_framed(plan), 3)
        view = QWidget()
        layout = QVBoxLayout(view)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(top, 1)
        layout.addWidget(_framed(_card("書き出し", self.runner)))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.no_town)
        self._stack.addWidget(view)

    def _connect(self) -> None:
        """Wire widgets and events."""
        events = self._context.events
        for signal in (
            events.town_chosen,
            events.judged,
            events.selection_changed,
            self.scopes.changed,
        ):
            signal.connect(self.refresh)
        self.no_town.wanted.connect(events.town_wanted)
        self.runner.wanted.connect(self._write)
        self.runner.written.connect(self._remember_folder)

    def showEvent(self, event: QShowEvent) -> None:
        """Take over what is shown on the page 制度をさがす by now."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show what a workbook written now would hold."""
        office = self._context.office
        town = office.town
        self._stack.setCurrentIndex(0 if town is None else 1)
        if town is None:
            return
        counts = {scope: len(self._judgements(scope)) for scope in Scope}
        self.scopes.set_counts(counts)
        self.plan.refresh()
        listed, plans = counts[self.scopes.scope], len(office.selection)
        self.summary.setText(
            f"まち：{town.label}\n対象年度：{office.fiscal_year.label}\n"
            f"シート：表紙、制度一覧（{listed}件）、計画シート（{plans}枚）"
        )
        self.scope_note.setText(self._note(listed))
        folder = office.setting(FOLDER)
        name = default_filename(town.label, office.fiscal_year, office.today())
        self.runner.suggest(name, Path(folder) if folder else None)

    def _note(self, listed: int) -> str:
        """Return what must be said about the range."""
        if not listed:
            return NOTHING_CHOSEN
        return KEEPS_CHOSEN if self.scopes.scope is Scope.SHOWN else ""

    def _judgements(self, scope: Scope) -> list[Judgement]:
        """Return the rows of the sheet 制度一覧; every programme of the plan is among them."""
        office = self._context.office
        chosen = [one for one in map(office.judgement, office.selection) if one is not None]
        if scope is Scope.CHOSEN:
            return chosen
        if scope is Scope.ALL:
            return office.judgements
        shown = self._shown()
        ids = {one.program.id for one in shown}
        return [*shown, *(one for one in chosen if one.program.id not in ids)]

    def _write(self, path: Path) -> None:
        """Hand the request to the runner."""
        try:
            request = self._context.office.export_request(self._judgements(self.scopes.scope))
        except AppError as error:
            messages.show_error(self, error.message)
            return
        self.runner.write(path, request)

    def _remember_folder(self, path: Path) -> None:
        """Keep the folder for the next time."""
        try:
            self._context.office.remember(FOLDER, str(path.parent))
        except AppError as error:
            self._context.events.save_failed.emit(error.message)


def _card(heading: str, *widgets: QWidget) -> QVBoxLayout:
    """Return a column under a heading."""
    layout = QVBoxLayout()
    layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
    layout.setSpacing(SPACE_S)
    layout.addWidget(text_label(heading, "heading"))
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def _framed(layout: QVBoxLayout) -> QFrame:
    """Return a card around a layout."""
    frame = QFrame()
    set_role(frame, "card")
    frame.setLayout(layout)
    return frame
