"""Line icons tinted from the palette, and the marks of the states, told apart by shape before colour."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.paths import resource
from tdkt_desktop.ui.look.palette import Palette

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


def ring_icon(mark: Mark, share: float, palette: Palette, size: int = 18) -> QIcon:
    """A progress ring with the mark of a state in it, as an icon for tabs."""
    pixmap = _blank(size)
    painter = QPainter(pixmap)
    draw_ring(painter, QRectF(0, 0, size, size), mark, share, palette)
    painter.end()
    return QIcon(pixmap)


def sealed_icon(palette: Palette, size: int = 18) -> QIcon:
    """A closed lock: minutes that are sealed."""
    pixmap = _blank(size)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 18, size / 18)
    colour = QColor(palette.of(Mark.MET))
    painter.setPen(QPen(colour, 2))
    shackle = QPainterPath(QPointF(5.5, 9))
    shackle.lineTo(5.5, 6)
    shackle.arcTo(QRectF(5.5, 2.5, 7, 7), 180, -180)
    shackle.lineTo(12.5, 9)
    painter.drawPath(shackle)
    _fill(painter)
    painter.drawRoundedRect(QRectF(3.5, 8, 11, 8), 1.6, 1.6)
    painter.end()
    return QIcon(pixmap)


def draw_ring(painter: QPainter, box: QRectF, mark: Mark, share: float, palette: Palette) -> None:
    """Draw how much is settled (0 to 1) as an arc from the top, with the verdict or the finished state inside."""
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center().x() - side / 2, box.center().y() - side / 2)
    painter.scale(side / 18, side / 18)
    ring = QRectF(1.5, 1.5, 15, 15)
    painter.setPen(QPen(QColor(palette.field_line), 1.2))
    painter.drawEllipse(ring)
    colour = QColor(palette.of(mark))
    if share > 0:
        painter.setPen(QPen(colour, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(ring, 90 * 16, -round(min(share, 1.0) * 360 * 16))
    painter.restore()
    if mark not in (Mark.PARTIAL, Mark.NOT_CHECKED):
        inner = side * (0.42 if mark is Mark.RECORDED else 0.52)
        centre = box.center()
        draw_mark(
            painter,
            QRectF(centre.x() - inner / 2, centre.y() - inner / 2, inner, inner),
            mark,
            palette,
            bare=True,
        )


def draw_mark(painter: QPainter, box: QRectF, mark: Mark, palette: Palette, *, bare: bool = False) -> None:
    """Draw a state in the middle of a box: tick, exclamation, dash, half disc, dotted ring or hollow ring.

    A `bare` mark stands in a ring already: it is drawn bolder and without one of its own.
    """
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center().x() - side / 2, box.center().y() - side / 2)
    painter.scale(side / 16, side / 16)
    colour = QColor(palette.of(mark))
    width = 3.2 if bare else 2.2
    painter.setPen(
        QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    (_disc if bare and mark is Mark.RECORDED else _SHAPES[mark])(painter)
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


def _disc(painter: QPainter) -> None:
    _fill(painter)
    painter.drawEllipse(QRectF(3, 3, 10, 10))


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
