"""Pages of a PDF as pictures, for the preview on screen and for printing exactly what was exported."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2


def page_pictures(pdf: Path, dpi: int) -> tuple[bytes, ...]:
    """Every page as PNG bytes at `dpi` dots per inch, in order."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_png(document[index], dpi) for index in range(len(document)))
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    buffer = io.BytesIO()
    page.render(scale=dpi / 72).to_pil().save(buffer, "PNG")
    return buffer.getvalue()
