"""The notice workbench: the outline on the left, the text in the middle, what stands behind a figure on the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.ui.controls.fields import button, press
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.workbench.notice_sheet import NoticeSheet, name_of
from tdkt_desktop.ui.workbench.outline_list import OutlineList
from tdkt_desktop.ui.workbench.section_page import SectionPage
from tdkt_desktop.ui.workbench.source_panel import SourcePanel
from tdkt_desktop.workflows.history import Past
from tdkt_desktop.workflows.notice.notice_prose import Example, Offer

OUTLINE_WIDTH, PANEL_WIDTH, LEAST_TEXT = 280, 300, 460
OUTLINE_SHARE = 0.25  # of the window, at most
PANEL_FROM = 1280  # px of window width at 100 %: below it the right column folds away
FIGURES_HINT = "Số liệu được chèn vào chỗ con trỏ và tự theo dữ liệu."
SUGGESTIONS_HINT = "Mỗi dòng là nội dung đơn vị đã ghi, có tên đơn vị; chèn thành một đoạn riêng để sửa tiếp."


class Workbench(QWidget):
    """`field_requested(unit, step, question)` to open what stands behind a figure; `paper_requested` to see the pages;
    `said` for the status line.
    """

    field_requested = Signal(str, str, str)
    paper_requested = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._panel_wanted: bool | None = None  # None: as the room allows
        self.sheet = NoticeSheet(desk)
        self.outline = OutlineList(theme)
        self.page = SectionPage(self.sheet, theme)
        self.panel = SourcePanel(desk, self.sheet)
        self.panel_button = button("Nguồn số liệ&u")
        self.panel_button.setCheckable(True)
        self.page.row.addWidget(self.panel_button)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.outline)
        line.addWidget(self.page, 1)
        line.addWidget(self.panel)
        self.setFocusProxy(self.page.editor)
        self._connect()
        self.refresh_outline()
        self.show_section(self._first_section())

    def show_section(self, key: str) -> None:
        """Show a section of the notice."""
        entries = {entry.key: entry for entry in self.sheet.notice.entries()}
        if key in entries:
            self._desk.autosave.hurry()
            self.outline.show_section(key)
            self.page.show_section(key, entries[key].words)

    def show_words(self, key: str, paragraph: int, words: str) -> None:
        """Show words of a section, chosen, with the keyboard on them; nothing in a part that has no text."""
        self.show_section(key)
        if self.page.key == key and paragraph:
            self.page.editor.select_words(paragraph - 1, words)
        self.page.editor.setFocus()

    def refresh_outline(self) -> None:
        """Show which sections were edited and which to read again."""
        self.outline.fill(self.sheet.notice.entries())

    def offer_figures(self) -> None:
        """Choose a figure to put where the cursor is."""
        offers = self.sheet.notice.offers(self.page.key)
        self._offer("Chèn số liệu", FIGURES_HINT, offers, self._insert_figure)

    def offer_sentences(self) -> None:
        """Choose a sentence made of what the units' records say."""
        offers = self.sheet.notice.suggestions(self.page.key)
        self._offer("Gợi ý từ phiếu của các đơn vị", SUGGESTIONS_HINT, offers, self._insert_sentence)

    def offer_examples(self) -> None:
        """Choose from the matrix of contents and units."""
        from tdkt_desktop.ui.workbench.examples_dialog import ExamplesDialog

        cells = self.sheet.notice.examples(self.page.key)
        codes = dict.fromkeys(one.criterion for one in cells)
        names = {one.code: one.name for one in self._desk.session.checklist.criteria}
        units = [(unit.code, unit.short) for unit in self._desk.session.campaign.units]
        criteria = [(code, names[code]) for code in codes]
        told = self.sheet.notice.times_told()
        dialog = ExamplesDialog(cells, units, criteria, told, self._theme, self.window())
        dialog.picked.connect(self._insert_example)
        dialog.exec()
        dialog.deleteLater()
        self.page.editor.setFocus()

    def show_history(self) -> None:
        """What the section said before, word by word beside what it says now."""
        if not self._desk.autosave.flush():
            return
        from tdkt_desktop.ui.workbench.text_history import TextHistory
        from tdkt_desktop.workflows.history import field_history

        key = self.page.key
        pasts = field_history(self._desk.session, f"notice/{key}", "notice")
        now = "\n".join(self.sheet.notice.reading(key))
        dialog = TextHistory(f"Lời văn, {name_of(key)}", pasts, now, self._theme, self.window())
        dialog.restore_requested.connect(self._restore)
        dialog.take_button.setHidden(self.sheet.locked)
        dialog.exec()
        dialog.deleteLater()
        self.page.editor.setFocus()

    def show_replayed(self, change: Change) -> None:
        """Show the section that a step changed."""
        key = change.subject.partition("/")[2]
        if key != self.page.key:
            self.show_section(key)
        self.page.editor.setFocus()

    def toggle_panel(self) -> None:
        """Show or hide the right column, whatever the room."""
        self._panel_wanted = not self.panel.isVisible()
        self._share_room()

    def go_to_source(self) -> None:
        """F6: from the figure at the cursor, or those of its sentence, to the units behind; Enter there opens the field."""
        if not self.page.editor.behind:
            self.said.emit("Câu này không có số liệu: hãy đưa con trỏ đến câu có số liệu rồi nhấn F6")
            return
        if not self.panel.isVisible():
            self._panel_wanted = True
            self._share_room()
        if not self.panel.enter():
            self.said.emit("Số liệu này không gắn với đơn vị nào")

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        self._share_room()
        self.sheet.catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._share_room()

    def _connect(self) -> None:
        page, panel = self.page, self.panel
        self.outline.section_chosen.connect(self.show_section)
        page.states_changed.connect(self.refresh_outline)
        page.insert_button.clicked.connect(self.offer_figures)
        page.suggest_button.clicked.connect(self.offer_sentences)
        page.examples_button.clicked.connect(self.offer_examples)
        page.history_button.clicked.connect(self.show_history)
        page.versions_button.clicked.connect(partial(press, self, "notice_versions"))
        page.paper_button.clicked.connect(self.paper_requested)
        page.editor.insert_requested.connect(self.offer_figures)
        page.editor.source_requested.connect(self.go_to_source)
        page.editor.figure_chosen.connect(panel.show_figure)
        page.editor.said.connect(self.said)
        panel.field_requested.connect(self.field_requested)
        panel.left.connect(page.editor.setFocus)
        self.panel_button.clicked.connect(self.toggle_panel)
        self.sheet.renewed.connect(panel.refresh)
        self._theme.changed.connect(self._share_room)
        self._desk.changed.connect(self._catch_up_soon)

    def _catch_up_soon(self) -> None:
        """While the tab is seen, figures follow at once; otherwise when it is looked at."""
        if self.isVisible():
            QTimer.singleShot(0, self.sheet, self.sheet.catch_up)

    def _first_section(self) -> str:
        entries = self.sheet.notice.entries()
        return next((one.key for one in entries if one.level > 1), entries[0].key)

    def _offer(self, title: str, hint: str, offers: tuple[Offer, ...], take: object) -> None:
        from tdkt_desktop.ui.workbench.offer_dialog import OfferDialog

        dialog = OfferDialog(title, hint, offers, self.window())
        dialog.picked.connect(take)
        dialog.exec()
        dialog.deleteLater()
        self.page.editor.setFocus()

    def _insert_figure(self, offer: Offer) -> None:
        self.page.editor.insert_text(offer.text)

    def _insert_sentence(self, offer: Offer) -> None:
        self.page.editor.insert_paragraph(offer.text)

    def _insert_example(self, example: Example) -> None:
        self.page.editor.insert_paragraph(example.text)

    def _restore(self, past: Past) -> None:
        self.sheet.bring_back(past.change)

    def _share_room(self) -> None:
        """The text comes before the columns beside it."""
        px, room = self._theme.px, self.width()
        roomy = room >= PANEL_FROM * max(1.0, self._theme.zoom)
        shown = roomy if self._panel_wanted is None else self._panel_wanted
        left = min(px(OUTLINE_WIDTH), round(room * OUTLINE_SHARE))
        right = min(px(PANEL_WIDTH), room // 2)
        self.outline.setFixedWidth(left)
        self.panel.setFixedWidth(right)
        self.panel.setVisible(shown)
        self.panel_button.setChecked(shown)
        self.outline.setVisible(not shown or room - left - right >= px(LEAST_TEXT))
