"""A list that is being read: the sheet at one side, what is asked about its cells at the other, answered in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import button, label, labelled
from tdkt_desktop.ui.controls.flow_layout import flowing
from tdkt_desktop.ui.look.theme import UNIT, Theme
from tdkt_desktop.ui.wizard.keeper import DraftKeeper
from tdkt_desktop.ui.wizard.list_grid import LEGEND, ListGrid
from tdkt_desktop.ui.wizard.question_panel import NAME, QuestionPanel
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.new_campaign.draft_lists import (
    SHEET,
    UnitList,
    agreed,
    answered,
    on_sheet,
    shown_grid,
    taken,
    understood,
)

LOWEST_GRID, LOWEST_PANEL = 150, 250  # px at 100 %
SIDE_BY_SIDE = 760  # px at 100 %: below that the questions stand under the sheet


class ListPane(QWidget):
    """`ended` after the list became rows of the draft, or was dropped."""

    ended = Signal()

    def __init__(self, keeper: DraftKeeper, theme: Theme) -> None:
        super().__init__()
        self._keeper, self._theme = keeper, theme
        self.found = UnitList("")
        self.grid = ListGrid(theme)
        self.panel = QuestionPanel()
        self.grid.cell_chosen.connect(self.show_cell)
        self.grid.answering.connect(self.panel.to_answer)
        self.panel.cell_chosen.connect(self.show_cell)
        self.panel.said.connect(self.say)
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("Trang tính có danh sách")
        self.sheets.activated.connect(self._choose_sheet)
        self.words = label("", "question")
        self.agree_all = button("Đồng ý mọi đề &nghị")
        self.agree_all.clicked.connect(self._agree_all)
        self.take = button("&Lấy vào danh sách", "primary")
        self.take.clicked.connect(lambda: self._take(adding=False))
        self.add = button("Thê&m vào sau danh sách")
        self.add.clicked.connect(lambda: self._take(adding=True))
        self.drop = button("Bỏ lần đọ&c này")
        self.drop.clicked.connect(self._drop)
        self._build()

    @property
    def cell(self) -> str:
        """The cell that is spoken of."""
        return self.panel.cell

    def refresh(self) -> None:
        """Show the reading of the draft with the answers so far."""
        draft = self._keeper.draft
        if (reading := draft.reading) is None:
            self.panel.cell = ""
            return
        self.found = understood(reading, draft.whole_year)
        titles = [grid.title for grid in reading.grids]
        if [self.sheets.itemText(at) for at in range(self.sheets.count())] != titles:
            self.sheets.clear()
            self.sheets.addItems(titles)
        self.sheets.setCurrentIndex(titles.index(self.found.sheet) if self.found.sheet in titles else -1)
        self._sheet_line.setVisible(len(titles) > 1)
        roles = {letters: role for letters, _, role in self.found.columns}
        self.grid.show_cells(shown_grid(reading, self.found), roles)
        self.words.setText(_words(reading.source, self.found))
        self.panel.show_list(self.found, self.cell)
        has_rows = bool(draft.units)
        self.take.setText("&Lấy thay danh sách" if has_rows else "&Lấy vào danh sách")
        self.add.setVisible(has_rows)
        for one in (self.take, self.add):
            one.setEnabled(self.found.settled)
        self.agree_all.setEnabled(any(issue.proposal for issue in self.found.doubts))
        self.show_cell(self.cell or self.panel.next_open())

    def say(self, words: str) -> None:
        """Answer for the current cell; when it is settled the next open one becomes the current one."""
        if (reading := self._keeper.draft.reading) is None:
            return
        if (issue := self.panel.open_issue(self.cell)) is not None and issue.field == SHEET:
            self._go_to_sheet(words)
            self.begin()
            return
        if not self.cell:
            return
        before = self.cell
        self._keeper.act(replace(self._keeper.draft, reading=answered(reading, before, words)))
        if words and self.panel.open_issue(before) is None:
            self.show_cell(self.panel.next_open())
            self.panel.to_answer() if self.cell else self.take.setFocus()

    def show_cell(self, cell: str) -> None:
        """Speak of a cell: in the sheet, in the list of questions, and in words."""
        reading = self._keeper.draft.reading
        self.grid.show_cell(cell)
        answers = reading.answers if reading is not None else {}
        self.panel.show_cell(cell, self._raw(cell), answers, self._unit_of(cell))

    def begin(self) -> None:
        """The keyboard goes to the open questions, or to taking the list over."""
        if self.take.isEnabled():
            self.take.setFocus()
        else:
            self.panel.to_answer()

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        px, wide = self._theme.px, self.width() >= self._theme.px(SIDE_BY_SIDE)
        self.grid.setMinimumHeight(px(LOWEST_GRID))
        self.panel.setMinimumHeight(px(LOWEST_PANEL))
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)

    def _build(self) -> None:
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        self._sheet_line = QWidget()
        line = QVBoxLayout(self._sheet_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(labelled("Trang tính", self.sheets))
        box.addWidget(self._sheet_line)
        box.addWidget(self.grid, 1)
        box.addWidget(label(LEGEND, "hint"))
        self._split.addWidget(left)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(UNIT)
        outer.addWidget(self.words)
        outer.addWidget(self._split, 1)
        outer.addWidget(flowing((self.take, self.add, self.agree_all, self.drop), UNIT))

    def _raw(self, cell: str) -> str:
        place = self.grid.cells.place_of(cell)
        return self.grid.cells.cells[place.row()][place.column()].text if place.isValid() else ""

    def _unit_of(self, cell: str) -> str:
        """The name in the row of a cell: it may be out of sight when the cell is asked about."""
        name = self.grid.cells.beside(cell, NAME)
        changed = {at: text for at, text, _ in self.found.converted}
        return changed.get(name.name, name.text) if name is not None else ""

    def _choose_sheet(self, _: int) -> None:
        self._go_to_sheet(self.sheets.currentText())

    def _go_to_sheet(self, title: str) -> None:
        if (reading := self._keeper.draft.reading) is not None:
            self.panel.cell = ""
            self._keeper.act(replace(self._keeper.draft, reading=on_sheet(reading, title)))

    def _agree_all(self) -> None:
        if (reading := self._keeper.draft.reading) is not None:
            self.panel.cell = ""
            chosen = agreed(reading, self.found.doubts)
            self._keeper.act(replace(self._keeper.draft, reading=chosen))
            self.begin()

    def _take(self, *, adding: bool) -> None:
        if self.found.settled:
            self._keeper.act(taken(self._keeper.draft, self.found, adding=adding))
            self.ended.emit()

    def _drop(self) -> None:
        self._keeper.act(replace(self._keeper.draft, reading=None))
        self.ended.emit()


def _words(source: str, found: UnitList) -> str:
    parts = [f"{source}: đọc được {padded(len(found.units))} đơn vị, {padded(len(found.teams))} đoàn"]
    if found.errors:
        parts.append(f"{padded(len(found.errors))} lỗi")
    if found.doubts:
        parts.append(f"{padded(len(found.doubts))} chỗ cần hỏi")
    return ". ".join([", ".join(parts), *(note.rstrip(".") for note in found.notes)]) + "."
