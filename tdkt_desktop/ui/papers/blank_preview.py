"""The window with the checklist as a paper form, for a power cut or a unit that wants to prepare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.papers.paper_window import PaperWindow


class BlankPreview(PaperWindow):
    """Of one unit, or of any when `unit` is blank."""

    def __init__(self, desk: Desk, unit: str, parent: QWidget | None = None) -> None:
        session = desk.session
        name = session.campaign.unit(unit).short if unit else session.campaign.title

        def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
            from tdkt_desktop.workflows.papers.papers import make_blank

            return make_blank(session, folder, tuple(formats), unit=unit)

        super().__init__(
            f"Phiếu trắng – {name}", "Phiếu kiểm tra để ghi tay", write, lambda: True, desk.background, parent
        )
