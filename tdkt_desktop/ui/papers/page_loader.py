"""Draws parts of pages off the window's thread: only what is wished for now, the most urgent first."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tdkt_desktop.ui.controls.messages import log_error

if TYPE_CHECKING:
    from tdkt_desktop.workflows.writing.paper_pages import PdfPages


class Band(NamedTuple):
    """Some rows of a page in a resolution."""

    page: int  # counted from 0
    dpi: float
    top: int
    rows: int


class PageLoader(QObject):
    """`drawn(loader, band, QImage)` for each wish.

    Its thread, and the open PDF, live while there are wishes: nothing is left idle, nothing has to be closed.
    """

    drawn = Signal(object, object, object)

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf
        self._lock = threading.Lock()
        self._wishes: list[Band] = []
        self._is_working = False

    def wish(self, bands: Sequence[Band]) -> None:
        """Draw these, in this order; wishes of before that are not among them are forgotten."""
        with self._lock:
            self._wishes = list(bands)
            if not self._wishes or self._is_working:
                return
            self._is_working = True
        threading.Thread(target=self._work, name="trang", daemon=True).start()

    def _work(self) -> None:
        from tdkt_desktop.workflows.writing.paper_pages import PdfPages

        try:
            with PdfPages(self._pdf) as pages:
                while (band := self._next()) is not None:
                    self.drawn.emit(self, band, _image(pages, band))
        except Exception as error:  # noqa: BLE001 - the sheets stay blank, the window goes on
            log_error(error)
            with self._lock:
                self._is_working = False

    def _next(self) -> Band | None:
        with self._lock:
            if self._wishes:
                return self._wishes.pop(0)
            self._is_working = False
        return None


def _image(pages: PdfPages, band: Band) -> QImage:
    picture = pages.picture(band.page, band.dpi, top=band.top, rows=band.rows)
    image = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return image.copy()  # Qt does not keep Python's bytes alive
