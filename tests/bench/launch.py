"""A program with a window, watched from outside: when it has drawn itself, when it rests, what it holds.

The same for the source, a package and the bare window, since nothing is added to them: Qt itself says on
stderr (``QT_LOGGING_RULES``) when it hands a drawn window to the screen, a few hundred lines in all.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from tests.bench.measuring import ROOT, environment

LIMIT_SECONDS = 60
QUIET_SECONDS = 0.3
QUIET_CPU_SECONDS = 0.003
_DRAWN = b"Flushing"


class NoWindowError(Exception):
    """The program ended, or took too long, without having drawn a window."""


@dataclass(frozen=True)
class Memory:
    """What a process holds, in MB: all resident pages, and those that are its own (not of files)."""

    resident: float
    anonymous: float


def can_watch() -> bool:
    """Whether this system tells about other processes as needed (Linux)."""
    return sys.platform.startswith("linux") and Path("/proc/self/schedstat").exists()


def platform() -> str:
    """Return the Qt platform used: no screen is needed unless one is asked for."""
    return environment().get("QT_QPA_PLATFORM") or "offscreen"


class Launch:
    """A started program; a context manager that ends it."""

    def __init__(self, command: Sequence[str]) -> None:
        env = environment(
            QT_QPA_PLATFORM=platform(),
            QT_LOGGING_RULES="qt.widgets.painting.info=true",
            QT_FORCE_STDERR_LOGGING="1",
        )
        self._last: deque[bytes] = deque(maxlen=5)
        self._begun = time.perf_counter()
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        self._watchdog = threading.Timer(LIMIT_SECONDS, self._process.kill)
        self._watchdog.start()

    def __enter__(self) -> Launch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._watchdog.cancel()
        self._process.kill()
        self._process.wait()
        self._output.close()

    @property
    def _output(self) -> IO[bytes]:
        """What the program says."""
        assert self._process.stderr is not None
        return self._process.stderr

    def wait_drawn(self) -> float:
        """Return the seconds from the start until the first window was drawn."""
        for line in self._output:
            if _DRAWN in line:
                seconds = time.perf_counter() - self._begun
                threading.Thread(target=self._drain, daemon=True).start()
                return seconds
            self._last.append(line)
        said = b"".join(self._last).decode(errors="replace").strip()
        raise NoWindowError(f"no window was drawn: {said}")

    def _drain(self) -> None:
        """Read on, so that the program never waits for its reader."""
        try:
            while self._output.read(65536):
                pass
        except ValueError:  # closed meanwhile
            return

    def wait_rest(self) -> float:
        """Return the seconds from the start until all threads had nothing left to do for a while."""
        since, cpu = time.perf_counter(), self.cpu_seconds()
        while time.perf_counter() - since < QUIET_SECONDS:
            time.sleep(0.005)
            now = self.cpu_seconds()
            if now - cpu > QUIET_CPU_SECONDS:
                since, cpu = time.perf_counter(), now
        return since - self._begun

    def cpu_seconds(self) -> float:
        """Return the processor seconds of all threads so far."""
        tasks = Path(f"/proc/{self._process.pid}/task")
        texts = (_read(task / "schedstat") for task in tasks.iterdir())
        return sum(int(text.split()[0]) for text in texts if text) / 1e9

    def memory(self) -> Memory:
        """Return what the process holds now."""
        text = _read(Path(f"/proc/{self._process.pid}/status"))
        values = {
            name: rest for name, _, rest in (line.partition(":") for line in text.splitlines())
        }
        return Memory(_megabytes(values["VmRSS"]), _megabytes(values["RssAnon"]))


def _read(path: Path) -> str:
    """Return a file's text; nothing if its thread has ended meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return ""


def _megabytes(text: str) -> float:
    """Return the number of ``1756 kB`` in MB."""
    return int(text.split(maxsplit=1)[0]) * 1024 / 1e6
