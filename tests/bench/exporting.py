"""Measure: export of a workbook with 30 programmes, against plain openpyxl writing the same cells."""

from __future__ import annotations

import tempfile
from datetime import date
from operator import attrgetter
from pathlib import Path

from db.catalog_reader import CatalogReader
from desktop.services.exporting import ExportRequest, export_workbook
from desktop.services.matching import judge_all
from tests.bench.budgets import EXPORT, EXPORTED
from tests.bench.measuring import Settings, in_turns
from tests.bench.plain_workbook import PlainBook, read_plain, write_plain
from tests.bench.rows import Measured, Row, times_row
from tests.bench.saved_town import YEAR, profile_of, real_catalog
from tests.bench.stats import ratio_spread

PICKS = (attrgetter("seconds"), attrgetter("cpu_seconds"))


def measure(settings: Settings) -> Measured:
    """Export, read back, and write both in turns."""
    request = export_request(real_catalog())
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.xlsx", Path(folder) / "plain.xlsx"
        export_workbook(ours, request)
        content = read_plain(ours)
        write_plain(theirs, content)
        broken = "" if same_cells(content, read_plain(theirs)) else "書き直したセルが同じでない"
        costs = in_turns(
            lambda: export_workbook(ours, request),
            lambda: write_plain(theirs, content),
            settings.runs,
        )
    note = f"{len(content.sheets)}シート、{content.cells:,}セル"
    times, processor = ([[pick(one) for one in side] for side in costs] for pick in PICKS)
    ratio = Row("書き出し ÷ 素のopenpyxl", "倍", ratio_spread(*times), EXPORT, note, broken)
    rows = (
        ratio,
        Row("　そのプロセッサー時間の比", "倍", ratio_spread(*processor)),
        times_row(f"　{EXPORTED}制度のワークブック", times[0]),
        times_row("　素のopenpyxlで同じセル", times[1]),
    )
    return Measured(rows)


def export_request(catalog: Path) -> ExportRequest:
    """Return what the office would export: 30 programmes listed, each with its plan sheet."""
    with CatalogReader(catalog) as reader:
        profile = profile_of(reader)
        judged = judge_all(reader.programs(), profile, YEAR)[:EXPORTED]
        return ExportRequest(
            profile=profile,
            fiscal_year=YEAR,
            today=date(2026, 4, 20),
            judgements=tuple(judged),
            selected=tuple(one.program.id for one in judged),
            documents=reader.documents(),
            purposes=reader.purposes(),
            names={one.id: one.name for one in reader.programs()},
            meta=reader.meta(),
        )


def same_cells(one: PlainBook, other: PlainBook) -> bool:
    """Whether two workbooks have the same values, styles and sizes."""
    return one.sheets == other.sheets
