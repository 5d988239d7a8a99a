"""How high a row of a spreadsheet must be: programs that open a file do not all measure it anew before they print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tdkt_desktop.documents.layout.text_widths import width_mm
from tdkt_desktop.documents.neutral.sheets import Cell, value_of

POINTS = 12
LINE_POINTS = 15.75  # of a line in that size
PADDING_POINTS = 1.5
HIGHEST_POINTS = 409.0  # Excel's limit on a row
LINES = int(
    (HIGHEST_POINTS - PADDING_POINTS) / LINE_POINTS
)  # so many lines of a cell can be seen and printed
DIGIT_MM, EDGE_MM = (
    2.117,
    1.6,
)  # a column is measured in digits of the workbook's type, with a little room at its edges
_PIECES = re.compile(r"\n| |[^ \n]+")


def row_points(row: Sequence[Cell], widths: Sequence[float], *, bold: bool = False) -> float:
    """The height of a row in points, for columns of these widths in digits."""
    cells = zip(row, widths, strict=False)
    lines = max(
        (
            wrapped(value, width, bold=bold)
            for cell, width in cells
            if isinstance(value := value_of(cell), str) and value
        ),
        default=1,
    )
    return min(HIGHEST_POINTS, lines * LINE_POINTS + PADDING_POINTS)


def wrapped(text: str, width: float, *, bold: bool = False) -> int:
    """Into how many lines a text falls in a column."""
    lines = 1
    for _, lines in _walk(text, width, bold=bold):  # noqa: B007 - the last one counts
        pass
    return lines


def shown_end(text: str, width: float, most: int) -> int:
    """Where the words end that so many lines of a column show; 0 where not even the first word fits in."""
    for start, lines in _walk(text, width):
        if lines > most:
            return start
    return len(text)


def _walk(text: str, width: float, *, bold: bool = False) -> Iterator[tuple[int, int]]:
    """The start of every word, blank and line break, and the number of the line it ends in."""
    room = max(width * DIGIT_MM - EDGE_MM, DIGIT_MM)
    lines, used = 1, 0.0
    for found in _PIECES.finditer(text):
        piece = found[0]
        if piece == "\n":
            lines, used = lines + 1, 0.0
        elif piece == " ":
            used += _wide(piece, bold)
        else:
            wide = _wide(piece, bold)
            if used and used + wide > room:
                lines, used = lines + 1, 0.0
            if wide > room:  # a word longer than the column goes on in the next line
                lines += int(wide // room)
                wide %= room
            used += wide
        yield found.start(), lines


@lru_cache(maxsize=20_000)
def _wide(word: str, bold: bool) -> float:
    return width_mm(word, POINTS, bold=bold)
