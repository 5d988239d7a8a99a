"""The history of a field: what it said, when, who wrote it on which machine; any value can be brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.look.theme import PAGE, UNIT

if TYPE_CHECKING:
    from tdkt_desktop.workflows.history import Past

EMPTY = "Ô này chưa có gì được ghi."
HOW = "Chọn một dòng rồi nhấn Khôi phục; giá trị đang có vẫn nằm trong lịch sử."
LETTERS = 78


class HistoryDialog(QDialog):
    """`restore_requested(Past)` when a person brings a value back; the dialog closes then."""

    restore_requested = Signal(object)

    def __init__(
        self, title: str, pasts: Sequence[Past], *, editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pasts = tuple(pasts)
        self._editable = editable
        self.setWindowTitle("Lịch sử")
        self.setAccessibleName(f"Lịch sử: {title}")
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(title, "heading"))
        box.addWidget(label(HOW if pasts else EMPTY, "hint"))
        self.list = QListWidget()
        self.list.setAccessibleName("Các lần ghi, mới nhất trước")
        self.list.setWordWrap(True)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        several = len({past.label for past in pasts}) > 1 or any(
            past.change.subject.startswith("item/") for past in pasts
        )
        for past in pasts:
            now = " · đang dùng" if past.current else ""
            who = f"{past.at} · {past.author} · {past.machine}{now}"
            kind = "Dòng: " if several and past.change.subject.startswith("item/") else ""
            item = QListWidgetItem(f"{kind}{past.words}\n{who}", self.list)
            item.setSizeHint(QSize(0, self._height(f"{kind}{past.words}")))
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._show_usable)
        self.list.itemActivated.connect(self._restore)
        box.addWidget(self.list, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        self.restore = button("&Khôi phục", "primary")
        self.restore.clicked.connect(self._restore)
        close = button("Đón&g")
        close.clicked.connect(self.reject)
        line.addWidget(self.restore)
        line.addWidget(close)
        box.addLayout(line)
        self.resize(LETTERS * self.fontMetrics().averageCharWidth(), 26 * self.fontMetrics().height())
        self._show_usable()
        (self.list if pasts else close).setFocus()

    def _height(self, words: str) -> int:
        metrics = self.fontMetrics()
        width = (LETTERS - 12) * metrics.averageCharWidth()
        lines = sum(1 + metrics.horizontalAdvance(part) // width for part in words.split("\n"))
        return (lines + 1) * metrics.lineSpacing() + 2 * UNIT

    def _show_usable(self) -> None:
        row = self.list.currentRow()
        past = self._pasts[row] if 0 <= row < len(self._pasts) else None
        self.restore.setEnabled(self._editable and past is not None and not past.current)

    def _restore(self) -> None:
        if self.restore.isEnabled():
            self.restore_requested.emit(self._pasts[self.list.currentRow()])
            self.accept()
