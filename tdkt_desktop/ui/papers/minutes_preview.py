"""The window with a unit's minutes as they will be printed, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.papers.paper_window import PaperWindow


class MinutesPreview(PaperWindow):
    """Everything typed is on disk before the minutes are made."""

    def __init__(self, desk: Desk, unit: str, parent: QWidget | None = None) -> None:
        name = desk.session.campaign.unit(unit).short

        def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
            from tdkt_desktop.workflows.papers.papers import make_minutes

            return tuple(make_minutes(desk.session, unit, folder, tuple(formats)))

        super().__init__(
            f"Biên bản kiểm tra – {name}",
            f"Biên bản: {name}",
            write,
            desk.autosave.flush,
            desk.background,
            parent,
        )
