"""Lines of a PDF gathered to paragraphs: by their indents, short last lines and gaps, for a PDF has none of its own."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tdkt_desktop.documents.lint.pdf_columns import Standing
from tdkt_desktop.documents.lint.pdf_marks import MM_A_POINT, Piece
from tdkt_desktop.documents.lint.reading import CENTER, JUSTIFY, LEFT, Box, Span, Text, Where, Zone
from tdkt_desktop.documents.lint.word_styles import SINGLE

AT_EDGE = 0.8  # millimetres; a justified line ends that close to the edge
INDENTED = 4.0
APART = 1.25  # steps between lines that end a paragraph, in usual steps
WIDE = (1.45, 2.7)  # after a full line these are lines set wide, not a gap
BROKEN = re.compile(r"\w[-/]$")  # a symbol such as 19/KH-HĐTĐKT goes on in the next line
SHORT = 25.0  # a line that ends so far from the edge is the last of its paragraph
CENTERED = 1.5
FIRST_LINE = (9.5, 13.4)  # a line set in like that begins a paragraph, in the middle by chance


@dataclass(frozen=True)
class Frame:
    """The edges of the text on pages of one shape; `right` is None where no line tells."""

    left: float
    right: float | None
    pitch: float  # between lines of a paragraph, in millimetres

    @property
    def middle(self) -> float | None:
        return None if self.right is None else (self.left + self.right) / 2


def frame_of(pieces: Sequence[Piece], edges: Sequence[tuple[float, float]] = ()) -> Frame:
    """The edges that most lines keep to; where few lines tell, those of ruled tables (`edges`)."""
    lefts = Counter(round(piece.left, 0) for piece in pieces)
    often = [left for left, times in lefts.items() if times >= max(2, len(pieces) // 20)]
    rights = Counter(round(piece.right, 0) for piece in pieces)
    far = [right for right, times in rights.items() if times >= 3]
    left = min(often, default=None)
    if left is None or not far:
        near = [min(lefts)] if left is None and lefts else []
        left = min([*(edge for edge, _ in edges), *near, *([left] if left is not None else [])], default=30.0)
    right = max([*far, *([] if far else [*(edge for _, edge in edges), *rights])], default=None)
    exact_left = [piece.left for piece in pieces if abs(piece.left - left) < 1]
    exact_right = [piece.right for piece in pieces if right is not None and abs(piece.right - right) < 1]
    frame = Frame(min(exact_left, default=left), max(exact_right, default=right), 0)
    return replace(frame, pitch=_pitch(pieces, frame))


def _pitch(pieces: Sequence[Piece], frame: Frame) -> float:
    """The step from a full line to the line that goes on with it."""
    steps = Counter(
        round(after.base - before.base, 1)
        for before, after in pairwise(pieces)
        if before.page == after.page
        and 3 < after.base - before.base < 12
        and abs(after.left - frame.left) < AT_EDGE
        and (frame.right is None or before.right > frame.right - SHORT)
    )
    if steps:
        return steps.most_common(1)[0][0]
    sizes = [piece.size for piece in pieces]
    return statistics.median(sizes) * MM_A_POINT * SINGLE if sizes else 5.7


def paragraphs(lines: Sequence[Standing], frame: Frame) -> list[list[Standing]]:
    """Lines of the flow that belong together; what stands in columns is taken line by line."""
    found: list[list[Standing]] = []
    for line in lines:
        before = found[-1][-1] if found else None
        if before is None or line.row or before.row or _begins(before.piece, line.piece, frame):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _begins(before: Piece, line: Piece, frame: Frame) -> bool:
    if abs(before.size - line.size) > 0.6 or line.left - frame.left > INDENTED:
        return True
    if frame.right is not None and before.right < frame.right - SHORT:
        return True
    if is_centered(before, frame) and before.left - frame.left > INDENTED * 2:
        return True
    step = line.base - before.base
    if before.page != line.page or step <= frame.pitch * APART:
        return False
    is_full = frame.right is not None and abs(before.right - frame.right) <= AT_EDGE
    return not (is_full and frame.pitch * WIDE[0] < step < frame.pitch * WIDE[1])


def is_centered(piece: Piece, frame: Frame) -> bool:
    """Whether a line stands in the middle with room on both sides."""
    if frame.middle is None:
        return False
    off = abs((piece.left + piece.right) / 2 - frame.middle)
    inset = piece.left - frame.left
    return off < CENTERED and inset > 3 and not FIRST_LINE[0] < inset < FIRST_LINE[1]


def as_text(group: Sequence[Standing], frame: Frame, number: int, above: Piece | None) -> Text:
    """One paragraph of the reading. `above` is the line before it on the page."""
    pieces = [line.piece for line in group]
    first = group[0]
    zone = Zone.COLUMN if first.row else Zone.FLOW
    inner = [after.base - before.base for before, after in _following(pieces)]
    high = pieces[0].size * MM_A_POINT * SINGLE
    before = None
    if above is not None and not first.row:
        before = (
            pieces[0].base - above.base - (statistics.median(inner) if inner else frame.pitch)
        ) / MM_A_POINT
    return Text(
        spans=_joined(pieces),
        where=Where(pieces[0].page, number, zone),
        row=first.row,
        column=first.column,
        columns=first.columns,
        align=None if first.row else _align(pieces, frame),
        indent_mm=None if first.row else pieces[0].left - frame.left,
        before_pt=before,
        leading=statistics.median(inner) / high if inner else None,
        box=_around(pieces),
        wraps=len(pieces) > 1,
        stretched=any(piece.is_stretched() for piece in pieces),
        boxes=sum(piece.boxes for piece in pieces),
    )


def _following(pieces: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    pairs = pairwise(pieces)
    return [
        (before, after) for before, after in pairs if before.page == after.page and after.base > before.base
    ]


def _align(pieces: Sequence[Piece], frame: Frame) -> str | None:
    if len(pieces) == 1:
        return CENTER if is_centered(pieces[0], frame) else None
    if all(is_centered(piece, frame) for piece in pieces):
        return CENTER
    if frame.right is None:
        return None
    full = [abs(piece.right - frame.right) <= AT_EDGE for piece in pieces[:-1]]
    if all(full):
        return JUSTIFY
    return LEFT if full.count(False) >= 2 else None


def _joined(pieces: Sequence[Piece]) -> tuple[Span, ...]:
    found: list[Span] = []
    for piece in pieces:
        spans = list(piece.spans())
        if found and not found[-1].text.endswith(" ") and not BROKEN.search(found[-1].text):
            found[-1] = Span(f"{found[-1].text} ", found[-1].face)
        for span in spans:
            if found and found[-1].face == span.face:
                found[-1] = Span(found[-1].text + span.text, span.face)
            else:
                found.append(span)
    return tuple(found)


def _around(pieces: Sequence[Piece]) -> Box:
    here = [piece.box for piece in pieces if piece.page == pieces[0].page]
    return Box(
        min(box.left for box in here),
        min(box.top for box in here),
        max(box.right for box in here),
        max(box.bottom for box in here),
    )
