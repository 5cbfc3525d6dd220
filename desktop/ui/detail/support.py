"""支援の内容と金額: each line with what it gives this town, every printed case, and what is open."""

from __future__ import annotations

from fractions import Fraction

from desktop.domain.amounts import Resolved, resolve_cap, resolve_rate
from desktop.domain.codes import Correction
from desktop.domain.drivers import DRIVERS
from desktop.domain.facts import FACTS
from desktop.domain.headline import headline
from desktop.domain.money import Yen
from desktop.domain.program import SupportLine
from desktop.domain.verdict import LineJudgement
from desktop.domain.verdict_name import Verdict
from desktop.domain.wording import subject_label
from desktop.ui.detail import html
from desktop.ui.detail.data import DetailData
from desktop.ui.detail.figures import (
    cap_word,
    caps_table,
    figures_table,
    line_sources,
    rates_table,
)
from desktop.ui.detail.sources import refs
from desktop.ui.theme import verdict_text

_VERDICT_CSS = {
    Verdict.ELIGIBLE: "yes",
    Verdict.UNKNOWN: "maybe",
    Verdict.VIA_LOCAL_ACTORS: "maybe",
    Verdict.INELIGIBLE: "muted",
    Verdict.NOT_CURRENT: "muted",
}


def support_section(data: DetailData) -> html.Html:
    """Return every line of the edition."""
    lines = data.judgement.lines
    title = html.heading("支援の内容と金額")
    if not lines:
        return title + html.paragraph(html.text("支援の内容は資料に書かれていません。"))
    return title + "".join(line_html(one, data) for one in lines)


def line_html(judged: LineJudgement, data: DetailData) -> html.Html:
    """Return one line: name, verdict, amount for this town, the tables behind it, doubts, source."""
    line = judged.line
    lookup = data.profile.value
    rate, cap = resolve_rate(line, lookup), resolve_cap(line, lookup)
    amount = html.span("amount", html.text(headline(line, lookup)))
    return (
        html.bar(html.strong(line.label), _verdict(judged))
        + html.paragraph(html.muted(_about(line)))
        + html.paragraph(html.text(line.summary))
        + html.paragraph(amount)
        + _open_points(rate, cap)
        + html.pairs(_meaning(line))
        + rates_table(line, data)
        + caps_table(line, data)
        + figures_table(line, data)
        + html.doubt(line.doubt)
        + html.paragraph(refs(line_sources(line), data.documents))
    )


def _verdict(judged: LineJudgement) -> html.Html:
    """Return the verdict of the line in its colour."""
    return html.span(_VERDICT_CSS[judged.verdict], html.text(verdict_text(judged.verdict)))


def _about(line: SupportLine) -> str:
    """Return kind, how firm it is and when it ends."""
    extra = "ほかの支援に付随" if line.auxiliary else ""
    ends = f"{line.end_year.label}まで" if line.end_year else ""
    parts = (line.kind.label, extra, line.certainty.label, ends)
    return "　／　".join(part for part in parts if part)


def _open_points(rate: Resolved[Fraction], cap: Resolved[Yen]) -> html.Html:
    """Say why there is a range and what would settle it."""
    missing = tuple(dict.fromkeys((*rate.missing, *cap.missing)))
    links = [
        html.link("fact", one, f"「{subject_label(one)}」に答える")
        for one in missing
        if one in FACTS
    ]
    drivers = [
        f"「{subject_label(one)}」" for one in missing if one in DRIVERS and one not in FACTS
    ]
    said = []
    if links:
        said.append("まだ一つに決まりません。" + "　".join(links))
    if drivers:
        said.append(html.text(f"事業の{''.join(drivers)}によって変わります。"))
    if rate.open_wording or cap.open_wording:
        said.append(
            html.text(
                "資料の書き方ではどちらの区分か決まらないため、あり得る値をすべて示しています。"
            )
        )
    return html.box("note", "<br>".join(said))


def _meaning(line: SupportLine) -> list[tuple[str, html.Html]]:
    """Return what the figures mean."""
    word = cap_word(line)
    return [
        (f"{word}の意味", html.text(line.basis.label if line.basis and line.caps else "")),
        (f"{word}の単位", html.text(f"1{line.per.label}あたり" if line.per and line.caps else "")),
        ("財政力補正", html.text(_correction(line))),
        ("申請する人", html.text("、".join(line.actors))),
        ("まちの役割", html.text(line.town_role)),
        (
            "計算に使う数",
            html.text("、".join(_driver(one.id, one.required) for one in line.drivers)),
        ),
    ]


def _driver(driver_id: str, required: bool) -> str:
    """Return the name of a number of the plan."""
    label = subject_label(driver_id)
    return label if required else f"{label}（あれば）"


def _correction(line: SupportLine) -> str:
    """Return what is printed beside the measure, and what the ordinance says."""
    if line.correction is None:
        return ""
    if line.correction is not Correction.NOT_STATED:
        return f"{line.correction.label}（資料に書かれています）"
    if line.ordinance_correction:
        return f"資料に記載なし。特別交付税に関する省令では「{line.ordinance_correction.label}」"
    return "資料にも特別交付税に関する省令にも記載なし"
