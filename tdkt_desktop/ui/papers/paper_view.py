"""A paper seen before it is printed: the pages of the very PDF that is printed and saved, and the buttons for it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.controls.messages import show_error, show_text
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT
from tdkt_desktop.ui.papers.page_scroll import PageScroll
from tdkt_desktop.ui.papers.page_zoom import PageZoom
from tdkt_desktop.ui.papers.paper_files import NAMES, ask_target, open_folder
from tdkt_desktop.ui.papers.paper_line import PaperLine

if TYPE_CHECKING:
    from tdkt_desktop.workflows.writing.paper_pages import PageSize

T = TypeVar("T")
Maker = Callable[[Path, Sequence[str]], tuple[Path, ...]]
SEEN = "Trang in ra giống hệt trang đang xem."
SCROLLING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
LETTERS = {"pdf": "Lưu &PDF…", "docx": "Lưu &Word…", "xlsx": "Lưu &Excel…"}


class Paper(NamedTuple):
    """A paper as it was made: the name it proposes, its PDF, and how large its pages are."""

    stem: str
    pdf: bytes
    sizes: tuple[PageSize, ...]


class PaperView(QWidget):
    """Shows the pages that a maker writes; prints and saves exactly those.

    `shown` when the pages are there, `printed` when they begin to go to a printer, `exported(Path)` for each file.
    """

    shown = Signal()
    printed = Signal()
    exported = Signal(object)

    def __init__(
        self,
        title: str,
        maker: Maker,
        formats: Sequence[str],
        before: Callable[[], bool],
        background: Background,
    ) -> None:
        super().__init__()
        self._title, self._maker, self._before, self._background = title, maker, before, background
        self._paper: Paper | None = None
        self._next: Callable[[], None] | None = None
        self._stop: threading.Event | None = None  # of the work at hand
        self._folder = Path()
        self.pages = PageScroll()
        self.setFocusProxy(self.pages)
        self.line, self.zoom = PaperLine(), PageZoom(self.pages)
        self.line.cancel_button.clicked.connect(self.cancel)
        self.line.again_button.clicked.connect(self.refresh)
        self.line.folder_button.clicked.connect(self._open_folder)
        self.box = box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, GAP, PAGE, GAP)
        box.setSpacing(UNIT)
        box.addLayout(self._make_head(title, formats))
        below = QHBoxLayout()
        below.setSpacing(UNIT)
        below.addWidget(self.line, 1)
        below.addWidget(self.zoom)
        box.addLayout(below)
        box.addWidget(self.pages, 1)
        for first, second in pairwise(
            (self.pages, self.print_button, *self.writers.values(), *self.line.stops, *self.zoom.stops)
        ):
            QWidget.setTabOrder(first, second)
        self._end("")

    def refresh(self) -> None:
        """Make the paper and show its pages; those of before stay until then."""
        if not self._before():
            return
        self._paper = None  # the pages still seen may be older than what was typed
        self._run("Đang lập các trang…", self._make, self._show, "Chưa lập được các trang.")

    def print_paper(self) -> None:
        """Print the pages that are shown, or the ones being made as soon as they are."""
        self._when_there(self._print)

    def save(self, kind: str) -> None:
        """Ask for a file and write the paper there."""
        self._when_there(lambda: self._ask_and_write(kind))

    def write(self, kind: str, target: Path) -> None:
        """Write the paper as pdf, docx or xlsx; a file of that name is replaced whole."""
        self._when_there(lambda: self._write(kind, target))

    def cancel(self) -> None:
        """Take back what is being done. A file that is not ready is not written."""
        if self._stop is not None:
            self._stop.set()
            self._end("Đã hủy." if self._paper is not None else "Đã hủy. Hãy lập lại để in hoặc lưu.")

    def let_go(self) -> None:
        """Drop the paper; it is made anew when looked at again."""
        if self._stop is not None:
            self._stop.set()
        self._end("")
        self._paper = None
        self.pages.show_pages(b"", ())
        self._show_usable()

    def event(self, event: QEvent) -> bool:  # Qt's name
        """Keys of the pages come before those of the window around, wherever in here the keyboard is."""
        if event.type() == QEvent.Type.ShortcutOverride and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.matches(QKeySequence.StandardKey.Print):
            self.print_paper()
        elif self.zoom.takes(event):
            self.zoom.press(event)
        elif event.key() in SCROLLING:  # from a button
            self.pages.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _takes(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and (
            self.zoom.takes(event) or event.matches(QKeySequence.StandardKey.Print)
        )

    def _make_head(self, title: str, formats: Sequence[str]) -> QHBoxLayout:
        self.head = head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(label(title, "page"), 1)
        self.print_button = button("&In…", "primary")
        self.print_button.clicked.connect(self.print_paper)
        head.addWidget(self.print_button)
        self.writers = {kind: button(LETTERS[kind]) for kind in formats}
        for kind, one in self.writers.items():
            one.clicked.connect(lambda _=False, kind=kind: self.save(kind))
            head.addWidget(one)
        return head

    def _make(self, _: threading.Event) -> Paper:
        from tdkt_desktop.workflows.writing.paper_pages import PdfPages

        with tempfile.TemporaryDirectory() as folder:
            file = self._maker(Path(folder), ("pdf",))[0]
            pdf = file.read_bytes()
        with PdfPages(pdf) as pages:
            return Paper(file.stem, pdf, pages.sizes)

    def _show(self, paper: Paper) -> None:
        self._paper = paper
        self.pages.show_pages(paper.pdf, paper.sizes)
        then = self._next
        self._end(SEEN)
        self.shown.emit()
        if then is not None:
            then()

    def _when_there(self, verb: Callable[[], None]) -> None:
        """Do it with the paper that is shown; while other work is being done, right afterwards."""
        if self._stop is not None:
            self._next = verb
        elif self._paper is not None and self._before():
            verb()

    def _print(self) -> None:
        from tdkt_desktop.ui.papers.printing import print_pdf

        if self._paper is not None and print_pdf(
            self, self._paper.pdf, self._title, current=self.pages.current, leaving=self.printed.emit
        ):
            self.line.end("Đã gửi tới máy in.")

    def _ask_and_write(self, kind: str) -> None:
        if self._paper is not None and (target := ask_target(self, self._paper.stem, kind)) is not None:
            self._write(kind, target)

    def _write(self, kind: str, target: Path) -> None:
        pdf = self._paper.pdf if self._paper is not None and kind == "pdf" else b""

        def work(stop: threading.Event) -> Path | None:
            from tdkt_desktop.workflows.writing.paper_pages import put_file

            with tempfile.TemporaryDirectory() as folder:
                body = pdf or self._maker(Path(folder), (kind,))[0].read_bytes()
            return None if stop.is_set() else put_file(body, target)

        self._run(f"Đang lưu tệp {NAMES[kind]}…", work, self._written, "Chưa lưu được tệp.")

    def _written(self, target: Path) -> None:
        then, self._folder = self._next, target.parent
        self._end("")
        self.line.end(f"Đã lưu {target.name}", str(target), brief="Đã lưu tệp.", has_folder=True)
        self.exported.emit(target)
        if then is not None:
            then()

    def _open_folder(self) -> None:
        if not open_folder(self._folder):
            show_text(self, "Máy này không mở được thư mục từ đây.", f"Tệp nằm ở: {self._folder}")

    def _run(
        self,
        words: str,
        work: Callable[[threading.Event], T | None],
        done: Callable[[T], None],
        sorry: str,
    ) -> None:
        """Work off the window's thread; what comes back after it was taken back is dropped."""
        stop = threading.Event()

        def deliver(result: T | None) -> None:
            if not stop.is_set() and result is not None and isValid(self):
                done(result)
            elif isinstance(result, Path) and isValid(self):  # written before it was taken back
                self.exported.emit(result)

        def failed(error: BaseException) -> None:
            if not stop.is_set() and isValid(self):
                self._end(sorry)
                show_error(self, error)

        if self._stop is not None:
            self._stop.set()
        self._stop = stop
        self.line.begin(words)
        self._show_usable()
        self._background.run(words, lambda: work(stop), deliver, failed)

    def _end(self, words: str) -> None:
        """Nothing is being done any more."""
        self._stop = self._next = None
        self.line.end(words)
        self._show_usable()

    def _show_usable(self) -> None:
        is_there = self._paper is not None or self._stop is not None
        for one in (self.print_button, *self.writers.values()):
            one.setEnabled(is_there)
        self.line.again_button.setVisible(not is_there)
        self.zoom.setEnabled(self.pages.count > 0)
