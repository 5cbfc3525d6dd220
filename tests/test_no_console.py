"""A windowed program on Windows has no console: a subcommand must not fail for want of a place to print."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.__main__ import main

ROOT = Path(__file__).resolve().parents[1]
PLAN = str(ROOT / "resources" / "examples" / "plan_bond.json")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["estimate", PLAN, "--json"], 0),
        (["estimate", PLAN], 0),
        (["match", "--code", "324485"], 0),
        (["catalog", "list", "--json"], 0),
        (["match", "--code", "000000"], 2),
    ],
    ids=lambda value: " ".join(Path(one).name for one in value) if isinstance(value, list) else "",
)
def test_it_ends_as_with_one(
    catalog_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["--catalog", str(catalog_path), *arguments]) == status
