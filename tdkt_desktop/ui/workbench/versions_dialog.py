"""The versions of the notice: a list on the left, two of them beside each other on the right, and what to do with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.domain.notice_paper import NoticePaper
from tdkt_desktop.domain.notice_versions import Audience
from tdkt_desktop.ui.controls.fields import button, label, line_field
from tdkt_desktop.ui.controls.flow_layout import FlowLayout
from tdkt_desktop.ui.controls.messages import log_error, show_error
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT, Theme

if TYPE_CHECKING:
    from tdkt_desktop.workflows.notice.version_words import PaperComparison, VersionRow

NAME = "Các bản của thông báo"
HOW = "Chữ gạch là chữ bản cũ hơn có; chữ đậm trên nền là chữ bản mới hơn mới có."
NOW, NOW_WORDS = "", "Hiện nay"
NOW_DETAIL = "Lời văn và số liệu như đang ghi"
STANDS = "ĐANG BAN HÀNH"
WAITING = "Đang so sánh…"
LETTERS, LINES = 160, 44
Compared = tuple[NoticePaper, "PaperComparison | None"]


class VersionsDialog(QDialog):
    """Keeps, compares, prints again, signs and opens again; what changes the campaign is told to the desk."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._rows: tuple[VersionRow, ...] = ()
        self._turn = 0  # of comparing: an older answer that comes late is dropped
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.standing = label("", "field")
        self.list = QListWidget()
        self.list.setAccessibleName("Các bản, mới nhất trước")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show)
        self.beside = QComboBox()
        self.beside.setAccessibleName("So với bản nào")
        self.beside.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.beside.setMinimumContentsLength(24)
        self.beside.currentIndexChanged.connect(self._compare)
        self.only_changed = QCheckBox("&Chỉ chỗ khác nhau")
        self.only_changed.setChecked(True)
        self.only_changed.toggled.connect(self._compare)
        self.text = QTextBrowser()
        self.text.setAccessibleName("So sánh hai bản")
        self.text.setProperty("role", "notice")
        self.text.setOpenLinks(False)
        self.name = line_field("Tên bản cần lưu", "Ví dụ: Bản trình lần 1")
        self.keep = button("&Lưu bản hiện nay")
        self.print_again = button("Xem và &in…")
        self.sign = button("Đánh dấu đã &ký…")
        self.reopen = button("&Mở lại có lý do…")
        self._build()
        self.refresh()
        self.list.setFocus()

    def refresh(self, chosen: str | None = None) -> None:
        """Read the versions; `chosen` (an id) is the one to show, or the one shown stays."""
        from tdkt_desktop.workflows.notice.version_words import standing_words, version_rows

        session = self._desk.session
        wanted = self.current if chosen is None else chosen
        self._rows = version_rows(session)
        issue = session.issue()
        said = standing_words(issue)
        if issue.disputed:
            said = f"{said} Các máy ký khác nhau: hãy chọn một bản ở thẻ Gộp tệp."
        self.standing.setText(said)
        self.standing.setVisible(bool(said))
        for part in (self.list, self.beside):
            part.blockSignals(True)
            part.clear()
        self._add(NOW, NOW_WORDS, NOW_DETAIL)
        for one in self._rows:
            detail = f"{one.paper}\n{one.by}{f'{chr(10)}{STANDS}' if one.stands else ''}"
            self._add(one.id, one.title, detail)
        ids = [NOW, *(one.id for one in self._rows)]
        standing = sorted((one.version.audience, one.id) for one in self._rows if one.stands)
        newest = standing[0][1] if standing else ids[min(1, len(ids) - 1)]
        self.list.setCurrentRow(ids.index(wanted) if wanted in ids else ids.index(newest))
        self.beside.setCurrentIndex(0)
        for part in (self.list, self.beside):
            part.blockSignals(False)
        self._show()

    @property
    def current(self) -> str | None:
        """The id of the version shown; blank for now, None before there is a list."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else None

    @property
    def row(self) -> VersionRow | None:
        return next((one for one in self._rows if one.id == self.current), None)

    def _add(self, name: str, title: str, detail: str) -> None:
        item = QListWidgetItem(f"{title}\n{detail}", self.list)
        item.setData(Qt.ItemDataRole.UserRole, name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}. {detail}".replace("\n", ", "))
        when = detail.split("\n")[1].partition(",")[0] if name else ""
        self.beside.addItem(f"{title}, {when}" if when else title, name)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(self.standing)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(UNIT)
        right.setSpacing(UNIT)
        left.addWidget(self.list, 1)
        left.addWidget(self.name)
        left.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        head = QWidget()
        line = FlowLayout(head, UNIT)
        beside = label("So &với", "field")
        beside.setTextFormat(Qt.TextFormat.AutoText)
        beside.setWordWrap(False)
        beside.setBuddy(self.beside)
        beside.setMinimumHeight(self.beside.sizeHint().height())
        for part in (beside, self.beside, self.only_changed):
            line.addWidget(part)
        right.addWidget(head)
        right.addWidget(label(HOW, "hint"))
        right.addWidget(self.text, 1)
        sides = QHBoxLayout()
        sides.setSpacing(GAP)
        sides.addLayout(left, 2)
        sides.addLayout(right, 5)
        box.addLayout(sides, 1)
        foot = QWidget()
        verbs = FlowLayout(foot, UNIT)
        close = button("Đón&g")
        for one in (self.print_again, self.sign, self.reopen, close):
            verbs.addWidget(one)
        box.addWidget(foot)
        for one, verb in (
            (self.keep, self._keep),
            (self.print_again, self._print_again),
            (self.sign, self._sign),
            (self.reopen, self.ask_reopening),
            (close, self.reject),
        ):
            one.clicked.connect(verb)
            one.setAutoDefault(False)
        self.name.handles_enter = True
        self.name.entered.connect(self._keep)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 4 * PAGE),
        )

    def _show(self) -> None:
        issued = self._desk.session.issue().signed
        self.sign.setEnabled(self.row is not None and not issued)
        self.print_again.setEnabled(self.row is not None)
        self.reopen.setEnabled(issued)
        self._compare()

    def _compare(self) -> None:
        """Two versions, the older first; one with itself is shown whole."""
        one, other = self.current, str(self.beside.currentData() or NOW)
        if one is None:
            return
        self._turn += 1
        turn, session = self._turn, self._desk.session
        ids = [NOW, *(row.id for row in self._rows)]
        newer, older = sorted((ids.index(one), ids.index(other)))
        papers = {row.id: row.version.paper for row in self._rows}
        named = next((row for row in self._rows if row.id in (one, other)), None)
        audience = named.version.audience if named is not None else Audience.INTERNAL

        def work() -> Compared:
            from tdkt_desktop.workflows.notice.notice_versions import compare, current_paper

            if NOW in (one, other):
                papers[NOW] = current_paper(session, audience)
            if one == other:
                return papers[one], None
            return papers[ids[newer]], compare(session, papers[ids[older]], papers[ids[newer]])

        def done(found: Compared) -> None:
            if isValid(self) and turn == self._turn:
                self._show_compared(*found)

        self.text.setPlainText(WAITING)
        self._desk.background.run("", work, done, self._failed)

    def _show_compared(self, paper: NoticePaper, found: PaperComparison | None) -> None:
        from tdkt_desktop.ui.workbench.comparison_html import comparison_html, paper_html

        if found is None:
            self.text.setHtml(paper_html(paper))
        else:
            self.text.setHtml(comparison_html(found, self._theme, only_changed=self.only_changed.isChecked()))

    def _failed(self, error: BaseException) -> None:
        log_error(error)
        if isValid(self):
            self.text.setPlainText(str(error) if isinstance(error, TdktError) else "Chưa so sánh được.")

    def _keep(self) -> None:
        from tdkt_desktop.workflows.notice.notice_versions import keep_named

        commit_preedit()
        kept: list[str] = []
        if self._write(lambda: kept.append(keep_named(self._desk.session, self.name.text()).id)):
            self.name.clear()
            self.refresh(kept[0])
        else:
            self.name.setFocus()

    def _print_again(self) -> None:
        from tdkt_desktop.ui.papers.paper_window import PaperWindow
        from tdkt_desktop.workflows.notice.notice_versions import write_version

        row, session = self.row, self._desk.session
        if row is None:
            return

        def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
            return write_version(session, row.version, folder, formats)

        flush = self._desk.autosave.flush
        PaperWindow(row.title, row.title, write, flush, self._desk.background, self).open()

    def _sign(self) -> None:
        from tdkt_desktop.ui.workbench.sign_dialog import SignDialog
        from tdkt_desktop.workflows.notice.notice_versions import sign

        row = self.row
        if row is None:
            return
        paper, campaign = row.version.paper, self._desk.session.campaign
        dialog = SignDialog(row.title, paper, campaign.notice_date, self)

        def go() -> None:
            signed: list[str] = []

            def write() -> None:
                made = sign(self._desk.session, row.id, dialog.number, dialog.date, dialog.signer)
                signed.append(made.id)

            if self._write(write):
                self._desk.changed.emit("")
                self.refresh(signed[0])

        dialog.accepted.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_reopening(self) -> None:
        """Ask why, then open the notice again."""
        from tdkt_desktop.ui.workbench.sign_dialog import ReopenDialog
        from tdkt_desktop.workflows.notice.notice_versions import reopen
        from tdkt_desktop.workflows.notice.version_words import standing_words

        dialog = ReopenDialog(standing_words(self._desk.session.issue()), self)

        def go() -> None:
            if self._write(lambda: reopen(self._desk.session, dialog.why, dialog.reason)):
                self._desk.changed.emit("")
                self.refresh()

        dialog.accepted.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, write: Callable[[], object]) -> bool:
        """Whether it was written; a refusal is shown."""
        if not self._desk.autosave.flush():
            return False
        try:
            write()
        except TdktError as error:
            show_error(self, error)
            return False
        return True
