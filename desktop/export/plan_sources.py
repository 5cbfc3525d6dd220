"""The last parts of a 計画シート: changes and relations, contacts, sources with their doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from desktop.domain.dates import as_of_label
from desktop.domain.printed_figures import printed_figures
from desktop.domain.program import Change, Contact, Edition
from desktop.domain.source import SourceRef
from desktop.export.canvas import Span
from desktop.export.plan_grid import A, B, C, D, E, F, H, PlanSheet
from desktop.export.styles import Style
from desktop.export.texts import NONE, document_label, lines_text


class _Sourced(Protocol):
    """Any part of an edition that names its sources."""

    @property
    def sources(self) -> tuple[SourceRef, ...]: ...


_RELATIONS = {
    "needs": "先に必要",
    "follows": "前身・後継",
    "complements": "あわせて使える",
    "combines": "併用できる",
    "excludes": "併用できない",
    "part_of": "この制度の一部",
}


def write_changes(plan: PlanSheet) -> None:
    """Write what changed against earlier years and how the programme stands to others."""
    canvas, edition = plan.canvas, plan.judgement.edition
    canvas.section("６　前年度からの変更・関連する制度")
    changes = edition.changes if edition else ()
    canvas.head((A, A, "年度"), (B, D, "変更の内容"), (E, H, "変更前 → 変更後"))
    for change in changes:
        _write_change(plan, change)
    if not changes:
        canvas.full(f"前年度からの変更：{NONE}", Style.TEXT)
    program, names = plan.judgement.program, plan.data.names
    canvas.gap()
    canvas.head((A, A, "関係"), (B, D, "関連する制度"), (E, H, "説明"))
    for one in program.relations:
        other = "この制度のほかのメニュー" if one.target == program.id else names.get(one.target)
        canvas.line(
            Span(A, A, _RELATIONS.get(one.kind, one.kind), Style.TEXT),
            Span(B, D, other or one.target, Style.TEXT),
            Span(E, H, one.text, Style.TEXT),
        )
    if not program.relations:
        canvas.full(f"関連する制度：{NONE}", Style.TEXT)


def _write_change(plan: PlanSheet, change: Change) -> None:
    """Write one change."""
    sides = [change.before, change.after]
    compared = " → ".join(side or "（記載なし）" for side in sides) if any(sides) else ""
    plan.canvas.line(
        Span(A, A, change.since.label if change.since else "―", Style.TEXT),
        Span(B, D, change.text, Style.TEXT),
        Span(E, H, compared, Style.TEXT),
    )


def write_contacts(plan: PlanSheet) -> None:
    """Write who answers questions; addresses are plain text, because the office PC has no internet."""
    canvas, edition = plan.canvas, plan.judgement.edition
    canvas.section("７　問い合わせ先")
    prefecture = plan.data.profile.municipality.prefecture_code
    contacts = edition.contacts_for(prefecture) if edition else ()
    if not contacts:
        canvas.full(NONE, Style.TEXT)
        return
    canvas.head((A, B, "窓口"), (C, E, "電話・メールなど"), (F, H, "ウェブサイト"))
    for contact in contacts:
        _write_contact(plan, contact)


def _write_contact(plan: PlanSheet, contact: Contact) -> None:
    """Write one contact, with its doubt below."""
    plan.canvas.line(
        Span(A, B, contact.name, Style.TEXT_BOLD),
        Span(C, E, contact.detail or NONE, Style.TEXT),
        Span(F, H, contact.url or NONE, Style.TEXT),
        keep=bool(contact.doubt),
    )
    if contact.doubt:
        plan.canvas.full(f"要注意：{contact.doubt}", Style.DOUBT)


def write_sources(plan: PlanSheet) -> None:
    """Write every place the sheet rests on, document by document, and the doubts."""
    canvas, edition = plan.canvas, plan.judgement.edition
    canvas.section("８　出典と資料についての注意")
    sources = _grouped(edition) if edition else {}
    if not sources:
        canvas.full(NONE, Style.TEXT)
    for document, headings in sources.items():
        canvas.full(_document_text(plan, document), Style.SUBSECTION, keep=True)
        for heading, places in headings.items():
            canvas.line(
                Span(A, B, lines_text(places), Style.NOTE), Span(C, H, heading or "―", Style.NOTE)
            )
    canvas.gap()
    canvas.full("資料についての注意", Style.SUBSECTION, keep=True)
    doubts = _doubts(edition) if edition else []
    canvas.bullets(doubts or ["資料全体についての注意はありません。"])
    canvas.full(
        "支援メニュー・要件・問い合わせ先についての注意は、それぞれの欄に「要注意」として書いています。"
        "行番号は、資料から取り出した文字データの行です。",
        Style.FOOT,
    )


def _grouped(edition: Edition) -> dict[str, dict[str, list[SourceRef]]]:
    """Return document → heading → places, all in order of place."""
    found: dict[str, dict[str, list[SourceRef]]] = {}
    places = {(one.document, one.line, one.last_line): one for one in _all_sources(edition)}
    for _, source in sorted(places.items()):
        found.setdefault(source.document, {}).setdefault(source.heading, []).append(source)
    return found


def _all_sources(edition: Edition) -> Iterator[SourceRef]:
    """Yield every source of an edition and its parts."""
    yield from edition.sources
    for line in edition.lines:
        yield from line.sources
        yield from line.ordinance_sources
        yield from _each(line.rates, line.caps, printed_figures(line), line.criteria)
    yield from _each(edition.criteria, edition.rounds, edition.steps, edition.costs)
    yield from _each(edition.contacts, edition.changes)


def _each(*groups: Sequence[_Sourced]) -> Iterator[SourceRef]:
    for group in groups:
        for part in group:
            yield from part.sources


def _document_text(plan: PlanSheet, document_id: str) -> str:
    """Return number, title, publisher and date of a document."""
    label = document_label(document_id, plan.data.documents)
    document = plan.data.documents.get(document_id)
    if document is None:
        return label
    title = document.title if document.title.startswith(label) else f"{label}　{document.title}"
    return f"{title}（{document.publisher}、{as_of_label(document.as_of)}時点）"


def _doubts(edition: Edition) -> list[str]:
    """Return the doubts about the edition as a whole; the others stand beside what they concern."""
    return [edition.doubt] if edition.doubt else []
