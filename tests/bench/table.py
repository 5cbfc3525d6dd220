"""The results as a table on the terminal and as JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from tests.bench.rows import Growth, Row

HEAD = ("項目", "予算", "測定", "幅（最小～最大）", "判定", "備考")


def width(text: str) -> int:
    """Return how many columns a text takes; full-width and ambiguous characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def number(value: float) -> str:
    """Return a number with three digits that matter, no more than needed."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def grid(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of cells as columns."""
    widths = [max(width(line[at]) for line in lines) for at in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell + " " * (space - width(cell)) for cell, space in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def results(rows: Iterable[Row]) -> str:
    """Return the table of results."""
    return grid([HEAD, *(_cells(row) for row in rows)])


def _cells(row: Row) -> tuple[str, ...]:
    """Return one line of the table."""
    found = row.result
    return (
        row.name,
        row.budget.text if row.budget else "",
        f"{number(found.median)} {row.unit}" if found else "－",
        f"{number(found.least)}～{number(found.most)}" if found else "",
        row.verdict.value,
        row.broken or row.note,
    )


def growth(lines: Sequence[Growth]) -> str:
    """Return the table of how cost grows with the number of programmes."""
    sizes = [size for size, _ in lines[0].by_size]
    head = ("制度の数とともに増える費用", *(f"{size:,}" for size in sizes), "増え方")
    return grid([head, *(_growth_cells(line) for line in lines)])


def _growth_cells(line: Growth) -> tuple[str, ...]:
    """Return one line of that table."""
    values = [f"{number(value)} {line.unit}" for _, value in line.by_size]
    factor = "" if line.factor is None else f"{number(line.factor)}倍"
    return (line.name, *values, factor)


def as_json(
    rows: Iterable[Row], lines: Iterable[Growth], surroundings: dict[str, Any]
) -> dict[str, Any]:
    """Return everything for programs."""
    return {
        "surroundings": surroundings,
        "results": [_row_json(row) for row in rows],
        "growth": [
            {"name": line.name, "unit": line.unit, "by_size": {str(k): v for k, v in line.by_size}}
            for line in lines
        ],
    }


def _row_json(row: Row) -> dict[str, Any]:
    """Return one result."""
    found, budget = row.result, row.budget
    return {
        "name": row.name.strip("　"),
        "unit": row.unit,
        "budget": {"limit": budget.limit, "at_least": budget.at_least} if budget else None,
        "measured": found.median if found else None,
        "least": found.least if found else None,
        "most": found.most if found else None,
        "verdict": row.verdict.name.lower(),
        "note": row.broken or row.note,
    }
