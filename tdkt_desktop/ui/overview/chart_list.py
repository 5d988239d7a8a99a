"""A chart as a list: a bar in every row between its name and its words, so that keys and screen readers find each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tdkt_desktop.domain.charts import Bar, Chart
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.ui.look.theme import ROW_HEIGHT, UNIT, Theme
from tdkt_desktop.ui.overview.chart_painting import draw_bar, draw_part

Index = QModelIndex | QPersistentModelIndex
LABEL, BAR = 0.30, 0.38  # shares of the width; the words have the rest
BAR_HEIGHT, SAMPLE = 20, 18
WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class Sample(QWidget):
    """How a kind of part looks, for the legend."""

    def __init__(self, title: str, mark: Mark, theme: Theme) -> None:
        super().__init__()
        self._mark, self._theme = mark, theme
        self.setAccessibleName(title)

    def sizeHint(self) -> QSize:  # Qt's name
        return QSize(self._theme.px(SAMPLE) + 2, self._theme.px(SAMPLE) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # Qt's name
        side = self._theme.px(SAMPLE)
        painter = QPainter(self)
        draw_part(painter, QRectF(1, (self.height() - side) / 2, side, side), self._mark, self._theme.palette)
        painter.end()


class ChartList(QListWidget):
    """`bar_opened(Bar)` on Enter or a double click; arrows move. As high as its rows: the page scrolls, not the list."""

    bar_opened = Signal(object)

    def __init__(self, chart: Chart, theme: Theme) -> None:
        super().__init__()
        self.chart, self._theme = chart, theme
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(BarDelegate(chart, theme, self))
        for bar in chart.bars:
            item = QListWidgetItem(f"{bar.label}: {bar.words}")
            item.setToolTip(item.text())
            self.addItem(item)
        self.setCurrentRow(0)
        self.itemActivated.connect(lambda item: self.bar_opened.emit(chart.bars[self.row(item)]))
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # Qt's name
        event.ignore()  # the page scrolls

    def row_rect(self, row: int) -> QRect:
        """Where a row lies in the list."""
        return self.visualItemRect(self.item(row))

    def _fit(self) -> None:
        """Rows are as high as their words need in this width."""
        delegate = self.itemDelegate()
        if not isinstance(delegate, BarDelegate):  # asked while it is being made
            return
        heights = [delegate.row_height(bar, self.viewport().width()) for bar in self.chart.bars]
        for row, height in enumerate(heights):
            self.item(row).setSizeHint(QSize(0, height))
        self.setFixedHeight(sum(heights) + 2)
        self.viewport().update()


class BarDelegate(QStyledItemDelegate):
    """Draws a row: name, bar, words."""

    def __init__(self, chart: Chart, theme: Theme, parent: ChartList) -> None:
        super().__init__(parent)
        self._chart, self._theme, self._list = chart, theme, parent

    def row_height(self, bar: Bar, width: int) -> int:
        """How high the row of a bar must be in a list of that width."""
        metrics = QFontMetrics(self._list.font())
        label, _, words = self._columns(QRect(0, 0, width, 0))
        needed = [
            metrics.boundingRect(QRect(0, 0, room.width(), 0), WRAPPED, text).height()
            for room, text in ((label, bar.label), (words, bar.words))
        ]
        return max(self._theme.px(ROW_HEIGHT), max(needed) + UNIT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, rect, bar = self._theme.palette, QRect(option.rect), self._chart.bars[index.row()]
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setFont(self._list.font())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, QColor(palette.accent_soft))
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        label, middle, words = self._columns(rect)
        painter.setPen(QColor(palette.text))
        painter.drawText(label, WRAPPED, bar.label)
        painter.drawText(words, WRAPPED, bar.words)
        height = self._theme.px(BAR_HEIGHT)
        room = QRectF(middle.left(), middle.center().y() - height / 2, middle.width(), height)
        draw_bar(painter, room, self._chart, bar, palette)
        painter.restore()

    def _columns(self, rect: QRect) -> tuple[QRect, QRect, QRect]:
        """The rooms of name, bar and words."""
        inside = rect.adjusted(UNIT, 0, -UNIT, 0)
        label, bar = int(inside.width() * LABEL), int(inside.width() * BAR)
        left = inside.left()
        return (
            QRect(left, rect.top(), label - UNIT, rect.height()),
            QRect(left + label, rect.top(), bar, rect.height()),
            QRect(
                left + label + bar + 2 * UNIT,
                rect.top(),
                inside.width() - label - bar - 2 * UNIT,
                rect.height(),
            ),
        )
