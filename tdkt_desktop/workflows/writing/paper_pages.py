"""The pages of a written paper as pictures, and the paper put where a person wants it."""

from __future__ import annotations

from pathlib import Path

from tdkt_desktop.documents.layout.safe_file import replacing
from tdkt_desktop.documents.pdf.pages import PageSize, PdfPages, Picture, without_colour

__all__ = ["PageSize", "PdfPages", "Picture", "put_file", "replacing", "without_colour"]


def put_file(body: bytes, target: Path) -> Path:
    """Write bytes whole or not at all: a file of that name is replaced at the end, or stays as it was.

    Returns the target; raises DocumentNotWritten.
    """
    with replacing(target) as working:
        working.write_bytes(body)
    return target
