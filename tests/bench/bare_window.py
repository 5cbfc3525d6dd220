"""What the program's window is compared with: a bare PySide6 window with an empty table."""

from __future__ import annotations

import sys

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


def main() -> int:
    """Show the window until it is closed."""
    app = QApplication(sys.argv)
    window = QMainWindow()
    table = QTableView()
    table.setModel(QStandardItemModel(0, 6))
    window.setCentralWidget(table)
    window.resize(1280, 680)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
