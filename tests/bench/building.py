"""Measure: building the programme database, the real one as a whole process, synthetic ones as written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.measuring import Settings, process_cost, python
from tests.bench.rows import Growth, Measured, times_row
from tests.bench.synthetic_build import build_seconds, synthetic_catalog


def measure(settings: Settings) -> Measured:
    """Build the real catalogue a few times, and say what the synthetic ones took."""
    with tempfile.TemporaryDirectory() as folder:
        command = python("-m", "db.build", "--out", str(Path(folder) / "catalog.sqlite"))
        process_cost(command)
        costs = [process_cost(command) for _ in range(max(2, settings.runs // 2))]
    rows = (
        times_row("制度データベースを作る（実カタログ）", [one.seconds for one in costs]),
        times_row("　そのプロセッサー時間", [one.cpu_seconds for one in costs]),
    )
    seconds = ((size, build_seconds(size, settings.seed)) for size in settings.sizes)
    files = (
        (size, synthetic_catalog(size, settings.seed).stat().st_size) for size in settings.sizes
    )
    growth = (
        Growth(
            "データベースに書く（作ったとき）",
            "ms",
            tuple((size, one * 1000) for size, one in seconds),
        ),
        Growth("データベースの大きさ", "MB", tuple((size, one / 1e6) for size, one in files)),
    )
    return Measured(rows, growth)
