"""The window with the checklist as a paper form, for a power cut or a unit that wants to prepare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tdkt_desktop.ui.desk import Desk
from tdkt_desktop.ui.fields import button
from tdkt_desktop.ui.minutes_preview import CHARACTERS, LINES
from tdkt_desktop.ui.paper_view import PaperView
from tdkt_desktop.ui.theme import PAGE


class BlankPreview(QDialog):
    """Esc goes back."""

    def __init__(self, desk: Desk, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = desk.session.campaign.unit(unit).short if unit else desk.session.campaign.title
        self.setWindowTitle(f"Phiếu trắng – {name}")
        self.setAccessibleName(self.windowTitle())

        def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
            from tdkt_desktop.workflows.papers import make_blank

            return make_blank(desk.session, folder, tuple(formats), unit=unit)

        self.view = PaperView(
            "Phiếu kiểm tra để ghi tay", write, ("pdf", "docx"), lambda: True, desk.background
        )
        close = button("Đón&g")
        close.clicked.connect(self.reject)
        self.view.head.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        room, metrics = self.screen().availableSize(), self.fontMetrics()
        width, height = CHARACTERS * metrics.averageCharWidth(), LINES * metrics.height()
        self.resize(min(width, room.width() - 2 * PAGE), min(height, room.height() - 2 * PAGE))
        self.finished.connect(self.view.let_go)
        self.finished.connect(self.deleteLater)
        self.view.refresh()
        self.view.setFocus()
