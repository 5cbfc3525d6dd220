"""The head of the detail: what the programme is, and which year's content is shown."""

from __future__ import annotations

from desktop.domain.codes import Certainty
from desktop.domain.program import Edition
from desktop.ui.detail import html
from desktop.ui.detail.data import DetailData

RELATIONS = {
    "needs": "先に必要な制度",
    "follows": "前にあたる制度",
    "complements": "組み合わせて使える制度",
    "combines": "同じ事業に併用できる制度",
    "excludes": "同時には使えない制度",
    "part_of": "この制度を含む大きな制度",
}


def overview_section(data: DetailData) -> html.Html:
    """Return edition notes and summary."""
    program = data.judgement.program
    edition = data.judgement.edition
    return (
        html.box("note", "<br>".join(html.text(note) for note in edition_notes(data)))
        + html.paragraph(html.text(program.summary))
        + html.paragraph(html.text(edition.summary if edition else ""))
    )


def basics_section(data: DetailData) -> html.Html:
    """Return the table of basics, and doubts about the edition as a whole."""
    edition = data.judgement.edition
    doubt = html.doubt(edition.doubt) if edition else ""
    return html.heading("制度の基本") + html.pairs(_basics(data)) + doubt


def _basics(data: DetailData) -> list[tuple[str, html.Html]]:
    """Return the basics as names and values."""
    program = data.judgement.program
    edition = data.judgement.edition
    kinds = "・".join(kind.label for kind in program.kinds)
    purposes = "・".join(data.purposes.get(one, one) for one in program.purposes)
    return [
        ("所管", html.text(program.agency)),
        ("種別", html.text(kinds)),
        ("目的", html.text(purposes)),
        ("申請する人", html.text(program.applicants)),
        ("支援を受ける人", html.text(program.beneficiaries)),
        ("内容の年度", html.text(edition.year.label if edition else "")),
        ("終わる年度", html.text(f"{program.end_year.label}まで" if program.end_year else "")),
        ("ほかの呼び名", html.text("、".join(program.aliases))),
    ]


def edition_notes(data: DetailData) -> list[str]:
    """Return what must be said about the year of the content."""
    edition = data.judgement.edition
    if edition is None:
        return ["この制度の年度ごとの内容は、資料にありません。"]
    notes = [_carried(edition, data)] if data.judgement.carried else []
    if edition.certainty is Certainty.DRAFT:
        notes.append(
            f"{edition.year.label}の内容は予算案の段階です。決まった内容は窓口に確かめてください。"
        )
    if edition.certainty is Certainty.REQUESTED:
        notes.append(f"{edition.year.label}の内容は要望中で、まだ決まっていません。")
    return notes


def _carried(edition: Edition, data: DetailData) -> str:
    """Say that another year's content is shown."""
    word = "まで" if edition.year < data.year else "から"
    return (
        f"対象年度は{data.year.label}ですが、資料があるのは{edition.year.label}{word}です。"
        f"{edition.year.code}年度の内容を示しています。"
    )


def relations_section(data: DetailData) -> html.Html:
    """Return links to the programmes that stand in a relation to this one."""
    program = data.judgement.program
    if not program.relations:
        return ""
    items = []
    for one in program.relations:
        name = data.names.get(one.target)
        shown = html.link("program", one.target, name) if name else html.text(one.target)
        if one.target == program.id:
            shown = html.text("この制度のほかのメニュー")
        note = f"<br>{html.muted(one.text)}" if one.text else ""
        items.append(f"{html.text(RELATIONS.get(one.kind, '関連'))}：{shown}{note}")
    return html.heading("関連する制度") + html.bullets(items)


def changes_section(data: DetailData) -> html.Html:
    """Return what changed against earlier years."""
    edition = data.judgement.edition
    if edition is None or not edition.changes:
        return ""
    rows = [
        (
            html.text(one.since.label if one.since else ""),
            html.text(one.text),
            html.text(
                f"{one.before or '－'} → {one.after or '－'}" if one.before or one.after else ""
            ),
        )
        for one in edition.changes
    ]
    return html.heading("前年度からの変更") + html.table(("年度", "変わったこと", "前 → 後"), rows)
