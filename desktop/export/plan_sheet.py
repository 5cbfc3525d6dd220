"""計画シート: one programme as the office plans with it, from the facts to the money and the days."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.verdict import Judgement
from desktop.export.canvas import Canvas, Span, link_cell
from desktop.export.data import WorkbookInput
from desktop.export.entry_rules import show_hint
from desktop.export.names import COVER, OVERVIEW, place
from desktop.export.page import footer_texts, page_points, set_up_page
from desktop.export.plan_checks import write_checks
from desktop.export.plan_grid import WIDTHS, A, B, C, D, E, F, H, PlanSheet
from desktop.export.plan_money import write_money
from desktop.export.plan_schedule import write_schedule
from desktop.export.plan_sources import write_changes, write_contacts, write_sources
from desktop.export.plan_support import write_support
from desktop.export.styles import VERDICT_STYLES, Style
from desktop.export.texts import NONE, edition_text, kinds_text

_FROZEN = "A2"
_BOXES = (
    ("目的・背景", "どんな課題に、なぜ今取り組むのか。", 0.3),
    ("内容", "だれが、どこで、何をするのか。", 0.45),
    ("期待する\n効果・KPI", "いつまでに、どの数値を、いくつからいくつにするのか。", 0.25),
)
"""Label, hint, and share of what is left of the first page."""
_SMALLEST_BOX = 60.0
_FILL = 0.98
_PARTS = (
    write_support,
    write_checks,
    write_money,
    write_schedule,
    write_changes,
    write_contacts,
    write_sources,
)


def write_plan(
    sheet: Worksheet, number: int, judgement: Judgement, data: WorkbookInput
) -> dict[str, str]:
    """Fill a 計画シート; return its totals by label with their cells (``$E$45``)."""
    plan = PlanSheet(number, sheet.title, Canvas(sheet, WIDTHS), judgement, data)
    _write_head(plan)
    _write_entries(plan)
    for part in _PARTS:
        part(plan)
    sheet.freeze_panes = _FROZEN
    sheet.sheet_view.showGridLines = False
    _write_way_back(plan.canvas)
    set_up_page(plan.canvas, "portrait", footer_texts(data), repeat="1:1")
    return plan.names


def _write_way_back(canvas: Canvas) -> None:
    """Put links to the other sheets beside the page, where they are not printed."""
    for row, target in enumerate((COVER, OVERVIEW), 1):
        cell = canvas.put(row, H + 2, f"{target}へ戻る", Style.LINK)
        link_cell(cell, place(target))
    canvas.sheet.column_dimensions["J"].width = 16


def _write_head(plan: PlanSheet) -> None:
    """Write what the programme is and what it is for this town."""
    canvas, judgement, data = plan.canvas, plan.judgement, plan.data
    program = judgement.program
    canvas.line(
        Span(A, E, f"計画シート{plan.number:02d}　{program.name}", Style.SUBTITLE),
        Span(F, H, f"{data.town}　{data.fiscal_year.label}", Style.SMALL_RIGHT),
        points=26,
    )
    verdict = VERDICT_STYLES[judgement.verdict]
    canvas.line(
        Span(A, A, "判定", Style.LABEL),
        Span(B, B, judgement.verdict.label, verdict),
        Span(C, C, "年度版", Style.LABEL),
        Span(D, H, edition_text(judgement), Style.TEXT),
    )
    summary = [program.summary, judgement.edition.summary if judgement.edition else ""]
    facts = (
        ("所管", program.agency),
        ("種別", kinds_text(judgement)),
        ("目的", data.purpose_labels(program.purposes)),
        ("申請する人", program.applicants),
        ("支援の相手", program.beneficiaries),
        ("概要", "\n".join(text for text in summary if text)),
    )
    for label, text in facts:
        canvas.line(Span(A, A, label, Style.LABEL), Span(B, H, text or NONE, Style.TEXT))


def _write_entries(plan: PlanSheet) -> None:
    """Write the boxes that the office fills in."""
    canvas = plan.canvas
    canvas.section(f"１　{plan.data.body_word}で記入すること（黄色の欄）")
    canvas.line(
        Span(A, A, "事業名", Style.LABEL), Span(B, H, "", Style.INPUT), points=24, keep=True
    )
    canvas.line(
        Span(A, A, "担当課", Style.LABEL),
        Span(B, C, "", Style.INPUT),
        Span(D, D, "担当者", Style.LABEL),
        Span(E, H, "", Style.INPUT),
        points=24,
        keep=True,
    )
    rest = (page_points(canvas.widths, "portrait") - canvas.used_points) * _FILL
    for label, hint, share in _BOXES:
        row = canvas.line(
            Span(A, A, label, Style.LABEL),
            Span(B, H, "", Style.INPUT_BOX),
            points=max(_SMALLEST_BOX, share * rest),
        )
        show_hint(canvas.sheet, f"B{row}", hint)
    canvas.new_page()
