"""The tab where the office takes in the teams' files: choose, see what comes, merge, read the report."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.domain.package_errors import PasswordNeeded, UnknownMachine, WrongPassword
from tdkt_desktop.ui.controls.asking import ask_consent, ask_password
from tdkt_desktop.ui.controls.fields import button, card, label, page_head, with_icon
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.stick_watch import StickWatch
from tdkt_desktop.ui.look.theme import GAP, LINE_WIDTH, PAGE, UNIT, Theme

if TYPE_CHECKING:
    from tdkt_desktop.workflows.merge.merge_preview import MergePreview, PackagePreview, Progress
    from tdkt_desktop.workflows.merge.merging import MergeReport
    from tdkt_desktop.workflows.safety.sticks import Stick

T = TypeVar("T")
SUFFIX = ".tdkt"
HINT = (
    "Gộp nhiều lần hay gộp trùng tệp đều không làm mất nội dung. "
    "Trước khi gộp, phần mềm tự sao lưu đợt kiểm tra."
)
EMPTY = "Chưa chọn tệp nào. Hãy bấm Chọn tệp của đoàn, hoặc kéo tệp .tdkt từ USB thả vào đây."


class MergeView(QWidget):
    """`merged` after files were taken in."""

    merged = Signal()
    told = Signal(int, int, str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._files: tuple[Path, ...] = ()
        self._passwords: tuple[str, ...] = ()  # that opened files of this sitting
        self._chosen: tuple[Path, ...] = ()  # all of the last choice, those that could not be taken too
        self._to_ask: tuple[PackagePreview, ...] = ()
        self._on_sticks: tuple[Path, ...] = ()
        self._stop = threading.Event()
        self._busy = False  # files that are dropped while others are being read are not taken
        self.setAcceptDrops(True)
        self.setAccessibleName("Gộp tệp của các đoàn")
        self._build()
        self.told.connect(self._show_progress)
        desk.closing.connect(self._stop_for_good)
        theme.changed.connect(self._tint)
        desk.changed.connect(self._count_conflicts)
        self.watch = StickWatch(desk.background, self)
        self.watch.found.connect(self._show_sticks)
        self._count_conflicts()
        self._show_undo()

    def _build(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(LINE_WIDTH + 2 * GAP)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addLayout(page_head("Gộp tệp của các đoàn", HINT))
        box.addLayout(self._buttons())
        self.stick = button("", "", "Lấy các tệp trên USB")
        self.stick.clicked.connect(lambda: self.take_files(self._on_sticks))
        box.addWidget(self.stick, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._found(), 1)
        self.conflicts = button("", "primary")
        self.conflicts.clicked.connect(self.settle)
        box.addWidget(self.conflicts, 0, Qt.AlignmentFlag.AlignLeft)
        for later in (self.stick, self.bar, self.preview):
            later.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        line.addStretch(1)
        line.addWidget(inside, 100)
        line.addStretch(1)

    def _found(self) -> QFrame:
        """What the files would bring, or did."""
        frame, lines = card()
        self.words = label(EMPTY, "question")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Tiến độ")
        self.preview = QListWidget()
        self.preview.setProperty("role", "plain")
        self.preview.setWordWrap(True)
        self.preview.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.preview.setAccessibleName("Nội dung sẽ được gộp")
        lines.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self.bar)
        lines.addWidget(self.preview, 1)
        return frame

    def take_files(self, files: Sequence[Path], passwords: Sequence[str] = ()) -> None:
        """Show what these files would bring; nothing is written yet. Files that cannot be taken are told apart."""
        if self._busy or not files or not self._desk.autosave.flush():
            return
        self._chosen = tuple(files)
        self._passwords = tuple(dict.fromkeys([*passwords, *self._passwords]))
        self._run(
            "Đang kiểm tra các tệp…", lambda told: self._preview(tuple(files), told), self._show_preview
        )

    def merge(self) -> None:
        """Take the chosen files in."""
        if not self._files or not self._desk.autosave.flush():
            return
        files, trusted = self._files, []
        for one in self._to_ask:
            unknown = self._unknown(one)
            if unknown.code not in trusted and not ask_consent(self, unknown):
                return
            trusted.append(unknown.code)
        self._run(
            "Đang gộp các tệp…", lambda told: self._merge(files, tuple(trusted), told), self._show_report
        )

    def _unknown(self, preview: PackagePreview) -> UnknownMachine:
        from tdkt_desktop.workflows.merge.machines import unknown_machine

        return unknown_machine(self._desk.session, preview.file.name, preview.package, preview.known_keys)

    def undo(self) -> None:
        """Undo the last merge, as if its files had never come."""
        if not self._desk.autosave.flush():
            return

        def work(_told: Progress) -> str:
            from tdkt_desktop.workflows.merge.merging import undo_merge

            return undo_merge(self._desk.session)[1]

        self._run("Đang hoàn tác lần gộp…", work, self._show_undone)

    def cancel(self) -> None:
        """Stop before anything is written; the writing itself is one step and is finished."""
        self._stop.set()
        self.words.setText("Đang dừng…")

    def _stop_for_good(self) -> None:
        """The campaign is being closed: nobody waits for files that are still being read."""
        self._stop.set()

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        self.watch.watch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:  # Qt's name
        super().hideEvent(event)
        self.watch.watch(on=False)

    def _show_sticks(self, sticks: Sequence[Stick]) -> None:
        """Offer what is on the sticks; taking it in is up to the person."""
        self._on_sticks = tuple(file for stick in sticks for file in stick.files)
        names = ", ".join(stick.name for stick in sticks)
        self.stick.setText(f"Lấy {len(self._on_sticks):02d} tệp trên USB ({names})")
        self.stick.setAccessibleName(self.stick.text())
        self.stick.setVisible(bool(self._on_sticks))

    def settle(self) -> None:
        """Go through what machines filled in differently."""
        from tdkt_desktop.ui.office.conflicts_dialog import ConflictsDialog

        if not self._desk.autosave.flush():
            return
        dialog = ConflictsDialog(self._desk.session, self._theme, self)
        dialog.settled.connect(self._desk.reload)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _count_conflicts(self, unit: str = "") -> None:
        """Only after everything was read anew: an edit of one unit settles nothing by itself."""
        if unit:
            return
        count = self._desk.session.conflict_count()
        self.conflicts.setText(f"Xem {count:02d} điểm chưa &thống nhất…")
        self.conflicts.setAccessibleName(f"Xem {count:02d} điểm chưa thống nhất")
        self.conflicts.setVisible(count > 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # Qt's name
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # Qt's name
        self.take_files(_dropped(event))

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        self.choose = with_icon(button("&Chọn tệp của đoàn…"), self._theme.icon("open"))
        self.choose.clicked.connect(self._ask_files)
        self.go = button("Gộ&p tệp", "primary")
        self.go.setEnabled(False)
        self.go.clicked.connect(self.merge)
        self.back = button("&Hoàn tác lần gộp")
        self.back.clicked.connect(self.undo)
        self.stop = button("&Dừng")
        self.stop.clicked.connect(self.cancel)
        self.stop.hide()
        for one in (self.choose, self.go, self.back, self.stop):
            line.addWidget(one)
        line.addStretch(1)
        return line

    def _tint(self) -> None:
        self.choose.setIcon(self._theme.icon("open"))

    def _ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Chọn tệp của đoàn", "", f"Tệp của đoàn (*{SUFFIX})")
        self.take_files([Path(name) for name in names])

    def _run(self, words: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Long work on the worker, with progress and a way to stop it."""
        self._stop = threading.Event()  # of this run alone: one that was told to stop may still be at it
        self._say(words)
        stop, told = self._stop, self.told

        def progress(at: int, total: int, said: str) -> None:
            if stop.is_set():
                raise Stopped
            told.emit(at, total, said)

        self._desk.background.run(words, lambda: work(progress), done, self._failed)

    def _preview(self, files: tuple[Path, ...], told: Progress) -> MergePreview:
        from tdkt_desktop.workflows.merge.merge_preview import preview_merge

        return preview_merge(
            self._desk.session, files, progress=told, lenient=True, passwords=self._passwords
        )

    def _merge(self, files: tuple[Path, ...], trusted: tuple[str, ...], told: Progress) -> MergeReport:
        from tdkt_desktop.workflows.merge.merging import merge_packages

        session = self._desk.session
        receipts = session.path.parent / "bien-nhan"
        return merge_packages(
            session, files, progress=told, receipts=receipts, passwords=self._passwords, trusted=trusted
        )

    def _show_progress(self, at: int, total: int, words: str) -> None:
        if not self._stop.is_set():
            self.words.setText(words)
        self.bar.setRange(0, total)
        self.bar.setValue(at)

    def _show_preview(self, preview: MergePreview) -> None:
        self._files = tuple(one.file for one in preview.packages)
        self._to_ask = preview.to_ask
        self._show("Nội dung sẽ được gộp:", preview.lines)
        self.go.setEnabled(bool(self._files))
        (self.go if self._files else self.choose).setFocus()
        if preview.locked:
            self._ask_password(preview.locked[0], preview.locked_by_another)

    def _ask_password(self, file: Path, another: bool) -> None:
        """Ask for what opens a locked file, then look at all of them again."""
        kind = WrongPassword if another else PasswordNeeded
        said = (
            f"Mật khẩu đã nhập không mở được {file.name}."
            if another
            else f"{file.name} được khóa bằng mật khẩu."
        )
        ask_password(self, kind(said), lambda entered: self.take_files(self._chosen, [entered]))

    def _show_report(self, report: MergeReport) -> None:
        lines = report.text.split("\n")
        if report.receipts:
            lines.append(f"Giấy xác nhận cho các đoàn ghi ở: {report.receipts[0].parent}")
        self._show("Kết quả gộp tệp:", lines)
        self._files = ()
        self._desk.reload()
        self.merged.emit()

    def _show_undone(self, words: str) -> None:
        self._show("Đã hoàn tác:", [words])
        self._files = ()
        self._desk.reload()
        self.merged.emit()

    def _failed(self, error: BaseException) -> None:
        self._files = ()
        if isinstance(error, Stopped):
            self._show("Đã dừng, dữ liệu giữ nguyên.", [])
            return
        self._show("Chưa gộp được, dữ liệu giữ nguyên.", [str(error)])
        show_error(self, error)

    def _say(self, words: str) -> None:
        self._busy = True
        self.words.setText(words)
        for one in (self.go, self.choose, self.back):
            one.setEnabled(False)
        self.stop.show()
        self.bar.setRange(0, 0)
        self.bar.show()

    def _show(self, words: str, lines: Sequence[str]) -> None:
        self._busy = False
        self.words.setText(words)
        self.stop.hide()
        self.bar.hide()
        self.choose.setEnabled(True)
        self._show_undo()
        self.preview.clear()
        self.preview.addItems(list(lines))
        self.preview.setVisible(bool(lines))

    def _show_undo(self) -> None:
        self.back.setVisible(self._desk.session.has_merge())
        self.back.setEnabled(True)


class Stopped(Exception):
    """A person stopped the work."""


def _dropped(event: QDropEvent) -> list[Path]:
    """The package files among what is dragged."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.suffix == SUFFIX]
