"""The tab of the notice: its text to work on, and its pages as they will be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.ui.checks.check_watch import CheckWatch
from tdkt_desktop.ui.controls.fields import button, label, press
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT, Theme
from tdkt_desktop.ui.papers.paper_view import PaperView
from tdkt_desktop.ui.workbench.issued_bar import IssuedBar
from tdkt_desktop.ui.workbench.notice_view import NoticeView, make_notice_view
from tdkt_desktop.ui.workbench.workbench import Workbench

READING = "Đang đọc dữ liệu của các đơn vị…"


class NoticeTab(QWidget):
    """`field_requested(unit, step, question)` to open the field behind a figure; `said` for the status line.

    The workbench is built as soon as everything recorded is in memory, the pages when they are first looked at.
    """

    field_requested = Signal(str, str, str)
    said = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, watch: CheckWatch, show_checks: Callable[[], object]
    ) -> None:
        super().__init__()
        self._watch, self._show_checks = watch, show_checks
        self._desk, self._theme = desk, theme
        self._stale = False  # something was recorded since the pages were made
        self.workbench: Workbench | None = None
        self.paper: NoticeView | None = None
        self.stack = QStackedWidget()
        self.waiting = label(READING, "hint")
        self.stack.addWidget(self.waiting)
        self.back = button("Soạn &lời văn")
        self.back.clicked.connect(self._turn_back)
        self.public = QCheckBox("Bản côn&g khai (không nêu tên đơn vị còn hạn chế)")
        self.public.setAccessibleName("Bản công khai, không nêu tên đơn vị còn hạn chế")
        self.public.toggled.connect(self._make_pages)
        self.head = QWidget()
        line = QHBoxLayout(self.head)
        line.setContentsMargins(PAGE, GAP, PAGE, 0)
        line.setSpacing(UNIT)
        line.addWidget(self.back)
        line.addWidget(self.public)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.stack, 1)
        self.head.hide()
        self.issued = IssuedBar(desk, watch)
        self.issued.versions_requested.connect(partial(press, self, "notice_versions"))
        self.issued.reopening_requested.connect(self._reopen)
        box.insertWidget(0, self.issued)
        desk.changed.connect(self._follow)
        desk.undo_stack.indexChanged.connect(self._note_stale)
        self._build_workbench()

    def show_text(self) -> None:
        """Go to the workbench."""
        self._build_workbench()
        self.stack.setCurrentWidget(self.workbench or self.waiting)
        self.head.hide()

    def show_paper(self) -> PaperView:
        """Go to the pages as they will be printed; they are made anew where something changed."""
        if self.paper is None:
            self.paper = make_notice_view(self._desk, self.public.isChecked, self._watch, self._show_checks)
            self.paper.said.connect(self.said)
            self.stack.addWidget(self.paper)
            self._stale = False
        self.stack.setCurrentWidget(self.paper)
        self.head.show()
        self.renew()
        return self.paper

    def renew(self) -> None:
        """What is seen shows what was recorded meanwhile."""
        if self.paper is not None and self.stack.currentWidget() is self.paper and self._stale:
            self._make_pages()

    def show_replayed(self, made: Sequence[Change]) -> None:
        """Show the text that a step changed."""
        self.show_text()
        if self.workbench is not None and made:
            self.workbench.show_replayed(made[0])

    def show_words(self, section: str, paragraph: int, words: str) -> None:
        """Show words of the text that something is to be said about."""
        self.show_text()
        if self.workbench is not None:
            self.workbench.show_words(section, paragraph, words)

    def return_focus(self) -> None:
        """The keyboard goes to the text, or to the pages."""
        shown = self.stack.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _reopen(self) -> None:
        from tdkt_desktop.ui.workbench.versions_dialog import VersionsDialog

        press(self, "notice_versions")
        for dialog in self.window().findChildren(VersionsDialog):
            dialog.ask_reopening()

    def _turn_back(self) -> None:
        self.show_text()
        self.return_focus()

    def _see_pages(self) -> None:
        self.show_paper()
        self.return_focus()

    def _make_pages(self) -> None:
        if self.paper is not None:
            self._stale = False
            self.paper.refresh()

    def _follow(self) -> None:
        self._note_stale()
        if self.workbench is None:
            self._build_workbench()

    def _note_stale(self) -> None:
        self._stale = True

    def _build_workbench(self) -> None:
        if self.workbench is not None or not self._desk.session.known:
            return
        self.workbench = Workbench(self._desk, self._theme)
        self.workbench.field_requested.connect(self.field_requested)
        self.workbench.paper_requested.connect(self._see_pages)
        self.workbench.said.connect(self.said)
        self.stack.addWidget(self.workbench)
        if self.stack.currentWidget() is self.waiting:
            self.stack.setCurrentWidget(self.workbench)
