"""Papers read back from disk: the words of each page of a PDF, the words of a Word file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import docx
import docx.document
import pypdfium2
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Document
from tdkt_desktop.documents.pdf.writer import write_pdf
from tdkt_desktop.vietnamese.letters import roman


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
    return word_texts(path)


def word_texts(path: Path) -> list[str]:
    """The texts of a Word file as Word shows them: numbers it counts itself stand before them."""
    word = docx.Document(str(path))
    labels = _Labels(word)
    return [text for text in _walk(word, labels) if text.strip()]


def _walk(word: docx.document.Document | _Cell, labels: _Labels) -> Iterator[str]:
    for part in word.iter_inner_content():
        if isinstance(part, WordTable):
            seen = set()
            for row in part.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield from _walk(cell, labels)
        else:
            yield f"{labels.of(part)}{part.text}"


class _Labels:
    """Counts as Word does: every level for itself, a higher one starts the lower ones anew."""

    def __init__(self, word: docx.document.Document) -> None:
        root = word.part.numbering_part.element
        levels = {
            one.get(qn("w:abstractNumId")): {
                level.get(qn("w:ilvl")): level for level in one.findall(qn("w:lvl"))
            }
            for one in root.findall(qn("w:abstractNum"))
        }
        self.levels = {
            one.get(qn("w:numId")): levels[one.find(qn("w:abstractNumId")).get(qn("w:val"))]
            for one in root.findall(qn("w:num"))
        }
        self.counts: dict[tuple[str, int], int] = {}

    def of(self, paragraph: WordParagraph) -> str:
        found = self._numbered(paragraph)
        if found is None:
            return ""
        number, level = found
        shape = self.levels[number][str(level)]
        kind, text = (shape.find(qn(tag)).get(qn("w:val")) for tag in ("w:numFmt", "w:lvlText"))
        if kind == "bullet":
            return f"{text} "
        self.counts[number, level] = count = self.counts.get((number, level), 0) + 1
        for key in [key for key in self.counts if key[0] == number and key[1] > level]:
            del self.counts[key]
        shown = roman(count) if kind == "upperRoman" else str(count)
        return f"{text.replace(f'%{level + 1}', shown)} "

    def _numbered(self, paragraph: WordParagraph) -> tuple[str, int] | None:
        style = paragraph.style
        assert style is not None
        for element in (paragraph._p, style.element):
            numbered = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbered is not None:
                number = numbered.find(qn("w:numId")).get(qn("w:val"))
                level = numbered.find(qn("w:ilvl"))
                return None if number == "0" else (number, int(level.get(qn("w:val"))))
        return None
