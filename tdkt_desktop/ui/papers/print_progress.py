"""The small window while pages go to the printer: which page it is, and a way back."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.look.theme import PAGE, UNIT

WIDTH = 380


class PrintProgress(QDialog):
    """Stays until the work has really ended; "Hủy" and Esc only ask it to stop."""

    page_begun = Signal(int)  # from the worker

    def __init__(self, parent: QWidget | None, total: int, stop: threading.Event) -> None:
        super().__init__(parent)
        self._total, self._stop = total, stop
        self._is_over = False
        self._error: BaseException | None = None
        self.setWindowTitle("Đang in")
        self.setAccessibleName("Đang in")
        self.setMinimumWidth(WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        self.words = label("Đang gửi tới máy in…", "question")
        self.bar = QProgressBar()
        self.bar.setRange(0, total)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Tiến độ in")
        self.cancel_button = button("Hủ&y")
        self.cancel_button.clicked.connect(self.reject)
        box.addWidget(self.words)
        box.addWidget(self.bar)
        box.addSpacing(UNIT)
        box.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignRight)
        self.page_begun.connect(self._show_page)

    def run(self, work: Callable[[], None]) -> None:
        """Do the work on a thread of its own and stay until it ends; raises what it raised."""
        background = Background(self)
        background.run("", work, lambda _: self._end(None), self._end)
        self.exec()
        background.close()
        self.deleteLater()
        if self._error is not None:
            raise self._error

    def reject(self) -> None:  # Qt's name: Esc, the cross and the button
        """Ask the work to stop."""
        if self._is_over:
            return
        self._stop.set()
        self.cancel_button.setEnabled(False)
        self.words.setText("Đang hủy. Các trang đã gửi có thể vẫn được in.")

    def _show_page(self, page: int) -> None:
        if not self._stop.is_set():
            self.words.setText(f"Đang gửi trang {page}/{self._total} tới máy in…")
        self.bar.setValue(page - 1)

    def _end(self, error: BaseException | None) -> None:
        self._error, self._is_over = error, True
        self.accept()
