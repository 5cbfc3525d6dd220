"""The page データ管理: what the figures come from, where the data lie, checks and backups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.dates import as_of_label
from desktop.errors import AppError
from desktop.ui import messages, tasks
from desktop.ui.context import Context
from desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, set_role
from desktop.ui.widgets.document_table import DocumentTable
from desktop.ui.widgets.labels import text_label

CHECKING = "点検しています…"
SOUND = "制度データベースと役場のデータに問題はありませんでした。"


@dataclass(frozen=True)
class DataPlaces:
    """What the page tells about files. ``check`` returns Japanese sentences, none when all is well.

    ``check`` runs off the UI thread and opens the files for itself.
    """

    catalog: Path
    workspace: Path
    log: Path
    check: Callable[[], Sequence[str]]
    program_version: str


class DataPage(QWidget):
    """One column of cards."""

    def __init__(self, context: Context, places: DataPlaces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._places = places
        self._task: tasks.Task | None = None
        self.backup_button = QPushButton("今すぐ控えを作る(&B)")
        self.backup_result = text_label("控えは、更新の前にも自動で作られます。", selectable=True)
        self.check_button = QPushButton("データを点検する(&C)")
        self.check_result = text_label("ファイルが壊れていないかを調べます。", selectable=True)
        self.backup_button.clicked.connect(self._backup)
        self.check_button.clicked.connect(self._check)
        self.setFocusProxy(self.backup_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._versions_card())
        layout.addWidget(self._own_data_card())
        layout.addWidget(self._documents_card(), 1)

    def _versions_card(self) -> QWidget:
        """Return the card about program and catalogue."""
        meta = self._context.office.catalog.meta()
        size = f"{meta.program_count}制度、版 {meta.version}"
        return _card(
            "制度データベース（同梱・書き換えられません）",
            _form(
                ("みちしるべの版", self._places.program_version),
                ("収録", size),
                ("時点", as_of_label(meta.as_of)),
                ("置き場所", str(self._places.catalog)),
                ("データの出典", meta.attribution),
            ),
        )

    def _own_data_card(self) -> QWidget:
        """Return the card about the office's own data with what can be done to it."""
        card = _card(
            "役場のデータ（回答・選んだ制度）",
            _form(
                ("置き場所", str(self._places.workspace)),
                ("動作の記録", str(self._places.log)),
            ),
        )
        layout = card.layout()
        assert isinstance(layout, QVBoxLayout)
        for button, result in (
            (self.backup_button, self.backup_result),
            (self.check_button, self.check_result),
        ):
            row = QHBoxLayout()
            row.setSpacing(SPACE_M)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(result, 1)
            layout.addLayout(row)
        width = max(self.backup_button.sizeHint().width(), self.check_button.sizeHint().width())
        for button in (self.backup_button, self.check_button):
            button.setMinimumWidth(width)
        return card

    def _documents_card(self) -> QWidget:
        """Return the card about the documents behind the figures."""
        documents = sorted(
            self._context.office.catalog.documents().values(),
            key=lambda one: one.as_of,
            reverse=True,
        )
        return _card("金額や要件のもとになった資料", DocumentTable(documents))

    def _backup(self) -> None:
        """Make a backup and say where it is."""
        try:
            path = self._context.office.workspace.backup()
        except AppError as error:
            messages.show_error(self, error.message)
            return
        self.backup_result.setText(f"控えを作りました。\n{path}")

    def _check(self) -> None:
        """Check both files off the UI thread."""
        self.check_button.setEnabled(False)
        self.check_result.setText(CHECKING)
        self._task = tasks.run(
            self, lambda _task: self._places.check(), self._on_checked, self._on_check_failed
        )
        self._task.finished.connect(lambda: self.check_button.setEnabled(True))

    def _on_checked(self, problems: Sequence[str]) -> None:
        """Tell the result."""
        self.check_result.setText("\n".join(problems) if problems else SOUND)

    def _on_check_failed(self, error: Exception) -> None:
        """Tell that the check itself failed; a bug goes on to the crash report."""
        self.check_result.setText("点検を終えられませんでした。")
        if not isinstance(error, AppError):
            raise error
        messages.show_error(self, error.message)


def _card(title: str, content: QWidget) -> QFrame:
    """Return a card with a heading."""
    card = QFrame()
    set_role(card, "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
    layout.setSpacing(SPACE_S)
    layout.addWidget(text_label(title, "heading"))
    layout.addWidget(content)
    return card


def _form(*rows: tuple[str, str]) -> QWidget:
    """Return labelled texts that can be copied."""
    form = QWidget()
    layout = QFormLayout(form)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(SPACE_L)
    layout.setVerticalSpacing(SPACE_XS)
    layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name, value in rows:
        label = QLabel(name)
        set_role(label, "muted")
        layout.addRow(label, text_label(value, selectable=True))
    return form
