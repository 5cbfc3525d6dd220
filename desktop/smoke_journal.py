"""What ``--smoke`` writes down: a log for people and the same as JSON for programs."""

from __future__ import annotations

import json
import locale
import platform
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import qVersion

import desktop
from desktop.paths import is_packaged

LOG, DATA = "smoke.log", "smoke.json"


class Journal:
    """Writes each line at once, so that a crash leaves everything up to it; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._begun = time.perf_counter()
        self._data_path = folder / DATA
        self._data: dict[str, Any] = {"ok": False, "failed": None, "window_at": None, "steps": []}
        self._current = ""
        self._remembered: list[BaseException] = []
        self.stream = (folder / LOG).open("w", encoding="utf-8", newline="\n")

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write the JSON file and close the log."""
        text = json.dumps(self._data, ensure_ascii=False, indent=1)
        self._data_path.write_text(text + "\n", encoding="utf-8")
        self.stream.close()

    @contextmanager
    def step(self, name: str) -> Iterator[Callable[[str], None]]:
        """Log a step: its name when it begins (a hang shows which), time and detail when it has ended."""
        self._current = name
        details: list[str] = []
        before = time.perf_counter()
        self._write(f"{before - self._begun:8.3f} {name} ", end="")
        try:
            yield details.append
        finally:
            seconds = time.perf_counter() - before
            self._data["steps"].append({"name": name, "seconds": round(seconds, 3)})
            self._write(f"[{seconds:.3f}秒] {'、'.join(details)}")

    def surroundings(self) -> str:
        """Return what the program runs on."""
        return "、".join(
            (
                f"みちしるべ {desktop.__version__}{'（パッケージ）' if is_packaged() else ''}",
                f"Python {platform.python_version()}",
                f"Qt {qVersion()}",
                f"SQLite {sqlite3.sqlite_version}",
                platform.platform(),
                f"文字コード {sys.getfilesystemencoding()}/{locale.getpreferredencoding(False)}",
                sys.executable,
            )
        )

    def window_ready(self) -> None:
        """Keep the moment at which the first window was on the screen."""
        if self._data["window_at"] is None:
            self._data["window_at"] = time.time()

    def note(self, text: str) -> None:
        """Log something by the way."""
        self._write(f"  （{text}）")

    def remember(self, error: BaseException) -> None:
        """Keep an exception that nobody caught; the step under way will fail by it."""
        self._remembered.append(error)

    def raise_remembered(self) -> None:
        """Raise the first exception that nobody caught."""
        if self._remembered:
            raise self._remembered[0]

    def succeed(self) -> None:
        """Log that all went well."""
        self._data["ok"] = True
        self._write("合格 SMOKE-OK")

    def fail(self, error: BaseException) -> None:
        """Log at which step what went wrong."""
        self._data["failed"] = self._current
        self._write("".join(traceback.format_exception(error)).rstrip())
        self._write(f"失敗 SMOKE-FAILED {self._current}: {error}")

    def _write(self, text: str, end: str = "\n") -> None:
        """Write to the log, and to the console where there is one."""
        self.stream.write(text + end)
        self.stream.flush()
        if sys.stdout is not None:
            print(text, end=end, flush=True)
