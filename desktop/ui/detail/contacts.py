"""問い合わせ先: names, telephones, and addresses as text and QR code."""

from __future__ import annotations

from urllib.parse import quote

from desktop.domain.program import Contact
from desktop.ui.detail import html
from desktop.ui.detail.data import DetailData
from desktop.ui.detail.sources import refs

QR_PLACE = 176
"""Least width of the place for a code, in device-independent pixels."""


def contacts_section(data: DetailData) -> html.Html:
    """Return every desk of the edition."""
    contacts = _contacts(data)
    title = html.heading("問い合わせ先")
    if not contacts:
        return title + html.paragraph(
            html.text(f"窓口は資料に書かれていません。所管：{data.judgement.program.agency}")
        )
    return title + "".join(_contact(one, data) for one in contacts)


def _contacts(data: DetailData) -> tuple[Contact, ...]:
    """Return the desks of the town."""
    edition = data.judgement.edition
    prefecture = data.profile.municipality.prefecture_code
    return edition.contacts_for(prefecture) if edition else ()


def qr_address(contact: Contact) -> str:
    """Return the address to encode; nothing when it is doubtful or no web address."""
    trusted = not contact.doubt and contact.url.startswith(("https://", "http://"))
    return contact.url if trusted else ""


def _contact(contact: Contact, data: DetailData) -> html.Html:
    """Return one desk, its QR code on the right."""
    said = (
        html.paragraph(html.strong(contact.name))
        + html.paragraph(html.text(contact.detail))
        + html.paragraph(html.text(contact.url))
        + html.paragraph(refs(contact.sources, data.documents))
    )
    address = qr_address(contact)
    picture = _picture(address) if address else ""
    row = f'<td>{said}</td><td width="{QR_PLACE}" align="center">{picture}</td>'
    shown = f'<table cellspacing="0" cellpadding="0" width="100%"><tr>{row}</tr></table>'
    return shown + html.doubt(contact.doubt)


def _picture(address: str) -> html.Html:
    """Return the code, and the way to see it larger."""
    image = f'<img src="qr:{quote(address, safe="")}">'
    return f"<div>{image}</div>" + html.paragraph(html.link("qr", address, "大きく表示"))
