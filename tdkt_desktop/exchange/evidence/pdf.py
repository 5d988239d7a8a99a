"""PDFs that come from anywhere: looked through for what runs, bounded, and their first page as a picture."""

from __future__ import annotations

import contextlib
import io
import math
import time
from collections.abc import Iterable, Iterator, Mapping

import pikepdf
import pypdfium2
import pypdfium2.internal
import pypdfium2.raw as pdfium
from pikepdf import settings
from PIL import Image

from tdkt_desktop.exchange.evidence.headers import Refusal, damaged
from tdkt_desktop.exchange.evidence.pictures import Shape, careful

MAX_PAGES = 300
MAX_OBJECTS = 200_000
MAX_PAGE_IMAGE = 120_000_000  # points; a sheet of A3 at 600 dots per inch has 70 million
MAX_DEPTH = 100
PATIENCE = 20.0  # seconds for one page
PRINT_ANEW = "Hãy mở tệp, in ra PDF mới (Microsoft Print to PDF) rồi thêm tệp mới."
_RUNNING = ("/JavaScript", "/Launch")

# Small files that unfold without end: the bounds hold for the whole process, which has no larger ones to read.
settings.set_qpdf_limits(
    flate_max_memory=300_000_000,
    png_max_memory=300_000_000,
    tiff_max_memory=300_000_000,
    run_length_max_memory=300_000_000,
    doc_max_warnings=2000,
)


def pdf_shape(body: bytes) -> Shape:
    """Look a PDF through, draw its first page, and say its pages and the size of the first in points (1/72 inch).

    Raises Refusal for a PDF that is cut, damaged, locked, too long, or holds something that runs.
    """
    if b"%%EOF" not in body.rstrip(b"\0\r\n\t ")[-1024:]:
        raise damaged("tệp PDF")
    with careful("tệp PDF"):
        _look_through(body)
        with _opened(body) as document:
            pages = len(document)
            if pages > MAX_PAGES:
                raise Refusal(
                    f"tệp PDF có {pages} trang, quá {MAX_PAGES} trang",
                    f"Hãy tách thành nhiều tệp, mỗi tệp không quá {MAX_PAGES} trang, hoặc chỉ lấy các trang cần thiết.",
                )
            width, height = _page_size(document, 0)
            _drawn(document, 160)
            return Shape(max(1, round(width)), max(1, round(height)), pages)


def first_page(body: bytes, side: int) -> Image.Image:
    """The first page as a plain picture, its longer side `side` points. Raises Refusal."""
    with careful("tệp PDF"), _opened(body) as document:
        return _drawn(document, side)


@contextlib.contextmanager
def _opened(body: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise _locked() from error
        raise
    try:
        document.init_forms()  # what was filled into a form is part of the picture
        if len(document) == 0:
            raise damaged("tệp PDF")
        yield document
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, side: int) -> Image.Image:
    width, height = _page_size(document, 0)
    scale = side / max(width, height)
    pixels = max(1, round(width * scale)), max(1, round(height * scale))
    page = document[0]
    bitmap = pypdfium2.PdfBitmap.new_native(*pixels, format=pdfium.FPDFBitmap_BGR, rev_byteorder=True)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, *pixels)
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
    place = (bitmap, page, 0, 0, *pixels, 0, flags)
    deadline = time.monotonic() + PATIENCE
    pause = pdfium.IFSDK_PAUSE(version=1)
    pypdfium2.internal.set_callback(pause, "NeedToPauseNow", lambda _: int(time.monotonic() > deadline))
    status = pdfium.FPDF_RenderPageBitmap_Start(*place, pause)
    pdfium.FPDF_RenderPage_Close(page)
    if status == pdfium.FPDF_RENDER_TOBECONTINUED:
        raise _too_much()
    if status != pdfium.FPDF_RENDER_DONE:
        raise damaged("tệp PDF")
    if document.formenv:
        pdfium.FPDF_FFLDraw(document.formenv, *place)
    image: Image.Image = bitmap.to_pil().convert("RGB").copy()  # its own memory: the bitmap goes
    page.close()
    bitmap.close()
    return image


def _page_size(document: pypdfium2.PdfDocument, index: int) -> tuple[float, float]:
    """Width and height of a page as it is seen, turned where the page says so."""
    width, height = document.get_page_size(index)
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise damaged("tệp PDF")
    return width, height


def _look_through(body: bytes) -> None:
    """Every object, also those no page shows: for what runs, and for images that unfold beyond bounds."""
    try:
        with pikepdf.open(io.BytesIO(body)) as document:
            if len(document.objects) > MAX_OBJECTS:
                raise _too_much()
            _look_at(document.trailer, 0)
            for found in document.objects:
                _look_at(found, 0)
    except pikepdf.PasswordError as error:
        raise _locked() from error


def _look_at(found: pikepdf.Object, depth: int) -> None:
    """One object with what lies in it; what it points to has its own turn."""
    entries: Mapping[str, object] = {}
    inside: Iterable[object] = ()
    if isinstance(found, pikepdf.Stream):
        _check_image(found)
        entries = dict(found.stream_dict.items())
    elif isinstance(found, pikepdf.Dictionary):
        entries = dict(found.items())
    elif isinstance(found, pikepdf.Array):
        inside = list(found)
    if depth > MAX_DEPTH:
        raise _too_much()
    if "/JS" in entries or str(entries.get("/S", "")) in _RUNNING:
        raise Refusal("tệp PDF có chứa lệnh tự chạy", PRINT_ANEW)
    for value in (*entries.values(), *inside):
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            _look_at(value, depth + 1)


def _check_image(stream: pikepdf.Stream) -> None:
    """An image is as large as its own header says, whatever the PDF says of it."""
    if stream.get("/Subtype") != "/Image":
        return
    sizes = [(int(stream.get("/Width", 0)), int(stream.get("/Height", 0)))]
    if str(stream.get("/Filter", "")) in {"/DCTDecode", "/JPXDecode"}:
        with (
            contextlib.suppress(OSError, SyntaxError),
            Image.open(io.BytesIO(stream.read_raw_bytes())) as image,
        ):
            sizes.append(image.size)
    if any(width * height > MAX_PAGE_IMAGE for width, height in sizes):
        raise Refusal(
            "ảnh trong tệp PDF quá lớn", "Hãy quét lại ở độ nét thấp hơn (300 điểm mỗi inch) rồi thêm lại."
        )


def _too_much() -> Refusal:
    return Refusal("tệp PDF quá phức tạp", PRINT_ANEW)


def _locked() -> Refusal:
    return Refusal(
        "tệp PDF đặt mật khẩu", "Hãy mở bằng mật khẩu, in ra PDF mới không có mật khẩu rồi thêm tệp mới."
    )
