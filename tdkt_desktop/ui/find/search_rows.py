"""The rows of the search panel: a heading for every unit, its hits under it, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from tdkt_desktop.ui.find.marked_line import bold_font, draw_marked, hint_font, plain_tip
from tdkt_desktop.ui.find.palette_rows import MIDDLE_LEFT, draw_ground, row_height
from tdkt_desktop.ui.look.theme import TIGHT, UNIT, Theme
from tdkt_desktop.workflows.search.search import Hit, UnitHits

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MIDDLE_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
INDENT = 2 * UNIT


class Heading(NamedTuple):
    title: str
    total: int
    counted: str = "chỗ"


class Rest(NamedTuple):
    """Hits of a unit that are not listed."""

    left: int


Row = Heading | Hit | Rest


class HitModel(QAbstractListModel):
    """The rows of a search; only hits can be chosen."""

    def __init__(self, parent: QObject | None = None, counted: str = "chỗ") -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._counted = counted

    def show(self, found: Sequence[UnitHits]) -> None:
        self.beginResetModel()
        self._rows = []
        for group in found:
            self._rows += [Heading(group.title, group.total, self._counted), *group.hits]
            if group.total > len(group.hits):
                self._rows.append(Rest(group.total - len(group.hits)))
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """The hit on a row; None on a heading or outside."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Hit) else None

    def row_of(self, hit: Hit | None) -> int:
        """The row of a hit that is still there, or -1."""
        return next((row for row, one in enumerate(self._rows) if hit is not None and one == hit), -1)

    def rowCount(self, parent: Index | None = None) -> int:  # Qt's name
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usable = Qt.ItemFlag.ItemIsEnabled
        return usable | Qt.ItemFlag.ItemIsSelectable if self.hit(index.row()) is not None else usable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words_of(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Hit):
            return plain_tip(row.label, row.excerpt)
        return None


def words_of(row: Row) -> str:
    """A row in words."""
    if isinstance(row, Heading):
        return f"{row.title}: {row.total} {row.counted}"
    if isinstance(row, Rest):
        return f"Còn {row.left} chỗ nữa. Gõ thêm chữ để thu hẹp."
    return f"{row.label}: {row.excerpt}"


class HitDelegate(QStyledItemDelegate):
    """A hit has two lines: where it is, and what it says."""

    def __init__(self, theme: Theme, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(parent.viewport().update)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # Qt's name
        if not isinstance(index.data(ROW_ROLE), Hit):
            return QSize(0, row_height(option))
        return QSize(0, sum(line_heights(option)) + UNIT + TIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setFont(option.font)
        room = QRect(option.rect)
        if isinstance(row, Hit):
            draw_ground(painter, option, self._theme)
            self._paint_hit(painter, option, room.adjusted(INDENT, TIGHT, -UNIT, 0), row)
        elif isinstance(row, Heading):
            self._paint_heading(painter, room, row)
        else:
            painter.setFont(hint_font(option.font))
            painter.setPen(QColor(self._theme.palette.muted))
            painter.drawText(room.adjusted(INDENT, 0, -UNIT, 0), MIDDLE_LEFT, words_of(row))
        painter.restore()

    def _paint_heading(self, painter: QPainter, room: QRect, row: Heading) -> None:
        palette, font = self._theme.palette, painter.font()
        painter.fillRect(room, QColor(palette.raised))
        room = room.adjusted(UNIT + UNIT // 2, 0, -UNIT, 0)
        painter.setFont(hint_font(font))
        count = f"{row.total} {row.counted}"
        painter.setPen(QColor(palette.muted))
        painter.drawText(room, MIDDLE_RIGHT, count)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(count) - 2 * UNIT)
        painter.setFont(bold_font(font))
        draw_marked(painter, room, row.title, (), palette.text, palette.text)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: Hit) -> None:
        palette = self._theme.palette
        place, said = line_heights(option)
        painter.setFont(hint_font(option.font))
        top = QRect(room.left(), room.top(), room.width(), place)
        draw_marked(painter, top, row.label, (), palette.muted, palette.muted)
        painter.setFont(option.font)
        below = QRect(room.left(), room.top() + place, room.width(), said)
        draw_marked(painter, below, row.excerpt, row.spans, palette.text, palette.accent)


def line_heights(option: QStyleOptionViewItem) -> tuple[int, int]:
    """The heights of the two lines of a hit at the zoom in use."""
    return QFontMetrics(hint_font(option.font)).height() + 2, option.fontMetrics.height() + 4
