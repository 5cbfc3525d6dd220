"""One tab of the detail: rich text whose links the window handles, whose QR codes are painted here."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.ui.detail.html import Html
from desktop.ui.detail.ink import style_sheet
from desktop.ui.theme import SPACE_M
from desktop.ui.widgets.qr_widget import qr_image

QR_MODULE = 3
"""Size of the dots of a code in the text."""


class DetailBrowser(QTextBrowser):
    """Shows HTML in the colours of the window. Text can be selected; nothing outside is ever opened."""

    link_activated = Signal(str, str)
    """Kind and target of a link: ``fact``, ``program``, ``source``, ``qr``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty tab; ``name`` is what a screen reader says."""
        super().__init__(parent)
        self._html: Html = ""
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(SPACE_M)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def show_html(self, markup: Html, *, keep_place: bool) -> None:
        """Show a text, from its top or from where the reader was."""
        place = self.verticalScrollBar().value()
        self._html = markup
        self.document().setDefaultStyleSheet(style_sheet(self.palette()))
        self.setHtml(markup)
        self.verticalScrollBar().setValue(place if keep_place else 0)

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """Paint the QR code of an address; nothing is read from anywhere."""
        address = QUrl(url)
        if kind == QTextDocument.ResourceType.ImageResource.value and address.scheme() == "qr":
            return qr_image(_parts(address)[1], QR_MODULE, self.devicePixelRatioF())
        return None

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another palette over."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._html:
            self.show_html(self._html, keep_place=True)

    def _on_anchor_clicked(self, url: QUrl) -> None:
        """Announce a link."""
        self.link_activated.emit(*_parts(url))


def _parts(url: QUrl) -> tuple[str, str]:
    """Return kind and target of one of our links."""
    kind, _, target = url.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition(":")
    return kind, unquote(target)
