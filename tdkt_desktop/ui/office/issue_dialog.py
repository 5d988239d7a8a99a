"""Issues the plan to every team: what each gets, into which folder or stick, with progress, a way to stop, and a report."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.stick_watch import StickWatch
from tdkt_desktop.ui.look.theme import PAGE, UNIT
from tdkt_desktop.vietnamese.counts import padded

if TYPE_CHECKING:
    from tdkt_desktop.workflows.merge.issuing import IssueReport, TeamPlan

NAME = "Phát hành kế hoạch cho các đoàn"
HOW = "Mỗi đoàn một tệp kế hoạch, ghi rồi đọc lại để kiểm tra. Đoàn mở tệp này trên máy của đoàn để bắt đầu."
LOCKED = "Các tệp được khóa bằng mật khẩu vừa nhập."
STOPPING = "Đang dừng sau đoàn này…"
LETTERS, LINES = 84, 26


class IssueDialog(QDialog):
    """`issued` after files were written, be it all or some."""

    issued = Signal()
    _begun = Signal(int, str)  # from the worker

    def __init__(self, desk: Desk, password: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from tdkt_desktop.workflows.merge.issuing import alone_words, plans_of

        self._desk, self._password = desk, password
        self._stop = threading.Event()
        self._busy = False
        self._background = Background(self)
        self.report: IssueReport = plans_of(desk.session)
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.list = QListWidget()
        self.list.setAccessibleName("Tệp và đơn vị của từng đoàn")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.alone = label(alone_words(self.report.alone) if self.report.alone else "", "problem")
        self.words = label("", "question")
        self.bar = QProgressBar()
        self.bar.setRange(0, len(self.report.plans))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Tiến độ phát hành")
        self.choose = button("&Chọn thư mục hoặc USB…", "primary")
        self.choose.clicked.connect(self.ask_folder)
        self.cancel = button("&Dừng")
        self.cancel.clicked.connect(self._ask_stop)
        self.close_button = button("Đón&g")
        self.close_button.clicked.connect(self.reject)
        self._sticks = QHBoxLayout()
        self._stick_buttons: list[QPushButton] = []
        self._build()
        self._begun.connect(self._show_team)
        self._show()

    def ask_folder(self) -> None:
        """Choose where to, then begin."""
        folder = QFileDialog.getExistingDirectory(self, "Chọn thư mục hoặc USB để ghi tệp kế hoạch")
        if folder:
            self.issue(Path(folder))

    def issue(self, folder: Path) -> None:
        """Write every team's file; the window stays usable, and the work can be stopped between two teams."""
        if self._busy or not self._desk.autosave.flush():
            return
        self._set_busy(busy=True)
        self.bar.setValue(0)
        self._stop.clear()
        session, password = self._desk.session, self._password

        def progress(done: int, _total: int, team: str) -> bool:
            self._begun.emit(done, team)
            return not self._stop.is_set()

        def work() -> IssueReport:
            from tdkt_desktop.workflows.merge.issuing import issue_to_teams

            return issue_to_teams(session, folder, password=password, progress=progress)

        self._background.run("", work, self._done, self._failed)

    def reject(self) -> None:  # Qt's name: Esc, the cross and the button
        """While files are written, closing asks to stop; the dialog goes when the file at hand is whole."""
        if self._busy:
            self._ask_stop()
            return
        self._background.close()
        super().reject()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(HOW, "hint"))
        if self._password:
            box.addWidget(label(LOCKED, "hint"))
        box.addWidget(self.list, 1)
        box.addWidget(self.alone)
        self.alone.setVisible(bool(self.report.alone))
        box.addWidget(self.words)
        box.addWidget(self.bar)
        box.addLayout(self._sticks)
        self._add_sticks()
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        line.addWidget(self.choose)
        line.addWidget(self.cancel)
        line.addStretch(1)
        line.addWidget(self.close_button)
        box.addLayout(line)
        self._set_busy(busy=False)
        self.words.hide()
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )
        self.finished.connect(self.deleteLater)

    def _add_sticks(self) -> None:
        """A button for each stick that is plugged in."""
        for name, root in StickWatch(self._background, self).volumes():
            one = button(f"Ghi vào USB {name}")
            one.clicked.connect(lambda _=False, root=root: self.issue(root))
            self._sticks.addWidget(one)
            self._stick_buttons.append(one)
        self._sticks.addStretch(1)

    def _show(self) -> None:
        self.list.clear()
        for plan in self.report.plans:
            item = QListWidgetItem(_words(plan))
            item.setToolTip("\n".join([str(plan.path or ""), *plan.units]).strip())
            self.list.addItem(item)

    def _show_team(self, done: int, team: str) -> None:
        self.bar.setValue(done)
        if not self._stop.is_set():
            self.words.setText(f"Đang ghi và kiểm tra lại tệp của {team}…")

    def _ask_stop(self) -> None:
        self._stop.set()
        self.cancel.setEnabled(False)
        self.words.setText(STOPPING)

    def _done(self, report: IssueReport) -> None:
        self.report = report
        self._set_busy(busy=False)
        self.bar.setValue(sum(plan.path is not None for plan in report.plans))
        self._show()
        folder = next((f" Thư mục: {plan.path.parent}" for plan in report.plans if plan.path), "")
        self.words.setText(f"{report.text.rpartition(chr(10))[2]}{folder}")
        self.choose.setText("Ghi thê&m một nơi nữa…")
        self.close_button.setFocus()
        self.issued.emit()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        written = self.bar.value()
        kept = f" {padded(written)} tệp đã ghi trước đó vẫn dùng được." if written else ""
        self.words.setText(f"Chưa phát hành xong.{kept}")
        self.issued.emit()
        show_error(self, error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for one in (self.choose, self.close_button):
            one.setEnabled(not busy)
        self.cancel.setEnabled(busy)
        self.cancel.setVisible(busy)
        self.bar.setVisible(busy)
        self.words.setVisible(True)
        for one in self._stick_buttons:
            one.setEnabled(not busy)


def _words(plan: TeamPlan) -> str:
    if plan.path is None:
        return plan.words
    return f"{plan.words}\nĐã ghi và kiểm tra lại: {plan.path.name}"
