"""How the parts of a bar look: a colour of the palette, and a pattern that tells them apart without it."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from tdkt_desktop.domain.charts import Bar, Chart
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.ui.look.palette import Palette

FILLED = (Mark.MET, Mark.RECORDED, Mark.NOT_APPLICABLE)
PATTERNS = {
    Mark.NOT_MET: Qt.BrushStyle.BDiagPattern,
    Mark.PARTIAL: Qt.BrushStyle.HorPattern,
}  # the rest is hollow
PADDING = 3  # px around a number
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


def draw_bar(painter: QPainter, room: QRectF, chart: Chart, bar: Bar, palette: Palette) -> None:
    """Draw a bar over the width of a room: its parts by their share of the longest, or to either side of the middle."""
    painter.save()
    if chart.signed:
        _draw_signed(painter, room, chart, bar, palette)
    else:
        _draw_stacked(painter, room, chart, bar, palette)
    painter.restore()


def draw_part(painter: QPainter, box: QRectF, mark: Mark, palette: Palette) -> None:
    """One part of a bar, or its sample in the legend."""
    colour = QColor(palette.of(mark))
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(QColor(palette.surface))
    painter.drawRect(box)
    if mark in FILLED:
        painter.setBrush(colour)
        painter.drawRect(box)
    elif mark in PATTERNS:
        painter.setBrush(QBrush(colour, PATTERNS[mark]))
        painter.drawRect(box)


def _draw_stacked(painter: QPainter, room: QRectF, chart: Chart, bar: Bar, palette: Palette) -> None:
    longest = max((one.total for one in chart.bars), default=0) or 1
    left = room.left()
    for series, part in zip(chart.series, bar.parts, strict=True):
        wide = room.width() * part / longest
        if part:
            box = QRectF(left, room.top(), wide, room.height())
            draw_part(painter, box, series.mark, palette)
            _draw_number(painter, box, str(part), series.mark, palette)
        left += wide


def _draw_signed(painter: QPainter, room: QRectF, chart: Chart, bar: Bar, palette: Palette) -> None:
    middle = room.center().x()
    for series, part in zip(chart.series, bar.parts, strict=True):
        said = f"{part:+d}".replace("-", "−") if part else ""
        beside = painter.fontMetrics().horizontalAdvance(said) + 2 * PADDING
        wide = max(0.0, room.width() / 2 - beside) * abs(part) / chart.most
        left = middle - wide if part < 0 else middle
        if part:
            draw_part(painter, QRectF(left, room.top(), wide, room.height()), series.mark, palette)
        place = QRectF(left - beside if part < 0 else left + wide, room.top(), beside, room.height())
        painter.setPen(QColor(palette.text))
        painter.drawText(place, MIDDLE, said)
    painter.setPen(QPen(QColor(palette.text), 1.2))
    painter.drawLine(QLineF(middle, room.top() - 4, middle, room.bottom() + 4))


def _draw_number(painter: QPainter, box: QRectF, text: str, mark: Mark, palette: Palette) -> None:
    """The number on its part, on a little ground of its own where the part has a pattern; the words say it anyway."""
    wide = painter.fontMetrics().horizontalAdvance(text) + 2 * PADDING
    if wide > box.width():
        return
    if mark not in FILLED:
        ground = QRectF(box.center().x() - wide / 2, box.top() + 2, wide, box.height() - 4)
        painter.fillRect(ground, QColor(palette.surface))
    painter.setPen(QColor(palette.surface if mark in FILLED else palette.text))
    painter.drawText(box, MIDDLE, text)
