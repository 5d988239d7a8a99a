"""Pages of a PDF as pictures, for the preview on screen and for printing exactly what was exported.

PDFium may be used by one thread at a time in the whole process, whatever the document: `PDFIUM` is held around
every call, closing included. A page is parsed when a picture of it is asked for, so opening costs the same for
6 and for 60 pages.
"""

from __future__ import annotations

import io
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

import pypdfium2
import pypdfium2.raw as pdfium

from tdkt_desktop.domain.errors import WrongFile

POINTS_AN_INCH = 72
MM_AN_INCH = 25.4
BYTES_A_DOT = 4
WHITE = (255, 255, 255, 255)
PDFIUM = threading.RLock()


class PageSize(NamedTuple):
    """The size of a page as it is seen, in points of 1/72 inch."""

    width: float
    height: float

    @property
    def millimetres(self) -> tuple[float, float]:
        return self.width / POINTS_AN_INCH * MM_AN_INCH, self.height / POINTS_AN_INCH * MM_AN_INCH

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    def dots(self, dpi: float) -> tuple[int, int]:
        """Width and height in whole dots; the last one may be begun by the page only."""
        scale = dpi / POINTS_AN_INCH
        return math.ceil(self.width * scale), math.ceil(self.height * scale)


class Picture(NamedTuple):
    """Dots row by row: one byte each in grey, else four (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    data: bytes
    is_grey: bool


class PdfPages:
    """The pages of one PDF, read into memory so that its file stays free; usable from any thread until closed."""

    def __init__(self, source: Path | bytes) -> None:
        """Open a file or its bytes; raises WrongFile for what is not a readable PDF, OSError of the disk."""
        body = source if isinstance(source, bytes) else source.read_bytes()
        with _pdfium():
            self._document = pypdfium2.PdfDocument(body)
            self.sizes = tuple(
                PageSize(*self._document.get_page_size(index)) for index in range(len(self._document))
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def count(self) -> int:
        return len(self.sizes)

    def picture(self, index: int, dpi: float, *, top: int = 0, rows: int = 0) -> Picture:
        """The page with that index, or `rows` rows of its dots from row `top` on (fewer at its end).

        A part drawn by itself may differ from the whole by a hundredth of a dot's darkness (PDFium rounds places
        on the page in single precision): good for the screen. Printing takes `bands`.
        """
        size = self.sizes[index].dots(dpi)
        with self._drawn(index, size, top, min(rows or size[1], size[1] - top)) as bitmap:
            return _picture(bitmap, 0, bitmap.height)

    def bands(self, index: int, dpi: float, rows: int) -> Iterator[Picture]:
        """The page cut into bands of `rows` rows, exact to the dot; only one band is copied at a time."""
        size = self.sizes[index].dots(dpi)
        with self._drawn(index, size, 0, size[1]) as bitmap:
            for top in range(0, size[1], rows):
                yield _picture(bitmap, top, min(rows, size[1] - top))

    def close(self) -> None:
        """Let the document go; closing twice is fine."""
        with PDFIUM:
            self._document.close()

    @contextmanager
    def _drawn(self, index: int, size: tuple[int, int], top: int, rows: int) -> Iterator[pypdfium2.PdfBitmap]:
        """Rows of a page of that size, drawn on white. PDFium is held while drawing and letting go only."""
        with _pdfium():
            bitmap = pypdfium2.PdfBitmap.new_native(size[0], rows, pdfium.FPDFBitmap_BGRx)
            bitmap.fill_rect(WHITE, 0, 0, size[0], rows)
            page = self._document[index]
            try:
                pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, -top, *size, 0, pdfium.FPDF_ANNOT)
            finally:
                page.close()
        try:
            yield bitmap
        finally:
            with PDFIUM:
                bitmap.close()


def without_colour(picture: Picture) -> Picture:
    """The same dots in one byte each where none has a colour (text), the picture itself otherwise (photos)."""
    if picture.is_grey:
        return picture
    blue, green, red = (picture.data[start::BYTES_A_DOT] for start in range(3))
    if blue != green or green != red:
        return picture
    return Picture(picture.width, picture.height, picture.width, blue, is_grey=True)


def page_pictures(pdf: Path, dpi: int) -> tuple[bytes, ...]:
    """Every page as PNG bytes at `dpi` dots per inch, in order."""
    with PDFIUM, PdfPages(pdf) as pages:
        return tuple(_png(pages.picture(index, dpi)) for index in range(pages.count))


@contextmanager
def _pdfium() -> Iterator[None]:
    """Hold PDFium; what it cannot read is said in words."""
    try:
        with PDFIUM:
            yield
    except pypdfium2.PdfiumError as error:
        raise WrongFile("Không đọc được các trang của tệp PDF.", "Hãy lập lại tệp rồi thử lại.") from error


def _picture(bitmap: pypdfium2.PdfBitmap, top: int, rows: int) -> Picture:
    stride = bitmap.stride
    dots = memoryview(bitmap.buffer).cast("B")[top * stride : (top + rows) * stride]
    return Picture(bitmap.width, rows, stride, bytes(dots), is_grey=False)


def _png(picture: Picture) -> bytes:
    from PIL import Image  # noqa: PLC0415

    buffer = io.BytesIO()
    Image.frombuffer("RGB", (picture.width, picture.height), picture.data, "raw", "BGRX").save(buffer, "PNG")
    return buffer.getvalue()
