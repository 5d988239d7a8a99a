"""What is where on the pages of a PDF, read back with PDFium: lines of text with face, size and place, and rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from ctypes import byref, c_char_p, c_double, c_int, create_string_buffer
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one face on one line; places in millimetres from the left and the top of the sheet."""

    page: int
    text: str
    face: str
    size: float
    left: float
    right: float
    foot: float

    @property
    def bold(self) -> bool:
        return "Bold" in self.face

    @property
    def italic(self) -> bool:
        return "Italic" in self.face


def pieces(path: Path) -> list[Piece]:
    """Every stretch of text, from the top down and from left to right."""
    with pypdfium2.PdfDocument(path) as pdf:
        found = [piece for number, page in enumerate(pdf, start=1) for piece in _on_page(page, number)]
    return sorted(found, key=lambda piece: (piece.page, round(piece.foot, 1), piece.left))


def rules(path: Path) -> list[tuple[int, float, float, float]]:
    """The horizontal rules: page, left, right and distance from the top in millimetres."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf, start=1):
            for thing in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
                left, bottom, right, top = thing.get_bounds()
                if top - bottom < 3 < right - left:
                    height = page.get_height() - (top + bottom) / 2
                    found.append((number, round(left * MM, 1), round(right * MM, 1), round(height * MM, 1)))
    return found


def _on_page(page: pypdfium2.PdfPage, number: int) -> Iterator[Piece]:
    text_page, height = page.get_textpage(), page.get_height()
    text, key, left, right, foot = "", ("", 0.0), 0.0, 0.0, 0.0
    for index in range(text_page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text_page, index))
        made_up = raw.FPDFText_IsGenerated(text_page, index) == 1  # the reader's blank between two texts
        if text and made_up:
            yield _piece(number, text, key, left, right, height - foot)
            text = ""
        if made_up or (not letter.isprintable() and letter != "\u00a0"):
            continue
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
        start, end = _sides(text_page, index)
        face = _face(text_page, index), round(raw.FPDFText_GetFontSize(text_page, index), 1)
        apart = abs(y.value - foot) > 1 or start > right + face[1] * 1.5 or start < left
        if text and (apart or (face != key and not letter.isspace())):
            yield _piece(number, text, key, left, right, height - foot)
            text = ""
        if letter.isspace() and not text:
            continue
        if not text:
            left, foot, key = x.value, y.value, face
        text += letter
        right = max(end, x.value)
    if text:
        yield _piece(number, text, key, left, right, height - foot)


def _piece(page: int, text: str, key: tuple[str, float], left: float, right: float, foot: float) -> Piece:
    shown = unicodedata.normalize("NFC", text.replace("\u00a0", " ")).strip()
    return Piece(page, shown, *key, round(left * MM, 1), round(right * MM, 1), round(foot * MM, 1))


def _sides(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    raw.FPDFText_GetCharBox(text_page, index, byref(left), byref(right), byref(bottom), byref(top))
    return left.value, right.value


def _face(text_page: pypdfium2.PdfTextPage, index: int) -> str:
    buffer, flags = create_string_buffer(80), c_int()
    raw.FPDFText_GetFontInfo(text_page, index, buffer, 80, byref(flags))
    return (c_char_p(buffer.raw).value or b"").decode("ascii").rpartition("+")[2]
