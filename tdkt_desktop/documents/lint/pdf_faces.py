"""The faces of a PDF's letters, and letters that a font does not have and prints as a box."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

from tdkt_desktop.documents.lint.reading import Face

BOLD_WEIGHT = 600
ITALIC_FLAG, BOLD_FLAG = 0x40, 0x40000
NAME_ROOM = 256
EM = 500  # outlines come as shares of the size
_TAGGED = re.compile(r"^[A-Z]{6}\+")
_STYLED = re.compile(r"[-,]?(bold|italic|oblique|regular|roman|bolditalic|mt|ps|psmt)+$", re.IGNORECASE)


class Faces:
    """Faces by font, for one document."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[str, bool, bool]] = {}
        self._boxes: dict[tuple[int, int], bool] = {}

    def face(self, text: Any, index: int, owner: Any, font: Any) -> Face:
        """The face of the letter at `index`, which the text object `owner` draws."""
        size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
        pdfium.FPDFTextObj_GetFontSize(owner, size)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        points = size.value * ((matrix.c**2 + matrix.d**2) ** 0.5 or 1.0)
        family, bold, italic = self._font(font)
        return Face(family, rounded(points), bold, italic)

    def is_box(self, font: Any, code: int) -> bool:
        """Whether the letter prints as an empty box (two rectangles, one in the other) or is none at all (code 0)."""
        key = (_address(font), code)
        if key not in self._boxes:
            self._boxes[key] = code == 0 or (code > 32 and _two_rectangles(font, code))
        return self._boxes[key]

    def _font(self, font: Any) -> tuple[str, bool, bool]:
        address = _address(font)
        if address not in self._fonts:
            name = _TAGGED.sub("", _name(pdfium.FPDFFont_GetBaseFontName, font))
            family = _name(pdfium.FPDFFont_GetFamilyName, font) or _STYLED.sub("", name)
            low, flags = name.lower(), pdfium.FPDFFont_GetFlags(font)
            angle = ctypes.c_int()
            pdfium.FPDFFont_GetItalicAngle(font, angle)
            bold = pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT or bool(flags & BOLD_FLAG) or "bold" in low
            italic = bool(angle.value or flags & ITALIC_FLAG) or "italic" in low or "oblique" in low
            self._fonts[address] = (_TAGGED.sub("", family), bold, italic)
        return self._fonts[address]


def rounded(points: float) -> float:
    """A size as its writer meant it: programs print 13.98 or 14.04 for 14."""
    half = round(points * 2) / 2
    return half if abs(half - points) <= 0.15 else round(points, 1)


def _two_rectangles(font: Any, code: int) -> bool:
    path = pdfium.FPDFFont_GetGlyphPath(font, code, 100.0)
    if not path:
        return False
    count = pdfium.FPDFGlyphPath_CountGlyphSegments(path)
    if not 8 <= count <= 12:
        return False
    columns: set[int] = set()
    rows: set[int] = set()
    moves = 0
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return False
        moves += kind == pdfium.FPDF_SEGMENT_MOVETO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        columns.add(round(x.value * EM))
        rows.add(round(y.value * EM))
    return moves == 2 and len(columns) == 4 and len(rows) == 4


def _name(ask: Any, font: Any) -> str:
    room = ctypes.create_string_buffer(NAME_ROOM)
    length = ask(font, room, NAME_ROOM)
    return room.value.decode("utf-8", "replace") if 0 < length <= NAME_ROOM else ""


def _address(font: Any) -> int:
    return ctypes.cast(font, ctypes.c_void_p).value or 0
