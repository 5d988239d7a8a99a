"""The matrix of the overview: criteria down, units across, a mark in every cell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tdkt_desktop.domain.completeness import CriterionProgress
from tdkt_desktop.domain.marks import MARK_WORDS, Mark
from tdkt_desktop.ui.controls.step_list import counted
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.icons import draw_mark
from tdkt_desktop.ui.look.theme import HINT_POINTS, ROW_HEIGHT, UNIT, Theme

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
MARK_ROLE = int(ROLE.UserRole)
TITLE_WIDTH, CELL_WIDTH = 340, 92


class MatrixModel(QAbstractTableModel):
    """Column 0 is the criterion's name, then one column per unit."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._criteria, self._units = desk.session.checklist.criteria, desk.units
        self._progress: dict[str, tuple[CriterionProgress, ...]] = {}

    def refresh(self, unit: str) -> None:
        """Fetch the progress of a unit again, or of all when blank."""
        for one in self._units:
            if unit in ("", one.code) and self._desk.ready(one.code):
                self._progress[one.code] = self._desk.progress(one.code).criteria
        self.dataChanged.emit(self.index(0, 1), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self._criteria)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self._units) + 1

    def place(self, index: Index) -> tuple[str, str]:
        """Unit code and criterion code of a cell."""
        return self._units[index.column() - 1].code, self._criteria[index.row()].code

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.column() == 0:
            return self._title(index.row(), role)
        progress = self._cell(index)
        if progress is None:
            return None
        if role == MARK_ROLE:
            return progress.mark.value
        if role in (ROLE.AccessibleTextRole, ROLE.ToolTipRole):
            unit = self._units[index.column() - 1]
            return (
                f"{unit.short}, {self._criteria[index.row()].name}: {MARK_WORDS[progress.mark]}, "
                f"đã ghi {progress.settled}/{progress.asked}"
            )
        return counted(progress) if role == ROLE.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if section == 0:
            return {ROLE.DisplayRole: "Nội dung kiểm tra", ROLE.TextAlignmentRole: int(LEFT)}.get(ROLE(role))
        unit = self._units[section - 1]
        if role == ROLE.DisplayRole:
            return f"{unit.number:02d} {unit.short}"
        if role == ROLE.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        return unit.official if role in (ROLE.ToolTipRole, ROLE.AccessibleTextRole) else None

    def _title(self, row: int, role: int) -> str | None:
        criterion = self._criteria[row]
        if role in (ROLE.DisplayRole, ROLE.AccessibleTextRole):
            return f"{row + 1}. {criterion.name}"
        return criterion.title if role == ROLE.ToolTipRole else None

    def _cell(self, index: Index) -> CriterionProgress | None:
        """None while the unit's record is still being read."""
        found = self._progress.get(self._units[index.column() - 1].code)
        return found[index.row()] if found else None


class MatrixDelegate(QStyledItemDelegate):
    """Draws the mark with the count beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, rect = self._theme.palette, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.accent_soft))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        if index.column() == 0:
            self._words(painter, rect, str(index.data()))
        elif index.data(MARK_ROLE) is not None:
            middle = rect.center()
            box = QRectF(middle.x() - 26, middle.y() - 8, 17, 17)
            draw_mark(painter, box, Mark(index.data(MARK_ROLE)), palette)
            font = painter.font()
            font.setPointSizeF(HINT_POINTS * self._theme.zoom)
            painter.setFont(font)
            painter.setPen(QColor(palette.muted))
            painter.drawText(
                QRect(middle.x() - 3, rect.top(), 40, rect.height()), int(LEFT), str(index.data())
            )
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, text: str) -> None:
        room = rect.adjusted(UNIT + 4, 0, -UNIT, 0)
        painter.setPen(QColor(self._theme.palette.text))
        painter.drawText(
            room, int(LEFT), painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        )


class Matrix(QTableView):
    """`cell_opened(unit, criterion)` on click or Enter; arrows move."""

    cell_opened = Signal(str, str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.cells = MatrixModel(desk, self)
        self.setModel(self.cells)
        self.setItemDelegate(MatrixDelegate(theme, self))
        self.setAccessibleName("Bảng nội dung kiểm tra theo đơn vị")
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._theme = theme
        self._fitted: tuple[str, list[int]] = ("", [])
        self._measure()
        theme.changed.connect(self._measure)
        self.clicked.connect(self._open)
        if self.cells.rowCount() and self.cells.columnCount() > 1:
            self.setCurrentIndex(self.cells.index(0, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._fit()

    def _measure(self) -> None:
        """Rows and columns at the zoom in use."""
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self.horizontalHeader().setMinimumSectionSize(px(CELL_WIDTH))
        self.setColumnWidth(0, px(TITLE_WIDTH))
        self.setMinimumWidth(px(TITLE_WIDTH))
        self._fit()

    def _fit(self) -> None:
        """As high as the longest unit name needs and every criterion has; the page scrolls, not the matrix."""
        header = self.horizontalHeader()
        font = header.font()
        font.setBold(True)
        sizes = [header.sectionSize(column) for column in range(self.cells.columnCount())]
        if self._fitted != (font.key(), sizes):  # measuring two hundred names takes a while
            self._fitted = font.key(), sizes
            metrics, wrap = QFontMetrics(font), int(Qt.TextFlag.TextWordWrap)
            heights = [
                metrics.boundingRect(
                    QRect(0, 0, size - 3 * UNIT, 0),
                    wrap,
                    str(self.cells.headerData(column, Qt.Orientation.Horizontal)),
                ).height()
                for column, size in enumerate(sizes)
            ]
            header.setFixedHeight(max(heights) + 2 * UNIT)
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setFixedHeight(self._theme.px(ROW_HEIGHT) * self.cells.rowCount() + header.height() + 4 + extra)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() > 0:
            self.cell_opened.emit(*self.cells.place(index))
