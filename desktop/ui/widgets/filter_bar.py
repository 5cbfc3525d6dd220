"""The filters above the list of programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from desktop.domain.verdict_name import Verdict
from desktop.services.office import Office
from desktop.ui.theme import SPACE_S, verdict_text
from desktop.ui.widgets.check_menu_button import CheckMenuButton
from desktop.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:  # what judges is loaded after the first picture
    from desktop.domain.codes import SupportKind
    from desktop.domain.verdict import Judgement

CLOSED = (Verdict.INELIGIBLE, Verdict.NOT_CURRENT)
"""What one switch hides."""


class Filters(NamedTuple):
    """What is set in the filters; empty sets keep all."""

    verdicts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    only_chosen: bool = False
    hide_closed: bool = False

    def apply(self, office: Office, found: Sequence[str] | None) -> tuple[list[Judgement], int]:
        """Return what is shown, and how many the switch 対象外・過去を隠す has hidden."""
        from desktop.services.matching import filtered  # noqa: PLC0415 - not in the first picture

        kept = filtered(
            office.judgements,
            verdicts=self.verdicts,
            kinds=self.kinds,
            purposes=self.purposes,
            found=found,
        )
        if self.only_chosen:
            chosen = office.selection
            kept = [one for one in kept if one.program.id in chosen]
        shown = [one for one in kept if not (self.hide_closed and one.verdict in CLOSED)]
        return shown, len(kept) - len(shown)


class FilterBar(QWidget):
    """Verdict, kind, purpose, chosen ones, and a button that clears them all."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the filters; what they offer comes with :meth:`offer`."""
        super().__init__(parent)
        self.verdicts = CheckMenuButton("判定", "J", self)
        self.kinds = CheckMenuButton("種別", "S", self)
        self.purposes = CheckMenuButton("目的", "M", self)
        self.only_chosen = QCheckBox("計画に入れたものだけ(&P)", self)
        self.hide_closed = QCheckBox("対象外・過去を隠す(&T)", self)
        self.clear_button = QPushButton(self)  # given its text here, PySide would load QIcon for it
        self.clear_button.setText("条件をすべて解除(&K)")
        self.clear_button.setEnabled(False)
        self.clear_button.setToolTip(
            "判定・種別・目的などの条件と、探す言葉をすべて消します（Alt+K）。"
        )
        layout = FlowLayout(self, SPACE_S)
        for widget in (
            self.verdicts,
            self.kinds,
            self.purposes,
            self.only_chosen,
            self.hide_closed,
            self.clear_button,
        ):
            layout.addWidget(widget)
        for menu in (self.verdicts, self.kinds, self.purposes):
            menu.changed.connect(self.changed)
        for box in (self.only_chosen, self.hide_closed):
            box.toggled.connect(self.changed)

    def offer(self, kinds: Sequence[SupportKind], purposes: Mapping[str, str]) -> None:
        """Offer all verdicts, and the kinds and purposes (id to label) that the catalogue has."""
        self.verdicts.offer([(one.value, verdict_text(one)) for one in Verdict])
        self.kinds.offer([(one.value, one.label) for one in kinds])
        self.purposes.offer(list(purposes.items()))

    @property
    def filters(self) -> Filters:
        """What is set."""
        return Filters(
            self.verdicts.values,
            self.kinds.values,
            self.purposes.values,
            self.only_chosen.isChecked(),
            self.hide_closed.isChecked(),
        )

    def clear(self) -> None:
        """Set nothing; announced once."""
        if self.filters == Filters():
            return
        self.blockSignals(True)
        for menu in (self.verdicts, self.kinds, self.purposes):
            menu.clear()
        for box in (self.only_chosen, self.hide_closed):
            box.setChecked(False)
        self.blockSignals(False)
        self.changed.emit()

    def set_counts(self, judgements: Sequence[Judgement]) -> None:
        """Show behind each choice how many programmes it stands for."""
        self.verdicts.set_counts(Counter(one.verdict.value for one in judgements))
        self.kinds.set_counts(
            Counter(kind.value for one in judgements for kind in one.program.kinds)
        )
        self.purposes.set_counts(
            Counter(purpose for one in judgements for purpose in one.program.purposes)
        )
