"""The sheet of a list as it is in the file, with the cells that are asked about marked where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from tdkt_desktop.ui.controls.fields import ENTER
from tdkt_desktop.ui.look.theme import ROW_HEIGHT, Theme
from tdkt_desktop.workflows.new_campaign.draft_lists import CellState, ShownCell

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
WIDEST, NARROWEST, MEASURED_ROWS = 260, 48, 60
SIGNS = {CellState.DOUBT: "? ", CellState.ERROR: "! ", CellState.ANSWERED: "✓ ", CellState.CONVERTED: "≈ "}
SAID = {
    CellState.DOUBT: "cần hỏi",
    CellState.ERROR: "lỗi",
    CellState.ANSWERED: "đã trả lời",
    CellState.CONVERTED: "đã đổi chữ cũ",
}
LEGEND = "Dấu trong bảng:  ?  cần hỏi    !  lỗi    ✓  đã trả lời    ≈  chữ cũ đã đổi"


class GridModel(QAbstractTableModel):
    """Cells as they were read; a state has a sign and a colour, never a colour alone."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._roles: Mapping[str, str] = {}
        self.cells: tuple[tuple[ShownCell, ...], ...] = ()

    def show(self, cells: tuple[tuple[ShownCell, ...], ...], roles: Mapping[str, str]) -> None:
        """Show a sheet and what its columns were read as; one of the same size keeps the place in it."""
        if roles != self._roles:
            self._roles = roles
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, self.columnCount() - 1))
        same = [len(row) for row in cells] == [len(row) for row in self.cells]
        if same and cells:
            self.cells = cells
            self.dataChanged.emit(self.index(0, 0), self.index(len(cells) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.cells = cells
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() or not self.cells else len(self.cells[0])

    def place_of(self, name: str) -> QModelIndex:
        """Where a cell of that name stands; an invalid index when it is not on this sheet."""
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                if cell.name == name and not self._covered(row, column):
                    return self.index(row, column)
        return QModelIndex()

    def beside(self, name: str, role: str) -> ShownCell | None:
        """The cell of the same row in the column that was read as a role; None where there is none."""
        place = self.place_of(name)
        for column in range(self.columnCount() if place.isValid() else 0):
            if self._roles.get(_letters(column + 1)) == role:
                return self.cells[place.row()][column]
        return None

    def _covered(self, row: int, column: int) -> bool:
        """A spot under a merged area has the name of the cell that heads it."""
        cell = self.cells[row][column]
        before = self.cells[row - 1][column].name if row else ""
        left = self.cells[row][column - 1].name if column else ""
        return cell.name in (before, left)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        if role != ROLE.DisplayRole or not self.cells:
            return None
        if orientation is Qt.Orientation.Horizontal:
            letters = _letters(section + 1)
            return f"{letters}: {self._roles[letters]}" if letters in self._roles else letters
        first = 1 - sum(
            name.endswith("0") and len(name.rpartition("!")[2]) == 2 for name in [self.cells[0][0].name]
        )
        return str(section + first) if section + first else "…"

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell, palette = self.cells[index.row()][index.column()], self._theme.palette
        if role == ROLE.DisplayRole:
            return f"{SIGNS.get(cell.state, '')}{cell.text}"
        if role == ROLE.ToolTipRole:
            return cell.note or cell.text or None
        if role == ROLE.BackgroundRole and cell.state in (CellState.DOUBT, CellState.ERROR):
            return QColor(palette.accent_soft)
        if role == ROLE.ForegroundRole:
            colours = {
                CellState.DOUBT: palette.partial,
                CellState.ERROR: palette.not_met,
                CellState.ANSWERED: palette.met,
                CellState.CONVERTED: palette.accent,
            }
            return QColor(colours.get(cell.state, palette.text))
        if role == ROLE.AccessibleTextRole:
            parts = [cell.name.rpartition("!")[2], cell.text or "trống", SAID.get(cell.state, ""), cell.note]
            return ", ".join(part for part in parts if part)
        return None


class ListGrid(QTableView):
    """`cell_chosen(name)` when another cell is the current one; `answering` for Enter and a double click."""

    cell_chosen = Signal(str)
    answering = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cells = GridModel(theme, self)
        self.setModel(self.cells)
        self.setAccessibleName("Bảng đang đọc")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.doubleClicked.connect(self.answering)
        theme.changed.connect(self._measure)

    def show_cells(self, cells: tuple[tuple[ShownCell, ...], ...], roles: Mapping[str, str]) -> None:
        """Show a sheet; merged areas are shown merged."""
        fresh = [len(row) for row in cells] != [len(row) for row in self.cells.cells]
        self.cells.show(cells, roles)
        if fresh:
            self._merge()
        self._measure()

    def _merge(self) -> None:
        """What has one name is one cell."""
        self.clearSpans()
        spots: dict[str, list[tuple[int, int]]] = {}
        for row, cells in enumerate(self.cells.cells):
            for column, cell in enumerate(cells):
                spots.setdefault(cell.name, []).append((row, column))
        for found in spots.values():
            if len(found) > 1:
                (top, left), (bottom, right) = found[0], found[-1]
                self.setSpan(top, left, bottom - top + 1, right - left + 1)

    def show_cell(self, name: str) -> None:
        """Make a cell the current one, in sight, in silence."""
        place = self.cells.place_of(name)
        if place.isValid() and place != self.currentIndex():
            self.blockSignals(True)
            self.setCurrentIndex(place)
            self.blockSignals(False)
            self.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.key() in ENTER:
            self.answering.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # Qt's name
        super().currentChanged(current, previous)
        if current.isValid():
            self.cell_chosen.emit(self.cells.cells[current.row()][current.column()].name)

    def _measure(self) -> None:
        """Rows and columns at the zoom in use; a column is as wide as its words, within reason."""
        px, metrics = self._theme.px, self.fontMetrics()
        font = QFont(self.font())
        font.setBold(True)
        bold = QFontMetrics(font)
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT - 4))
        for column in range(self.cells.columnCount()):
            words = [row[column].text for row in self.cells.cells[:MEASURED_ROWS]]
            usual = sorted(metrics.horizontalAdvance(text) for text in words if text) or [0]
            wide = usual[len(usual) * 4 // 5]  # one title over the whole table widens no column
            head = bold.horizontalAdvance(str(self.cells.headerData(column, Qt.Orientation.Horizontal)))
            needed = max(wide + px(32), head + px(20), px(NARROWEST))
            self.setColumnWidth(column, min(needed, px(WIDEST)))


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
