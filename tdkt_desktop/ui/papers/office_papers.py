"""Windows with the office's papers beside the notice: the charts, the cross-reference for who signs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.papers.paper_window import PaperWindow


def charts_paper(desk: Desk, parent: QWidget) -> PaperWindow:
    """The charts as they will be printed."""

    def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
        from tdkt_desktop.workflows.notice.office_papers import make_charts

        return make_charts(desk.session, folder, formats)

    return PaperWindow(
        "Biểu đồ tổng hợp", "Biểu đồ tổng hợp", write, desk.autosave.flush, desk.background, parent
    )


def reference_paper(desk: Desk, parent: QWidget) -> PaperWindow:
    """The table that leads the signer from each figure to its minutes, as it will be printed."""

    def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
        from tdkt_desktop.workflows.notice.office_papers import make_cross_reference

        return make_cross_reference(desk.session, folder, formats)

    title = "Bảng đối chiếu nội bộ"
    return PaperWindow(title, title, write, desk.autosave.flush, desk.background, parent)
