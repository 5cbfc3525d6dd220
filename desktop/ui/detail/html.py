"""Small pieces of HTML. Everything that comes from data passes through :func:`text`."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from urllib.parse import quote

Html = str
"""Markup that is safe to show: built from these functions only."""


def text(plain: str) -> Html:
    """Escape a text; line breaks stay."""
    return html.escape(plain).replace("\n", "<br>")


def span(css: str, inner: Html) -> Html:
    """Return a piece of a line in one of the looks of the style sheet."""
    return f'<span class="{css}">{inner}</span>'


def muted(plain: str) -> Html:
    """Return a quiet text."""
    return span("muted", text(plain))


def strong(plain: str) -> Html:
    """Return a bold text."""
    return f"<b>{text(plain)}</b>"


def paragraph(inner: Html, css: str = "") -> Html:
    """Return a paragraph; nothing for nothing."""
    return f'<p class="{css}">{inner}</p>' if inner else ""


def heading(plain: str) -> Html:
    """Return the heading of a section."""
    return f"<h2>{text(plain)}</h2>"


def link(kind: str, target: str, plain: str) -> Html:
    """Return a link that the window handles itself: ``fact:…``, ``program:…``, ``source:…``, ``qr:…``."""
    return f'<a href="{kind}:{quote(target, safe="")}">{text(plain)}</a>'


def bullets(items: Iterable[Html]) -> Html:
    """Return a list with dots; nothing for nothing."""
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul style="margin-left: 0; -qt-list-indent: 1;">{inner}</ul>' if inner else ""


def numbered(items: Iterable[Html]) -> Html:
    """Return a list with numbers; nothing for nothing."""
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f'<ol style="margin-left: 0; -qt-list-indent: 1;">{inner}</ol>' if inner else ""


def pairs(rows: Iterable[tuple[str, Html]]) -> Html:
    """Return a table of names and values; rows without a value are left out."""
    inner = "".join(
        f'<tr><td class="key" style="white-space: nowrap;">{text(key)}</td><td width="100%">{value}</td></tr>'
        for key, value in rows
        if value
    )
    return f'<table cellspacing="0" cellpadding="0" width="100%">{inner}</table>' if inner else ""


def table(head: Sequence[str], rows: Iterable[Sequence[Html]], here: Sequence[bool] = ()) -> Html:
    """Return a table with lines between rows; ``here`` marks the rows to stand out."""
    top = "".join(f"<th>{text(one)}</th>" for one in head)
    inner = ""
    for at, row in enumerate(rows):
        css = "here" if at < len(here) and here[at] else "line"
        inner += "<tr>" + "".join(f'<td class="{css}">{cell}</td>' for cell in row) + "</tr>"
    return (
        f'<table cellspacing="0" cellpadding="0" width="100%"><tr>{top}</tr>{inner}</table>'
        if inner
        else ""
    )


def bar(left: Html, right: Html) -> Html:
    """Return the title of a part that stands out as a coloured bar."""
    edge = 'class="title" align="right" style="white-space: nowrap;"'
    row = f'<td class="title">{left}</td><td {edge}>{right}</td>'
    gap = '<p style="font-size: 4pt; margin: 0;">&nbsp;</p>'
    return f'{gap}<table cellspacing="0" cellpadding="0" width="100%"><tr>{row}</tr></table>'


def box(css: str, inner: Html) -> Html:
    """Return a text on a coloured ground (``note`` or ``doubt``); nothing for nothing."""
    if not inner:
        return ""
    return f'<table cellspacing="0" cellpadding="0" width="100%"><tr><td class="{css}"><p>{inner}</p></td></tr></table>'


def doubt(plain: str) -> Html:
    """Return the mark and words for a doubt about the source; nothing for no doubt."""
    return box("doubt", f"<b>▲ 資料に疑問あり</b>　{text(plain)}") if plain else ""
