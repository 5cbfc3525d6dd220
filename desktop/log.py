"""The log file in the user's data folder: small, UTF-8, without personal data.

``logging.handlers`` would rotate while running, but loads ``socket``, which this program never does;
so old files step back once, at the start.
"""

from __future__ import annotations

import logging
from itertools import pairwise
from pathlib import Path

MAX_BYTES = 500_000
KEPT = 3


def start_logging(path: Path) -> logging.Handler:
    """Write records of INFO and above to a file; return the handler so that it can be closed."""
    _step_back(path)
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Close the file."""
    root = logging.getLogger()
    root.removeHandler(handler)
    root.setLevel(logging.WARNING)
    handler.close()


def _step_back(path: Path) -> None:
    """Rename a full file to .1, .1 to .2 …; the oldest gives way. A file in use stays as it is."""
    if not path.exists() or path.stat().st_size < MAX_BYTES:
        return
    files = [path, *(path.with_name(f"{path.name}.{number}") for number in range(1, KEPT + 1))]
    try:
        for newer, older in reversed(list(pairwise(files))):
            if newer.exists():
                newer.replace(older)
    except OSError:
        logging.getLogger(__name__).info("the log could not be stepped back", exc_info=True)
