"""Printing without a window: the same pages painted the same way, for the command line."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication, QPageRanges
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from tdkt_desktop.domain.errors import FileMissing
from tdkt_desktop.ui.papers.printing import NotPrinted, make_printer, page_order, paint_pages
from tdkt_desktop.workflows.writing.paper_pages import PdfPages
from tdkt_desktop.workflows.writing.print_order import PrintOrder

SIDES = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


def print_files(order: PrintOrder) -> tuple[str, ...]:
    """Print the files of an order. Returns a line for each; raises FileMissing, WrongFile or NotPrinted."""
    if QGuiApplication.instance() is None:
        if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        QGuiApplication(sys.argv[:1])
    names = QPrinterInfo.availablePrinterNames()
    if order.into is None and (not names or (order.printer and order.printer not in names)):
        raise NotPrinted(
            f"Không có máy in “{order.printer}”." if order.printer else "Máy này chưa có máy in nào.",
            f"Các máy in có được: {', '.join(names)}."
            if names
            else "Hãy nối máy in, hoặc dùng --into để ghi ra tệp.",
        )
    return tuple(_print(order, place) for place in range(len(order.files)))


def _print(order: PrintOrder, place: int) -> str:
    file = order.files[place]
    if not file.is_file():
        raise FileMissing(f"Không thấy tệp {file}.", "Hãy kiểm tra lại đường dẫn.")
    with PdfPages(file) as pages:
        printer = make_printer(file.stem)
        if order.into is not None:
            target = (
                order.into
                if len(order.files) == 1
                else order.into.with_stem(f"{order.into.stem}-{place + 1}")
            )
            target.parent.mkdir(parents=True, exist_ok=True)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(target))
            printer.setResolution(300)
        elif order.printer:
            printer.setPrinterName(order.printer)
        printer.setCopyCount(order.copies)
        if order.sides:
            printer.setDuplex(SIDES[order.sides])
        if order.pages:
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setPageRanges(QPageRanges.fromString(order.pages))
        sequence = page_order(printer, pages.count)
        if not sequence:
            raise NotPrinted(f"{file.name} không có trang {order.pages}.", f"Tệp có {pages.count} trang.")
        paint_pages(printer, pages, sequence)
        where = str(order.into) if order.into is not None else printer.printerName()
        return f"{file.name}: đã gửi {len(sequence):02d} trang tới {where}."
