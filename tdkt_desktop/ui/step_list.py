"""The map of a unit tab: the visit, every criterion with its mark and count, the assessment."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tdkt_desktop.domain.completeness import CriterionProgress
from tdkt_desktop.domain.marks import MARK_WORDS, Mark
from tdkt_desktop.ui.icons import draw_mark
from tdkt_desktop.ui.theme import HINT_POINTS, ROW_HEIGHT, UNIT, Theme

COUNT_WIDTH = 40
MARK_ROLE, COUNT_ROLE = int(Qt.ItemDataRole.UserRole) + 1, int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True)
class Step:
    """An entry of the map; `mark` is None where there is nothing to count."""

    key: str
    title: str
    mark: Mark | None = None
    count: str = ""


def counted(progress: CriterionProgress) -> str:
    """The text "3/7", or nothing where nothing is required."""
    return f"{progress.settled}/{progress.asked}" if progress.asked else ""


class StepDelegate(QStyledItemDelegate):
    """Draws mark, title and count; the chosen step has an accent edge."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(ROW_HEIGHT + 4))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette, rect = self._theme.palette, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.accent_soft if chosen else palette.hover))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(palette.accent))
        if state & QStyle.StateFlag.State_HasFocus and chosen:
            painter.setPen(QColor(palette.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        self._paint_words(painter, rect, index, chosen)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, chosen: bool
    ) -> None:
        palette = self._theme.palette
        left = rect.left() + 2 * UNIT
        if (mark := index.data(MARK_ROLE)) is not None:
            draw_mark(painter, QRectF(left, rect.center().y() - 7, 16, 16), Mark(mark), palette)
        left += 16 + UNIT
        font = painter.font()
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(palette.text))
        room = QRect(
            left, rect.top(), rect.right() - left - self._theme.px(COUNT_WIDTH) - UNIT, rect.height()
        )
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        font.setBold(False)
        font.setPointSizeF(HINT_POINTS * self._theme.zoom)
        painter.setFont(font)
        painter.setPen(QColor(palette.muted))
        painter.drawText(
            rect.adjusted(0, 0, -UNIT - 4, 0),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
            str(index.data(COUNT_ROLE)),
        )


class StepList(QListWidget):
    """`step_chosen(key)` when a person goes to a step; `show_step` is silent."""

    step_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "steps")
        self.setAccessibleName("Các nội dung kiểm tra")
        self.setItemDelegate(StepDelegate(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._chosen)

    @property
    def key(self) -> str:
        return self._key_at(self.currentRow())

    def fill(self, steps: list[Step]) -> None:
        """Show the steps; called again it only refreshes marks and counts."""
        for row, step in enumerate(steps):
            item = self.item(row) if row < self.count() else self._new_item()
            item.setText(step.title)
            item.setData(Qt.ItemDataRole.UserRole, step.key)
            item.setData(MARK_ROLE, step.mark.value if step.mark else None)
            item.setData(COUNT_ROLE, step.count)
            state = f", {MARK_WORDS[step.mark]} {step.count}".rstrip() if step.mark else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, step.title + state)
            item.setToolTip(step.title + state)

    def show_step(self, key: str) -> None:
        self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentRow(row)
        self.blockSignals(False)

    def neighbour(self, step: int) -> str:
        """The key of the step before (-1) or after (+1) the current one; the same at an end."""
        return self._key_at(self.currentRow() + step) or self.key

    def _key_at(self, row: int) -> str:
        return str(self.item(row).data(Qt.ItemDataRole.UserRole)) if 0 <= row < self.count() else ""

    def _new_item(self) -> QListWidgetItem:
        self.blockSignals(True)
        item = QListWidgetItem(self)
        self.blockSignals(False)
        return item

    def _chosen(self) -> None:
        self.step_chosen.emit(self.key)
