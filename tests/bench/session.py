"""Opens the window, waits until it has settled and closes it: ``python -m tests.bench.session DATA CATALOG``.

Afterwards the data folder holds what a window remembers for the next session. The day is yesterday, because
most starts are the first of their day.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from desktop.app import make_application, open_window
from desktop.paths import find_paths


def main(arguments: list[str]) -> int:
    """Have one session."""
    app = make_application()
    yesterday = date.today() - timedelta(days=1)
    with ExitStack() as stack:
        paths = find_paths(Path(arguments[0]), Path(arguments[1]))
        window = open_window(app, paths, lambda: yesterday, stack)
        window.show()
        while not window.is_complete:
            app.processEvents()
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
