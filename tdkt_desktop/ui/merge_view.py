"""The tab where the office takes in the teams' files: choose, see what comes, merge, read the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from tdkt_desktop.ui.desk import Desk
from tdkt_desktop.ui.fields import button, card, label, page_head, with_icon
from tdkt_desktop.ui.messages import show_error
from tdkt_desktop.ui.theme import GAP, LINE_WIDTH, PAGE, UNIT, Theme

if TYPE_CHECKING:
    from tdkt_desktop.workflows.merging import MergePreview, MergeReport

SUFFIX = ".tdkt"
HINT = (
    "Gộp nhiều lần hay gộp trùng tệp đều không làm mất nội dung. "
    "Trước khi gộp, phần mềm tự sao lưu đợt kiểm tra."
)
EMPTY = "Chưa chọn tệp nào. Hãy bấm Chọn tệp của đoàn, hoặc kéo tệp .tdkt từ USB thả vào đây."


class MergeView(QWidget):
    """`merged` after files were taken in."""

    merged = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._files: tuple[Path, ...] = ()
        self.setAcceptDrops(True)
        self.setAccessibleName("Gộp tệp của các đoàn")
        inside = QWidget()
        inside.setMaximumWidth(LINE_WIDTH + 2 * GAP)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addLayout(page_head("Gộp tệp của các đoàn", HINT))
        box.addLayout(self._buttons(theme))
        frame, lines = card()
        self.words = label(EMPTY, "question")
        self.preview = QListWidget()
        self.preview.setProperty("role", "plain")
        self.preview.setWordWrap(True)
        self.preview.setAccessibleName("Nội dung sẽ được gộp")
        self.preview.hide()
        lines.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self.preview, 1)
        box.addWidget(frame, 1)
        self.conflicts = button("", "primary")
        self.conflicts.clicked.connect(self.settle)
        box.addWidget(self.conflicts, 0, Qt.AlignmentFlag.AlignLeft)
        self._count_conflicts()
        desk.changed.connect(self._count_conflicts)
        line = QHBoxLayout(self)
        line.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        line.addStretch(1)
        line.addWidget(inside, 100)
        line.addStretch(1)

    def take_files(self, files: Sequence[Path]) -> None:
        """Show what these files would bring; nothing is written yet."""
        if not files or not self._desk.autosave.flush():
            return
        self._files = tuple(files)
        self._say("Đang kiểm tra các tệp…")
        self._desk.background.run("Đang kiểm tra các tệp…", self._preview, self._show_preview, self._failed)

    def merge(self) -> None:
        """Take the chosen files in."""
        if not self._files or not self._desk.autosave.flush():
            return
        self._say("Đang gộp các tệp…")
        self._desk.background.run("Đang gộp các tệp…", self._merge, self._show_report, self._failed)

    def settle(self) -> None:
        """Go through what machines filled in differently."""
        from tdkt_desktop.ui.conflicts_dialog import ConflictsDialog

        if not self._desk.autosave.flush():
            return
        dialog = ConflictsDialog(self._desk.session, self._theme, self)
        dialog.settled.connect(self._desk.reload)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _count_conflicts(self, unit: str = "") -> None:
        """Only after everything was read anew: an edit of one unit settles nothing by itself."""
        if unit:
            return
        count = self._desk.session.conflict_count()
        self.conflicts.setText(f"Xem {count:02d} điểm chưa &thống nhất…")
        self.conflicts.setAccessibleName(f"Xem {count:02d} điểm chưa thống nhất")
        self.conflicts.setVisible(count > 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # Qt's name
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # Qt's name
        self.take_files(_dropped(event))

    def _buttons(self, theme: Theme) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        self.choose = with_icon(button("&Chọn tệp của đoàn…"), theme.icon("open"))
        self._theme = theme
        theme.changed.connect(self._tint)
        self.choose.clicked.connect(self._ask_files)
        self.go = button("Gộ&p tệp", "primary")
        self.go.setEnabled(False)
        self.go.clicked.connect(self.merge)
        line.addWidget(self.choose)
        line.addWidget(self.go)
        line.addStretch(1)
        return line

    def _tint(self) -> None:
        self.choose.setIcon(self._theme.icon("open"))

    def _ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Chọn tệp của đoàn", "", f"Tệp của đoàn (*{SUFFIX})")
        self.take_files([Path(name) for name in names])

    def _preview(self) -> MergePreview:
        from tdkt_desktop.workflows.merging import preview_merge

        return preview_merge(self._desk.session, self._files)

    def _merge(self) -> MergeReport:
        from tdkt_desktop.workflows.merging import merge_packages

        return merge_packages(self._desk.session, self._files)

    def _show_preview(self, preview: MergePreview) -> None:
        self._show("Nội dung sẽ được gộp:", preview.lines)
        self.go.setEnabled(True)
        self.go.setFocus()

    def _show_report(self, report: MergeReport) -> None:
        self._show("Kết quả gộp tệp:", report.text.split("\n"))
        self._files = ()
        self.choose.setEnabled(True)
        self._desk.reload()
        self.merged.emit()

    def _failed(self, error: BaseException) -> None:
        self._files = ()
        self._show("Chưa gộp được, dữ liệu giữ nguyên.", [str(error)])
        show_error(self, error)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.go.setEnabled(False)
        self.choose.setEnabled(False)

    def _show(self, words: str, lines: Sequence[str]) -> None:
        self.words.setText(words)
        self.choose.setEnabled(True)
        self.preview.clear()
        self.preview.addItems(list(lines))
        self.preview.show()


def _dropped(event: QDropEvent) -> list[Path]:
    """The package files among what is dragged."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.suffix == SUFFIX]
