"""Papers read back from disk: the words of each page of a PDF, the words of a Word file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import docx
import docx.document
import pypdfium2
from docx.table import Table as WordTable
from docx.table import _Cell

from tdkt_desktop.documents.blocks import Document
from tdkt_desktop.documents.docx_writer import write_docx
from tdkt_desktop.documents.pdf_writer import write_pdf
from tdkt_desktop.documents.style import load_style


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def pdf_pages(document: Document, folder: Path) -> list[str]:
    path = folder / "paper.pdf"
    write_pdf(document, path, load_style())
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def docx_texts(document: Document, folder: Path) -> list[str]:
    path = folder / "paper.docx"
    write_docx(document, path, load_style())
    return [text for text in _walk(docx.Document(str(path))) if text.strip()]


def _walk(word: docx.document.Document | _Cell) -> Iterator[str]:
    for part in word.iter_inner_content():
        if isinstance(part, WordTable):
            seen = set()
            for row in part.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield from _walk(cell)
        else:
            yield part.text
