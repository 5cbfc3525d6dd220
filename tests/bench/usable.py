"""Says what the window holds when it is drawn for the first time: ``python -m tests.bench.usable DATA CATALOG``.

A window that is quick because its list comes later would not be usable; so this is looked at once, apart
from the measuring. Prints the number of rows of the longest list on the screen at the first drawing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

from desktop.app import make_application, open_window
from desktop.paths import find_paths
from desktop.ui.main_window import MainWindow

LIMIT_MS = 30_000


class _FirstDrawing(QObject):
    """Notes the lists of a window when it is painted for the first time, and ends the program."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.rows = -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the lists once."""
        if self.rows < 0 and event.type() == QEvent.Type.Paint:
            views: Iterable[QAbstractItemView] = self._window.findChildren(QAbstractItemView)
            shown = [view.model().rowCount() for view in views if view.isVisible()]
            self.rows = max(shown, default=0)
            QTimer.singleShot(0, QApplication.quit)
        return False


def main(arguments: list[str]) -> int:
    """Open the window, look, print."""
    app = make_application()
    with ExitStack() as stack:
        paths = find_paths(Path(arguments[0]), Path(arguments[1]))
        window = open_window(app, paths, date.today, stack)
        watcher = _FirstDrawing(window)
        window.installEventFilter(watcher)
        window.show()
        QTimer.singleShot(LIMIT_MS, app.quit)
        app.exec()
        print(watcher.rows)
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
