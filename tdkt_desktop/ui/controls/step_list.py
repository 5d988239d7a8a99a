"""The map of a unit tab: the visit, every criterion with its mark and count, the assessment."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tdkt_desktop.domain.completeness import CriterionProgress, UnitProgress
from tdkt_desktop.domain.marks import MARK_WORDS, Mark
from tdkt_desktop.ui.look.icons import draw_ring
from tdkt_desktop.ui.look.theme import HINT_POINTS, ROW_HEIGHT, TIGHT, UNIT, Theme

COUNT_WIDTH, RING = 40, 18
MARK_ROLE, COUNT_ROLE, SHARE_ROLE = (int(Qt.ItemDataRole.UserRole) + place for place in (1, 2, 3))


@dataclass(frozen=True)
class Step:
    """An entry of the map; `mark` is None where there is nothing to count."""

    key: str
    title: str
    mark: Mark | None = None
    count: str = ""
    share: float = 0.0  # of what is asked that is settled


def counted(progress: CriterionProgress) -> str:
    """The text "3/7", or nothing where nothing is required."""
    return f"{progress.settled}/{progress.asked}" if progress.asked else ""


def step_of(key: str, title: str, progress: CriterionProgress) -> Step:
    """The entry of a criterion."""
    return Step(key, title, progress.mark, counted(progress), share_of(progress, progress.mark))


def share_of(progress: CriterionProgress | UnitProgress, mark: Mark) -> float:
    """How much of what is asked is settled; where nothing is required, all of it once anything was recorded."""
    if progress.asked:
        return progress.settled / progress.asked
    return 0.0 if mark is Mark.NOT_CHECKED else 1.0


class StepDelegate(QStyledItemDelegate):
    """Draws ring, title and count; the chosen step has an accent edge. A long title takes a second line."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        font = QFont(self._list.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        room = self._room(QRect(0, 0, self._list.viewport().width(), 0)).width()
        lines = 1 if metrics.horizontalAdvance(str(index.data())) <= room else 2
        height = lines * metrics.lineSpacing() + self._theme.px(TIGHT)
        return QSize(0, max(self._theme.px(ROW_HEIGHT + 4), height))

    def _room(self, rect: QRect) -> QRect:
        """Where the title stands in a row."""
        px = self._theme.px
        left = rect.left() + 2 * UNIT + px(RING) + UNIT
        return QRect(left, rect.top(), rect.right() - left - px(COUNT_WIDTH) - UNIT, rect.height())

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
        palette, side = self._theme.palette, self._theme.px(RING)
        if (mark := index.data(MARK_ROLE)) is not None:
            box = QRectF(rect.left() + 2 * UNIT, rect.top() + (rect.height() - side) / 2, side, side)
            draw_ring(painter, box, Mark(mark), float(index.data(SHARE_ROLE)), palette)
        font = QFont(self._list.font())
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(palette.text))
        room = self._room(rect)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, _two_lines(painter.fontMetrics(), str(index.data()), room.width()))
        font.setBold(False)
        font.setPointSizeF(HINT_POINTS * self._theme.zoom)
        painter.setFont(font)
        painter.setPen(QColor(palette.muted))
        painter.drawText(
            rect.adjusted(0, 0, -UNIT - 4, 0),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
            str(index.data(COUNT_ROLE)),
        )


def _two_lines(metrics: QFontMetrics, words: str, width: int) -> str:
    """The text as it stands in at most two lines; what is still too long ends in an ellipsis."""
    flags = int(Qt.TextFlag.TextWordWrap)
    most = 2 * metrics.lineSpacing() + 2  # the lines of a text stand a little apart
    shown = words
    while metrics.boundingRect(QRect(0, 0, width, 0), flags, shown).height() > most and len(words) > 1:
        words = words[:-1].rstrip()
        shown = f"{words}…"
    return shown


class StepList(QListWidget):
    """`step_chosen(key)` when a person goes to a step; `show_step` is silent."""

    step_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "steps")
        self.setAccessibleName("Các nội dung kiểm tra")
        self.setItemDelegate(StepDelegate(theme, self))
        self.setMouseTracking(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        theme.changed.connect(self.scheduleDelayedItemsLayout)
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
            item.setData(SHARE_ROLE, step.share)
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
