"""The tab of the notice: its pages as they will be printed, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tdkt_desktop.ui.desk import Desk
from tdkt_desktop.ui.paper_view import PaperView


def make_notice_view(desk: Desk) -> PaperView:
    """The preview of the campaign's notice; everything typed is on disk before it is made."""

    def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
        from tdkt_desktop.workflows.papers import make_notice

        return tuple(make_notice(desk.session, folder, tuple(formats)))

    view = PaperView(
        "Thông báo kết quả kiểm tra", write, ("pdf", "docx", "xlsx"), desk.autosave.flush, desk.background
    )
    view.refresh()
    return view
