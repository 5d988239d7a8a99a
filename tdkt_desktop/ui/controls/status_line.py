"""The status bar: what is on disk and since when, and how much of the work is done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

from tdkt_desktop.ui.controls.fields import button

if TYPE_CHECKING:
    from tdkt_desktop.domain.completeness import UnitProgress


class StatusLine(QStatusBar):
    """Says one thing at the left and the counts at the right; it never takes the focus.

    While something could not be saved it offers a way out: `elsewhere_requested`.
    """

    elsewhere_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.saved_label, self.counts_label = QLabel(), QLabel()
        self.saved_label.setAccessibleName("Tình trạng ghi")
        self.counts_label.setAccessibleName("Tiến độ")
        self.saved_label.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )  # the counts stay whole
        self.elsewhere = button("Lưu ra nơi khác…", "flat")
        self.elsewhere.clicked.connect(self.elsewhere_requested)
        self.elsewhere.hide()
        self.addWidget(self.saved_label, 1)
        self.addWidget(self.elsewhere)
        self.addPermanentWidget(self.counts_label)

    def say_saving(self) -> None:
        """A try after a failure leaves the failure to be read until it is over."""
        if self.saved_label.property("role") != "failed":
            self._say("Đang ghi", "")

    def say_saved(self, moment: datetime) -> None:
        self._say(f"Đã lưu {moment:%H:%M:%S}", "saved")

    def say_failed(self, message: str) -> None:
        self._say(f"Chưa lưu được: {message}", "failed")

    def say(self, words: str) -> None:
        self._say(words, "")

    def show_progress(self, progress: UnitProgress) -> None:
        """How far a unit's record has come."""
        missing = progress.asked - progress.settled
        self.show_counts(
            f"{progress.finished_criteria}/{len(progress.criteria)} nội dung ghi đủ · "
            + (f"{missing} chỗ còn thiếu" if missing else "không còn thiếu")
        )

    def show_counts(self, words: str) -> None:
        self.counts_label.setText(words)

    def _say(self, words: str, role: str) -> None:
        self.saved_label.setText(words)
        self.saved_label.setToolTip(words)
        self.elsewhere.setVisible(role == "failed")
        if self.saved_label.property("role") != role:
            self.saved_label.setProperty("role", role)
            self.saved_label.style().unpolish(self.saved_label)
            self.saved_label.style().polish(self.saved_label)
