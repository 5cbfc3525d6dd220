"""Where to write the workbook, the button that does it, its progress and its end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import AppError
from desktop.services.exporting import ExportRequest, export_workbook
from desktop.ui import messages, tasks
from desktop.ui.theme import SPACE_M, SPACE_S, set_role
from desktop.ui.widgets.labels import text_label

SUFFIX = ".xlsx"
FILTER = f"エクセルのブック (*{SUFFIX})"
NO_PATH = "保存先のファイル名を入れてください。"


def target_path(text: str, folder: Path) -> Path:
    """Return the file that a typed text means: a name alone lies in the folder; .xlsx may be left out."""
    path = folder / Path(text.strip().strip('"'))
    if not path.name or path.suffix.lower() == SUFFIX:
        return path
    return path.with_name(path.name + SUFFIX)


def _exists(path: Path) -> bool:
    """Whether an older file would be replaced; a name that no system allows has none (writing says why)."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def documents_folder() -> Path:
    """Return the user's own documents folder, where workbooks go at first."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


class ExportRunner(QWidget):
    """Asks for the request when it is time to write; announces what has been written."""

    wanted = Signal(Path)
    """The user wants a workbook at this path; answer with :meth:`write`."""
    written = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an idle runner."""
        super().__init__(parent)
        self._task: tasks.Task | None = None
        self._folder = documents_folder()
        self._suggested = ""
        self._written: Path | None = None
        self.path = QLineEdit()
        self.path.setAccessibleName("保存先のファイル")
        self.path.setToolTip(
            "書き出すファイルの場所と名前です。名前だけを入れると、前と同じフォルダーに書き出します。"
        )
        self.browse = QPushButton("場所を選ぶ(&B)…")
        self.button = QPushButton("エクセルに書き出す(&W)")
        self.button.setToolTip("計画のブックを書き出します（Ctrl+Enter）。")
        set_role(self.button, "primary")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("書き出しの進み具合")
        self.cancel = QPushButton("中止する(&C)")
        self.status = text_label("", selectable=True)
        self.open_folder = QPushButton("フォルダーを開く(&O)")
        self._lay_out()
        self._connect()
        self._set_running(False)

    def _lay_out(self) -> None:
        """Path, button and progress, result."""
        label = QLabel("保存先(&L)")
        label.setBuddy(self.path)
        form = QGridLayout()
        form.setSpacing(SPACE_S)
        form.addWidget(label, 0, 0)
        form.addWidget(self.path, 0, 1)
        form.addWidget(self.browse, 0, 2)
        form.setColumnStretch(1, 1)
        run = QHBoxLayout()
        run.setSpacing(SPACE_M)
        run.addWidget(self.button)
        run.addWidget(self.progress, 1)
        run.addWidget(self.cancel)
        run.addWidget(self.status, 1)
        run.addWidget(self.open_folder, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(form)
        layout.addLayout(run)

    def _connect(self) -> None:
        """Wire the buttons."""
        self.browse.clicked.connect(self._browse)
        self.button.clicked.connect(self._start)
        self.cancel.clicked.connect(self._cancel)
        self.open_folder.clicked.connect(self._open_folder)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(self.button.click)

    def suggest(self, name: str, folder: Path | None) -> None:
        """Propose a file; what the user has typed stays."""
        if folder is not None and folder.is_dir():
            self._folder = folder
        if self.path.text() in ("", self._suggested):
            self._suggested = str(self._folder / name)
            self.path.setText(self._suggested)

    def write(self, path: Path, request: ExportRequest) -> None:
        """Write the workbook off the UI thread."""
        self._set_running(True)
        self.status.setText("")

        def work(task: tasks.Task) -> Path:
            return export_workbook(path, request, task.report, task.is_cancelled)

        self._task = tasks.run(self, work, self._on_written, self._on_failed)
        self._task.progressed.connect(self._on_progressed)

    def _start(self) -> None:
        """Check the path, ask before an older file is replaced, and ask for the request."""
        if not self.path.text().strip():
            self.status.setText(NO_PATH)
            self.path.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        path = target_path(self.path.text(), self._folder)
        self.path.setText(str(path))
        if not _exists(path):
            self.wanted.emit(path)
            return
        question = (
            f"「{path.name}」はすでにあります。\n{path.parent}\n\n"
            "置き換えると、そのファイルに書き込んだ内容は失われます。置き換えますか。"
        )
        messages.ask(self, question, "置き換える", partial(self.wanted.emit, path))

    def _browse(self) -> None:
        """Open the dialog for a place; replacing is asked for later, when it is written."""
        dialog = QFileDialog(self, "保存先を選ぶ", str(self._folder), FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(Path(self.path.text()).name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def _cancel(self) -> None:
        """Ask the running work to stop."""
        if self._task is not None:
            self._task.cancel()
            self.cancel.setEnabled(False)

    def _on_progressed(self, done: int, total: int) -> None:
        """Move the bar."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_written(self, path: Path) -> None:
        """Say where the workbook is."""
        self._set_running(False)
        self._folder = path.parent
        self._written = path
        self.open_folder.setVisible(True)
        self.status.setText(f"書き出しました。\n{path}")
        self.written.emit(path)

    def _on_failed(self, error: Exception) -> None:
        """Say what happened; the path stays. What is no AppError is a bug and goes on."""
        cancelled = self._task is not None and self._task.is_cancelled()
        self._set_running(False)
        if not isinstance(error, AppError):
            raise error
        self.status.setText(error.message if cancelled else "書き出せませんでした。")
        if not cancelled:
            messages.show_error(self, error.message)

    def _open_folder(self) -> None:
        """Show the folder of the workbook in the system's own window for files."""
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _set_running(self, running: bool) -> None:
        """Show either the progress or the result; nothing can be changed meanwhile."""
        if not running:
            self._task = None
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.cancel.setEnabled(running)
        self.status.setVisible(not running)
        self.open_folder.setVisible(False)
        for widget in (self.path, self.browse, self.button):
            widget.setEnabled(not running)
