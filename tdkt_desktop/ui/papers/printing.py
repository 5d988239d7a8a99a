"""Prints the exact PDF: every page goes to the printer as a picture of itself, in its true size.

Qt lets a thread of its own paint on a printer, so drawing, painting and a slow spooler never hold the window.
One call of Qt keeps Python from doing anything else, hence small bands; their edges lie on whole points, where
the systems that put the bands together again have nothing to round.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QSettings, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from tdkt_desktop.domain.errors import EnvironmentProblem, TdktError
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.papers.print_progress import PrintProgress

if TYPE_CHECKING:
    from tdkt_desktop.workflows.writing.paper_pages import PageSize, PdfPages

POINTS_AN_INCH = 72
SHARPEST_DPI = 600  # beyond that the eye sees no difference, and a page would take 560 MB
DOTS_A_BAND = 500_000  # about 10 ms a call
GIVEN_UP = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
PRINTER_KEY, DUPLEX_KEY = "print/printer", "print/duplex"
Options = QPrintDialog.PrintDialogOption


class NotPrinted(EnvironmentProblem):
    """The printer is not there or gave up."""


class PrintingStopped(Exception):
    """The person took the printing back."""


def print_pdf(
    parent: QWidget | None,
    pdf: bytes | Path,
    title: str,
    *,
    current: int = 1,
    leaving: Callable[[], None] = lambda: None,
) -> bool:
    """Ask how to print, then send the pages to the printer with a progress window.

    `current` is the page that "the page seen" means. `leaving` is called before the first page goes: what is stopped
    halfway lies on the printer all the same. Returns whether all was sent; what went wrong was shown.
    """
    from tdkt_desktop.workflows.writing.paper_pages import PdfPages

    try:
        if not QPrinterInfo.availablePrinterNames():
            raise NotPrinted(
                "Máy này chưa có máy in nào.",
                "Hãy nối máy in rồi in lại, hoặc lưu thành tệp PDF để in ở máy khác.",
            )
        with PdfPages(pdf) as pages:
            printer = make_printer(title)
            if not _ask(parent, printer, title, pages.count):
                return False
            order = page_order(printer, pages.count, current)
            leaving()
            return _send(parent, printer, pages, order)
    except (TdktError, OSError) as error:
        show_error(parent, error)
        return False


def make_printer(title: str) -> QPrinter:
    """The printer used last, or the system's own, set to print whole pages without margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    settings = QSettings()
    known, last = QPrinterInfo.availablePrinterNames(), str(settings.value(PRINTER_KEY, ""))
    if last in known:
        printer.setPrinterName(last)
        printer.setDuplex(QPrinter.DuplexMode(int(str(settings.value(DUPLEX_KEY, printer.duplex().value)))))
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def page_order(printer: QPrinter, count: int, current: int = 1) -> list[int]:
    """The indexes of the pages to send, in order: the range chosen, and copies where the printer makes none."""
    order = [page - 1 for page in _chosen(printer, count, current)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        order.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return order * copies
    return [index for index in order for _ in range(copies)]


def paint_pages(
    printer: QPrinter,
    pages: PdfPages,
    order: Sequence[int],
    report: Callable[[int], None] = lambda _: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Paint pages on the printer, from any one thread. `report(n)` before the n-th page.

    Raises NotPrinted, or PrintingStopped once `is_stopped` says so.
    """
    painter = QPainter()
    try:
        for place, index in enumerate(order, start=1):
            report(place)
            if not _take_sheet(printer, painter, pages.sizes[index], is_first=place == 1):
                raise _given_up(printer, place, len(order))
            _paint_page(painter, pages, index, raster_dpi(printer.resolution()), is_stopped)
            if printer.printerState() in GIVEN_UP:
                raise _given_up(printer, place, len(order))
        # Some systems take the direction at the end for that of the whole job: not an appendix's among upright pages.
        upright = [index for index in order if not pages.sizes[index].is_landscape]
        printer.setPageOrientation(_direction(pages.sizes[(upright or order)[0]]))
    except BaseException:
        printer.abort()  # where the system allows it; elsewhere what was sent comes out
        raise
    finally:
        painter.end()


def raster_dpi(resolution: int) -> int:
    """The dots an inch to draw in: those of the printer, or an even share of them that is fine enough."""
    return resolution // math.ceil(resolution / SHARPEST_DPI)


def _chosen(printer: QPrinter, count: int, current: int) -> Iterable[int]:
    every = range(1, count + 1)
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        return (min(current, count),)
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return every
    ranges = printer.pageRanges()
    if not ranges.isEmpty():
        return [page for page in every if ranges.contains(page)]
    return every[max(printer.fromPage() - 1, 0) : printer.toPage() or count]


def _ask(parent: QWidget | None, printer: QPrinter, title: str, count: int) -> bool:
    """The system's print dialog."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"In: {title}")
    for option in (Options.PrintPageRange, Options.PrintCollateCopies, Options.PrintCurrentPage):
        dialog.setOption(option, True)
    dialog.setOption(Options.PrintSelection, False)
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if accepted:
        remember(printer)
    return accepted


def remember(printer: QPrinter) -> None:
    """Propose this printer and its sides next time; printing into a file is no printer."""
    if not printer.outputFileName():
        QSettings().setValue(PRINTER_KEY, printer.printerName())
        QSettings().setValue(DUPLEX_KEY, printer.duplex().value)


def _send(parent: QWidget | None, printer: QPrinter, pages: PdfPages, order: Sequence[int]) -> bool:
    if not order:
        raise NotPrinted("Không có trang nào để in.", f"Hãy chọn các trang từ 1 đến {pages.count}.")
    stop = threading.Event()
    progress = PrintProgress(parent, len(order), stop)

    def work() -> None:
        from tdkt_desktop.workflows.writing.paper_pages import replacing

        name = printer.outputFileName()
        with replacing(Path(name)) if name else nullcontext() as file:
            if file is not None:
                printer.setOutputFileName(str(file))
            paint_pages(printer, pages, order, progress.page_begun.emit, stop.is_set)

    try:
        progress.run(work)
    except PrintingStopped:
        return False
    return True


def _take_sheet(printer: QPrinter, painter: QPainter, size: PageSize, *, is_first: bool) -> bool:
    """A new sheet in the size and the direction of the page; False when the printer gives none."""
    lengths = QSizeF(min(size), max(size))
    paper = QPageSize(lengths, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(paper, _direction(size), QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)  # counts from the paper's edge, not from a margin
    if not printer.setPageLayout(layout):
        printer.setPageOrientation(
            layout.orientation()
        )  # a printer that has no such paper prints on what it has
    if not (painter.begin(printer) if is_first else printer.newPage()):
        return False
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    return True


def _direction(size: PageSize) -> QPageLayout.Orientation:
    return QPageLayout.Orientation.Landscape if size.is_landscape else QPageLayout.Orientation.Portrait


def _paint_page(
    painter: QPainter, pages: PdfPages, index: int, dpi: int, is_stopped: Callable[[], bool]
) -> None:
    from tdkt_desktop.workflows.writing.paper_pages import without_colour

    share = painter.device().logicalDpiX() / dpi
    painter.resetTransform()
    painter.scale(share, share)
    top = 0
    for band in pages.bands(index, dpi, band_rows(pages.sizes[index].dots(dpi)[0], dpi)):
        if is_stopped():
            raise PrintingStopped
        plain = without_colour(band)
        form = QImage.Format.Format_Grayscale8 if plain.is_grey else QImage.Format.Format_RGB32
        painter.drawImage(QPointF(0, top), QImage(plain.data, plain.width, plain.height, plain.stride, form))
        top += band.height


def band_rows(width: int, dpi: int) -> int:
    """The rows of a band of that width: few enough to paint in a moment, and ending on a whole point."""
    step = dpi // math.gcd(dpi, POINTS_AN_INCH)
    return max(1, DOTS_A_BAND // width // step) * step


def _given_up(printer: QPrinter, place: int, total: int) -> NotPrinted:
    name = printer.printerName()
    where = f" “{name}”" if name else ""
    return NotPrinted(
        f"Máy in{where} không nhận trang {place}/{total}.",
        "Nội dung vẫn được giữ trên máy này. Hãy xem máy in đã bật, đã nối và còn giấy rồi in lại.",
    )
