"""Guards printing: what the printer gets are the dots of the exported PDF, page for page, in true size."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPageLayout, QPageRanges
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QRadioButton, QSpinBox
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.papers import printing
from tdkt_desktop.ui.papers.print_progress import PrintProgress
from tdkt_desktop.ui.papers.printing import (
    NotPrinted,
    PrintingStopped,
    band_rows,
    make_printer,
    page_order,
    paint_pages,
    print_pdf,
    raster_dpi,
    remember,
)
from tdkt_desktop.workflows.writing.paper_pages import PdfPages

DPI = 300


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two upright pages, one of them with a colour, and an appendix that lies across."""
    path = tmp_path_factory.mktemp("giay") / "giay.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for page, (colour, size) in enumerate((("black", A4), ("green", A4), ("black", landscape(A4))), start=1):
        canvas.setPageSize(size)
        canvas.setFillColor(colour)
        canvas.setFont("Times-Roman", 13)
        for line in range(30):
            canvas.drawString(72, size[1] - 50 - 15 * line, f"Trang {page} dong {line}: thi dua, khen thuong")
        canvas.rect(2, 2, size[0] - 4, size[1] - 4)  # close to the paper's edges: nothing may move or shrink
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


@pytest.fixture
def to_file(qapp: QApplication, tmp_path: Path) -> QPrinter:
    """A printer whose paper is a PDF file."""
    printer = make_printer("Biên bản thử")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    printer.setResolution(DPI)
    return printer


def exported(pdf: bytes, index: int) -> pypdfium2.PdfBitmap:
    """The exported PDF's own rendering, by the library alone."""
    return pypdfium2.PdfDocument(pdf)[index].render(scale=DPI / 72, prefer_bgrx=True)


def colours(bitmap: pypdfium2.PdfBitmap) -> list[bytes]:
    """Blue, green and red of every dot, one colour after the other."""
    rows, width = bytes(bitmap.buffer), bitmap.width * bitmap.n_channels
    data = b"".join(rows[top : top + width] for top in range(0, len(rows), bitmap.stride))
    return [data[start :: bitmap.n_channels] for start in range(3)]


def printed_dots(printed: pypdfium2.PdfDocument, index: int) -> list[bytes]:
    """The dots as they were laid on the sheet, after proof that they lie where they belong, one below the other."""
    page, bottom = printed[index], printed[index].get_height()
    bands = []
    for picture in page.get_objects():
        bitmap = picture.get_bitmap()
        width, skew, tilt, height, left, lower = picture.get_matrix().get()
        assert (skew, tilt, left) == (0, 0, 0)
        assert (width, height) == pytest.approx((bitmap.width * 72 / DPI, bitmap.height * 72 / DPI), rel=1e-6)
        bottom -= height
        assert lower == pytest.approx(bottom, abs=1e-3)
        bands.append(colours(bitmap))
    return [b"".join(parts) for parts in zip(*bands, strict=True)]


def test_the_printer_gets_the_dots_of_the_exported_pdf(to_file: QPrinter, pdf: bytes) -> None:
    with PdfPages(pdf) as pages:
        paint_pages(to_file, pages, range(pages.count))
    assert to_file.fullPage()  # nothing is moved by what the printer holds for its margins
    printed = pypdfium2.PdfDocument(to_file.outputFileName())
    assert [printed[index].get_size() for index in range(3)] == [(595, 842), (595, 842), (842, 595)]
    for index in range(3):
        assert printed_dots(printed, index) == colours(exported(pdf, index))


def test_a_sheet_seen_again_is_the_exported_page(to_file: QPrinter, pdf: bytes) -> None:
    """Rendered anew at 300 dpi, after Qt's and PDFium's own arithmetic: not one dot of an upright page differs."""
    with PdfPages(pdf) as pages:
        paint_pages(to_file, pages, [0, 1])
    printed = pypdfium2.PdfDocument(to_file.outputFileName())
    for index in range(2):
        reference = exported(pdf, index)
        seen = pypdfium2.PdfBitmap.new_native(reference.width, reference.height, pdfium.FPDFBitmap_BGRx)
        seen.fill_rect((255, 255, 255, 255), 0, 0, seen.width, seen.height)
        pdfium.FPDF_RenderPageBitmapWithMatrix(
            seen,
            printed[index],
            ctypes.byref(pdfium.FS_MATRIX(DPI / 72, 0, 0, DPI / 72, 0, 0)),
            ctypes.byref(pdfium.FS_RECTF(0, 0, seen.width, seen.height)),
            0,
        )
        assert colours(seen) == colours(reference)


@pytest.mark.parametrize(
    ("set_up", "expected"),
    [
        (lambda printer: None, [0, 1, 2, 3, 4]),
        (lambda printer: printer.setCopyCount(2), [0, 1, 2, 3, 4] * 2),
        (
            lambda printer: (printer.setCopyCount(2), printer.setCollateCopies(False)),
            [0, 0, 1, 1, 2, 2, 3, 3, 4, 4],
        ),
        (
            lambda printer: (
                printer.setPrintRange(QPrinter.PrintRange.PageRange),
                printer.setPageRanges(QPageRanges.fromString("2,4-9")),
            ),
            [1, 3, 4],
        ),
        (
            lambda printer: (
                printer.setPrintRange(QPrinter.PrintRange.PageRange),
                printer.setFromTo(2, 3),
            ),
            [1, 2],
        ),
        (lambda printer: printer.setPrintRange(QPrinter.PrintRange.CurrentPage), [2]),
        (lambda printer: printer.setPageOrder(QPrinter.PageOrder.LastPageFirst), [4, 3, 2, 1, 0]),
        (
            lambda printer: (
                printer.setPrintRange(QPrinter.PrintRange.PageRange),
                printer.setPageRanges(QPageRanges.fromString("7-9")),
            ),
            [],
        ),
    ],
)
def test_pages_go_out_as_chosen(
    to_file: QPrinter, set_up: Callable[[QPrinter], object], expected: list[int]
) -> None:
    assert not to_file.supportsMultipleCopies()
    set_up(to_file)
    assert page_order(to_file, 5, current=3) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([0, 2], QPageLayout.Orientation.Portrait),
        ([2, 0], QPageLayout.Orientation.Portrait),
        ([2], QPageLayout.Orientation.Landscape),
    ],
)
def test_one_page_across_does_not_turn_the_job(
    to_file: QPrinter, pdf: bytes, order: list[int], expected: QPageLayout.Orientation
) -> None:
    to_file.setResolution(72)
    with PdfPages(pdf) as pages:
        paint_pages(to_file, pages, order)
    assert to_file.pageLayout().orientation() is expected


def test_copies_and_directions_reach_the_paper(to_file: QPrinter, pdf: bytes) -> None:
    to_file.setResolution(72)
    to_file.setCopyCount(2)
    with PdfPages(pdf) as pages:
        paint_pages(to_file, pages, page_order(to_file, pages.count))
    printed = pypdfium2.PdfDocument(to_file.outputFileName())
    widths = [printed[index].get_width() for index in range(len(printed))]
    assert widths == [595, 595, 842] * 2


@pytest.mark.parametrize(
    ("resolution", "dpi"), [(96, 96), (300, 300), (600, 600), (720, 360), (1200, 600), (2400, 600)]
)
def test_the_raster_is_fine_and_fits_the_printer(resolution: int, dpi: int) -> None:
    assert raster_dpi(resolution) == dpi
    assert resolution % dpi == 0
    assert band_rows(4961, dpi) * 72 % dpi == 0  # bands end on whole points


def test_a_printer_finer_than_the_raster_keeps_the_size(to_file: QPrinter, pdf: bytes) -> None:
    to_file.setResolution(1200)
    with PdfPages(pdf) as pages:
        paint_pages(to_file, pages, [0, 2])
    page = pypdfium2.PdfDocument(to_file.outputFileName())[1]
    left, bottom, right, top = 1000.0, 1000.0, 0.0, 0.0
    for picture in page.get_objects():
        x0, y0, x1, y1 = picture.get_bounds()
        left, bottom, right, top = min(left, x0), min(bottom, y0), max(right, x1), max(top, y1)
    dot = 72 / 600
    assert (left, top) == pytest.approx((0, 595), abs=1e-3)
    assert right == pytest.approx(landscape(A4)[0], abs=dot)
    assert top - bottom == pytest.approx(landscape(A4)[1], abs=dot)


def test_stopping_ends_at_once(to_file: QPrinter, pdf: bytes) -> None:
    begun: list[int] = []
    with PdfPages(pdf) as pages, pytest.raises(PrintingStopped):
        paint_pages(to_file, pages, [0, 1, 2], begun.append, lambda: len(begun) == 2)
    assert begun == [1, 2]


def test_a_printer_that_takes_nothing_is_said(to_file: QPrinter, pdf: bytes, tmp_path: Path) -> None:
    to_file.setOutputFileName(str(tmp_path / "khong-co" / "in.pdf"))
    with PdfPages(pdf) as pages, pytest.raises(NotPrinted, match="không nhận trang 1/1"):
        paint_pages(to_file, pages, [0])


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What is shown as an error; in every test, for a box that nobody closes would hold it for ever."""
    errors: list[BaseException] = []
    monkeypatch.setattr(printing, "show_error", lambda _, error: errors.append(error))
    return errors


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[QPrinter], object]], None]:
    """A printer is there; its dialog is accepted at once with what the given function sets."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Máy in thử"])

    def set_answer(set_up: Callable[[QPrinter], object]) -> None:
        def accept(dialog: QPrintDialog) -> QDialog.DialogCode:
            set_up(dialog.printer())
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(QPrintDialog, "exec", accept)

    return set_answer


def test_no_printer_is_said_with_what_to_do(
    theme: Theme, pdf: bytes, told: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    assert not print_pdf(None, pdf, "Biên bản")
    assert isinstance(told[0], NotPrinted)
    assert "lưu thành tệp PDF" in told[0].remedy


def test_what_was_chosen_is_printed(
    theme: Theme, pdf: bytes, told: list[BaseException], tmp_path: Path, answer: Callable[..., None]
) -> None:
    file = tmp_path / "bien-ban.pdf"
    file.write_bytes(b"cu")

    def set_up(printer: QPrinter) -> None:
        printer.setOutputFileName(str(file))
        printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
        printer.setCopyCount(2)

    answer(set_up)
    assert print_pdf(None, pdf, "Biên bản", current=3)
    printed = pypdfium2.PdfDocument(file)
    assert [printed[index].get_size() for index in range(len(printed))] == [(842, 595)] * 2
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["bien-ban.pdf"]
    assert told == []


class DuplexPrinter(QPrinter):
    """A printer as a system with real ones gives it."""

    def outputFileName(self) -> str:
        return ""

    def printerName(self) -> str:
        return "Máy in phòng họp"

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide


def test_the_printer_and_its_sides_are_proposed_again(
    theme: Theme, monkeypatch: pytest.MonkeyPatch, to_file: QPrinter
) -> None:
    remember(DuplexPrinter())
    remember(to_file)  # a file is not remembered
    taken: list[object] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Máy in khác", "Máy in phòng họp"])
    monkeypatch.setattr(QPrinter, "setPrinterName", lambda _, name: taken.append(name))
    monkeypatch.setattr(QPrinter, "setDuplex", lambda _, mode: taken.append(mode))
    make_printer("Biên bản")
    assert taken == ["Máy in phòng họp", QPrinter.DuplexMode.DuplexLongSide]
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Máy in khác"])
    make_printer("Biên bản")  # it is not there today: the system's own
    assert len(taken) == 2


def test_going_back_in_the_dialog_prints_nothing(
    theme: Theme,
    pdf: bytes,
    told: list[BaseException],
    answer: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer(lambda _: None)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    assert not print_pdf(None, pdf, "Biên bản")
    assert told == []


def test_errors_of_the_printer_are_shown(
    theme: Theme, pdf: bytes, told: list[BaseException], tmp_path: Path, answer: Callable[..., None]
) -> None:
    answer(lambda printer: printer.setOutputFileName(str(tmp_path / "khong-co" / "in.pdf")))
    assert not print_pdf(None, pdf, "Biên bản")
    answer(lambda printer: (printer.setPrintRange(QPrinter.PrintRange.PageRange), printer.setFromTo(8, 9)))
    assert not print_pdf(None, pdf, "Biên bản")
    assert [type(error) for error in told] == [NotPrinted, NotPrinted]
    assert "từ 1 đến 3" in str(told[1])


def test_cancelling_keeps_the_old_file_and_the_window_alive(
    qtbot: QtBot,
    theme: Theme,
    pdf: bytes,
    told: list[BaseException],
    tmp_path: Path,
    answer: Callable[..., None],
) -> None:
    file = tmp_path / "bien-ban.pdf"
    file.write_bytes(b"cu")
    answer(lambda printer: (printer.setOutputFileName(str(file)), printer.setCopyCount(30)))
    ticks: list[None] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: ticks.append(None))
    timer.start()

    def press_escape() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, PrintProgress)
        assert "trang" in shown.words.text()
        QTest.keyClick(shown, Qt.Key.Key_Escape)
        assert "Đang hủy" in shown.words.text()
        QTest.keyClick(shown, Qt.Key.Key_Escape)  # impatience changes nothing

    QTimer.singleShot(1000, press_escape)
    assert not print_pdf(None, pdf, "Biên bản")
    timer.stop()
    assert file.read_bytes() == b"cu"
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["bien-ban.pdf"]
    assert told == []
    assert len(ticks) > 10  # of 200 in that second, on a machine that others use too: the window went on


def test_the_window_of_progress_passes_errors_on(qtbot: QtBot, theme: Theme) -> None:
    def fail() -> None:
        raise NotPrinted("Máy in dừng.")

    with pytest.raises(NotPrinted):
        PrintProgress(None, 3, threading.Event()).run(fail)


def test_the_real_dialog_offers_copies_and_pages(
    qtbot: QtBot, theme: Theme, pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt's own dialog (this machine has no printer but a file), used by keyboard."""
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Máy in thử"])
    seen: list[str] = []

    def use() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QPrintDialog)
        seen.append(dialog.windowTitle())
        next(one for one in dialog.findChildren(QPushButton) if ">>" in one.text()).click()
        copies, name = dialog.findChild(QSpinBox, "copies"), dialog.findChild(QLineEdit, "filename")
        assert copies is not None
        assert name is not None
        here = dialog.findChild(QRadioButton, "printCurrentPage")
        assert here is not None
        here.click()
        copies.setFocus()
        copies.selectAll()
        QTest.keyClick(copies, Qt.Key.Key_2)
        name.setText(str(tmp_path / "in.pdf"))
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(500, use)
    assert print_pdf(None, pdf, "Biên bản", current=3)
    assert seen == ["In: Biên bản"]
    printed = pypdfium2.PdfDocument(tmp_path / "in.pdf")
    assert [printed[index].get_size() for index in range(len(printed))] == [(842, 595)] * 2
