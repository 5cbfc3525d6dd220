"""What the parts of a 計画シート share: its eight columns and the sheet being written."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.verdict import Judgement
from desktop.export.canvas import Canvas
from desktop.export.data import WorkbookInput

WIDTHS = (13.0, 25.0, 12.0, 9.0, 15.0, 15.0, 12.0, 11.0)
"""A to H. The cost table uses them one by one, so that people can sort, copy and fill it."""

A, B, C, D, E, F, G, H = range(1, 9)


@dataclass
class PlanSheet:
    """A 計画シート in the making; ``names`` collects the cells that get a defined name."""

    number: int
    title: str
    canvas: Canvas
    judgement: Judgement
    data: WorkbookInput
    names: dict[str, str] = field(default_factory=dict)
