"""``python -m tests.bench`` (make bench): measures the program against its budgets.

    --quick          fewer runs, 1,000 and 10,000 synthetic programmes only: the budgets about 100,000 stay 未測定
    --only NAME …    some measures only (window package searching judging exporting building estimating sizes)
    --out FILE       where the JSON goes (build/bench.json)

Exit status 1 when a budget is missed or a measure fails; what was not measured is said, and is no pass.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.bench import (
    building,
    estimating,
    exporting,
    judging,
    packages,
    searching,
    table,
    windows,
)
from tests.bench.budgets import QUICK_SIZES, SIZES
from tests.bench.measuring import ROOT, Settings
from tests.bench.rows import Measured, Row, Verdict
from tests.bench.synthetic_build import synthetic_catalog

MEASURES: dict[str, Callable[[Settings], Measured]] = {
    "window": windows.measure_source,
    "package": windows.measure_packaged,
    "searching": searching.measure,
    "judging": judging.measure,
    "exporting": exporting.measure,
    "building": building.measure,
    "estimating": estimating.measure,
    "sizes": packages.measure,
}
SYNTHETIC = {"searching", "judging", "building"}
"""Measures that need the synthetic catalogues."""

RUNS, QUICK_RUNS = 9, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write JSON; return the exit status."""
    options = _options(arguments)
    settings = Settings(
        sizes=QUICK_SIZES if options.quick else SIZES,
        runs=QUICK_RUNS if options.quick else RUNS,
        quick=options.quick,
    )
    begun = time.perf_counter()
    measured = [_measure(name, settings) for name in options.only or MEASURES]
    rows = [row for one in measured for row in one.rows]
    growth = [line for one in measured for line in one.growth]
    told = _surroundings(settings, time.perf_counter() - begun)
    print("\n" + table.results(rows))
    if growth:
        print("\n" + table.growth(growth))
    print("\n" + _summary(rows, told))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(table.as_json(rows, growth, told), ensure_ascii=False, indent=1)
    options.out.write_text(text + "\n", encoding="utf-8")
    return exit_status(rows)


def exit_status(rows: Sequence[Row]) -> int:
    """Return 1 when a budget is missed or something could not be measured by a fault."""
    return int(any(row.verdict in (Verdict.MISSED, Verdict.FAILED) for row in rows))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="速さと大きさを測る")
    parser.add_argument("--quick", action="store_true", help="短く（1,000と10,000制度だけ）")
    parser.add_argument("--only", nargs="+", choices=sorted(MEASURES), help="測るもの")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json", help="JSON")
    return parser.parse_args(arguments)


def _measure(name: str, settings: Settings) -> Measured:
    """Run one measure in a fresh process, so that none bears what another has loaded."""
    if name in SYNTHETIC:
        for size in settings.sizes:
            _tell(f"合成カタログ {size:,}制度（なければ作る。10万制度は数分）")
            synthetic_catalog(size, settings.seed)
    _tell(name)
    context = get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        try:
            return pool.submit(MEASURES[name], settings).result()
        except Exception as error:  # the others are still measured, and the status says so
            traceback.print_exception(error)
            return Measured((Row(name, "", None, note=repr(error), failed=True),))


def _tell(text: str) -> None:
    """Say what is being done."""
    print(f"… {text}", file=sys.stderr, flush=True)


def _surroundings(settings: Settings, seconds: float) -> dict[str, Any]:
    """Return what the numbers depend on."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "quick": settings.quick,
        "runs": settings.runs,
        "sizes": list(settings.sizes),
        "seed": settings.seed,
        "seconds": round(seconds),
    }


def _summary(rows: Sequence[Row], told: dict[str, Any]) -> str:
    """Return one line per verdict that matters."""
    lines = []
    for verdict in (Verdict.MET, Verdict.MISSED, Verdict.FAILED, Verdict.UNMEASURED):
        names = [row.name.strip("　") for row in rows if row.verdict is verdict]
        if names:
            lines.append(f"{verdict.value} {len(names)}件: {'、'.join(names)}")
    if told["quick"]:
        lines.append("--quick で測りました。10万制度についての予算は測っていません。")
    load = told["load"]
    busy = f"、負荷 {load:.1f}" if load is not None else ""
    lines.append(f"（{told['processors']}コア{busy}、{told['seconds']}秒）")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
