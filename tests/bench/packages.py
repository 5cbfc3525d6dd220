"""Measure: the sizes of what `make package` hands out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.bench.budgets import INSTALLER, Budget
from tests.bench.measuring import ROOT, Settings
from tests.bench.packaged import DIST, NAME, NOT_BUILT, packaged_program
from tests.bench.rows import Measured, Row, unmeasured
from tests.bench.stats import Spread

KINDS = (
    ("インストーラー（Windows）", f"{NAME}-*-setup.exe"),
    ("持ち運び版（Windows、zip）", f"{NAME}-*-portable.zip"),
    ("書庫（Linux、tar.xz）", f"{NAME}-*-linux-*.tar.xz"),
)
PREVIEW = ROOT / "build" / "windows-preview" / "out"
"""Where `make package-windows-preview` leaves what it has built."""


def measure(_settings: Settings) -> Measured:
    """Weigh everything."""
    rows = [weigh(label, pattern, (DIST, PREVIEW), INSTALLER) for label, pattern in KINDS]
    return Measured((*rows, _unpacked()))


def weigh(label: str, pattern: str, folders: Iterable[Path], budget: Budget) -> Row:
    """Return the size of the newest file of a kind; dist/ comes before the trial under Wine."""
    for folder in folders:
        found = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime)
        if found:
            aside = found[-1].name + ("（Wineでの試し）" if folder == PREVIEW else "")
            return Row(label, "MB", _megabytes(found[-1].stat().st_size), budget, aside)
    return unmeasured(label, "MB", budget, NOT_BUILT)


def _unpacked() -> Row:
    """Return what the unpacked program takes on the disk."""
    label = "　展開後（Linux）"
    program = packaged_program()
    if program is None:
        return unmeasured(label, "MB", None, NOT_BUILT)
    files = (path for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink())
    return Row(label, "MB", _megabytes(sum(path.stat().st_size for path in files)))


def _megabytes(size: int) -> Spread:
    """Return a size as a number without spread."""
    return Spread(size / 1e6, size / 1e6, size / 1e6)
