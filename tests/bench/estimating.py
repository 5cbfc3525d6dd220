"""Measure: estimating a plan with 20 lines."""

from __future__ import annotations

import json
from datetime import date
from itertools import cycle, islice
from typing import Any

from db.catalog_reader import CatalogReader
from desktop.services.estimating import estimate_plan
from desktop.services.plan_file import parse_plan
from tests.bench.budgets import PLAN_LINES
from tests.bench.measuring import ROOT, Settings, repeated
from tests.bench.rows import Measured, times_row
from tests.bench.saved_town import real_catalog

EXAMPLES = ("plan_grant", "plan_persons", "plan_range")
"""Examples whose lines may stand in a plan more than once."""

TODAY = date(2026, 4, 20)


def measure(settings: Settings) -> Measured:
    """Estimate the plan, read from parsed JSON each time and then without reading."""
    data = long_plan()
    with CatalogReader(real_catalog()) as reader:
        plan = parse_plan(data, reader, TODAY)
        whole = repeated(lambda: estimate_plan(parse_plan(data, reader, TODAY)), settings.runs)
    alone = repeated(lambda: estimate_plan(plan), settings.runs)
    name = f"{len(plan.claims)}行の計画を試算する"
    return Measured((times_row(name, alone), times_row("　計画ファイルを読むところから", whole)))


def long_plan(count: int = PLAN_LINES) -> dict[str, Any]:
    """Return a plan made of the lines of the examples, repeated under names of their own."""
    folder = ROOT / "resources" / "examples"
    texts = [(folder / f"{name}.json").read_text(encoding="utf-8") for name in EXAMPLES]
    lines = [line for text in texts for line in json.loads(text)["lines"] if "cost_ids" not in line]
    repeated_lines = enumerate(islice(cycle(lines), count), start=1)
    return {
        "municipality_code": "324485",
        "fiscal_year": "R8",
        "answers": {"startup_support_plan": True},
        "lines": [{**line, "id": f"line-{number}"} for number, line in repeated_lines],
    }
