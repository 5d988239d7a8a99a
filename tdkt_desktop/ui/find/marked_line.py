"""Draws one line of text with some words in bold, cut with an ellipsis where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import cast

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextLine

from tdkt_desktop.ui.look.theme import HINT_POINTS, TEXT_POINTS

CUT = "…"
IN_SIGHT, BEFORE = (
    0.85,
    0.25,
)  # parts of the room: the first word found ends before the one, else begins at the other
Span = tuple[int, int]


def draw_marked(
    painter: QPainter, room: QRect, text: str, spans: Sequence[Span], colour: str, marked: str
) -> int:
    """Draw in the painter's font, in the vertical middle of the room; words at `spans` in bold and in the colour
    `marked`. A text that is too long is cut so that the first of them stays in sight. Returns the width used.
    """
    font, width = painter.font(), room.width()
    layout = _laid_out(text, spans, font, marked)
    if layout.lineAt(0).naturalTextWidth() > width:
        text, spans = _cut_before(layout, text, spans, width)
        text, spans = _cut_after(_laid_out(text, spans, font, marked), text, spans, width)
        layout = _laid_out(text, spans, font, marked)
    line = layout.lineAt(0)
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))
    return min(width, int(line.naturalTextWidth()) + 1)


def _cut_before(
    layout: QTextLayout, text: str, spans: Sequence[Span], width: int
) -> tuple[str, Sequence[Span]]:
    """Drop the beginning where the first marked word would otherwise lie beyond the room."""
    line = layout.lineAt(0)
    if not spans or _x(line, _units(text, spans[0][1])) < width * IN_SIGHT:
        return text, spans
    fits = line.naturalTextWidth() - width + QFontMetrics(layout.font()).horizontalAdvance(CUT)
    wanted = min(_x(line, _units(text, spans[0][0])) - width * BEFORE, fits)
    start = _points(text, line.xToCursor(max(0, wanted), QTextLine.CursorPosition.CursorOnCharacter))
    space = text.find(" ", start, spans[0][0])
    start = space + 1 if space >= 0 else min(start, spans[0][0])
    shift = len(CUT) - start
    return CUT + text[start:], [(first + shift, last + shift) for first, last in spans]


def _cut_after(
    layout: QTextLayout, text: str, spans: Sequence[Span], width: int
) -> tuple[str, Sequence[Span]]:
    line = layout.lineAt(0)
    if line.naturalTextWidth() <= width:
        return text, spans
    left = max(0, width - QFontMetrics(layout.font()).horizontalAdvance(CUT))
    end = _points(text, line.xToCursor(left, QTextLine.CursorPosition.CursorOnCharacter))
    return text[:end].rstrip() + CUT, [(first, min(last, end)) for first, last in spans if first < end]


def _x(line: QTextLine, at: int) -> float:
    """Where a letter begins; Qt answers with the place it corrected as well."""
    answer = cast("tuple[float, int]", line.cursorToX(at))
    return answer[0]


def hint_font(font: QFont) -> QFont:
    """The smaller font of hints beside a text in this font, at any zoom."""
    small = QFont(font)
    small.setBold(False)
    small.setPointSizeF(font.pointSizeF() * HINT_POINTS / TEXT_POINTS)
    return small


def bold_font(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def plain_tip(*lines: str) -> str:
    """A hint of these lines word for word: Qt would take "<b>" in a person's text for a command."""
    return "<br>".join(escape(line) for line in lines if line)


def _laid_out(text: str, spans: Sequence[Span], font: QFont, colour: str) -> QTextLayout:
    layout = QTextLayout(text, font)
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.Bold)
    strong.setForeground(QColor(colour))
    formats = []
    for start, end in spans:
        one = QTextLayout.FormatRange()
        one.start, one.length, one.format = _units(text, start), 0, strong
        one.length = _units(text, end) - one.start
        formats.append(one)
    layout.setFormats(formats)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _units(text: str, at: int) -> int:
    """Qt counts a rare letter beyond the first 65,536 as two."""
    return at + sum(1 for letter in text[:at] if letter > "\uffff")


def _points(text: str, units: int) -> int:
    """The place in the text of a place that Qt counted."""
    at = counted = 0
    while counted < units and at < len(text):
        counted += 2 if text[at] > "\uffff" else 1
        at += 1
    return at
