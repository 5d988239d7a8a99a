"""The backups of a campaign, newest first, with what each holds; one of them can take the place of the file of now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.controls.messages import log_error
from tdkt_desktop.ui.look.theme import PAGE, UNIT

if TYPE_CHECKING:
    from tdkt_desktop.workflows.safety.backups import Backup, BackupPreview

LETTERS, LINES = 72, 26
EMPTY = "Chưa có bản sao lưu nào. Phần mềm tự sao lưu sau mỗi 30 phút làm việc và trước mỗi lần gộp."
HOW = "Tệp đang dùng được giữ lại trong thư mục sao-luu, nên khôi phục nhầm vẫn lấy lại được."


class RestoreDialog(QDialog):
    """`chosen(Backup)` when a person wants one back; the dialog closes then."""

    chosen = Signal(object)

    def __init__(
        self, title: str, backups: Sequence[Backup], background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._backups, self._background = tuple(backups), background
        self.setWindowTitle("Khôi phục bản sao lưu")
        self.setAccessibleName(f"Khôi phục bản sao lưu: {title}")
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(title, "heading"))
        box.addWidget(label(HOW if backups else EMPTY, "hint"))
        self.list = QListWidget()
        self.list.setAccessibleName("Các bản sao lưu, mới nhất trước")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for backup in backups:
            QListWidgetItem(backup.words, self.list)
        self.list.currentRowChanged.connect(self._look)
        self.list.itemActivated.connect(self._choose)
        box.addWidget(self.list, 1)
        self.words = label("", "hint")
        box.addWidget(self.words)
        line = QHBoxLayout()
        line.addStretch(1)
        self.restore = button("&Khôi phục", "primary")
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self._choose)
        close = button("Đón&g")
        close.clicked.connect(self.reject)
        line.addWidget(self.restore)
        line.addWidget(close)
        box.addLayout(line)
        metrics = self.fontMetrics()
        self.resize(LETTERS * metrics.averageCharWidth(), LINES * metrics.height())
        self.finished.connect(self.deleteLater)
        if backups:
            self.list.setCurrentRow(0)
        (self.list if backups else close).setFocus()

    def _look(self, row: int) -> None:
        self.restore.setEnabled(False)
        self.words.setText("Đang xem bản sao lưu…")
        backup = self._backups[row]

        def work() -> BackupPreview:
            from tdkt_desktop.workflows.safety.backups import preview_backup

            return preview_backup(backup)

        self._background.run("", work, self._show, log_error)

    def _show(self, preview: BackupPreview) -> None:
        row = self.list.currentRow() if isValid(self) else -1
        if row < 0 or self._backups[row] != preview.backup:
            return
        self.restore.setEnabled(not preview.problem)
        self.words.setText(
            preview.problem
            or f"{preview.title}: {preview.units:02d} đơn vị, đã kiểm tra {preview.settled}/{preview.asked} mục, "
            f"{preview.revisions} bản ghi."
        )

    def _choose(self) -> None:
        if self.restore.isEnabled():
            self.chosen.emit(self._backups[self.list.currentRow()])
            self.accept()
