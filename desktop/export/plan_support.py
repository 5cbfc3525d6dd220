"""支援メニュー of a 計画シート: what each line gives this town, with doubt and source below it."""

from __future__ import annotations

from fractions import Fraction

from desktop.domain.amounts import Resolved, resolve_cap, resolve_rate
from desktop.domain.codes import Applicant, Basis, Certainty, Correction
from desktop.domain.headline import cap_text, rate_text
from desktop.domain.money import Yen
from desktop.domain.printed_figures import printed_figures
from desktop.domain.program import Figure, SupportLine
from desktop.domain.verdict import LineJudgement
from desktop.export.canvas import Span
from desktop.export.cells import CellValue
from desktop.export.plan_grid import A, B, C, D, E, F, G, H, PlanSheet
from desktop.export.styles import VERDICT_STYLES, Style
from desktop.export.texts import NONE, sources_text, subject_label

_NOT_PRINTED = "記載なし"


def write_support(plan: PlanSheet) -> None:
    """Write the table of support lines."""
    plan.canvas.section("２　支援メニュー")
    lines = plan.judgement.lines
    if not lines:
        plan.canvas.full(NONE, Style.TEXT)
        return
    plan.canvas.head(
        (A, A, "種別"),
        (B, B, "メニュー"),
        (C, C, "率"),
        (D, D, "単位"),
        (E, E, "上限・単価"),
        (F, F, "上限が限るもの"),
        (G, G, "財政力補正"),
        (H, H, "判定"),
    )
    for line in lines:
        _write_line(plan, line)


def _write_line(plan: PlanSheet, judged: LineJudgement) -> None:
    """Write one line: its figures, then what has to be known about them."""
    line, lookup = judged.line, plan.data.profile.value
    rate, cap = resolve_rate(line, lookup), resolve_cap(line, lookup)
    cap_value: CellValue = (
        cap.single
        if cap.single is not None
        else cap_text(cap).replace("～", "～\n") or _NOT_PRINTED
    )
    canvas = plan.canvas
    canvas.line(
        Span(A, A, line.kind.label, Style.TEXT),
        Span(B, B, line.label, Style.TEXT_BOLD),
        Span(C, C, rate_text(rate) or _NOT_PRINTED, Style.TEXT_CENTER),
        Span(D, D, f"1{line.per.label}" if line.per else "―", Style.TEXT_CENTER),
        Span(E, E, cap_value, Style.AMOUNT if cap.single is not None else Style.TEXT_CENTER),
        Span(F, F, _basis(line) if cap.candidates else "―", Style.TEXT_CENTER),
        Span(G, G, _correction(line), Style.TEXT_CENTER),
        Span(H, H, judged.verdict.label, VERDICT_STYLES[judged.verdict]),
        keep=True,
    )
    word = "単価" if line.basis is Basis.UNIT_AMOUNT else "上限"
    notes = [*_notes(line), *_open_points("率", rate), *_open_points(word, cap)]
    doubts = line_doubts(line)
    if notes:
        canvas.full("\n".join(notes), Style.NOTE, keep=True)
    if doubts:
        canvas.full("\n".join(f"要注意：{doubt}" for doubt in doubts), Style.DOUBT, keep=True)
    sources = sources_text(line.sources, plan.data.documents).replace("\n", "／")
    canvas.full(f"出典：{sources or NONE}", Style.NOTE)


def _basis(line: SupportLine) -> str:
    """Return what the cap limits, short enough for the table."""
    if line.basis is Basis.OPEN:
        return "記載なし"
    if line.basis is Basis.UNIT_AMOUNT:
        return "上限でなく単価"
    return line.basis.label if line.basis else "―"


def _correction(line: SupportLine) -> str:
    """Return what is printed on 財政力補正, with the ordinance where nothing is."""
    if line.correction is None:
        return "―"
    if line.correction is Correction.NOT_STATED and line.ordinance_correction:
        return f"{line.correction.label}\n省令：{line.ordinance_correction.label}"
    return line.correction.label


def _notes(line: SupportLine) -> list[str]:
    """Return summary, applicant, firmness, end and further figures of a line."""
    notes = [line.summary] if line.summary else []
    if line.applicant is Applicant.LOCAL_ACTOR:
        notes.append(f"申請するのは：{'、'.join(line.actors) or '地域の主体'}")
    if line.basis is Basis.OPEN and line.caps:
        notes.append(f"{line.basis.label}（読み方によって金額が変わります）。")
    if line.town_role:
        notes.append(f"役場の役割：{line.town_role}")
    if line.certainty is not Certainty.CONFIRMED:
        notes.append(f"金額の確かさ：{line.certainty.label}")
    if line.end_year:
        notes.append(f"期限：{line.end_year.label}まで")
    return notes + [_figure(figure) for figure in printed_figures(line)]


def _figure(figure: Figure) -> str:
    """Return one further figure as printed."""
    note = f"（{figure.note}）" if figure.note else ""
    return f"{figure.label}：{figure.printed}{note}"


def _open_points(word: str, found: Resolved[Yen] | Resolved[Fraction]) -> list[str]:
    """Say why a rate or cap is not one figure: the cases, what would settle it, open wording."""
    texts = []
    cases = [f"{one.label} {one.printed}" for one in found.candidates if one.label]
    if len(found.candidates) > 1 and cases:
        texts += [f"{word}の区分：", *(f"　・{case}" for case in cases)]
    if found.missing:
        labels = "、".join(subject_label(one) for one in found.missing)
        texts.append(f"{word}が決まるのに必要なこと：{labels}")
    if found.open_wording:
        texts.append(f"{word}は、資料の書き方だけでは一つに決まりません。")
    if found.may_be_absent:
        texts.append(f"条件によっては、{word}の定めがない場合があります。")
    return texts


def line_doubts(line: SupportLine) -> list[str]:
    """Return the doubts recorded with a line, its rates, caps and further figures, each once."""
    found = [line.doubt, *(case.doubt for case in line.rates), *(case.doubt for case in line.caps)]
    found += [f"{figure.label}：{figure.doubt}" for figure in printed_figures(line) if figure.doubt]
    return list(dict.fromkeys(doubt for doubt in found if doubt))
