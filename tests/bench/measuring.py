"""Taking times: whole processes and calls, always in turns, so that both sides have the same weather."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "build" / "bench"

Call = Callable[[], object]


@dataclass(frozen=True)
class Settings:
    """How thoroughly to measure."""

    sizes: tuple[int, ...]
    runs: int
    quick: bool
    seed: int = 5

    @property
    def largest(self) -> int:
        """The largest number of synthetic programmes."""
        return self.sizes[-1]


@dataclass(frozen=True)
class Cost:
    """What something took: by the clock on the wall, and of the processor alone (other work left out)."""

    seconds: float
    cpu_seconds: float


def cost_of(call: Call) -> Cost:
    """Return what a call takes."""
    cpu, begun = time.process_time(), time.perf_counter()
    call()
    seconds = time.perf_counter() - begun
    return Cost(seconds, time.process_time() - cpu)


def seconds_of(call: Call) -> float:
    """Return how long a call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def repeated(call: Call, runs: int) -> list[float]:
    """Return the times of some calls, after one that does not count."""
    call()
    return [seconds_of(call) for _ in range(runs)]


def in_turns(ours: Call, theirs: Call, runs: int) -> tuple[list[Cost], list[Cost]]:
    """Return the costs of both, measured ours, theirs, theirs, ours …; one call each does not count.

    What a call leaves behind is cleared away before the next one, outside the times. A workbook is full of
    cycles and stays in memory until Python's collector looks through everything; it did so in about half of
    the calls, for a tenth to a quarter of their time, and then for what the other side had left as well.
    Within a call the collector works as ever, on both sides.
    """
    calls = (ours, theirs)
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for call in calls:
        call()
    for run in range(runs):
        for side in (0, 1) if run % 2 == 0 else (1, 0):
            gc.collect()
            costs[side].append(cost_of(calls[side]))
    return costs


def process_cost(command: Sequence[str], env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; raise CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu)


def python(*arguments: str) -> list[str]:
    """Return a command of this Python."""
    return [sys.executable, *arguments]


def environment(**changes: str) -> dict[str, str]:
    """Return the environment with changes; compiled modules are kept, as for anybody who starts a program twice."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **changes}
