"""手続と募集時期, 対象経費."""

from __future__ import annotations

from desktop.domain.dates import day_label
from desktop.domain.deadlines import DatedRound, DeadlineState, rounds_on
from desktop.domain.program import Cost
from desktop.ui.detail import html
from desktop.ui.detail.data import DetailData
from desktop.ui.detail.sources import refs

_URGENT = (DeadlineState.OPEN, DeadlineState.CLOSING_SOON, DeadlineState.ALWAYS)


def rounds_section(data: DetailData) -> html.Html:
    """Return the rounds as they stand today; forecasts say that they are 見込."""
    edition = data.judgement.edition
    title = html.heading("募集時期") + html.paragraph(
        html.muted(f"今日（{day_label(data.today)}）の時点です。")
    )
    if edition is None or not edition.rounds:
        return title + html.paragraph(
            html.text("募集時期は資料にありません。窓口に確かめてください。")
        )
    dated = rounds_on(edition.rounds, data.today)
    rows = [(_state(one), _round(one, data)) for one in dated]
    return title + html.table(("状況", "募集"), rows)


def _state(dated: DatedRound) -> html.Html:
    """Return where the round stands."""
    css = (
        "yes"
        if dated.state in _URGENT
        else "muted"
        if dated.state is DeadlineState.CLOSED
        else "maybe"
    )
    return html.span(css, html.text("見込" if dated.forecast else dated.state.label))


def _round(dated: DatedRound, data: DetailData) -> html.Html:
    """Return name, dates, wording of the source and note of a round."""
    known = dated.round
    year = f"（{known.project_year.label}の事業）" if known.project_year else ""
    dates = _dates(dated)
    printed = f"資料の書き方：{known.printed}" if known.printed and not dated.forecast else ""
    return (
        html.paragraph(html.strong(known.label) + html.text(year))
        + html.paragraph(html.text(dates))
        + html.paragraph(html.muted(printed))
        + html.paragraph(html.text(dated.note))
        + html.paragraph(refs(known.sources, data.documents))
    )


def _dates(dated: DatedRound) -> str:
    """Return 「令和8年4月1日 ～ 令和8年10月31日ごろ」."""
    if not (dated.opens or dated.closes):
        return ""
    about = "ごろ" if dated.forecast else ""
    opens = dated.opens.label if dated.opens else ""
    closes = f"{dated.closes.label}{about}" if dated.closes else ""
    if opens == closes:
        return opens
    return f"{opens} ～ {closes}".strip()


def steps_section(data: DetailData) -> html.Html:
    """Return what to do, in order."""
    edition = data.judgement.edition
    if edition is None or not edition.steps:
        return html.heading("手続") + html.paragraph(html.muted("手続は資料に書かれていません。"))
    return html.heading("手続") + html.numbered(
        f"{html.text(step.text)}<br>{refs(step.sources, data.documents)}" for step in edition.steps
    )


def costs_section(data: DetailData) -> html.Html:
    """Return what counts and what does not."""
    edition = data.judgement.edition
    title = html.heading("対象経費")
    if edition is None or not edition.costs:
        return title + html.paragraph(html.muted("対象経費は資料に書かれていません。"))
    yes = [one for one in edition.costs if one.eligible]
    no = [one for one in edition.costs if not one.eligible]
    return (
        title
        + _costs("○ 対象になる", "yes", yes, data)
        + _costs("× 対象にならない", "no", no, data)
    )


def _costs(title: str, css: str, costs: list[Cost], data: DetailData) -> html.Html:
    """Return one half of the costs; nothing for none."""
    if not costs:
        return ""
    items = (f"{html.text(one.text)}<br>{refs(one.sources, data.documents)}" for one in costs)
    return html.paragraph(html.span(css, html.text(title))) + html.bullets(items)
