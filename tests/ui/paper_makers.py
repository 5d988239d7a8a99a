"""Plain papers, and a view of one, for the tests of previews."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.papers.paper_view import PaperView

PATIENCE_MS = 20_000
MOMENT_MS = 5_000


def write_pages(path: Path, count: int, across: int = 0) -> Path:
    """A PDF of plain pages, the last `across` of them lying across."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in range(1, count + 1):
        canvas.setPageSize(landscape(A4) if page > count - across else A4)
        canvas.setFont("Times-Roman", 14)
        for line in range(25):
            canvas.drawString(72, 540 - 18 * line, f"Trang {page}, dong {line}")
        canvas.showPage()
    canvas.save()
    return path


class Maker:
    """Writes a paper as asked; it can be held, and it can fail."""

    def __init__(self, count: int = 3) -> None:
        self.count = count
        self.go = threading.Event()
        self.go.set()
        self.begun = threading.Event()
        self.error: BaseException | None = None

    def __call__(self, folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
        self.begun.set()
        assert self.go.wait(20)
        if self.error is not None:
            raise self.error
        path = folder / f"bien-ban.{formats[0]}"
        if formats[0] == "pdf":
            return (write_pages(path, self.count),)
        path.write_bytes(b"word")
        return (path,)


def press(widget: QWidget, key: Qt.Key, *, control: bool = False) -> None:
    """A key as the window gets it: asked about as a shortcut first, then pressed."""
    modifiers = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(widget, key, modifiers)


def make_view(maker: Maker, background: Background) -> PaperView:
    """The pages of a paper in a window of their own, with the keyboard on them."""
    made = PaperView("Biên bản: Đơn vị 07", maker, ("pdf", "docx"), lambda: True, background)
    made.resize(900, 700)
    made.show()
    made.setFocus()
    return made
