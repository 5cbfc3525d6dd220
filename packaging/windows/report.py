"""What a preview prints: steps with their time, checks with pass or fail, and the count at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

NOTICE = """\
これは包装(パッケージ)の試験です。配布するものは Windows の上で作ります。
This preview tests the packaging under Wine with a Python put together for the test.
Do not hand out what it builds: releases are built on Windows."""


@dataclass
class Report:
    """Collects results while printing them."""

    begun: float = field(default_factory=time.monotonic)
    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Print the name of a step when it begins and its time when it has ended."""
        before = time.monotonic()
        print(f"== [{before - self.begun:4.0f} s] {name}", flush=True)
        yield
        print(f"   … {time.monotonic() - before:.1f} s", flush=True)

    def check(self, name: str, ok: bool, detail: object = "") -> bool:
        """Print and keep the outcome of one check; the detail is shown shortened."""
        (self.passed if ok else self.failed).append(name)
        shown = " ".join(str(detail).split())
        limit = 160 if ok else 1500
        print(f"   {'合格 PASS' if ok else '不合格 FAIL'}  {name}  {shown[:limit]}", flush=True)
        return ok

    def note(self, text: str) -> None:
        """Print a finding that is neither pass nor fail."""
        print(f"   {text}", flush=True)

    def finish(self) -> int:
        """Print the count and return the exit status."""
        seconds = time.monotonic() - self.begun
        print(
            f"== {len(self.passed)} 合格 passed, {len(self.failed)} 不合格 failed, {seconds:.0f} s"
        )
        for name in self.failed:
            print(f"   不合格 FAIL  {name}")
        print(NOTICE)
        return 1 if self.failed else 0
