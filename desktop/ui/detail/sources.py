"""References to the documents: short ones beside each figure, and the section 出典."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from desktop.domain.dates import as_of_label
from desktop.domain.printed_figures import printed_figures
from desktop.domain.program import Edition, SupportLine
from desktop.domain.source import Document, SourceRef
from desktop.ui.detail import html
from desktop.ui.detail.data import DetailData


def lines_text(ref: SourceRef) -> str:
    """Return 「974行目」 or 「974～977行目」."""
    return f"{ref.line}行目" if ref.line == ref.last_line else f"{ref.line}～{ref.last_line}行目"


def refs(sources: tuple[SourceRef, ...], documents: Mapping[str, Document]) -> html.Html:
    """Return a small line of references, each leading to its document."""
    if not sources:
        return ""
    shown = [
        html.link("source", one.document, document_label(one.document, documents))
        + html.text(_place(one))
        for one in sources
    ]
    return html.span("source", "出典：" + "／".join(shown))


def document_label(document_id: str, documents: Mapping[str, Document]) -> str:
    """Return 「資料003」; documents without a number go by their title."""
    if document_id.isdigit() or document_id not in documents:
        return f"資料{document_id}"
    return documents[document_id].title.partition("（")[0]


def _place(ref: SourceRef) -> str:
    """Return heading and line."""
    heading = f"「{ref.heading}」" if ref.heading else " "
    return f"{heading}{lines_text(ref)}"


def sources_section(data: DetailData) -> html.Html:
    """Return every place in the documents that speaks of the edition used, by document."""
    edition = data.judgement.edition
    if edition is None:
        return ""
    found: dict[str, dict[SourceRef, None]] = {}
    for ref in _all_refs(edition):
        found.setdefault(ref.document, {})[ref] = None
    return html.heading("出典") + "".join(
        _document(document, list(places), data.documents.get(document))
        for document, places in sorted(found.items())
    )


def _document(document_id: str, places: list[SourceRef], document: Document | None) -> html.Html:
    """Return one document with the places used."""
    items = [
        html.text(f"{heading}{'、'.join(lines)}行目")
        for heading, lines in _by_heading(places).items()
    ]
    return (
        f'<a name="source-{html.text(document_id)}"></a>'
        + html.paragraph(html.strong(_full_title(document_id, document)))
        + html.paragraph(html.muted(_published(document)))
        + html.bullets(items)
    )


def _full_title(document_id: str, document: Document | None) -> str:
    """Return number and title; a document without a number has its title only."""
    if document is None:
        return f"資料{document_id}"
    return f"資料{document_id}　{document.title}" if document_id.isdigit() else document.title


def _published(document: Document | None) -> str:
    """Return publisher and date."""
    if document is None:
        return ""
    about = "、".join(part for part in (document.publisher, as_of_label(document.as_of)) if part)
    return f"{about}時点" if document.as_of else about


def _by_heading(places: list[SourceRef]) -> dict[str, list[str]]:
    """Return the lines under each heading, in the order of the document."""
    found: dict[str, list[str]] = {}
    for ref in sorted(places, key=lambda ref: (ref.line, ref.last_line)):
        heading = f"「{ref.heading}」" if ref.heading else ""
        lines = found.setdefault(heading, [])
        span = lines_text(ref).removesuffix("行目")
        if span not in lines:
            lines.append(span)
    return found


class _Cited(Protocol):
    """What carries references."""

    @property
    def sources(self) -> tuple[SourceRef, ...]: ...


def _all_refs(edition: Edition) -> Iterator[SourceRef]:
    """Yield every reference of an edition."""
    parts: tuple[_Cited, ...] = (
        edition,
        *edition.criteria,
        *edition.rounds,
        *edition.steps,
        *edition.costs,
        *edition.contacts,
        *edition.changes,
    )
    for part in parts:
        yield from part.sources
    for line in edition.lines:
        yield from _line_refs(line)


def _line_refs(line: SupportLine) -> Iterator[SourceRef]:
    """Yield every reference of a support line."""
    yield from line.ordinance_sources
    yield from line.through_prefecture.sources if line.through_prefecture else ()
    parts: tuple[_Cited, ...] = (
        line,
        *line.rates,
        *line.caps,
        *printed_figures(line),
        *line.criteria,
    )
    for part in parts:
        yield from part.sources
