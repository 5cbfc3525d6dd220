"""What could be done or could change: advice for the town, 「あと一歩」, and where its numbers turn."""

from __future__ import annotations

from desktop.domain.advice import Advice, advice
from desktop.domain.one_step import one_step
from desktop.domain.sensitivity import nearest, turnings
from desktop.domain.turning_text import turning_text
from desktop.domain.verdict_name import Verdict
from desktop.ui.detail import html
from desktop.ui.detail.data import DetailData
from desktop.ui.detail.sources import refs


def advice_section(data: DetailData) -> html.Html:
    """Return what the town can do with lines that it cannot apply for itself."""
    found = advice(data.judgement, data.profile.municipality)
    items = [_advice(one, data) for one in found]
    return html.heading("まちにできること") + html.bullets(items) if items else ""


def _advice(found: Advice, data: DetailData) -> html.Html:
    """Return one piece of advice with the line it is about and who may use it."""
    about = f"{found.line.label}（使えるのは{'、'.join(found.who)}）"
    return (
        f"{html.text(found.text)}<br>{html.muted(about)}<br>{refs(found.sources, data.documents)}"
    )


def one_step_section(data: DetailData) -> html.Html:
    """Return what would make the programme 対象, one thing at a time."""
    steps = one_step([data.judgement], data.profile, data.year)
    items = [
        html.text(f"{step.how}と、この制度の対象になります。")
        + html.link("fact", step.fact, "この項目を見る")
        for step in steps
    ]
    return html.heading("あと一歩") + html.bullets(items) if items else ""


def sensitivity_section(data: DetailData) -> html.Html:
    """Return the borders next to the town's numbers at which an amount or the verdict changes."""
    if data.judgement.verdict is Verdict.NOT_CURRENT:
        return ""
    found = nearest(turnings(data.judgement, data.profile, data.year), data.profile.value)
    items = [html.text(turning_text(one, data.profile.value(one.fact))) for one in found]
    lead = html.paragraph(
        html.muted("まちの数字に近い境目だけを示します。事業の内容で決まる区分は含みません。")
    )
    return html.heading("まちの数字が変わると") + lead + html.bullets(items) if items else ""
