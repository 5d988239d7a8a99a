"""The tab of the notice: its pages as they will be printed, and its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from shiboken6 import isValid

from tdkt_desktop.ui.checks.check_watch import CheckWatch
from tdkt_desktop.ui.controls.fields import button
from tdkt_desktop.ui.controls.messages import log_error
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.papers.paper_view import Maker, PaperView

if TYPE_CHECKING:
    from tdkt_desktop.domain.notice_paper import NoticePaper
    from tdkt_desktop.workflows.notice.notice_versions import Kept


class NoticeView(PaperView):
    """The preview of the notice, with a way to the errors that the checks found. What leaves the machine is kept as a
    version; `said(words)` where it could not be.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, maker: Maker, watch: CheckWatch, go: Callable[[], object]) -> None:
        super().__init__(
            "Thông báo kết quả kiểm tra",
            maker,
            ("pdf", "docx", "xlsx"),
            desk.autosave.flush,
            desk.background,
        )
        self._watch = watch
        self.errors = button("", "flat")
        self.errors.clicked.connect(go)
        self.errors.hide()
        self.box.insertWidget(1, self.errors, 0, Qt.AlignmentFlag.AlignLeft)
        watch.checked.connect(self._count)
        watch.stale.connect(self._look_if_seen)
        self._count()

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        self._watch.look()

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self._watch.look()

    def _count(self) -> None:
        errors = len(self._watch.result.errors) if self._watch.result is not None else 0
        self.errors.setVisible(errors > 0)
        self.errors.setText(f"Rà s&oát thấy {errors:02d} lỗi nên sửa trước khi phát hành: xem")
        self.errors.setAccessibleName(self.errors.text().replace("&", ""))


def make_notice_view(
    desk: Desk, is_public: Callable[[], bool], watch: CheckWatch, show_checks: Callable[[], object]
) -> NoticeView:
    """The preview of the campaign's notice; everything typed is on disk before it is made.

    `is_public` says each time whether units under a limitation are to be counted without their names; `show_checks` shows
    what the rules found.
    """
    made: dict[
        str, tuple[NoticePaper, bool]
    ] = {}  # by format, what was written last: what is printed or saved next

    def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
        from tdkt_desktop.workflows.papers.papers import export_notice

        public = is_public() and "xlsx" not in formats  # a workbook names every unit: it is for the office
        done = export_notice(desk.session, folder, tuple(formats), public=public, keeping=False)
        if done.paper is not None:
            made.update(dict.fromkeys(formats, (done.paper, public)))
        return done.files

    def keep(kind: str) -> None:
        if kind not in made:
            return
        paper, public = made[kind]

        def work() -> Kept:
            from tdkt_desktop.workflows.notice.notice_versions import audience_of, keep_exported

            return keep_exported(desk.session, paper, audience_of(public=public))

        def done(kept: Kept) -> None:
            if kept.note and isValid(view):
                view.said.emit(kept.note)

        desk.background.run("", work, done, log_error)

    view = NoticeView(desk, write, watch, show_checks)
    view.exported.connect(lambda target: keep(target.suffix.lower().lstrip(".")))
    view.printed.connect(lambda: keep("pdf"))
    view.refresh()
    return view
