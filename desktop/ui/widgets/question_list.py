"""「次に確かめるとよい項目」: the questions that settle most programmes, answerable in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.facts import FACTS, FactDefinition, FactKind
from desktop.domain.value import Value
from desktop.ui.commands import AnswerCommand
from desktop.ui.context import Context
from desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, set_role
from desktop.ui.widgets.calm_combo_box import CalmComboBox
from desktop.ui.widgets.fact_editor import UNANSWERED, plain_message
from desktop.ui.widgets.labels import text_label
from desktop.ui.widgets.step_row import StepRow

if TYPE_CHECKING:
    from desktop.domain.questions import Question

WAITING = "制度の判定をしています…"
LINES_WAITED_FOR = 3
"""A question has about this height in lines, with its air."""
NARROW_CHARACTERS = 34
"""With fewer characters than this in a row, the answers stand below the question."""
MAX_BUTTONS = 3
"""Up to this many choices are buttons; more become a drop-down."""


class QuestionRow(QWidget):
    """One question with its answers."""

    answered = Signal(str, object)
    details_wanted = Signal(str)

    def __init__(self, question: Question, names: Sequence[str]) -> None:
        """Make the row of a question that settles the programmes of these names."""
        super().__init__()
        self._definition = FACTS[question.fact]
        self.first: QWidget
        self.error = text_label(role="error")
        self.error.hide()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_M)
        self._layout.addLayout(self._texts(question, names), 1)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(SPACE_S)
        self._add_answers(self._answers)
        self._add_details(self._answers)
        self._layout.addLayout(self._answers)

    def minimumSizeHint(self) -> QSize:
        """Claim the width of the answers alone, for the question can stand above them."""
        return QSize(self._answers.minimumSize().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers below the question where they would squeeze it (200 % on a small screen)."""
        super().resizeEvent(event)
        least = NARROW_CHARACTERS * self.fontMetrics().horizontalAdvance("国")
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(below if event.size().width() < least else beside)

    def _texts(self, question: Question, names: Sequence[str]) -> QVBoxLayout:
        """Return the question, whom to ask and how many verdicts it settles (their names on the tool tip)."""
        definition = self._definition
        texts = QVBoxLayout()
        texts.setSpacing(SPACE_XS)
        asked = definition.question or f"「{definition.label}」を確かめてください。"
        texts.addWidget(text_label(asked, selectable=True))
        ask = f"　確かめる先：{definition.ask}" if definition.ask else ""
        settles = text_label(f"{_effect(question)}{ask}", "muted")
        settles.setToolTip("\n".join(names))
        settles.setAccessibleDescription("、".join(names))
        texts.addWidget(settles)
        texts.addWidget(self.error)
        return texts

    def _add_answers(self, layout: QHBoxLayout) -> None:
        """Add buttons, a drop-down or a line, as fits the kind of the fact."""
        definition = self._definition
        if definition.kind is not FactKind.CHOICE:
            self.first = self._add_number(layout, definition)
        elif len(definition.choices) > MAX_BUTTONS:
            self.first = self._add_choices(layout, definition)
        else:
            buttons = [self._button(definition, *choice) for choice in definition.choices]
            for button in buttons:
                layout.addWidget(button)
            self.first = buttons[0]

    def _button(self, definition: FactDefinition, code: str, label: str) -> QPushButton:
        """Return the button of one answer."""
        button = QPushButton(label)
        button.setAccessibleName(f"{definition.label}：{label}")
        button.setObjectName(f"answer-{definition.id}-{code}")
        button.clicked.connect(lambda: self.answered.emit(definition.id, code))
        return button

    def _add_choices(self, layout: QHBoxLayout, definition: FactDefinition) -> QWidget:
        """Add a drop-down and a button that takes its choice."""
        combo = CalmComboBox()
        combo.setAccessibleName(definition.label)
        for code, label in definition.choices:
            combo.addItem(label, code)
        combo.setPlaceholderText(UNANSWERED)
        combo.setCurrentIndex(-1)
        layout.addWidget(combo)
        button = QPushButton("答える")
        button.setEnabled(False)
        combo.activated.connect(lambda: button.setEnabled(True))
        button.clicked.connect(lambda: self.answered.emit(definition.id, combo.currentData()))
        layout.addWidget(button)
        return combo

    def _add_number(self, layout: QHBoxLayout, definition: FactDefinition) -> QWidget:
        """Add a line for a number and a button that takes it."""
        line = QLineEdit()
        line.setAccessibleName(definition.label)
        line.setPlaceholderText(f"例 3{definition.unit}")
        line.setMaximumWidth(120)
        line.textEdited.connect(self.error.hide)
        line.returnPressed.connect(lambda: self._take_text(line.text()))
        layout.addWidget(line)
        button = QPushButton("答える")
        button.clicked.connect(lambda: self._take_text(line.text()))
        layout.addWidget(button)
        return line

    def _take_text(self, text: str) -> None:
        """Announce a number, or say what is allowed."""
        try:
            value: Value = self._definition.parse(text)
        except ValueError as error:
            self.error.setText(plain_message(error, self._definition))
            self.error.show()
            return
        if value is not None:
            self.answered.emit(self._definition.id, value)

    def _add_details(self, layout: QHBoxLayout) -> None:
        """Add the way to everything known about the fact."""
        button = QPushButton("くわしく")
        button.setAccessibleName(f"{self._definition.label}をくわしく見る")
        button.setToolTip("下の一覧でこの項目を開きます。")
        button.clicked.connect(lambda: self.details_wanted.emit(self._definition.id))
        layout.addWidget(button)


class QuestionList(QFrame):
    """The first few questions; how many depends on the room there is."""

    details_wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[Question, ...] | None = None
        self._limit = 3
        self.rows: list[QuestionRow] = []
        set_role(self, "card")
        self._summary = text_label(role="muted")
        title = text_label("次に確かめるとよい項目", "heading")
        title.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(title)
        head.addWidget(self._summary, 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_S)
        self._room = QWidget()
        self.step = StepRow()
        self.step.details_wanted.connect(self.details_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addLayout(head)
        layout.addLayout(self._list)
        layout.addWidget(self._room)
        layout.addWidget(self.step)

    def minimumSizeHint(self) -> QSize:
        """Claim room for one question only: the page drops the others, and the step, where it is low."""
        hint = super().minimumSizeHint()
        spare = [*self.rows[1:], *([] if self.step.isHidden() else [self.step])]
        freed = sum(one.minimumSizeHint().height() + SPACE_S for one in spare)
        return QSize(hint.width(), max(1, hint.height() - freed))

    def set_limit(self, limit: int) -> None:
        """Show at most so many questions."""
        if limit != self._limit:
            self._limit = limit
            self._shown = None
            self.refresh()

    def refresh(self) -> None:
        """Show the questions that are open now; the cursor stays among them."""
        if not self._context.office.is_ready:
            self._wait()
            return
        self._room.hide()
        questions = self._context.office.questions
        self._summary.setText(_summary(len(questions)))
        self._show_step()
        if questions[: self._limit] == self._shown:
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self._shown = questions[: self._limit]
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(question) for question in self._shown]
        if had_focus and self.rows:
            self.rows[0].first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wait(self) -> None:
        """Keep the room that questions and step will need, so that nothing jumps when they are there."""
        lines = LINES_WAITED_FOR * self._limit + (self._limit > 1)
        self._summary.setText(WAITING)
        self._room.setFixedHeight(lines * self.fontMetrics().height() + self._limit * SPACE_S)

    def _show_step(self) -> None:
        """Show the step that opens most, where there is room for it."""
        office = self._context.office
        best = office.steps[0] if office.steps and self._limit > 1 else None
        self.step.show_step(best, office.names_of(best.opens) if best else [])

    def _row(self, question: Question) -> QuestionRow:
        """Return the row of one question, connected."""
        row = QuestionRow(question, self._context.office.names_of(question.programs))
        row.answered.connect(self._answer)
        row.details_wanted.connect(self.details_wanted)
        self._list.addWidget(row)
        return row

    def _answer(self, fact_id: str, value: Value) -> None:
        """Save an answer so that it can be undone."""
        context = self._context
        context.undo.push(AnswerCommand(context.office, context.events, fact_id, value))


def _effect(question: Question) -> str:
    """Return how many verdicts an answer settles."""
    if question.settles:
        return f"答えると{question.settles}件の判定が決まります。"
    return "ほかの項目とあわせて判定に使います。"


def _summary(count: int) -> str:
    """Return how many facts are still open, or that none is."""
    if count == 0:
        return "判定を待たせている項目はありません。"
    return f"答えるとすぐに判定へ反映されます（残り{count}項目）。"
