"""One page of the help on the screen: drawn as wide as there is room, in the colours in use, offline."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImageReader,
    QPainter,
    QPixmap,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from tdkt_desktop.ui.help.help_html import Look, to_html
from tdkt_desktop.ui.look.theme import LINE_WIDTH, PAGE, TEXT_POINTS, Theme
from tdkt_desktop.workflows.help.help_pages import TOPICS, HelpPage, find_places, help_folder

SETTLE_MS = 60  # a window that is being dragged wider draws its page once it rests


class HelpBrowser(QTextBrowser):
    """Draws one page as wide as there is room. `topic_requested(topic)` when a link to another page is followed."""

    topic_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._page, self._query = theme, HelpPage("", "", ""), ""
        self.setAccessibleName("Trang trợ giúp")
        self.setOpenLinks(False)  # another page is asked for by its topic; a link to outside leads nowhere
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # so that no page jumps sideways
        self.anchorClicked.connect(self._follow)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.draw)

    def show_page(self, page: HelpPage, query: str) -> None:
        """Show a page from its top, or from the first place that the query names."""
        self._page, self._query = page, query
        self.setAccessibleName(f"Trang trợ giúp: {page.title}")
        self.draw()
        self.verticalScrollBar().setValue(0)
        self._show_first_place()

    def draw(self) -> None:
        """Draw the page anew in today's colours and width, where the reader was."""
        self._settle.stop()
        palette, bar = self._theme.palette, self.verticalScrollBar()
        at = bar.value() / max(1, bar.maximum())
        self.setStyleSheet(
            f"QTextBrowser {{ border: 2px solid {palette.surface}; background: {palette.surface}; }}"
            f"QTextBrowser:focus {{ border-color: {palette.accent}; }}"
        )
        self.setHtml(to_html(self._page.text, Look(palette, self.font().pointSizeF(), self._image_width)))
        frame = self.document().rootFrame()
        room = frame.frameFormat()
        for side in (room.setLeftMargin, room.setTopMargin, room.setBottomMargin):
            side(PAGE)
        room.setRightMargin(PAGE + max(0, self.viewport().width() - 2 * PAGE - self._width()))
        frame.setFrameFormat(room)
        self._mark_places()
        bar.setValue(round(at * bar.maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # Qt's name
        """A picture of the help at the size it is drawn, smooth and framed; nothing else is ever loaded."""
        url = QUrl(name)
        file = help_folder() / "images" / url.fileName()
        if kind != QTextDocument.ResourceType.ImageResource.value or not file.is_file():
            return None
        ratio = self.devicePixelRatioF()
        picture = QPixmap(str(file))
        width = round(int(url.query() or picture.width()) * ratio)
        picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        painter = QPainter(picture)
        painter.setPen(QColor(self._theme.palette.field_line))
        painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._settle.start()

    def changeEvent(self, event: QEvent) -> None:  # Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._page.topic:
            self._settle.start()

    def _width(self) -> int:
        """How wide the text is: no wider than is good to read, however large the window."""
        largest = round(LINE_WIDTH * max(1.0, self.font().pointSizeF() / TEXT_POINTS))
        return max(200, min(self.viewport().width() - 2 * PAGE, largest))

    def _image_width(self, name: str) -> int:
        """A picture is drawn in its own size, or smaller so that it fits; 0 where it is not there."""
        size = QImageReader(str(help_folder() / "images" / QUrl(name).fileName())).size()
        return min(size.width(), self._width()) if size.isValid() else 0

    def _places(self) -> list[QTextCursor]:
        found = []
        for start, length in find_places(self._query, self.toPlainText()):
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            found.append(cursor)
        return found

    def _mark_places(self) -> None:
        palette, marks = self._theme.palette, []
        for cursor in self._places():
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(QColor(palette.accent))
            look.setForeground(QColor(palette.on_accent))
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.setExtraSelections(marks)

    def _show_first_place(self) -> None:
        if places := self._places():
            top = self.document().documentLayout().blockBoundingRect(places[0].block()).top()
            self.verticalScrollBar().setValue(max(0, round(top) - 4 * PAGE))

    def _follow(self, url: QUrl) -> None:
        topic = url.path().removesuffix(".md")
        if url.isRelative() and topic in TOPICS:
            self.topic_requested.emit(topic)
