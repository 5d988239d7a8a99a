"""The line above the pages: what is being done and the way back, or what was done and what can follow."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.look.theme import UNIT

PROGRESS_AFTER_MS = 500
PROGRESS_WIDTH = 120
LOST_BY_BREAKING = 8  # letters at the end of the first line


class PaperLine(QWidget):
    """Work shorter than half a second shows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = ""
        self._timer = QTimer(self, singleShot=True, interval=PROGRESS_AFTER_MS)
        self._timer.timeout.connect(lambda: self._show_progress(True))
        self.words = label("", "hint")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(PROGRESS_WIDTH)
        self.bar.setAccessibleName("Đang làm việc")
        self.cancel_button = button("Hủ&y")
        self.again_button = button("Lập &lại")
        self.folder_button = button("Mở thư &mục")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(self.bar)
        box.addWidget(self.words, 1)
        for one in self.stops:
            box.addWidget(one)
        self.end("")

    @property
    def stops(self) -> list[QWidget]:
        """The buttons, as the Tab key goes through them."""
        return [self.cancel_button, self.again_button, self.folder_button]

    def begin(self, words: str) -> None:
        """Say what is being done once it takes long."""
        self._waiting = words
        self.folder_button.hide()
        self._timer.start()

    def end(self, words: str, hint: str = "", *, brief: str = "", has_folder: bool = False) -> None:
        """Say what was done; `brief` instead where the words would take more than two lines from the pages."""
        self._timer.stop()
        self._show_progress(False)
        self.folder_button.setVisible(has_folder)
        self.words.setText(brief if brief and not self._fits(words) else words)
        self.words.setToolTip(hint)

    def _fits(self, words: str) -> bool:
        self.words.clear()
        if (layout := self.layout()) is not None:
            layout.activate()
        metrics = self.words.fontMetrics()
        lost = metrics.horizontalAdvance("m" * LOST_BY_BREAKING)
        return metrics.horizontalAdvance(words) <= 2 * self.words.width() - lost

    def _show_progress(self, is_long: bool) -> None:
        self.bar.setVisible(is_long)
        self.cancel_button.setVisible(is_long)
        if is_long:
            self.words.setText(self._waiting)
