"""The input for one fact: a drop-down for choices, a line for numbers. Nothing is ever pre-answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.facts import FactDefinition, FactKind
from desktop.domain.profile import FactValue, Origin
from desktop.domain.value import Value
from desktop.ui.theme import SPACE_XS
from desktop.ui.widgets.calm_combo_box import CalmComboBox
from desktop.ui.widgets.labels import text_label

UNANSWERED = "（選んでください）"
UNKNOWN = "不明"
RESTORE = "同梱の値に戻す"
_NOTHING, _VALUE, _UNKNOWN, _RESTORE = "nothing", "value:", "unknown", "restore"
_EXAMPLES = {FactKind.COUNT: "例 1,234", FactKind.DECIMAL: "例 0.35", FactKind.CODE: "例 32"}


def plain_message(error: ValueError, definition: FactDefinition) -> str:
    """Return what is allowed, without the id that only the command line needs."""
    return str(error).replace(f"（{definition.id}）", "")


def input_text(definition: FactDefinition, value: Value) -> str:
    """Return a number as it stands in the input."""
    if value is None:
        return ""
    return f"{int(value):,}" if definition.kind is FactKind.COUNT else str(value)


class FactEditor(QWidget):
    """Announces what the user wants; whoever owns it saves."""

    answered = Signal(object)
    """A value, or None for 「不明」."""
    restored = Signal()
    """The user's value is to be taken back."""

    def __init__(self, definition: FactDefinition, fact: FactValue) -> None:
        super().__init__()
        self._definition = definition
        self._fact = fact
        self.error = text_label(role="error")
        self.error.hide()
        self.input: QComboBox | QLineEdit
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        self.input = self._choices() if definition.kind is FactKind.CHOICE else self._line()
        self.input.setAccessibleName(f"{definition.label}の値")
        self.setFocusProxy(self.input)
        layout.addWidget(self.input)
        layout.addWidget(self.error)

    def _choices(self) -> QComboBox:
        """Return the drop-down, at the value that holds now."""
        combo = CalmComboBox()
        fact = self._fact
        unanswered = fact.value is None and fact.origin is Origin.UNKNOWN
        if unanswered:
            combo.addItem(UNANSWERED, _NOTHING)
        for code, label in self._definition.choices:
            combo.addItem(label, _VALUE + code)
        combo.insertSeparator(combo.count())
        combo.addItem(UNKNOWN, _UNKNOWN)
        if fact.bundled is not None:
            shown = self._definition.label_of(fact.bundled.value)
            combo.addItem(f"{RESTORE}（{shown}）", _RESTORE)
        if not unanswered:
            current = _UNKNOWN if fact.value is None else f"{_VALUE}{fact.value}"
            combo.setCurrentIndex(combo.findData(current))
        combo.activated.connect(self._on_activated)
        return combo

    def _line(self) -> QLineEdit:
        """Return the line for a number."""
        line = QLineEdit(input_text(self._definition, self._fact.value))
        line.setPlaceholderText(_EXAMPLES[self._definition.kind])
        line.editingFinished.connect(self._on_finished)
        line.textEdited.connect(self.error.hide)
        return line

    def _on_activated(self, index: int) -> None:
        """Announce a choice that differs from what holds now."""
        assert isinstance(self.input, QComboBox)
        chosen: str = self.input.itemData(index)
        if chosen == _RESTORE:
            self.restored.emit()
        elif chosen != _NOTHING:
            value = None if chosen == _UNKNOWN else chosen.removeprefix(_VALUE)
            if value != self._fact.value:
                self.answered.emit(value)

    def _on_finished(self) -> None:
        """Announce a number, or say what is allowed."""
        assert isinstance(self.input, QLineEdit)
        text = self.input.text()
        if text == input_text(self._definition, self._fact.value):
            return
        try:
            value = self._definition.parse(text)
        except ValueError as error:
            self.error.setText(plain_message(error, self._definition))
            self.error.show()
            return
        if value != self._fact.value:
            self.answered.emit(value)
