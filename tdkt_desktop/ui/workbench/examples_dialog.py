"""The matrix of examples: which unit recorded something on which content, told in the section already or not yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from tdkt_desktop.ui.fields import label
from tdkt_desktop.ui.theme import ROW_HEIGHT, Theme
from tdkt_desktop.ui.workbench.pick_dialog import PickDialog
from tdkt_desktop.workflows.notice_prose import Example, Use

WORDS = {Use.NOTHING: "–", Use.UNUSED: "○ chưa dùng", Use.USED: "✔ đã dùng"}
SAID = {Use.NOTHING: "không ghi", Use.UNUSED: "có ghi, chưa dùng", Use.USED: "đã dùng"}
HOW = "Chọn một ô có chữ “chưa dùng” rồi nhấn Enter để chèn nội dung đơn vị đã ghi."
TITLE, HEADING, SIZE = "Điển hình", "Điển hình theo nội dung và đơn vị", (110, 32)


class ExamplesDialog(PickDialog):
    """`picked(Example)` when a person takes one; the dialog closes then."""

    picked = Signal(object)

    def __init__(
        self,
        cells: Sequence[Example],
        units: Sequence[tuple[str, str]],
        criteria: Sequence[tuple[str, str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`units` and `criteria` are (code, name); a row a unit, a column a content."""
        super().__init__(TITLE, HEADING, "&Chèn", parent)
        self._cells = {(one.criterion, one.unit): one for one in cells}
        self._units, self._criteria = tuple(units), tuple(criteria)
        self.table = QTableWidget(len(self._units), len(self._criteria))
        self.table.setAccessibleName("Nội dung các đơn vị đã ghi")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalHeaderLabels([name for _, name in self._criteria])
        self.table.setVerticalHeaderLabels([name for _, name in self._units])
        self.table.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self._fill()
        self.table.currentCellChanged.connect(lambda *_: self._show())
        self.table.cellActivated.connect(lambda *_: self._take())
        self.reads = label("", "question")
        self._lay_out(HEADING, HOW, (self.table, self.reads), 0, SIZE)
        self.table.setCurrentCell(0, 0)
        self._show()
        self.table.setFocus()

    @property
    def example(self) -> Example | None:
        row, column = self.table.currentRow(), self.table.currentColumn()
        if row < 0 or column < 0:
            return None
        return self._cells.get((self._criteria[column][0], self._units[row][0]))

    def _fill(self) -> None:
        for row, (unit, name) in enumerate(self._units):
            for column, (criterion, title) in enumerate(self._criteria):
                use = self._cells[criterion, unit].use
                item = QTableWidgetItem(WORDS[use])
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {title}: {SAID[use]}")
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()

    def _show(self) -> None:
        one = self.example
        self.reads.setText(one.reads[:600] if one is not None else "")
        self.take_button.setEnabled(one is not None and one.use is not Use.NOTHING)

    def _take(self) -> None:
        if self.take_button.isEnabled() and self.example is not None:
            self.picked.emit(self.example)
            self.accept()
