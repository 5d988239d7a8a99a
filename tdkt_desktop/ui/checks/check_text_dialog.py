"""Checks a notice that exists already, from a file or pasted: the text at one side, what the rules found at the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tdkt_desktop.domain.values import clean_text
from tdkt_desktop.ui.checks.findings_pane import FindingsPane
from tdkt_desktop.ui.checks.waiving import ask_waiver, take_back_waiver
from tdkt_desktop.ui.controls.fields import button, dropped_files, label, labelled
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.controls.old_text import FILE, OldTextDialog, PlainText
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from tdkt_desktop.workflows.notice.check_list import Point
    from tdkt_desktop.workflows.notice.checking import Checked
    from tdkt_desktop.workflows.notice.notice_reading import NoticeFile

T = TypeVar("T")
NAME = "Rà soát thông báo có sẵn"
HOW = "Dán nội dung thông báo vào ô dưới, hoặc chọn tệp Word, PDF, văn bản. Tệp gốc không bị sửa."
PASTED = "Văn bản đã dán"
CLEAN = "Không thấy điểm nào cần xem lại."
FILES = "Thông báo (*.docx *.pdf *.txt);;Mọi tệp (*)"
LETTERS, LINES = 150, 42
SEARCHED = 12_000  # letters after a finding's line among which its words are looked for


class CheckTextDialog(QDialog):
    """Nothing that is shown here is recorded, but for waivers."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._source = PASTED
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.setAcceptDrops(True)
        self.text = PlainText()
        self.text.setAccessibleName("Nội dung thông báo")
        self.text.setPlaceholderText("Dán nội dung thông báo vào đây")
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)  # a dropped file is for the dialog: here it would become its own path
        self.counts = label("", "question")
        self.pane = FindingsPane("Các điểm cần xem lại trong văn bản", theme)
        self.pane.going.connect(self._show_place)
        self.pane.list.moved.connect(self._mark_current)
        self.pane.waiving.connect(lambda point: ask_waiver(desk, point, self.check, self))
        self.pane.taking_back.connect(lambda point: take_back_waiver(desk, point, self.check, self))
        self.choose = button("Chọn &tệp…")
        self.choose.clicked.connect(self._ask_file)
        self.run = button("Rà &soát", "primary")
        self.run.clicked.connect(self.check)
        self._build()
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )
        self.text.setFocus()

    def take_file(self, file: Path) -> None:
        """Show the text of a file and check it."""

        def read() -> NoticeFile:
            from tdkt_desktop.workflows.notice.notice_reading import read_notice

            return read_notice(file)

        def show(text: str) -> None:
            self._source = file.name
            self.text.setPlainText(clean_text(text))
            self.check()

        def ask(found: NoticeFile) -> None:
            if found.old.plain:
                show(found.text)
                return
            dialog = OldTextDialog(found.old, self, FILE)
            dialog.decided.connect(lambda changed: show(found.text if changed else found.as_it_stands))
            dialog.open()

        self._work("Đang đọc văn bản…", read, ask)

    def check(self) -> None:
        """Check the text as it is in the field."""
        commit_preedit()
        text = clean_text(self.text.toPlainText())
        if text != self.text.toPlainText():
            self.text.setPlainText(text)  # the words of a finding are found letter by letter
        if not text.strip():
            self.counts.setText("Chưa có nội dung để rà soát.")
            self.pane.show_points(())
            return
        session, source = self._desk.session, self._source

        def work() -> Checked:
            from tdkt_desktop.workflows.notice.checking import check_notice_text

            return check_notice_text(text, source, session)

        self._work("Đang rà soát…", work, self._show)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # Qt's name
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # Qt's name
        if files := dropped_files(event.mimeData()):
            self.take_file(files[0])

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(HOW, "hint"))
        left, right = QVBoxLayout(), QVBoxLayout()
        title = labelled("&Nội dung thông báo", self.text)
        title.setStretch(1, 1)
        title.takeAt(2)  # the field takes the room that would stay free below it
        left.addLayout(title, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.run)
        buttons.addStretch(1)
        left.addLayout(buttons)
        right.addWidget(self.counts)
        right.addWidget(self.pane, 1)
        sides = QHBoxLayout()
        sides.setSpacing(GAP)
        sides.addLayout(left, 2)
        sides.addLayout(right, 3)
        box.addLayout(sides, 1)
        close = button("Đón&g")
        close.clicked.connect(self.accept)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        for one in (self.choose, self.run, close):
            one.setAutoDefault(False)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Chọn thông báo cần rà soát", "", FILES)
        if name:
            self.take_file(Path(name))

    def _work(self, words: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Off the window's thread; the buttons wait meanwhile."""

        def deliver(result: T) -> None:
            if isValid(self):
                self._set_usable(usable=True)
                self.counts.clear()
                done(result)

        def failed(error: BaseException) -> None:
            if isValid(self):
                self._set_usable(usable=True)
                self.counts.clear()
                show_error(self, error)

        self._set_usable(usable=False)
        self.counts.setText(words)
        self._desk.background.run(words, work, deliver, failed)

    def _set_usable(self, *, usable: bool) -> None:
        self.choose.setEnabled(usable)
        self.run.setEnabled(usable)

    def _show(self, checked: Checked) -> None:
        from tdkt_desktop.workflows.notice.check_list import text_points
        from tdkt_desktop.workflows.notice.checking import count_words

        self.counts.setText(f"{checked.source}: {count_words(checked)}.")
        groups = text_points(checked)
        self.pane.show_points(groups, CLEAN)
        if groups:
            self.pane.list.setFocus()

    def _show_place(self, point: Point) -> None:
        """Enter: the cursor goes to the words, to mend a pasted text and check it again."""
        self._mark(point)
        self.text.setFocus()

    def _mark_current(self) -> None:
        if (point := self.pane.current) is not None:
            self._mark(point)

    def _mark(self, point: Point) -> None:
        place = point.finding.place
        if place.line <= 0:
            return
        block = self.text.document().findBlockByNumber(place.line - 1)
        if not block.isValid():
            return
        start, length = _found(self.text.toPlainText(), block.position(), place.quote)
        cursor = self.text.textCursor()
        cursor.setPosition(start)
        end = start + (length or max(0, block.length() - 1))
        cursor.setPosition(
            min(end, self.text.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor
        )
        self.text.setTextCursor(cursor)
        self.text.centerCursor()


def _found(text: str, start: int, quote: str) -> tuple[int, int]:
    """Where the quoted words stand at or after a place, and their length; 0 letters where they are not found. A quote
    has single spaces where the text may break its lines.
    """
    words = quote.split()
    if words:
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
        if found := pattern.search(text, start, start + SEARCHED):
            return found.start(), found.end() - found.start()
    return start, 0
