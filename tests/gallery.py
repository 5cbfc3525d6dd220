"""Pictures of every page of the real window, for people to look at and for tests to measure.

    python -m tests.gallery --out build/gallery [--scale 1.5] [--dark] [--text 1.3] [--empty]

Opens the window as the program does, on a workspace of its own with 島根県美郷町, at 1366×768 screen
pixels. Besides the pictures it writes report.json: texts that do not fit and characters without a glyph.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.ui.main_window import MainWindow

TOWN = "324485"
TODAY = date(2026, 11, 20)
WIDTH, HEIGHT = 1366, 768


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures."""
    options = _parse(arguments)
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)  # read by Qt when the application is made
    options.out.mkdir(parents=True, exist_ok=True)
    from desktop.app import make_application, open_window
    from desktop.ui.theme import apply_theme

    app = make_application()
    with ExitStack() as stack:
        paths = _prepare(Path(stack.enter_context(tempfile.TemporaryDirectory())), options)
        window = open_window(app, paths, lambda: TODAY, stack)
        apply_theme(app, options.text, options.dark)
        window.resize(round(WIDTH / options.scale), round(HEIGHT / options.scale))
        window.move(0, 0)
        window.show()
        report = _take_all(app, window, options.out)
        window.close()
    (options.out / "report.json").write_text(
        json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/gallery"))
    parser.add_argument("--catalog", type=Path, help="a catalogue other than build/catalog.sqlite")
    parser.add_argument("--scale", type=float, default=1.0, help="display scaling, 1.5 = 150 %%")
    parser.add_argument("--text", type=float, default=1.0, help="the program's own text size")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--empty", action="store_true", help="before a town is chosen")
    return parser.parse_args(arguments)


def _prepare(data: Path, options: argparse.Namespace) -> Any:
    """Return paths with a workspace in which the town is chosen and some work is done."""
    from db.catalog_reader import CatalogReader
    from db.workspace import Workspace
    from desktop.paths import find_paths
    from desktop.services.office import Office

    paths = find_paths(data, options.catalog)
    if not options.empty:
        with CatalogReader(paths.catalog) as catalog, Workspace(paths.workspace) as workspace:
            office = Office(catalog, workspace, lambda: TODAY)
            office.choose(TOWN)
            office.answer("startup_support_plan", "yes")
            office.answer("population_register", 4100)
            for judgement in office.judgements[:3]:
                office.select(judgement.program.id, True)
    return paths


def _take_all(app: QApplication, window: MainWindow, out: Path) -> dict[str, Any]:
    """Show each page, save its picture, and measure it."""
    report: dict[str, Any] = {"font": app.font().family(), "pages": {}}
    for number, entry in enumerate(window.entries, start=1):
        window.show_page(entry.key)
        for _ in range(5):  # layouts settle over a few rounds of events
            app.processEvents()
        picture = f"{number}-{entry.key}.png"
        window.grab().save(str(out / picture))
        report["pages"][entry.key] = {
            "picture": picture,
            "clipped": clipped_texts(window),
            "without_glyph": characters_without_glyph(window),
        }
    return report


def _texts(window: MainWindow) -> list[Any]:
    """Return every visible label and button that shows text."""
    from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

    widgets: Any = window.findChildren(QWidget)
    found = [one for one in widgets if isinstance(one, QLabel | QAbstractButton)]
    return [one for one in found if one.isVisible() and one.text()]


def clipped_texts(window: MainWindow) -> list[str]:
    """Return what does not fit into its widget."""
    from PySide6.QtWidgets import QLabel

    clipped = []
    for widget in _texts(window):
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed_width, needed_height = 0, widget.heightForWidth(widget.width())
        else:
            hint = widget.minimumSizeHint()
            needed_width, needed_height = hint.width(), hint.height()
        if widget.width() < needed_width or widget.height() < needed_height:
            size = f"{widget.width()}x{widget.height()}"
            clipped.append(
                f"{type(widget).__name__} {widget.text()!r}: {size}, needs {needed_width}x{needed_height}"
            )
    return clipped


def characters_without_glyph(window: MainWindow) -> list[str]:
    """Return characters that the font of their label cannot draw."""
    from PySide6.QtGui import QFontMetrics

    missing = set()
    for widget in _texts(window):
        metrics = QFontMetrics(widget.font())
        missing |= {c for c in widget.text() if c.isprintable() and not metrics.inFontUcs4(ord(c))}
    return sorted(missing)


if __name__ == "__main__":
    sys.exit(main())
