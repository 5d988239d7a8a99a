"""Errands that end in files (minutes, plans, a team's own file); each asks for a folder first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from tdkt_desktop.ui.messages import show_error, show_text

if TYPE_CHECKING:
    from tdkt_desktop.ui.desk import Desk


class Errands:
    """Runs errands of the campaign that `open_desk` gives; everything typed is on disk before one begins."""

    def __init__(self, window: QWidget, open_desk: Callable[[], Desk | None]) -> None:
        self._window, self._open_desk = window, open_desk

    def preview_minutes(self, unit: str) -> None:
        """Show a unit's minutes as they will be printed."""
        from tdkt_desktop.ui.minutes_preview import MinutesPreview

        desk = self._open_desk()
        if desk is not None and desk.autosave.flush():
            preview = MinutesPreview(desk, unit, self._window)
            preview.exec()
            preview.view.let_go()

    def export_minutes(self, unit: str) -> None:
        """Write a unit's minutes as PDF and Word."""

        def write(desk: Desk, folder: Path) -> tuple[Path, ...]:
            from tdkt_desktop.workflows.papers import make_minutes

            return tuple(make_minutes(desk.session, unit, folder))

        self._write("Chọn thư mục để ghi biên bản", "Đang xuất biên bản…", "Đã xuất biên bản.", write)

    def issue_plans(self) -> None:
        """Write one plan file per team."""

        def write(desk: Desk, folder: Path) -> tuple[Path, ...]:
            from tdkt_desktop.workflows.packages import issue_plans

            return issue_plans(desk.session, folder)

        self._write(
            "Chọn thư mục hoặc USB để ghi tệp kế hoạch",
            "Đang ghi tệp kế hoạch…",
            "Đã ghi và kiểm tra lại tệp kế hoạch, có thể rút USB.",
            write,
        )

    def export_team(self) -> None:
        """Write the team's own file for the office."""

        def write(desk: Desk, folder: Path) -> tuple[Path, ...]:
            from tdkt_desktop.workflows.packages import export_team

            return (export_team(desk.session, desk.session.team, folder),)

        self._write(
            "Chọn thư mục hoặc USB để ghi tệp của đoàn",
            "Đang ghi tệp của đoàn…",
            "Đã ghi và kiểm tra lại tệp của đoàn, có thể rút USB.",
            write,
        )

    def _write(
        self, question: str, busy: str, said: str, write: Callable[[Desk, Path], tuple[Path, ...]]
    ) -> None:
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        folder = QFileDialog.getExistingDirectory(self._window, question)
        if not folder:
            return

        def done(files: tuple[Path, ...]) -> None:
            show_text(self._window, said, "\n".join(str(file) for file in files))

        desk.background.run(
            busy, lambda: write(desk, Path(folder)), done, lambda error: show_error(self._window, error)
        )
