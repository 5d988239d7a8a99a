"""A paper seen before it is printed: the pages of the very PDF that is written, and buttons to write it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.ui.background import Background
from tdkt_desktop.ui.fields import button, clear_layout, label
from tdkt_desktop.ui.messages import show_error
from tdkt_desktop.ui.theme import GAP, PAGE, UNIT

DPI = 90
NAMES = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
Maker = Callable[[Path, Sequence[str]], tuple[Path, ...]]


class PaperView(QWidget):
    """Shows the pages a maker writes, and writes them where the person wants."""

    def __init__(
        self,
        title: str,
        maker: Maker,
        formats: Sequence[str],
        before: Callable[[], bool],
        background: Background,
    ) -> None:
        super().__init__()
        self._maker, self._before, self._background = maker, before, background
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, GAP, PAGE, GAP)
        box.setSpacing(UNIT)
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(label(title, "page"), 1)
        self.refresh_button = button("Xem &lại")
        self.refresh_button.clicked.connect(self.refresh)
        head.addWidget(self.refresh_button)
        self.writers = {}
        for name in formats:
            one = button(f"Xuất {NAMES[name]}…", "primary" if name == "pdf" else "")
            one.clicked.connect(lambda _=False, name=name: self._ask_folder(name))
            head.addWidget(one)
            self.writers[name] = one
        box.addLayout(head)
        self.words = label("", "hint")
        box.addWidget(self.words)
        box.addWidget(self._make_pages(), 1)

    def refresh(self) -> None:
        """Write the PDF to a passing folder and show its pages."""
        if not self._before():
            return
        self._busy("Đang lập các trang xem trước…")
        self._background.run("Đang lập các trang xem trước…", self._pages, self._show_pages, self._failed)

    def write(self, folder: Path, name: str) -> None:
        """Write one format into a folder and say where it is."""
        if not self._before():
            return
        self._busy(f"Đang xuất tệp {NAMES[name]}…")
        self._background.run(
            "Đang xuất tệp…", lambda: self._maker(folder, (name,)), self._written, self._failed
        )

    def let_go(self) -> None:
        """Drop the pictures of the pages; they are made anew when looked at again."""
        clear_layout(self._pages_box)

    def _make_pages(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setProperty("role", "page")
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Các trang xem trước")
        page = QWidget()
        page.setProperty("role", "page")
        self._pages_box = QVBoxLayout(page)
        self._pages_box.setSpacing(GAP)
        self._pages_box.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        scroll.setWidget(page)
        return scroll

    def _pages(self) -> tuple[bytes, ...]:
        from tdkt_desktop.workflows.papers import preview_pages

        with tempfile.TemporaryDirectory() as folder:
            pdf = self._maker(Path(folder), ("pdf",))[0]
            return preview_pages(pdf, round(DPI * self.devicePixelRatioF()))

    def _show_pages(self, pages: tuple[bytes, ...]) -> None:
        self._busy("")
        self.words.setText(f"{len(pages):02d} trang. Trang in ra giống hệt trang đang xem.")
        clear_layout(self._pages_box)
        for number, png in enumerate(pages, start=1):
            picture = QPixmap()
            picture.loadFromData(png)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            sheet = QLabel()
            sheet.setPixmap(picture)
            sheet.setProperty("role", "sheet")
            sheet.setAccessibleName(f"Trang {number}")
            self._pages_box.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)

    def _ask_folder(self, name: str) -> None:
        if folder := QFileDialog.getExistingDirectory(self, "Chọn thư mục để ghi tệp"):
            self.write(Path(folder), name)

    def _written(self, files: tuple[Path, ...]) -> None:
        self._busy("")
        self.words.setText("Đã ghi: " + "; ".join(str(file) for file in files))

    def _failed(self, error: BaseException) -> None:
        self._busy("")
        self.words.setText("Chưa lập được tệp.")
        show_error(self, error)

    def _busy(self, words: str) -> None:
        self.words.setText(words)
        for one in (self.refresh_button, *self.writers.values()):
            one.setEnabled(not words)
