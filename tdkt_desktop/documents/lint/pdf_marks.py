"""What is on a page of a PDF: pieces of lines with their faces, straight lines, in millimetres from the top left."""

from __future__ import annotations

import ctypes
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from tdkt_desktop.documents.lint.pdf_faces import Faces
from tdkt_desktop.documents.lint.pdf_lines import Point, Segment, lowest_mark, segments
from tdkt_desktop.documents.lint.reading import Box, Face, Span

MM_A_POINT = 25.4 / 72
COLUMN_GAP = 4.5  # millimetres between two pieces of one height that belong to different columns
SAME_HEIGHT = 0.35  # how far baselines of one line differ, as a share of the size
MAX_LETTERS = 60_000  # of one page
HYPHENS = {0x02, 0xFFFE}  # how PDFium marks a hyphen at the end of a line
ASCENT, DESCENT = 0.89, 0.22  # of Times New Roman, as shares of the size
DOUBLE, BLANK = (
    1.7,
    2.6,
)  # a gap of two blanks, and one that is room for handwriting, in usual gaps of the line


@dataclass
class Letter:
    sign: str
    left: float
    right: float
    base: float
    face: Face
    piece: int
    is_box: bool


@dataclass
class Piece:
    """Letters that follow each other on one line without a column's gap."""

    letters: list[Letter]
    page: int = 0

    @property
    def text(self) -> str:
        return "".join(letter.sign for letter in self.letters)

    @property
    def inked(self) -> list[Letter]:
        return [letter for letter in self.letters if not letter.sign.isspace()]

    @property
    def left(self) -> float:
        return min(letter.left for letter in self.inked)

    @property
    def right(self) -> float:
        return max(letter.right for letter in self.inked)

    @property
    def base(self) -> float:
        return statistics.median(letter.base for letter in self.inked)

    @property
    def size(self) -> float:
        return max(letter.face.size for letter in self.inked)

    @property
    def box(self) -> Box:
        high = self.size * MM_A_POINT
        return Box(self.left, self.base - ASCENT * high, self.right, self.base + DESCENT * high)

    @property
    def boxes(self) -> int:
        return sum(letter.is_box for letter in self.letters)

    def spans(self) -> tuple[Span, ...]:
        found: list[Span] = []
        for letter in self.letters:
            if found and (found[-1].face == letter.face or letter.sign.isspace()):
                found[-1] = Span(found[-1].text + letter.sign, found[-1].face)
            else:
                found.append(Span(letter.sign, letter.face))
        return tuple(Span(nfc_blanks(span.text), span.face) for span in found)

    def is_stretched(self) -> bool:
        """Whether one gap between words is as wide as two; wider ones are room for handwriting."""
        inked = self.inked
        gaps = [
            after.left - before.right
            for before, after in pairwise(inked)
            if after.left - before.right > 0.12 * self.size * MM_A_POINT
        ]
        if len(gaps) < 4:
            return False
        usual = statistics.median(gaps)
        return any(DOUBLE * usual < gap < BLANK * usual for gap in gaps)


@dataclass
class Page:
    """One page as marks."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    lowest: float = 0.0


def read_page(document: pypdfium2.PdfDocument, index: int, faces: Faces) -> Page:
    """The marks of one page; PDFium must be held."""
    page = document[index]
    try:
        width, height = page.get_size()
        place = _placing(page)
        found = Page(index + 1, width * MM_A_POINT, height * MM_A_POINT)
        text = page.get_textpage()
        try:
            found.pieces = list(_pieces(_letters(text, faces, place), index + 1))
        finally:
            text.close()
        found.segments = segments(page, place)
        found.lowest = lowest_mark(page, place, found.height)
        return found
    finally:
        page.close()


def cut_at(piece: Piece, lines: tuple[float, ...]) -> list[Piece]:
    """A piece cut where an upright line stands between two of its letters."""
    parts: list[list[Letter]] = [[]]
    for letter in piece.letters:
        before = parts[-1][-1] if parts[-1] else None
        apart = before is not None and before.piece != letter.piece
        if before and apart and any(before.right - 1 <= line <= letter.left + 1 for line in lines):
            parts.append([])
        parts[-1].append(letter)
    return [Piece(part, piece.page) for part in parts if any(not letter.sign.isspace() for letter in part)]


def nfc_blanks(text: str) -> str:
    """Firm blanks as blanks; letters as the file has them."""
    return text.replace("\u00a0", " ")


def _placing(page: pypdfium2.PdfPage) -> Point:
    """From a point of the page's own space to millimetres from the top left as the page is seen."""
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation()

    def place(x: float, y: float) -> tuple[float, float]:
        x, y = {
            0: (x - left, top - y),
            90: (y - bottom, x - left),
            180: (right - x, y - bottom),
            270: (top - y, right - x),
        }[turn]
        return x * MM_A_POINT, y * MM_A_POINT

    return place


def _letters(text: pypdfium2.PdfTextPage, faces: Faces, place: Point) -> Iterator[Letter]:
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    known: tuple[int | None, Face | None, Any] = (None, None, None)
    number = 0
    for index in range(min(text.count_chars(), MAX_LETTERS)):
        owner = pdfium.FPDFText_GetTextObject(text, index)
        address = ctypes.cast(owner, ctypes.c_void_p).value if owner else None
        if address is None:
            continue  # line ends and blanks that PDFium supplies
        if address != known[0]:
            font = pdfium.FPDFTextObj_GetFont(owner)
            known = (address, faces.face(text, index, owner, font), font)
            number += 1
        code = pdfium.FPDFText_GetUnicode(text, index)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        one, _ = place(box.left, box.bottom)
        other, _ = place(box.right, box.top)
        _, base = place(x.value, y.value)
        assert known[1] is not None  # noqa: S101 - set with the address
        yield Letter(
            "-" if code in HYPHENS else chr(code) if 0 < code < 0x110000 else "\ufffd",
            min(one, other),
            max(one, other),
            base,
            known[1],
            number,
            faces.is_box(known[2], code),
        )


def _pieces(letters: Iterator[Letter], page: int) -> Iterator[Piece]:
    row: list[Letter] = []
    for letter in letters:
        if row and _breaks(row[-1], letter):
            yield from _whole(row, page)
            row = []
        row.append(letter)
    yield from _whole(row, page)


def _breaks(before: Letter, letter: Letter) -> bool:
    high = letter.face.size * MM_A_POINT
    if abs(letter.base - before.base) > SAME_HEIGHT * high:
        return True
    gap = letter.left - before.right
    return before.piece != letter.piece and (gap > COLUMN_GAP or gap < -high)


def _whole(row: list[Letter], page: int) -> Iterator[Piece]:
    if any(not letter.sign.isspace() for letter in row):
        yield Piece(row, page)
