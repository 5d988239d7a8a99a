"""The help window: pages on the left with a search field, the page on the right; open beside the work, all offline."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStyle, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import button, label, line_field
from tdkt_desktop.ui.help.help_browser import HelpBrowser
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT, Theme
from tdkt_desktop.workflows.help.help_pages import FIRST, GROUPS, HelpPage, find_pages, help_pages

TITLE = "Trợ giúp"
GEOMETRY_KEY = "help/geometry"
SIZE = QSize(1080, 760)
LIST_SHARE = 0.38  # of the window, at most, for the list
NOTHING = "Không tìm thấy trang nào. Hãy thử từ khác, ngắn hơn."
TOPIC_ROLE = int(Qt.ItemDataRole.UserRole)


class HelpWindow(QWidget):
    """Modeless. F1 opens it at the topic of the place where the person is; Esc closes it.

    It never keeps the program running, and with a dialog as parent it works beside that dialog.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setWindowIcon(theme.icon("app"))
        self.pages = help_pages()
        self._by_topic = {page.topic: page for page in self.pages}
        self.topic = ""
        self._seen: list[str] = []
        self._build(theme)
        self._place()
        self._list_groups()
        theme.changed.connect(self.browser.draw)
        for keys, call in (
            ("Esc", self.close),
            ("Alt+Left", self.go_back),
            ("Ctrl+F", self._focus_search),
        ):
            QShortcut(QKeySequence.fromString(keys), self, call)

    def open_topic(self, topic: str) -> None:
        """Show the window at a topic; an unknown one shows the first page."""
        self._go(topic)
        self.show()
        self.raise_()
        self.activateWindow()
        self.browser.setFocus()

    def go_back(self) -> None:
        """The page that was read before."""
        if len(self._seen) > 1:
            self._seen.pop()
            self._go(self._seen.pop())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        """What the search field leaves: Down goes to the list, Enter to the page."""
        if self.search.hasFocus() and event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.browser.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._fit_side()

    def changeEvent(self, event: QEvent) -> None:  # Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_side"):
            self._fit_side()

    def closeEvent(self, event: QCloseEvent) -> None:  # Qt's name
        QSettings().setValue(GEOMETRY_KEY, self.saveGeometry())
        super().closeEvent(event)

    def _build(self, theme: Theme) -> None:
        self.search = line_field("Tìm trong trợ giúp", "Tìm, không cần gõ dấu")
        self.search.textChanged.connect(self._find)
        self.list = QListWidget()
        self.list.setProperty("role", "plain")
        self.list.setAccessibleName("Các trang trợ giúp")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._chosen)
        self.words = label("", "hint")
        self.words.hide()
        self.back = button("Trang &vừa xem")
        self.back.clicked.connect(self.go_back)
        self.browser = HelpBrowser(theme)
        self.browser.topic_requested.connect(self._go)
        side = QWidget()
        self._side = side
        column = QVBoxLayout(side)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(UNIT)
        for part in (self.search, self.words, self.list, self.back):
            column.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(side)
        line.addWidget(self.browser, 1)

    def _fit_side(self) -> None:
        """The list is as wide as its titles want, and leaves the page the larger part."""
        letters = self.fontMetrics()
        titles = max(letters.horizontalAdvance(page.title) for page in self._by_topic.values())
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        wanted = titles + bar + 2 * GAP + 4 * UNIT  # the margin, and what lies around a row
        self._side.setFixedWidth(min(wanted, round(self.width() * LIST_SHARE)))

    def _place(self) -> None:
        """Where it was last time; else as large as is useful and the screen allows."""
        free = self.screen().availableSize()
        self.resize(SIZE.boundedTo(free - QSize(2 * PAGE, 3 * PAGE)))
        if geometry := QSettings().value(GEOMETRY_KEY):
            self.restoreGeometry(geometry)

    def _list_groups(self) -> None:
        """List every page under the name of its group."""
        for name, topics in GROUPS:
            item = QListWidgetItem(name, self.list)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            font = self.list.font()
            font.setBold(True)
            item.setFont(font)
            for topic in topics:
                self._list_page(self._by_topic[topic])

    def _list_page(self, page: HelpPage) -> None:
        item = QListWidgetItem(page.title, self.list)
        item.setData(TOPIC_ROLE, page.topic)
        item.setToolTip(page.title)

    def _select(self, topic: str) -> bool:
        """Mark a page in the list, in silence. False when it is not listed."""
        for row in range(self.list.count()):
            if self.list.item(row).data(TOPIC_ROLE) == topic:
                self.list.blockSignals(True)
                self.list.setCurrentRow(row)
                self.list.blockSignals(False)
                return True
        return False

    def _go(self, topic: str) -> None:
        """Show a page and remember it for the way back; a search that does not list it is over."""
        page = self._by_topic.get(topic) or self._by_topic[FIRST]
        if not self._select(page.topic):
            self.search.clear()
            self._select(page.topic)
        if self._seen[-1:] != [page.topic]:
            self._seen.append(page.topic)
        self._show(page)

    def _show(self, page: HelpPage) -> None:
        self.topic = page.topic
        self.back.setEnabled(len(self._seen) > 1)
        self.setWindowTitle(f"{page.title} – {TITLE}")
        self.browser.show_page(page, self.search.text())

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and (topic := item.data(TOPIC_ROLE)):
            self._go(topic)

    def _find(self, query: str) -> None:
        """List what is found and show the best of it; a blank field lists everything again."""
        self.list.blockSignals(True)
        self.list.clear()
        found = find_pages(query, self.pages) if query.strip() else ()
        if query.strip():
            for page in found:
                self._list_page(page)
        else:
            self._list_groups()
        self.list.blockSignals(False)
        self.words.setText(f"Tìm thấy {len(found):02d} trang." if found else NOTHING)
        self.words.setVisible(bool(query.strip()))
        shown = found[0] if found else self._by_topic.get(self.topic)
        if shown is not None:
            self._select(shown.topic)
            self._show(shown)

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
