"""The form of the visit itself: when and where it took place, who was there, and why if not as planned."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from tdkt_desktop.domain.inspection import FIGURES, MEMBERS, REPORT_STATES, REPRESENTATIVES
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.controls.choice_bar import ChoiceBar
from tdkt_desktop.ui.controls.field_keys import mark_field
from tdkt_desktop.ui.controls.fields import (
    GrowingText,
    card,
    label,
    labelled,
    line_field,
    page_head,
    show_problem,
)
from tdkt_desktop.ui.controls.in_sight import keep_in_sight
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.editors.items import ItemsEditor
from tdkt_desktop.ui.look.theme import GAP, UNIT, Theme
from tdkt_desktop.ui.unit.people import TITLES, make_list
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date, short_date

LINES = (  # field, title, placeholder, row, column, column span
    ("started_at", "Bắt đầu lúc", "Ví dụ 08:00", 0, 2, 1),
    ("ended_at", "Kết thúc lúc", "Ví dụ 11:30", 0, 3, 1),
    ("place", "Địa điểm", "Nơi làm việc với đơn vị", 1, 0, 4),
    ("secretary", "Thư ký đoàn", "Họ và tên người ghi biên bản", 2, 0, 2),
    ("minutes_number", "Số biên bản", "Để trống nếu ghi tay", 2, 2, 2),
    ("delegation", "Ủy quyền", "Nếu người khác làm thay trưởng đoàn: ai, theo văn bản nào", 3, 0, 4),
)


class VisitForm(QWidget):
    """Dates, times, place and people of one visit."""

    def __init__(self, sheet: Sheet, theme: Theme) -> None:
        super().__init__()
        self._sheet = sheet
        self._subject = f"inspection/{sheet.unit.code}"
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addLayout(page_head("Thông tin buổi kiểm tra", self._introduction()))
        self.fields: dict[str, QLineEdit] = {}
        self._add_visit()
        self.lists: dict[str, ItemsEditor] = {}
        for code in (MEMBERS, REPRESENTATIVES):
            frame, box = card()
            box.addWidget(label(TITLES[code], "heading"))
            self._add_list(box, code, theme)
            self._box.addWidget(frame)
        self._add_report(theme)
        self._box.addStretch(1)
        keep_in_sight(self)

    def refresh(self) -> None:
        """Show again what the record says, in silence; the cursor stays."""
        visit = self._sheet.inspection.visit
        for field, edit in self.fields.items():
            if edit.text() != getattr(visit, field):
                edit.setText(getattr(visit, field))
        self.reason.load(visit.deviation_reason)
        if self.date.text() != self._date_text():
            self.date.setText(self._date_text())
        self._judge_date()
        self.report.show_value(visit.report_state)
        for code, editor in self.lists.items():
            editor.load(Answer(items=self._sheet.inspection.items(code)))

    def _add_list(self, box: QVBoxLayout, code: str, theme: Theme) -> None:
        self.lists[code] = make_list(self._sheet, code, theme)
        box.addWidget(self.lists[code])

    def _add_report(self, theme: Theme) -> None:
        """The unit's own report: complete or not, and its figures beside what the team found."""
        frame, box = card()
        box.addWidget(label("Báo cáo của đơn vị", "heading"))
        self.report = ChoiceBar("Báo cáo của đơn vị", [*REPORT_STATES.items(), ("", "Chưa xem")])
        mark_field(self.report, self._subject, "report_state")
        self.report.show_value(self._sheet.inspection.visit.report_state)
        self.report.chosen.connect(lambda value: self._sheet.set_visit("report_state", value))
        box.addWidget(self.report)
        box.addWidget(label(TITLES[FIGURES], "field"))
        self._add_list(box, FIGURES, theme)
        self.lists[FIGURES].ends_page = True
        self._box.addWidget(frame)

    def focus_first(self) -> None:
        self.date.setFocus()

    def _introduction(self) -> str:
        unit, team = self._sheet.unit, self._sheet.team
        parts = [unit.official]
        if team is not None:
            leader = f"Trưởng đoàn: {team.leader.full}" if team.leader.full else ""
            parts += [part for part in (team.name, leader, team.delegation) if part]
        return "\n".join(parts)

    def _series(self) -> str:
        return self._sheet.session.campaign.series_number(self._sheet.unit)

    def _add_visit(self) -> None:
        frame, box = card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(UNIT + UNIT // 2)
        self._add_dates(grid)
        for field, title, placeholder, row, column, span in LINES:
            edit = line_field(title, placeholder)
            if field == "minutes_number" and (series := self._series()):
                edit.setPlaceholderText(f"Để trống thì lấy số {series}")
            edit.setText(getattr(self._sheet.inspection.visit, field))
            edit.setCursorPosition(0)
            mark_field(edit, self._subject, field)
            edit.textEdited.connect(lambda text, field=field: self._sheet.set_visit(field, text))
            grid.addLayout(labelled(title, edit), row, column, 1, span)
            self.fields[field] = edit
        for column in range(4):
            grid.setColumnStretch(column, 1)
        box.addLayout(grid)
        self.reason = reason = GrowingText(
            "Lý do làm khác kế hoạch", lines=1, placeholder="Nếu ngày hoặc thành phần khác kế hoạch"
        )
        mark_field(reason, self._subject, "deviation_reason")
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
        self.date = line_field("Ngày kiểm tra thực tế", "Ngày/tháng/năm")
        mark_field(self.date, self._subject, "actual_date")
        self.date.setText(self._date_text())
        self.problem = label("", "problem")
        self.problem.hide()
        column = labelled("Ngày kiểm tra", self.date)
        column.addWidget(self.problem)
        grid.addLayout(column, 0, 1)
        self.date.textEdited.connect(self._date_edited)
        self.date.editingFinished.connect(self._judge_date)
        self._judge_date()

    def _date_text(self) -> str:
        """The date, or what was typed as one and cannot be read yet."""
        visit = self._sheet.inspection.visit
        return short_date(visit.actual_date) if visit.actual_date else visit.date_typed

    def _date_edited(self, text: str) -> None:
        show_problem(self.date, self.problem, "")
        typed = text.strip()
        try:
            date = parse_date(typed) if typed else None
        except UnclearDate:
            self._sheet.set_visit("actual_date", None, date_typed=typed)
            return
        self._sheet.set_visit("actual_date", date, date_typed="")

    def _judge_date(self) -> None:
        """Say what is unclear once a person has left the field, not while typing."""
        message = ""
        try:
            if text := self.date.text().strip():
                parse_date(text)
        except UnclearDate as unclear:
            message = unclear.message
        show_problem(self.date, self.problem, message)
