"""スケジュール of a 計画シート: rounds as printed or expected, and the steps with days to fill in."""

from __future__ import annotations

from desktop.domain.dates import PartialDate
from desktop.domain.deadlines import DatedRound, rounds_on
from desktop.export.canvas import Span
from desktop.export.cells import CellValue
from desktop.export.entry_rules import want_date
from desktop.export.plan_grid import A, B, C, D, E, F, G, H, PlanSheet
from desktop.export.styles import Style
from desktop.export.texts import NONE

SPARE_STEPS = 3


def write_schedule(plan: PlanSheet) -> None:
    """Write rounds and steps."""
    plan.canvas.section("５　スケジュール")
    _write_rounds(plan)
    plan.canvas.gap()
    _write_steps(plan)


def _write_rounds(plan: PlanSheet) -> None:
    """Write every round as it stands on the day of the export."""
    canvas, edition = plan.canvas, plan.judgement.edition
    dated = rounds_on(edition.rounds, plan.data.today) if edition else ()
    canvas.full("募集の時期", Style.SUBSECTION, keep=True)
    if not dated:
        canvas.full(NONE, Style.TEXT)
        return
    canvas.head((A, A, "状況"), (B, B, "募集"), (C, D, "受付開始"), (E, E, "締切"), (F, H, "備考"))
    for one in dated:
        canvas.line(
            Span(A, A, one.state.label, Style.TEXT_CENTER),
            Span(B, B, _round_label(one), Style.TEXT_BOLD),
            _day(C, D, one.opens, one.forecast),
            _day(E, E, one.closes, one.forecast),
            Span(F, H, _round_note(one), Style.TEXT),
        )


def _round_label(dated: DatedRound) -> str:
    year = dated.round.project_year
    return f"{dated.round.label}（{year.label}の事業）" if year else dated.round.label


def _round_note(dated: DatedRound) -> str:
    """Return the note and what the source prints; a forecast says what it rests on."""
    printed = dated.round.printed
    parts = [dated.note, f"資料の記載：{printed}" if printed else ""]
    if dated.forecast and dated.round.note:
        parts.append(dated.round.note)
    return "\n".join(part for part in parts if part)


def _day(first: int, last: int, day: PartialDate | None, expected: bool) -> Span:
    """Return a real date where a day is known, else the month in words or nothing."""
    if day is not None and day.day is not None:
        style = Style.DATE_EXPECTED if expected else Style.DATE
        value: CellValue = day.first_day
        return Span(first, last, value, style)
    if day is None:
        return Span(first, last, "―", Style.TEXT_CENTER)
    return Span(first, last, day.label + ("（見込）" if expected else ""), Style.TEXT_CENTER)


def _write_steps(plan: PlanSheet) -> None:
    """Write the procedure with columns to fill in, and spare rows for the office's own steps."""
    canvas, edition = plan.canvas, plan.judgement.edition
    steps = [step.text for step in edition.steps] if edition else []
    canvas.full("手続と予定", Style.SUBSECTION, keep=True)
    if not steps:
        canvas.full(f"手続：{NONE}", Style.TEXT, keep=True)
    canvas.head((A, A, "順番"), (B, D, "手続"), (E, E, "予定日"), (F, F, "完了日"), (G, H, "担当"))
    first = canvas.row
    for number, text in enumerate([*steps, *[""] * SPARE_STEPS], 1):
        style = Style.TEXT if text else Style.INPUT
        canvas.line(
            Span(A, A, number, Style.TEXT_CENTER),
            Span(B, D, text, style),
            Span(E, E, None, Style.INPUT_DATE),
            Span(F, F, None, Style.INPUT_DATE),
            Span(G, H, "", Style.INPUT),
            points=20 if text else 32,
            keep=number < len(steps) + SPARE_STEPS,
        )
    want_date(canvas.sheet, [f"E{first}:F{canvas.row - 1}"])
