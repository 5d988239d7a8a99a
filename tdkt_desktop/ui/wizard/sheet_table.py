"""A table that is typed like a sheet of Excel: a blank line at the end for the next row, paste, Delete, Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from tdkt_desktop.domain.values import clean_text
from tdkt_desktop.ui.controls.fields import ENTER
from tdkt_desktop.ui.look.theme import ROW_HEIGHT, Theme
from tdkt_desktop.ui.wizard.keeper import DraftKeeper
from tdkt_desktop.workflows.new_campaign.campaign_draft import Draft

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
TITLE_ROOM = 20  # px at 100 % beside a column's title
LOWEST = 200  # px at 100 %: five rows


class Column(NamedTuple):
    """A column: its field, its title, its width at 100 %, and what its blank cells stand for."""

    field: str
    title: str
    width: int
    hint: str = ""


class SheetModel(QAbstractTableModel):
    """The rows of the draft, and one blank row behind them. Who inherits says what they are."""

    columns: tuple[Column, ...] = ()

    def __init__(self, keeper: DraftKeeper, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keeper, self._theme = keeper, theme
        self._shown = self.rowCount()

    def count(self) -> int:
        """How many rows there are, the blank one at the end left out."""
        raise NotImplementedError

    def text(self, row: int, column: int) -> str:
        """What a cell says; blank behind the rows."""
        raise NotImplementedError

    def problem(self, row: int, column: int) -> str:
        """What is wrong with a cell; blank when nothing is."""
        raise NotImplementedError

    def changed(self, draft: Draft, row: int, field: str, text: str) -> Draft:
        """The draft with another text in a cell of a row that is there."""
        raise NotImplementedError

    def grown(self, draft: Draft, count: int) -> Draft:
        """The draft with at least so many rows."""
        raise NotImplementedError

    def remove(self, rows: Sequence[int]) -> None:
        """Take rows out, as one step."""
        raise NotImplementedError

    def may_edit(self, column: int) -> bool:
        return True

    def put(self, row: int, column: int, texts: Sequence[str]) -> None:
        """Texts into a column from a row downwards, as one step; new rows come as they are needed."""
        said = [clean_text(text).strip() for text in texts]
        if not self.may_edit(column) or all(
            self.text(row + place, column) == text for place, text in enumerate(said)
        ):
            return
        draft = self.grown(self.keeper.draft, row + len(said))
        for place, text in enumerate(said):
            draft = self.changed(draft, row + place, self.columns[column].field, text)
        self.keeper.act(draft)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else self.count() + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsEditable if self.may_edit(index.column()) else known

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        if role != ROLE.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return f"{section + 1:02d}" if section < self.count() else "…"
        return self.columns[section].title

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        text = self.text(row, column)
        if role in (ROLE.DisplayRole, ROLE.EditRole):
            return text
        problem = self.problem(row, column)
        if role == ROLE.ForegroundRole and problem:
            return QColor(self._theme.palette.not_met)
        if role == ROLE.ToolTipRole:
            return problem or text or self.columns[column].hint or None
        if role == ROLE.AccessibleTextRole:
            place = f"dòng {row + 1:02d}" if row < self.count() else "dòng mới"
            said = f"{self.columns[column].title}, {place}: {text or 'trống'}"
            return f"{said}. {problem}" if problem else said
        return None

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        if role != ROLE.EditRole or not index.isValid():
            return False
        self.put(index.row(), index.column(), [str(value)])
        return True

    def refresh(self) -> None:
        """Show what the draft says."""
        if self._shown != self.rowCount():
            self.beginResetModel()
            self._shown = self.rowCount()
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(self._shown - 1, len(self.columns) - 1))


class CellField(QLineEdit):
    """The field in a cell; `pasting` when what is pasted is more than a word for this cell."""

    pasting = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.matches(QKeySequence.StandardKey.Paste) and self._is_more():
            self.pasting.emit()
        else:
            super().keyPressEvent(event)

    def _is_more(self) -> bool:
        """Several cells, or a text in an old font: the table asks about it, for the field closes when asked."""
        from tdkt_desktop.workflows.unit.old_texts import judge_pasted

        data = QGuiApplication.clipboard().mimeData()
        text = data.text().strip("\r\n")
        return "\n" in text or "\t" in text or not judge_pasted(text, data.html()).plain


class CellDelegate(QStyledItemDelegate):
    """Gives the field in a cell the room of the whole cell, and a name; `pasting` is its field's."""

    pasting = Signal()

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:  # Qt's name
        field = CellField(parent)
        field.pasting.connect(self.pasting)
        field.setFrame(False)
        field.setStyleSheet("padding: 0 4px; min-height: 0;")
        field.setAccessibleName(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        return field


class SheetTable(QTableView):
    """`pasted` when a person pastes; Delete empties cells, Enter goes on to the next cell."""

    pasted = Signal()

    def __init__(self, rows: SheetModel, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.rows = rows
        rows.setParent(self)
        self.setModel(self.rows)
        delegate = CellDelegate(self)
        delegate.pasting.connect(self._paste_over)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        how = QAbstractItemView.EditTrigger
        self.setEditTriggers(how.AnyKeyPressed | how.DoubleClicked | how.EditKeyPressed | how.SelectedClicked)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        self.measure()
        theme.changed.connect(self.measure)

    def measure(self) -> None:
        """Rows and columns at the zoom in use; no title of a column is cut."""
        font = QFont(self.font())
        font.setBold(True)
        bold = QFontMetrics(font)
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_HEIGHT))
        self.setMinimumHeight(self._theme.px(LOWEST))
        for place, column in enumerate(self.rows.columns):
            title = bold.horizontalAdvance(column.title) + self._theme.px(TITLE_ROOM)
            self.setColumnWidth(place, max(self._theme.px(column.width), title))

    def selected_rows(self) -> list[int]:
        """The rows with selected cells, the blank one at the end left out."""
        found = {index.row() for index in self.selectedIndexes()} or {self.currentIndex().row()}
        return sorted(row for row in found if 0 <= row < self.rows.count())

    def refresh(self) -> None:
        """Show what the draft says; the current cell stays."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.rows.refresh()
        if row >= 0 and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(min(row, self.rows.rowCount() - 1), column))

    def commit(self) -> None:
        """Take over what the open cell editor holds."""
        if self.state() is QAbstractItemView.State.EditingState and (
            field := self.indexWidget(self.currentIndex())
        ):
            self.commitData(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self._empty()
        elif event.key() in ENTER and self.state() is not QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _paste_over(self) -> None:
        """What is pasted into an open cell goes into the table from that cell on."""
        self.setFocus()  # closes the field
        self.pasted.emit()

    def _empty(self) -> None:
        columns: dict[int, list[int]] = {}
        for index in self.selectedIndexes():
            if index.row() < self.rows.count():
                columns.setdefault(index.column(), []).append(index.row())
        for column, rows in columns.items():
            self.rows.put(min(rows), column, [""] * len(rows))
