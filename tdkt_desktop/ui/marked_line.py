"""Draws one line of text with some words in bold, cut with an ellipsis where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextLine

from tdkt_desktop.ui.theme import HINT_POINTS, TEXT_POINTS

CUT = "…"
Span = tuple[int, int]


def draw_marked(
    painter: QPainter, room: QRect, text: str, spans: Sequence[Span], colour: str, marked: str
) -> int:
    """Draw in the painter's font, in the vertical middle of the room; words at `spans` in bold and in the colour
    `marked`. Returns the width used.
    """
    layout = _laid_out(text, spans, painter.font(), marked)
    line = layout.lineAt(0)
    if line.naturalTextWidth() > room.width():
        left = room.width() - QFontMetrics(painter.font()).horizontalAdvance(CUT)
        at = line.xToCursor(max(0, left), QTextLine.CursorPosition.CursorOnCharacter)
        shown = _points(text, at)
        layout = _laid_out(
            text[:shown].rstrip() + CUT,
            [(a, min(b, shown)) for a, b in spans if a < shown],
            painter.font(),
            marked,
        )
        line = layout.lineAt(0)
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))
    return min(room.width(), int(line.naturalTextWidth()) + 1)


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
