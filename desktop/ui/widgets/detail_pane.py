"""The right side of 制度をさがす: one programme with its verdict, reasons, money, times and desks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.verdict import Judgement
from desktop.domain.verdict_name import Verdict
from desktop.domain.verdict_text import why
from desktop.services.office import Office
from desktop.ui.detail.contacts import contacts_section
from desktop.ui.detail.data import DetailData, detail_data
from desktop.ui.detail.html import Html
from desktop.ui.detail.outlook import advice_section, one_step_section, sensitivity_section
from desktop.ui.detail.overview import (
    basics_section,
    changes_section,
    overview_section,
    relations_section,
)
from desktop.ui.detail.reasons import checklist_section, reasons_section
from desktop.ui.detail.schedule import costs_section, rounds_section, steps_section
from desktop.ui.detail.sources import sources_section
from desktop.ui.detail.support import support_section
from desktop.ui.dialogs.qr_dialog import QrDialog
from desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, set_role
from desktop.ui.widgets.detail_browser import DetailBrowser
from desktop.ui.widgets.labels import VerdictBadge, text_label

TABS: tuple[tuple[str, str, tuple[Callable[[DetailData], Html], ...]], ...] = (
    (
        "理由",
        "判定の理由と、事業の内容についての要件",
        (
            overview_section,
            advice_section,
            reasons_section,
            one_step_section,
            checklist_section,
            basics_section,
        ),
    ),
    (
        "金額",
        "支援の内容と金額、対象経費、前年度からの変更",
        (support_section, sensitivity_section, costs_section, changes_section),
    ),
    ("時期", "募集時期と手続", (rounds_section, steps_section)),
    (
        "窓口・出典",
        "問い合わせ先、関連する制度、出典",
        (contacts_section, relations_section, sources_section),
    ),
)
"""Names, tool tips and sections of the tabs."""

SOURCES_TAB = 3
ROOMY = 20
"""Lines of text that the pane must be high enough for to show kana and reason in its head."""


class DetailPane(QFrame):
    """Explains one programme; asks for facts, other programmes and a place in the plan."""

    fact_wanted = Signal(str)
    program_wanted = Signal(str)
    choice_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty pane."""
        super().__init__(parent)
        set_role(self, "card")
        self._program_id = ""
        self._chosen = False
        self.kana = text_label("", "muted", selectable=True)
        self.name = text_label("", "heading", selectable=True)
        self.badge = VerdictBadge(Verdict.UNKNOWN)
        self.why = text_label("", selectable=True)
        self.choose_button = QPushButton()
        self.choose_button.clicked.connect(self._on_choose_clicked)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.choose_button.click)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("制度の詳しい内容")
        self.browsers = [self._add_tab(name, tip) for name, tip, _ in TABS]
        self._lay_out()

    def _add_tab(self, name: str, tip: str) -> DetailBrowser:
        """Add one tab."""
        browser = DetailBrowser(tip)
        browser.link_activated.connect(self._on_link_activated)
        self.tabs.addTab(browser, name)
        self.tabs.setTabToolTip(self.tabs.count() - 1, f"{tip}（Ctrl+Tabで次の見出しに移ります）")
        return browser

    def _lay_out(self) -> None:
        """Name and verdict on top, tabs below."""
        self._verdict = QHBoxLayout()
        self._verdict.setSpacing(SPACE_S)
        self._verdict.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self._verdict.addWidget(self.why, 1)
        self._top = QHBoxLayout()
        self._top.addWidget(self.name, 1)
        self._top.addWidget(self.choose_button)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, 0)
        head.setSpacing(SPACE_XS)
        head.addWidget(self.kana)
        head.addLayout(self._top)
        head.addLayout(self._verdict)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(SPACE_S)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the head short where there is hardly room for the text."""
        super().resizeEvent(event)
        roomy = self.height() > ROOMY * self.fontMetrics().lineSpacing()
        self.kana.setVisible(roomy)
        self.why.setVisible(roomy)
        wanted, other = (self._top, self._verdict) if roomy else (self._verdict, self._top)
        if wanted.indexOf(self.choose_button) < 0:
            other.removeWidget(self.choose_button)
            wanted.addWidget(self.choose_button)

    def show_program(self, office: Office, judgement: Judgement) -> None:
        """Show a programme; one that is shown already keeps the reader's place."""
        data = detail_data(office, judgement)
        keep_place = judgement.program.id == self._program_id
        self._program_id = judgement.program.id
        self.kana.setText(judgement.program.kana)
        self.name.setText(judgement.program.name)
        self.badge.set_verdict(judgement.verdict)
        self.why.setText(why(judgement))
        self.badge.setToolTip(self.why.text())
        for browser, (_, _, sections) in zip(self.browsers, TABS, strict=True):
            browser.show_html("".join(section(data) for section in sections), keep_place=keep_place)

    def set_chosen(self, chosen: bool) -> None:
        """Offer to take the programme into the plan, or out of it."""
        self._chosen = chosen
        self.choose_button.setText("計画から外す" if chosen else "計画に入れる")
        self.choose_button.setToolTip(
            "この制度を計画から外します（Ctrl+Enter）。"
            if chosen
            else "この制度を計画に入れます（Ctrl+Enter）。"
        )
        set_role(self.choose_button, "" if chosen else "primary")

    def _on_choose_clicked(self) -> None:
        """Ask for a place in the plan, or to give it up."""
        self.choice_wanted.emit(self._program_id, not self._chosen)

    def _on_link_activated(self, kind: str, target: str) -> None:
        """Do what a link says."""
        if kind == "fact":
            self.fact_wanted.emit(target)
        elif kind == "program":
            self.program_wanted.emit(target)
        elif kind == "source":
            self.tabs.setCurrentIndex(SOURCES_TAB)
            self.browsers[SOURCES_TAB].scrollToAnchor(f"source-{target}")
        elif kind == "qr":
            QrDialog(target, self).open()
