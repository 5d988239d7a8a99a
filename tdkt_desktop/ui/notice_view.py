"""The tab of the notice: its pages as they will be printed, and its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tdkt_desktop.ui.desk import Desk
from tdkt_desktop.ui.paper_view import PaperView


def make_notice_view(desk: Desk, is_public: Callable[[], bool] = lambda: False) -> PaperView:
    """The preview of the campaign's notice; everything typed is on disk before it is made.

    `is_public` says each time whether units under a limitation are to be counted without their names.
    """

    def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
        from tdkt_desktop.workflows.papers import make_notice

        public = is_public() and "xlsx" not in formats  # a workbook names every unit: it is for the office
        return tuple(make_notice(desk.session, folder, tuple(formats), public=public))

    view = PaperView(
        "Thông báo kết quả kiểm tra", write, ("pdf", "docx", "xlsx"), desk.autosave.flush, desk.background
    )
    view.refresh()
    return view
