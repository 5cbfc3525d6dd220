"""The page ヘルプ: the topics of resources/help, read inside the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from desktop.ui.context import Context
from desktop.ui.theme import SPACE_M

LINE_HEIGHT = 150.0
NO_TOPICS = "使い方の文書が見つかりません。ソフトを入れ直してください。"


def read_topics(folder: Path) -> dict[str, str]:
    """Return the text of each topic by its title (the first heading), in the order of the file names."""
    topics: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("# ").strip()
        topics[title] = text
    return topics


class HelpPage(QWidget):
    """Topics at the left, the text at the right. Links lead to other topics, never outside."""

    def __init__(self, context: Context, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topics = read_topics(folder)
        self.list = QListWidget()
        self.list.setObjectName("topics")
        self.list.setAccessibleName("ヘルプの目次")
        self.list.addItems(list(self._topics))
        self.text = QTextBrowser()
        self.text.setAccessibleName("ヘルプの本文")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(2 * SPACE_M)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.text)
        splitter.setStretchFactor(1, 1)
        splitter.setHandleWidth(SPACE_M)
        splitter.setChildrenCollapsible(False)
        self.list.setMinimumWidth(self.list.sizeHintForColumn(0) + 2 * SPACE_M)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.list.currentTextChanged.connect(self._show)
        self.text.anchorClicked.connect(self._follow)
        context.events.help_requested.connect(self.show_topic)
        self.setFocusProxy(self.list)
        self.show_topic("")

    def show_topic(self, title: str) -> None:
        """Show a topic by its title; the first one for an unknown title."""
        found = self.list.findItems(title, Qt.MatchFlag.MatchExactly)
        self.list.setCurrentItem(found[0] if found else self.list.item(0))
        if not self._topics:
            self.text.setPlainText(NO_TOPICS)

    def _show(self, title: str) -> None:
        """Lay out one topic with air between the lines."""
        self.text.setMarkdown(self._topics.get(title, ""))
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, url: QUrl) -> None:
        """Follow a link to another topic; anything else stays unopened."""
        if not url.scheme() and url.path() in self._topics:
            self.show_topic(url.path())
