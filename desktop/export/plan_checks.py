"""要件チェック of a 計画シート: the program's own judgement beside the office's."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.codes import Scope
from desktop.domain.facts import FACTS
from desktop.domain.rules import Outcome
from desktop.domain.verdict import Judgement, Reason
from desktop.domain.verdict_name import Verdict
from desktop.export.canvas import Span
from desktop.export.entry_rules import offer_choices
from desktop.export.plan_grid import A, C, D, E, F, G, H, PlanSheet
from desktop.export.styles import VERDICT_STYLES, Style
from desktop.export.texts import NONE, outcome_text, sources_text, subject_label, values_text

ANSWERS = ("○", "×", "要確認")

_OUTCOME_STYLES = {
    Outcome.TRUE: VERDICT_STYLES[Verdict.ELIGIBLE],
    Outcome.FALSE: VERDICT_STYLES[Verdict.INELIGIBLE],
    Outcome.UNKNOWN: VERDICT_STYLES[Verdict.UNKNOWN],
}
_SCOPES = {Scope.BODY: "団体の要件", Scope.PROJECT: "事業の要件"}


def write_checks(plan: PlanSheet) -> None:
    """Write every criterion: common ones first, then those of each line."""
    canvas, word = plan.canvas, plan.data.body_word
    canvas.section("３　要件チェック")
    canvas.full(
        f"「判定」は、このプログラムが{word}のデータから判定した結果です"
        "（○ 満たす、× 満たさない、要確認 資料やデータだけでは決まらない）。"
        f"事業の要件は内容しだいなので、「{word}の確認」で○・×・要確認を選んでください。",
        Style.FOOT,
        keep=True,
    )
    if not plan.judgement.all_reasons:
        canvas.full(NONE, Style.TEXT)
        return
    canvas.head(
        (A, C, "要件"),
        (D, D, "判定"),
        (E, E, f"{word}の確認"),
        (F, F, "確認先・出典"),
        (G, H, "備考"),
    )
    rows: list[int] = []
    for heading, reasons in _groups(plan.judgement):
        canvas.full(heading, Style.SUBSECTION, keep=True)
        rows += [_write_reason(plan, one) for one in reasons]
    offer_choices(canvas.sheet, [f"E{row}" for row in rows], ANSWERS)


def _groups(judgement: Judgement) -> Iterator[tuple[str, list[Reason]]]:
    """Yield the criteria under their headings: common ones, then those of each line; body before project."""
    named = [("", judgement.reasons)]
    named += [(f"　支援メニュー「{one.line.label}」", one.reasons) for one in judgement.lines]
    for suffix, reasons in named:
        for scope, word in _SCOPES.items():
            found = [one for one in reasons if one.scope is scope]
            if found:
                yield f"{word}{suffix}", found


def _write_reason(plan: PlanSheet, reason: Reason) -> int:
    """Write one criterion and return its row."""
    return plan.canvas.line(
        Span(A, C, _criterion_text(reason, plan.data.body_word), Style.TEXT),
        Span(D, D, outcome_text(reason.outcome), _OUTCOME_STYLES[reason.outcome]),
        Span(E, E, "", Style.INPUT_CENTER),
        Span(F, F, _whom(plan, reason), Style.NOTE),
        Span(G, H, "", Style.INPUT),
    )


def _criterion_text(reason: Reason, word: str) -> str:
    """Return the criterion, the facts that decided it and what is doubtful about it."""
    parts = [reason.text]
    values = values_text(reason)
    if values:
        parts.append(f"（{word}のデータ：{values}）")
    if reason.missing:
        labels = "、".join(subject_label(one) for one in reason.missing)
        parts.append(f"（まだ分からない項目：{labels}）")
    if reason.criterion and reason.criterion.doubt:
        parts.append(f"※要注意：{reason.criterion.doubt}")
    return "\n".join(parts)


def _whom(plan: PlanSheet, reason: Reason) -> str:
    """Return whom to ask while the outcome is open, and the source."""
    asks: list[str] = []
    if reason.outcome is Outcome.UNKNOWN:
        asks = [reason.ask, *(FACTS[one].ask for one in reason.missing if one in FACTS)]
    whom = list(dict.fromkeys(ask for ask in asks if ask))
    return "\n".join([*whom, sources_text(reason.sources, plan.data.documents)]).strip()
