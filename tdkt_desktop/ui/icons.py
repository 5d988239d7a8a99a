"""Line icons tinted from the palette, and the marks of the states, told apart by shape before colour."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.paths import resource
from tdkt_desktop.ui.palette import Palette

SCALE = 3  # pictures are drawn three times as large, so that they stay sharp at 200 % and 300 %


def line_icon(name: str, colour: str, size: int = 18) -> QIcon:
    """The icon resources/icons/<name>.svg in a colour of the palette."""
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = _blank(size)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return QIcon(pixmap)


def mark_icon(mark: Mark, palette: Palette, size: int = 16) -> QIcon:
    """The mark of a state as an icon for tabs, lists and buttons."""
    pixmap = _blank(size)
    painter = QPainter(pixmap)
    draw_mark(painter, QRectF(0, 0, size, size), mark, palette)
    painter.end()
    return QIcon(pixmap)


def draw_mark(painter: QPainter, box: QRectF, mark: Mark, palette: Palette) -> None:
    """Draw a state in the middle of a box: tick, exclamation, dash, half disc, dotted ring or hollow ring."""
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center().x() - side / 2, box.center().y() - side / 2)
    painter.scale(side / 16, side / 16)
    colour = QColor(palette.of(mark))
    painter.setPen(
        QPen(colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    _SHAPES[mark](painter)
    painter.restore()


def _tick(painter: QPainter) -> None:
    path = QPainterPath(QPointF(2.5, 8.5))
    path.lineTo(6.3, 12.3)
    path.lineTo(13.5, 3.8)
    painter.drawPath(path)


def _exclamation(painter: QPainter) -> None:
    painter.drawLine(QPointF(8, 2.5), QPointF(8, 9))
    _fill(painter)
    painter.drawEllipse(QPointF(8, 13), 1.5, 1.5)


def _dash(painter: QPainter) -> None:
    painter.drawLine(QPointF(3.5, 8), QPointF(12.5, 8))


def _half(painter: QPainter) -> None:
    _ring(painter)
    _fill(painter)
    painter.drawPie(QRectF(2, 2, 12, 12), 90 * 16, 180 * 16)


def _dotted_ring(painter: QPainter) -> None:
    _ring(painter)
    _fill(painter)
    painter.drawEllipse(QPointF(8, 8), 2.6, 2.6)


def _ring(painter: QPainter) -> None:
    painter.setPen(QPen(painter.pen().color(), 1.6))
    painter.drawEllipse(QRectF(2.3, 2.3, 11.4, 11.4))


_SHAPES = {
    Mark.MET: _tick,
    Mark.NOT_MET: _exclamation,
    Mark.NOT_APPLICABLE: _dash,
    Mark.PARTIAL: _half,
    Mark.RECORDED: _dotted_ring,
    Mark.NOT_CHECKED: _ring,
}


def _fill(painter: QPainter) -> None:
    """From drawing lines to filling shapes in the same colour."""
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)


def _blank(size: int) -> QPixmap:
    pixmap = QPixmap(size * SCALE, size * SCALE)
    pixmap.setDevicePixelRatio(SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
