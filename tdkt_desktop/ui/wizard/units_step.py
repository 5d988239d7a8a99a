"""Step 3: units and schedule, typed, pasted or read from a workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, dropped_files, label
from tdkt_desktop.ui.controls.flow_layout import flowing
from tdkt_desktop.ui.controls.in_sight import keep_in_sight
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.controls.old_text import offer_old_texts
from tdkt_desktop.ui.look.theme import UNIT, Theme
from tdkt_desktop.ui.wizard.keeper import DraftKeeper
from tdkt_desktop.ui.wizard.list_pane import ListPane
from tdkt_desktop.ui.wizard.sheet_table import SheetTable
from tdkt_desktop.ui.wizard.step_page import StepPage
from tdkt_desktop.ui.wizard.unit_table import UnitModel
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.new_campaign.campaign_draft import ListReading, UnitRow
from tdkt_desktop.workflows.new_campaign.draft_lists import lines_pasted, read_list_file, read_list_pasted

HINT = (
    "Đọc từ tệp Excel sẵn có, dán bảng chép từ Excel hoặc Word (Ctrl+V), hoặc gõ vào bảng. "
    "Ô nào chưa rõ sẽ được hỏi, không có gì được đoán."
)
EMPTY = "Chưa có đơn vị nào. Bấm Đọc tệp Excel, dán bảng vừa chép, hoặc gõ ngay vào dòng trống."
FILES = "Tệp Excel (*.xlsx *.xlsm *.xls)"  # an .xls is refused with words on how to save it anew
FREE_COLUMNS = 1  # a paste of that many columns goes into the cells; a wider one is read as a list


class UnitsStep(StepPage):
    """The table of units; while a list is being read, that list with its questions."""

    def __init__(self, keeper: DraftKeeper, theme: Theme) -> None:
        super().__init__(keeper, "Đơn vị và lịch", HINT)
        self._background = Background(self)
        self.table = SheetTable(UnitModel(keeper, theme), theme, "Danh sách đơn vị và lịch kiểm tra")
        self.table.pasted.connect(self.paste)
        self.pane = ListPane(keeper, theme)
        self.pane.ended.connect(self.begin)
        self.count = label(EMPTY, "hint")
        self.read_file = button("Đọc tệp &Excel…", "primary")
        self.read_file.clicked.connect(self.ask_file)
        self.paste_list = button("&Dán bảng vừa chép")
        self.paste_list.clicked.connect(self.paste)
        self.remove = button("Xóa dòng đan&g chọn")
        self.remove.clicked.connect(lambda: self.table.rows.remove(self.table.selected_rows()))
        self._typed = self._typing()
        self.box.addWidget(self._typed, 1)
        self.box.addWidget(self.pane, 1)
        self.first = self.table
        keep_in_sight(self)
        self.refresh()

    def refresh(self) -> None:
        draft = self.keeper.draft
        self.table.refresh()
        units = [row for row in draft.units if row != UnitRow()]
        dated = sum(bool(row.planned_date.strip()) for row in units)
        self.count.setText(f"{padded(len(units))} đơn vị, {padded(dated)} đã có ngày." if units else EMPTY)
        self.remove.setEnabled(bool(draft.units))
        reading = draft.reading is not None
        self._typed.setVisible(not reading)  # the one that is hidden asks for no room, as in a stack it would
        self.pane.setVisible(reading)
        self.pane.refresh()

    def begin(self) -> None:
        if self.keeper.draft.reading is not None:
            self.pane.begin()
            return
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.rows.index(0, 0))

    def commit(self) -> None:
        self.table.commit()

    def close_work(self) -> None:
        """No file is being read any more."""
        self._background.close()

    def ask_file(self) -> None:
        """Choose a workbook and read it."""
        name, _ = QFileDialog.getOpenFileName(self, "Đọc danh sách đơn vị từ tệp Excel", "", FILES)
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Read a workbook off the window's thread; its cells are asked about then."""
        self.read_file.setEnabled(False)
        self.count.setText(f"Đang đọc {path.name}…")

        def ended() -> None:
            self.read_file.setEnabled(True)
            self.refresh()

        def failed(error: BaseException) -> None:
            ended()
            show_error(self, error)

        def done(reading: ListReading) -> None:
            ended()
            self._read(reading)

        self._background.run("", lambda: read_list_file(path), done, failed)

    def paste(self) -> None:
        """What was copied from Excel or Word: a table is read as a list, one column goes into the cells downwards."""
        data = QGuiApplication.clipboard().mimeData()
        files = [path for path in dropped_files(data) if path.suffix.lower() == ".xlsx"]
        if files:
            self.take_file(files[0])
            return
        text, html = data.text(), data.html()
        try:
            reading = read_list_pasted(text, html)
        except TdktError as error:
            show_error(self, error)
            return
        if reading is not None and reading.grids[0].columns > FREE_COLUMNS:
            self._read(reading)
            return
        lines = lines_pasted(text, html)
        if lines:
            offer_old_texts(self, lines, self._fill_down)

    def _fill_down(self, texts: tuple[str, ...]) -> None:
        at = self.table.currentIndex()
        row, column = (at.row(), at.column()) if at.isValid() else (0, 0)
        self.table.rows.put(row, column, texts)

    def _read(self, reading: ListReading) -> None:
        self.commit()
        self.pane.panel.cell = ""
        self.keeper.act(replace(self.keeper.draft, reading=reading))
        self.begin()

    def _typing(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(flowing((self.read_file, self.paste_list, self.remove), UNIT))
        box.addWidget(self.count)
        box.addWidget(self.table, 1)
        return page
