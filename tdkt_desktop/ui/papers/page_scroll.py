"""The pages of a paper one below the other. Only what is near the visible part is drawn, dot for dot.

Places are counted in dots of the screen, so that a page is sharp at any scale of the system.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScroller, QWidget

from tdkt_desktop.ui.look.theme import GAP
from tdkt_desktop.ui.papers.page_loader import Band, PageLoader
from tdkt_desktop.ui.papers.page_places import Places

if TYPE_CHECKING:
    from tdkt_desktop.workflows.writing.paper_pages import PageSize

SCREEN_DPI = 96  # 100 %: a page as large as on paper, on a screen that keeps the measure
AHEAD, KEPT = 1.0, 1.5  # heights of the visible part, above and below it
STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
COMFORTABLE = 1.25  # wider lines than that are not easier to read
FOCUS_LINE = 2


class Fit(StrEnum):
    """How the size of the pages follows the room; AUTO is the width of the room up to a comfortable size."""

    AUTO = "auto"
    WIDTH = "width"
    PAGE = "page"
    NONE = ""


class PageScroll(QAbstractScrollArea):
    """`place_changed` when another page is in the middle or the size is another one."""

    place_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fit, self.factor = Fit.AUTO, 1.0
        self._loader: PageLoader | None = None
        self._sizes: tuple[PageSize, ...] = ()
        self._places = Places()
        self._images: dict[Band, QImage] = {}
        self._told: tuple[int, float] = (0, 0.0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Các trang xem trước")
        self.verticalScrollBar().setAccessibleName("Cuộn lên xuống")
        self.horizontalScrollBar().setAccessibleName("Cuộn sang ngang")
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    @property
    def count(self) -> int:
        return len(self._sizes)

    @property
    def current(self) -> int:
        """The number of the page in the middle of the visible part; 0 without pages."""
        return self._places.at(self._middle()) + 1 if self._sizes else 0

    def show_pages(self, pdf: bytes, sizes: Sequence[PageSize]) -> None:
        """Show the pages of another PDF, at the same place where there is one; without sizes there are none."""
        if self._loader is not None:
            self._loader.wish(())
        self._images.clear()
        self._sizes = tuple(sizes)
        self._loader = PageLoader(pdf)
        self._loader.drawn.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._arrange()

    def is_drawn(self) -> bool:
        """Whether all that is visible is drawn as sharp as it will be."""
        return bool(self._sizes) and all(band in self._images for band in self._bands(0))

    def set_fit(self, fit: Fit, factor: float = 1.0) -> None:
        """Let the size follow the room, or give it with Fit.NONE."""
        self.fit = fit
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if fit is Fit.NONE else policy.ScrollBarAlwaysOff
        )
        if fit is Fit.NONE:
            self.factor = min(max(factor, STEPS[0]), STEPS[-1])
        self._arrange()

    def zoom_by(self, step: int) -> None:
        """The next larger (+1) or smaller (-1) of the usual sizes."""
        if step > 0:
            wanted = next((one for one in STEPS if one > self.factor + 0.005), STEPS[-1])
        else:
            wanted = next((one for one in reversed(STEPS) if one < self.factor - 0.005), STEPS[0])
        self.set_fit(Fit.NONE, wanted)

    def paintEvent(self, event: QPaintEvent) -> None:  # Qt's name
        painter = QPainter(self.viewport())
        colours = self.palette()
        painter.fillRect(self.viewport().rect(), colours.color(QPalette.ColorRole.Window))
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        for index in self._places.between(*self._part(0)):
            self._paint_page(painter, index)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(colours.color(QPalette.ColorRole.Accent), FOCUS_LINE))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, across: int, down: int) -> None:  # Qt's name
        self.viewport().update()
        self._wish()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:  # Qt's name
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._arrange()
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)

    def _arrange(self) -> None:
        """Lay the pages out anew for the size wished, with the same spot of the paper in the middle."""
        spot = self._spot()
        if self._sizes and self.fit is not Fit.NONE:
            self.factor = self._fitting(max(size.width for size in self._sizes), self._sizes[0].height)
        dpi = SCREEN_DPI * self.factor * self.devicePixelRatioF()
        self._places = Places(self._sizes, dpi, self._dots(GAP))
        self._set_ranges()
        self._go_to(spot)
        self.viewport().update()
        self._wish()
        self._tell()

    def _set_ranges(self) -> None:
        ratio, room = self.devicePixelRatioF(), self.viewport().size()
        for bar, whole, part in (
            (self.verticalScrollBar(), self._places.height / ratio, room.height()),
            (self.horizontalScrollBar(), self._places.width / ratio + 2 * GAP, room.width()),
        ):
            bar.setRange(0, max(0, round(whole) - part))
            bar.setPageStep(part)
            bar.setSingleStep(3 * GAP)
        if self.fit is Fit.PAGE and self._sizes:  # Page Down is the next page
            self.verticalScrollBar().setPageStep(round(self._places.pages[0].height / ratio) + GAP)

    def _fitting(self, width: float, height: float) -> float:
        """The factor at which a page of that many points fits the room."""
        room = self.viewport().size()
        across = (room.width() - 2 * GAP) / (width / 72 * SCREEN_DPI)
        down = (room.height() - 2 * GAP) / (height / 72 * SCREEN_DPI)
        wanted = {Fit.PAGE: min(across, down), Fit.AUTO: min(across, COMFORTABLE)}.get(self.fit, across)
        return min(max(wanted, 0.1), STEPS[-1])

    def _spot(self) -> tuple[int, float]:
        """The page in the middle, and which part of it; the very beginning stays the beginning."""
        if not self._places.pages or not self._offset():
            return 0, 0.0
        index = self._places.at(self._middle())
        place = self._places.pages[index]
        return index, (self._middle() - place.top) / place.height

    def _go_to(self, spot: tuple[int, float]) -> None:
        index, part = spot
        if index < self.count and spot != (0, 0.0):
            place = self._places.pages[index]
            top = place.top + part * place.height - self._dots(self.viewport().height()) / 2
            self.verticalScrollBar().setValue(round(top / self.devicePixelRatioF()))

    def _part(self, around: float) -> tuple[float, float]:
        """The heights the visible part lies between, with `around` times as much above and below."""
        room = self._dots(self.viewport().height())
        return self._offset() - around * room, self._offset() + (1 + around) * room

    def _bands(self, around: float) -> list[Band]:
        return self._places.bands(*self._part(around))

    def _middle(self) -> float:
        return self._offset() + self._dots(self.viewport().height()) / 2

    def _wish(self) -> None:
        if self._loader is None:
            return
        kept = set(self._bands(KEPT))
        dpi, near = self._places.dpi, self._places.between(*self._part(0))
        self._images = {
            band: image
            for band, image in self._images.items()
            if band in kept or (band.dpi != dpi and band.page in near)
        }
        self._loader.wish([band for band in self._bands(AHEAD) if band not in self._images])

    def _take(self, loader: PageLoader, band: Band, image: QImage) -> None:
        if loader is not self._loader:  # of the paper shown before
            return
        self._images[band] = image
        if self.is_drawn():  # pictures in another size have served
            self._images = {one: kept for one, kept in self._images.items() if one.dpi == band.dpi}
        self.viewport().update()

    def _paint_page(self, painter: QPainter, index: int) -> None:
        sheet, dpi = self._sheet(index), self._places.dpi
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setClipRect(sheet)
        for band in sorted(self._images, key=lambda one: one.dpi == dpi):  # another size first, then over it
            image, share = self._images[band], dpi / band.dpi
            corner = sheet.topLeft() + QPoint(0, round(band.top * share))
            if band.page == index and band.dpi == dpi:
                painter.drawImage(corner, image)
            elif band.page == index:
                painter.drawImage(QRect(corner, image.size() * share), image)
        painter.setClipping(False)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0))

    def _sheet(self, index: int) -> QRect:
        """Where a page lies in the visible part, in dots."""
        place, widest = self._places.pages[index], self._places.width
        spare = self._dots(self.viewport().width()) - widest
        across = self.horizontalScrollBar().value()
        left = spare // 2 if spare >= 2 * self._dots(GAP) else self._dots(GAP - across)
        left += (widest - place.width) // 2
        return QRect(left, place.top - self._offset(), place.width, place.height)

    def _tell(self) -> None:
        now = (self.current, self.factor)
        if now != self._told:
            self._told = now
            self.setAccessibleDescription(f"Trang {now[0]}/{self.count}" if now[0] else "")
            self.place_changed.emit()

    def _offset(self) -> int:
        return self._dots(self.verticalScrollBar().value())

    def _dots(self, length: float) -> int:
        """A length of the window in dots of the screen."""
        return round(length * self.devicePixelRatioF())
