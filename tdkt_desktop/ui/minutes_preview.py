"""The window with a unit's minutes as they will be printed, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tdkt_desktop.ui.desk import Desk
from tdkt_desktop.ui.paper_view import PaperView
from tdkt_desktop.ui.theme import PAGE


class MinutesPreview(QDialog):
    """Esc goes back to the form."""

    def __init__(self, desk: Desk, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = desk.session.campaign.unit(unit).short
        self.setWindowTitle(f"Biên bản kiểm tra – {name}")
        self.setAccessibleName(self.windowTitle())
        room = self.screen().availableSize()
        self.resize(min(980, room.width() - 2 * PAGE), min(900, room.height() - 2 * PAGE))

        def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
            from tdkt_desktop.workflows.papers import make_minutes

            return tuple(make_minutes(desk.session, unit, folder, tuple(formats)))

        self.view = PaperView(
            f"Biên bản: {name}", write, ("pdf", "docx"), desk.autosave.flush, desk.background
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self.view.refresh()
