"""How wide a line of text prints, measured with the bundled type (its measures equal Times New Roman's)."""

from __future__ import annotations

import unicodedata
from functools import cache

from PIL import ImageFont

from tdkt_desktop.paths import resource

UNITS = 1000  # measure at a large size so that rounding does not matter
_ENDS = dict.fromkeys(
    map(ord, "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " "
)  # a layout engine refuses some of them
MM_PER_POINT = 25.4 / 72


def width_mm(text: str, points: float, *, bold: bool = False) -> float:
    """The width in millimetres of one line at `points`."""
    length = _face("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf").getlength(
        unicodedata.normalize("NFC", text).translate(_ENDS)
    )
    return length / UNITS * points * MM_PER_POINT


@cache
def _face(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource("fonts", name)), UNITS)
