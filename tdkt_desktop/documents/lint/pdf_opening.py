"""PDFs from anywhere, looked through before pages are read: locked, too long or unfolding without end is refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import settings

from tdkt_desktop.documents.lint.safe_opening import MAX_PAGES, MAX_UNPACKED, damaged, too_large
from tdkt_desktop.documents.pdf.pages import PDFIUM
from tdkt_desktop.domain.errors import WrongFile

MAX_OBJECTS = 200_000
MAX_STREAM = 60_000_000
PICTURES = {"/Image"}


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF ready to be read, with PDFium held (see pdf_pages). Raises WrongFile."""
    body = path.read_bytes()
    _look_through(body, path)
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(body)
        except pypdfium2.PdfiumError as error:
            if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
                raise _locked(path) from error
            raise damaged(path) from error
        try:
            if not 0 < len(document) <= MAX_PAGES:
                raise damaged(path) if len(document) == 0 else _too_long(path)
            yield document
        except pypdfium2.PdfiumError as error:
            raise damaged(path) from error
        finally:
            document.close()


def _look_through(body: bytes, path: Path) -> None:
    """Unfold every stream but pictures once, within bounds."""
    settings.set_qpdf_limits(flate_max_memory=300_000_000, run_length_max_memory=300_000_000)
    try:
        with _quietly(body) as document:
            if len(document.objects) > MAX_OBJECTS:
                raise too_large(path)
            whole = 0
            for one in document.objects:
                if not isinstance(one, pikepdf.Stream) or str(one.get("/Subtype", "")) in PICTURES:
                    continue
                length = len(one.read_bytes())
                whole += length
                if length > MAX_STREAM or whole > MAX_UNPACKED:
                    raise too_large(path)
    except pikepdf.PasswordError as error:
        raise _locked(path) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, MemoryError, RecursionError) as error:
        raise damaged(path) from error


def _quietly(body: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(body), suppress_warnings=True)


def _locked(path: Path) -> WrongFile:
    return WrongFile(
        f"Tệp {path.name} đặt mật khẩu nên không đọc được.", "Hãy bỏ mật khẩu hoặc xuất lại tệp rồi thử lại."
    )


def _too_long(path: Path) -> WrongFile:
    return WrongFile(f"Tệp {path.name} dài quá {MAX_PAGES} trang.", "Hãy tách văn bản thành nhiều tệp.")
