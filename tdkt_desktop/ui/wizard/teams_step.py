"""Step 4: the teams, who leads them, and which units nobody inspects yet."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.controls.old_text import offer_old_texts
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.wizard.keeper import DraftKeeper
from tdkt_desktop.ui.wizard.sheet_table import SheetTable
from tdkt_desktop.ui.wizard.step_page import StepPage
from tdkt_desktop.ui.wizard.team_table import TeamModel
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.new_campaign.draft_lists import lines_pasted

HINT = "Đoàn đã nêu ở bước Đơn vị và lịch có sẵn ở đây. Đơn vị được giao đoàn nào thì ghi ở cột Đoàn của bước đó."
MOST_NAMED = 6


class TeamsStep(StepPage):
    """The table of teams."""

    def __init__(self, keeper: DraftKeeper, theme: Theme) -> None:
        super().__init__(keeper, "Đoàn và trưởng đoàn", HINT)
        self.table = SheetTable(TeamModel(keeper, theme), theme, "Các đoàn và trưởng đoàn")
        self.table.pasted.connect(self._paste)
        self.remove = button("Xóa đoàn đan&g chọn")
        self.remove.clicked.connect(lambda: self.table.rows.remove(self.table.selected_rows()))
        self.alone = label("", "hint")
        line = QHBoxLayout()
        line.addWidget(self.remove)
        line.addStretch(1)
        self.box.addLayout(line)
        self.box.addWidget(self.alone)
        self.box.addWidget(self.table, 1)
        self.first = self.table
        self.refresh()

    def refresh(self) -> None:
        draft = self.keeper.draft
        self.table.refresh()
        self.remove.setEnabled(bool(draft.teams))
        alone = [unit.official for unit in draft.units if unit.official.strip() and not unit.team]
        more = ", …" if len(alone) > MOST_NAMED else ""
        self.alone.setText(
            f"{padded(len(alone))} đơn vị chưa giao đoàn nào: {', '.join(alone[:MOST_NAMED])}{more}."
            if alone
            else "Mọi đơn vị đã được giao đoàn."
            if draft.units
            else "Chưa có đơn vị nào; có thể ghi đoàn trước."
        )

    def begin(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.rows.index(0, 0))

    def commit(self) -> None:
        self.table.commit()

    def _paste(self) -> None:
        data, at = QGuiApplication.clipboard().mimeData(), self.table.currentIndex()
        lines = lines_pasted(data.text(), data.html())
        if lines and at.isValid():
            offer_old_texts(self, lines, lambda texts: self.table.rows.put(at.row(), at.column(), texts))
