"""How a row of the command palette is drawn: kind, title with the letters found, detail, and its keys at the right."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tdkt_desktop.ui.find.marked_line import Span, draw_marked, hint_font
from tdkt_desktop.ui.look.theme import ROW_HEIGHT, TIGHT, UNIT, Theme

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
EDGE = 3  # px: the accent edge of the chosen row
DETAIL_FROM = 12  # letters: with less room than that the detail is left out


class PaletteRow(NamedTuple):
    """What a row shows; `kind` is blank but on the first row of a kind."""

    kind: str
    title: str
    detail: str
    keys: str
    title_spans: tuple[Span, ...]
    detail_spans: tuple[Span, ...]


class PaletteDelegate(QStyledItemDelegate):
    """Draws rows of one height, whatever the zoom."""

    def __init__(self, theme: Theme, kinds: tuple[str, ...], parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme, self._kinds = theme, kinds
        theme.changed.connect(parent.viewport().update)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # Qt's name
        return QSize(0, row_height(option))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PaletteRow = index.data(ROW_ROLE)
        palette = self._theme.palette
        painter.save()
        painter.setFont(option.font)
        room = QRect(option.rect)
        if row.kind and index.row() > 0:
            painter.setPen(QColor(palette.line))
            painter.drawLine(room.topLeft(), room.topRight())
        draw_ground(painter, option, self._theme)
        small = hint_font(option.font)
        metrics = QFontMetrics(small)
        kind_width = max(metrics.horizontalAdvance(kind) for kind in self._kinds)
        room.adjust(UNIT + UNIT // 2, 0, -UNIT, 0)
        painter.setFont(small)
        painter.setPen(QColor(palette.muted))
        painter.drawText(room, MIDDLE_LEFT, row.kind)
        room.setLeft(room.left() + kind_width + 2 * UNIT)
        if row.keys:
            room.setRight(room.right() - self._paint_keys(painter, room, row.keys) - UNIT)
        painter.setFont(option.font)
        used = draw_marked(painter, room, row.title, row.title_spans, palette.text, palette.accent)
        room.setLeft(room.left() + used + 2 * UNIT)
        if row.detail and room.width() > DETAIL_FROM * metrics.averageCharWidth():
            painter.setFont(small)
            draw_marked(painter, room, row.detail, row.detail_spans, palette.muted, palette.accent)
        painter.restore()

    def _paint_keys(self, painter: QPainter, room: QRect, keys: str) -> int:
        """The shortcut in a frame like a key; returns its width."""
        metrics, palette = painter.fontMetrics(), self._theme.palette
        width = metrics.horizontalAdvance(keys) + 2 * UNIT
        height = metrics.height() + TIGHT
        box = QRect(room.right() - width, room.center().y() - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.field_line)))
        painter.drawRoundedRect(box, TIGHT, TIGHT)
        painter.setPen(QColor(palette.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), keys)
        return width


def row_height(option: QStyleOptionViewItem) -> int:
    """High enough for the font in use, and never less than what is easily hit with a finger."""
    return max(ROW_HEIGHT, option.fontMetrics.height() + 2 * UNIT)


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """The ground of a row: the current one has an accent edge and a frame besides its colour."""
    palette, rect, state = theme.palette, QRect(option.rect), option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(palette.accent_soft if chosen else palette.hover))
    if chosen:
        painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), QColor(palette.accent))
        painter.setPen(QColor(palette.accent))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
