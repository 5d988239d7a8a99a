"""The matrix of examples: which unit recorded something on which content, told in the section already or not yet.

Beside it stands how often each unit is told in the whole notice, so that examples are spread over the units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from tdkt_desktop.ui.controls.fields import label
from tdkt_desktop.ui.look.theme import ROW_HEIGHT, Theme
from tdkt_desktop.ui.workbench.pick_dialog import PickDialog
from tdkt_desktop.workflows.notice.notice_prose import Example, Use

WORDS = {Use.NOTHING: "–", Use.UNUSED: "○ chưa dùng", Use.USED: "✔ đã dùng"}
SAID = {Use.NOTHING: "không ghi", Use.UNUSED: "có ghi, chưa dùng", Use.USED: "đã dùng"}
HOW = "Chọn một ô có chữ “chưa dùng” rồi nhấn Enter để chèn nội dung đơn vị đã ghi."
SELDOM = "Để cân đối, nên chọn đơn vị ít được nêu: {names}."
NOTHING_LEFT = "Mọi nội dung các đơn vị ghi cho mục này đều đã dùng."
NOTHING = "Các đơn vị chưa ghi nội dung cụ thể nào cho mục này."
TOLD = "Cả thông báo"
MOST_NAMED = 4
TITLE, HEADING, SIZE = "Điển hình", "Điển hình theo nội dung và đơn vị", (110, 32)


class ExamplesDialog(PickDialog):
    """`picked(Example)` when a person takes one; the dialog closes then."""

    picked = Signal(object)

    def __init__(
        self,
        cells: Sequence[Example],
        units: Sequence[tuple[str, str]],
        criteria: Sequence[tuple[str, str]],
        told: Mapping[str, int],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`units` and `criteria` are (code, name); a row a unit, a column a content. `told`: in the whole notice."""
        super().__init__(TITLE, HEADING, "&Chèn", parent)
        self._cells = {(one.criterion, one.unit): one for one in cells}
        self._units, self._criteria, self._told = tuple(units), tuple(criteria), told
        self.table = QTableWidget(len(self._units), len(self._criteria) + 1)
        self.table.setAccessibleName("Nội dung các đơn vị đã ghi")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalHeaderLabels([*(name for _, name in self._criteria), TOLD])
        self.table.setVerticalHeaderLabels([name for _, name in self._units])
        self.table.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self._fill()
        self.table.currentCellChanged.connect(lambda *_: self._show())
        self.table.cellActivated.connect(lambda *_: self._take())
        self.reads = label("", "question")
        self._lay_out(HEADING, self._hint(), (self.table, self.reads), 0, SIZE)
        self.table.setCurrentCell(*self._first())
        self._show()
        self.table.setFocus()

    @property
    def example(self) -> Example | None:
        row, column = self.table.currentRow(), self.table.currentColumn()
        if row < 0 or not 0 <= column < len(self._criteria):
            return None
        return self._cells.get((self._criteria[column][0], self._units[row][0]))

    def _fill(self) -> None:
        for row, (unit, name) in enumerate(self._units):
            for column, (criterion, title) in enumerate(self._criteria):
                use = self._cells[criterion, unit].use
                self._put(row, column, WORDS[use], f"{name}, {title}: {SAID[use]}")
            times = self._told.get(unit, 0)
            self._put(
                row,
                len(self._criteria),
                f"{times:02d} nội dung",
                f"{name}: đã nêu {times:02d} nội dung trong cả thông báo",
            )
        self.table.resizeColumnsToContents()

    def _put(self, row: int, column: int, words: str, spoken: str) -> None:
        item = QTableWidgetItem(words)
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.table.setItem(row, column, item)

    def _open_units(self) -> list[str]:
        """The units with something to tell that is not told here, those told least of all first."""
        found = dict.fromkeys(unit for (_, unit), one in self._cells.items() if one.use is Use.UNUSED)
        places = {unit: row for row, (unit, _) in enumerate(self._units)}
        return sorted(found, key=lambda unit: (self._told.get(unit, 0), places[unit]))

    def _hint(self) -> str:
        seldom = self._open_units()
        if not seldom:
            return NOTHING_LEFT if any(one.use is Use.USED for one in self._cells.values()) else NOTHING
        least = self._told.get(seldom[0], 0)
        names = dict(self._units)
        named = [names[unit] for unit in seldom if self._told.get(unit, 0) == least][:MOST_NAMED]
        return f"{HOW} {SELDOM.format(names=', '.join(named))}"

    def _first(self) -> tuple[int, int]:
        """The cell to begin with: of the unit told least, its first content that is not told here."""
        unit = next(iter(self._open_units()), None)
        for row, (code, _) in enumerate(self._units):
            for column, (criterion, _) in enumerate(self._criteria):
                if code == unit and self._cells[criterion, code].use is Use.UNUSED:
                    return row, column
        return 0, 0

    def _show(self) -> None:
        one = self.example
        self.reads.setText(one.reads[:600] if one is not None else "")
        self.take_button.setEnabled(one is not None and one.use is not Use.NOTHING)

    def _take(self) -> None:
        if self.take_button.isEnabled() and self.example is not None:
            self.picked.emit(self.example)
            self.accept()
