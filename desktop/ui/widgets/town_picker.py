"""Choosing a municipality: by typing a part of its name or reading, or by its prefecture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.services.office import Office
from desktop.ui.models.town_table_model import CodeRole, Column, TownTableModel
from desktop.ui.theme import SPACE_M, SPACE_S, set_role
from desktop.ui.widgets.labels import RoomyDelegate, text_label

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


NOTHING_ASKED = "名前か読みがなの一部を入れるか、都道府県を選んでください。"
NOTHING_FOUND = "見つかりません。漢字や読みがなの一部だけで、もう一度お試しください。"


class SearchEdit(QLineEdit):
    """A line edit whose arrow keys move through the list below it."""

    stepped = Signal(int)
    accepted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys of the list on; Enter takes the current town, Esc clears the text."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TownTable(QTableView):
    """The list of towns; Enter takes the current one. Says what to do while it is empty."""

    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hint = text_label(role="muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(
            self
        )  # over the list; painting into it would make PySide load all of Qt
        layout.addWidget(self._hint)

    def set_hint(self, text: str) -> None:
        """Say this in the empty list; an empty text for a list that has rows."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current town with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


class TownPicker(QWidget):
    """Search box, prefecture and list; announces the code of the chosen town."""

    chosen = Signal(str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._model = TownTableModel(self)
        self.search = SearchEdit()
        self.prefecture = QComboBox()
        self.table = TownTable()
        self.count = text_label(role="muted")
        self.choose_button = QPushButton("このまちにする(&O)")
        self._set_up_inputs()
        self._set_up_table()
        self._lay_out()
        self._connect()
        self._refresh()

    def _set_up_inputs(self) -> None:
        self.search.setPlaceholderText("例　美郷町　みさと　島根県美郷町　324485")
        self.search.setAccessibleName("まちの名前・読みがな・団体コード")
        self.search.setClearButtonEnabled(True)
        self.prefecture.setAccessibleName("都道府県")
        self.prefecture.addItem("すべての都道府県", "")
        for one in self._office.prefectures():
            self.prefecture.addItem(one.name, one.prefecture_code)
        self.prefecture.setMaxVisibleItems(24)
        set_role(self.choose_button, "primary")

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self._model)
        table.setAccessibleName("まちの一覧")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in (Column.KIND, Column.CODE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.setItemDelegate(RoomyDelegate(table))
        table.setMinimumHeight(90)

    def _lay_out(self) -> None:
        inputs = QGridLayout()
        inputs.setHorizontalSpacing(SPACE_M)
        inputs.setVerticalSpacing(SPACE_S)
        for row, (text, widget) in enumerate(
            (("まちの名前(&N)", self.search), ("都道府県(&P)", self.prefecture))
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            inputs.addWidget(label, row, 0)
            inputs.addWidget(widget, row, 1)
        inputs.setColumnStretch(1, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.count, 1)
        bottom.addWidget(self.choose_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addLayout(inputs)
        layout.addWidget(self.table, 1)
        layout.addLayout(bottom)
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._refresh)
        self.search.stepped.connect(self._step)
        self.search.accepted.connect(self._choose)
        self.prefecture.currentIndexChanged.connect(self._refresh)
        self.table.accepted.connect(self._choose)
        self.table.doubleClicked.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.choose_button.clicked.connect(self._choose)

    def _refresh(self) -> None:
        """Show the towns that fit; the best one is ready to be taken with Enter."""
        text, prefecture = self.search.text(), self.prefecture.currentData()
        found = self._office.find_towns(text, prefecture)
        self._model.set_towns(found)
        self.count.setText(f"{len(found):,} 件" if found else "")
        nothing = NOTHING_FOUND if text.strip() else NOTHING_ASKED
        self.table.set_hint("" if found else nothing)
        if found:
            self.table.setCurrentIndex(self._model.index(0, 0))
        self._on_row_changed()

    def _step(self, rows: int) -> None:
        """Move through the list without leaving the search box."""
        last = self._model.rowCount() - 1
        if last < 0:
            return
        current = self.table.currentIndex().row()
        self.table.selectRow(max(0, min(last, current + rows)))

    def _on_row_changed(self) -> None:
        self.choose_button.setEnabled(self.table.currentIndex().isValid())

    def _choose(self) -> None:
        """Announce the current town."""
        code = self.table.currentIndex().data(CodeRole)
        if code:
            self.chosen.emit(code)
