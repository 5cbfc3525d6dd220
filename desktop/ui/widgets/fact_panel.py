"""Everything about one fact beside the list: what holds, where it comes from, how to change it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.dates import as_of_label
from desktop.domain.facts import FACTS, FactDefinition
from desktop.domain.profile import FactValue, Origin
from desktop.domain.value import Value
from desktop.ui.commands import AnswerCommand
from desktop.ui.context import Context
from desktop.ui.events import AppEvents
from desktop.ui.models.fact_table_model import STATES, is_unknown, value_text
from desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, set_role
from desktop.ui.widgets.fact_editor import FactEditor
from desktop.ui.widgets.fact_outlook import Outlook, outlook_of
from desktop.ui.widgets.labels import LinkLabel, text_label


class FactPanel(QScrollArea):
    """Shows one fact; built anew when the fact or its value changes, for it is small."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[str, FactValue, Outlook] | None = None
        self.editor: FactEditor | None = None
        self.restore_button: QPushButton | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(260)

    def show_fact(self, fact_id: str) -> None:
        """Show a fact of the chosen town as it stands now, once it is known what its value is good for."""
        profile = self._context.office.profile
        if profile is None or not self._context.office.is_ready:
            return
        fact = profile.fact(fact_id)
        outlook = outlook_of(fact_id, self._context.office)
        if self._shown == (fact_id, fact, outlook):
            return
        had_focus = self.editor is not None and self.editor.input.hasFocus()
        same = self._shown is not None and self._shown[0] == fact_id
        self._shown = (fact_id, fact, outlook)
        self._drop_card()
        self.setWidget(self._card(FACTS[fact_id], fact, outlook))
        if had_focus and same:
            self.focus_editor()

    def _drop_card(self) -> None:
        """Let go of the card before; its input may be the one that is just speaking."""
        old = self.takeWidget()
        if old is not None:
            inputs: Iterable[QWidget] = old.findChildren(QWidget)
            for widget in inputs:
                widget.blockSignals(True)  # hiding must not save what was typed for another town
            old.hide()
            old.deleteLater()

    def focus_editor(self) -> None:
        """Put the cursor into the input."""
        if self.editor is not None and self.editor.isEnabled():
            self.editor.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(self.editor.input)

    def _card(self, definition: FactDefinition, fact: FactValue, outlook: Outlook) -> QWidget:
        """Return the panel of one fact, from what holds down to where it comes from."""
        card = QFrame()
        set_role(card, "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addWidget(text_label(definition.label, "heading", selectable=True))
        layout.addWidget(text_label(value_text(definition, fact), "title", selectable=True))
        layout.addWidget(text_label(_state_text(fact), "muted", selectable=True))
        if is_unknown(fact) and definition.question:
            layout.addWidget(text_label(definition.question, selectable=True))
        if definition.ask:
            layout.addWidget(text_label(f"確かめる先　{definition.ask}", selectable=True))
        self._add_editor(layout, definition, fact)
        self._add_bundled(layout, definition, fact)
        for title, programs in outlook:
            _add_programs(layout, title, programs, self._context.events)
        _add_source(layout, fact)
        layout.addStretch(1)
        return card

    def _add_editor(self, layout: QVBoxLayout, definition: FactDefinition, fact: FactValue) -> None:
        """Add the input, unless the fact does not apply to this kind of body."""
        self.editor = None
        if fact.origin is Origin.NOT_APPLICABLE:
            return
        self.editor = FactEditor(definition, fact)
        label = QLabel("値を直す(&V)" if fact.value is not None else "答える(&V)")
        label.setBuddy(self.editor.input)
        set_role(label, "strong")
        layout.addSpacing(SPACE_S)
        layout.addWidget(label)
        layout.addWidget(self.editor)
        self.editor.answered.connect(lambda value: self._save(definition.id, value))
        self.editor.restored.connect(lambda: self._withdraw(definition.id))

    def _add_bundled(
        self, layout: QVBoxLayout, definition: FactDefinition, fact: FactValue
    ) -> None:
        """Add what was bundled beside an overruled value, and the way back."""
        self.restore_button = None
        if fact.bundled is not None:
            text = f"同梱の値　{definition.label_of(fact.bundled.value)}"
            if fact.bundled.as_of:
                text += f"（{as_of_label(fact.bundled.as_of)}時点）"
            layout.addWidget(text_label(text, "strong", selectable=True))
            self._add_restore(layout, definition.id, "元に戻す（同梱の値）(&B)")
        elif fact.origin is Origin.ANSWERED:
            self._add_restore(layout, definition.id, "回答を取り消す（不明に戻す）(&B)")

    def _add_restore(self, layout: QVBoxLayout, fact_id: str, text: str) -> None:
        """Add the button that takes the user's value back."""
        self.restore_button = QPushButton(text)
        self.restore_button.setToolTip("役場で入れた値を消します。Ctrl+Z で取り消せます。")
        self.restore_button.clicked.connect(lambda: self._withdraw(fact_id))
        layout.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _save(self, fact_id: str, value: Value) -> None:
        """Save an answer so that it can be undone."""
        context = self._context
        context.undo.push(AnswerCommand(context.office, context.events, fact_id, value))

    def _withdraw(self, fact_id: str) -> None:
        """Take the user's value back so that it can be undone."""
        context = self._context
        command = AnswerCommand(context.office, context.events, fact_id, None, withdraw=True)
        context.undo.push(command)


def _state_text(fact: FactValue) -> str:
    """Return the state with its date: 「● 同梱の資料（2026年1月時点）」."""
    text = STATES[fact.origin]
    if fact.origin is Origin.NOT_APPLICABLE:
        return f"{text}（この種類の団体にはない項目です）"
    if not fact.as_of or fact.origin is Origin.UNKNOWN:
        return text
    word = "時点" if fact.origin is Origin.BUNDLED else "に入力"
    return f"{text}（{as_of_label(fact.as_of)}{word}）"


def _add_programs(
    layout: QVBoxLayout, title: str, programs: tuple[tuple[str, str], ...], events: AppEvents
) -> None:
    """Add programmes (id and name) under a title, each leading to its page."""
    layout.addSpacing(SPACE_S)
    layout.addWidget(text_label(title, "strong"))
    for program_id, name in programs:
        link = LinkLabel(program_id, name)
        link.linkActivated.connect(events.program_requested)
        layout.addWidget(link)


def _add_source(layout: QVBoxLayout, fact: FactValue) -> None:
    """Add where the bundled value comes from and what there is to know about it."""
    known = fact.bundled or fact
    for title, text in (("出典", known.source), ("注", known.note)):
        if text:
            layout.addSpacing(SPACE_S)
            layout.addWidget(text_label(title, "strong"))
            layout.addWidget(text_label(text, "muted", selectable=True))
