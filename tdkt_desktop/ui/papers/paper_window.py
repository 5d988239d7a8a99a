"""A window of its own for a paper: as large as is useful, and usable with two keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button
from tdkt_desktop.ui.look.theme import PAGE
from tdkt_desktop.ui.papers.paper_view import Maker, PaperView

CHARACTERS, LINES = 150, 50  # of the interface's font: a page in a readable size with its buttons in a row
FRAME_HEIGHT = 32  # the title bar, which the window's own size leaves out
FORMATS = ("pdf", "docx")


class PaperWindow(QDialog):
    """The keyboard is on the pages: arrows scroll, Enter prints, Ctrl+S saves the PDF, Esc goes back.

    `printed` and `exported(Path)` say that the paper has left the machine. The window deletes itself once closed.
    """

    printed = Signal()
    exported = Signal(object)

    def __init__(
        self,
        title: str,
        heading: str,
        maker: Maker,
        before: Callable[[], bool],
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.view = PaperView(heading, maker, FORMATS, before, background)
        self.view.printed.connect(self.printed)
        self.view.exported.connect(self.exported)
        close = button("Đón&g")
        close.clicked.connect(self.reject)
        self.view.head.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self.view.print_button.setDefault(True)  # of this window, so only once it is in it
        self._make_roomy()
        self.finished.connect(self.view.let_go)
        self.finished.connect(self.deleteLater)
        self.view.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        self.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.matches(QKeySequence.StandardKey.Save):
            self.view.save("pdf")
        else:
            super().keyPressEvent(event)

    def _make_roomy(self) -> None:
        """As large as is useful for this font, and no larger than the screen."""
        room, metrics = self.screen().availableSize(), self.fontMetrics()
        width, height = CHARACTERS * metrics.averageCharWidth(), LINES * metrics.height()
        self.resize(min(width, room.width() - 2 * PAGE), min(height, room.height() - 2 * PAGE - FRAME_HEIGHT))
