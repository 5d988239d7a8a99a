"""The form of the visit itself: when and where it took place, who was there, and why if not as planned."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from tdkt_desktop.domain.inspection import MEMBERS, REPRESENTATIVES
from tdkt_desktop.ui.fields import GrowingText, card, label, labelled, line_field, page_head, show_problem
from tdkt_desktop.ui.people import TITLES, make_list
from tdkt_desktop.ui.sheet import Sheet
from tdkt_desktop.ui.theme import GAP, UNIT, Theme
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date, short_date

LINES = (  # field, title, placeholder, row, column, column span
    ("started_at", "Bắt đầu lúc", "Ví dụ 08:00", 0, 2, 1),
    ("ended_at", "Kết thúc lúc", "Ví dụ 11:30", 0, 3, 1),
    ("place", "Địa điểm", "Nơi làm việc với đơn vị", 1, 0, 4),
    ("secretary", "Thư ký đoàn", "Họ và tên người ghi biên bản", 2, 0, 2),
    ("minutes_number", "Số biên bản", "Để trống nếu ghi tay", 2, 2, 2),
)


class VisitForm(QWidget):
    """Dates, times, place and people of one visit."""

    def __init__(self, sheet: Sheet, theme: Theme) -> None:
        super().__init__()
        self._sheet = sheet
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addLayout(page_head("Thông tin buổi kiểm tra", self._introduction()))
        self.fields: dict[str, QLineEdit] = {}
        self._add_visit()
        for code in (MEMBERS, REPRESENTATIVES):
            frame, box = card()
            box.addWidget(label(TITLES[code], "heading"))
            box.addWidget(make_list(sheet, code, theme))
            self._box.addWidget(frame)
        self._box.addStretch(1)

    def focus_first(self) -> None:
        self.date.setFocus()

    def _introduction(self) -> str:
        unit, team = self._sheet.unit, self._sheet.team
        parts = [unit.official]
        if team is not None:
            leader = f"Trưởng đoàn: {team.leader.full}" if team.leader.full else ""
            parts += [part for part in (team.name, leader, team.delegation) if part]
        return "\n".join(parts)

    def _add_visit(self) -> None:
        frame, box = card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(UNIT + UNIT // 2)
        self._add_dates(grid)
        for field, title, placeholder, row, column, span in LINES:
            edit = line_field(title, placeholder)
            edit.setText(getattr(self._sheet.inspection.visit, field))
            edit.setCursorPosition(0)
            edit.textEdited.connect(lambda text, field=field: self._sheet.set_visit(field, text))
            grid.addLayout(labelled(title, edit), row, column, 1, span)
            self.fields[field] = edit
        for column in range(4):
            grid.setColumnStretch(column, 1)
        box.addLayout(grid)
        reason = GrowingText(
            "Lý do làm khác kế hoạch", lines=1, placeholder="Nếu ngày hoặc thành phần khác kế hoạch"
        )
        reason.load(self._sheet.inspection.visit.deviation_reason)
        reason.text_edited.connect(lambda text: self._sheet.set_visit("deviation_reason", text))
        box.addLayout(labelled("Lý do làm khác kế hoạch", reason))
        self._box.addWidget(frame)

    def _add_dates(self, grid: QGridLayout) -> None:
        planned = self._sheet.unit.planned_date
        shown = line_field("Ngày theo kế hoạch")
        shown.setText(short_date(planned) if planned else "Chưa ấn định")
        shown.setEnabled(False)
        grid.addLayout(labelled("Theo kế hoạch", shown), 0, 0)
        actual = self._sheet.inspection.visit.actual_date
        self.date = line_field("Ngày kiểm tra thực tế", "Ngày/tháng/năm")
        self.date.setText(short_date(actual) if actual else "")
        self.problem = label("", "problem")
        self.problem.hide()
        column = labelled("Ngày kiểm tra", self.date)
        column.addWidget(self.problem)
        grid.addLayout(column, 0, 1)
        self.date.textEdited.connect(self._date_edited)
        self.date.editingFinished.connect(lambda: self._read_date(say=True))

    def _date_edited(self, text: str) -> None:
        show_problem(self.date, self.problem, "")
        clear, date = self._read_date(say=False)
        if clear:
            self._sheet.set_visit("actual_date", date)

    def _read_date(self, *, say: bool) -> tuple[bool, dt.date | None]:
        text = self.date.text().strip()
        try:
            return True, parse_date(text) if text else None
        except UnclearDate as unclear:
            if say:
                show_problem(self.date, self.problem, unclear.message)
            return False, None
