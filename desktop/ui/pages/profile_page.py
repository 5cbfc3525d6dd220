"""The page まちのプロフィール: choose a town, see every fact with its source, answer what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.choosing import choose_town
from desktop.ui.context import Context

if TYPE_CHECKING:
    from desktop.ui.widgets.first_town import FirstTown
    from desktop.ui.widgets.profile_view import ProfileView


class ProfilePage(QWidget):
    """Two faces: without a town the picker, with one its profile. Each is made when it is first shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._empty: FirstTown | None = None
        self._filled: ProfileView | None = None
        self._layout = QVBoxLayout(self)  # no stack: the hidden face must claim no room
        self._layout.setContentsMargins(0, 0, 0, 0)
        events = context.events
        events.judged.connect(self._refresh)
        events.prepared.connect(self._refresh)
        events.fact_requested.connect(self.show_fact)
        events.town_wanted.connect(self._search_town)
        self._refresh()

    @property
    def first_town(self) -> FirstTown:
        """The face without a town."""
        if self._empty is None:
            from desktop.ui.widgets.first_town import FirstTown  # noqa: PLC0415 - seen once

            self._empty = FirstTown(self._context.office)
            self._empty.picker.chosen.connect(self._choose)
            self._layout.addWidget(self._empty)
        return self._empty

    @property
    def view(self) -> ProfileView:
        """The face with a town."""
        if self._filled is None:
            from desktop.ui.widgets.profile_view import ProfileView  # noqa: PLC0415 - not seen first

            self._filled = ProfileView(self._context)
            self._layout.addWidget(self._filled)
            self._fit()
        return self._filled

    def show_fact(self, fact_id: str) -> None:
        """Scroll to a fact and put the cursor into its input."""
        if self._filled is not None:
            self._filled.show_fact(fact_id)

    def _search_town(self) -> None:
        """Put the cursor where a town is searched for, as long as none is chosen."""
        if self._context.office.town is None:
            self.first_town.picker.search.setFocus()

    def _choose(self, code: str) -> None:
        """Take the town of the picker and go on with its profile."""
        if choose_town(self._context, self, code):
            self.view.table.setFocus()

    def _refresh(self) -> None:
        """Show the profile as it is now."""
        profile = self._context.office.profile
        face = self.first_town if profile is None else self.view
        if profile is not None:
            self.view.refresh(profile)
        for one in (self._empty, self._filled):
            if one is not None:
                one.setVisible(one is face)
        self.setFocusProxy(self.first_town.picker if profile is None else self.view.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the number of questions follow the room."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Tell the profile how much of the page is seen."""
        if self._filled is not None:
            seen = self.parentWidget() or self
            self._filled.fit(seen.height())
