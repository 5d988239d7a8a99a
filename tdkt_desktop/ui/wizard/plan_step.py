"""Step 2: the plan: year, number, date, and what campaign and plan are called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QGridLayout

from tdkt_desktop.ui.controls.fields import card, label, labelled, show_problem
from tdkt_desktop.ui.controls.in_sight import keep_in_sight
from tdkt_desktop.ui.look.theme import GAP, UNIT
from tdkt_desktop.ui.wizard.draft_fields import DraftLine
from tdkt_desktop.ui.wizard.keeper import DraftKeeper
from tdkt_desktop.ui.wizard.step_page import StepPage
from tdkt_desktop.workflows.new_campaign.campaign_lists import usual_title
from tdkt_desktop.workflows.new_campaign.draft_lists import day_problem

HINT = "Năm là bắt buộc; số và ngày kế hoạch có thể ghi sau."
YEAR = "Ghi năm bằng bốn chữ số, ví dụ 2026."
FIELDS = (  # field, title, placeholder, row, column, columns
    ("year", "Năm của đợt kiểm tra", "Ví dụ 2026", 0, 0, 1),
    ("plan_number", "Số, ký hiệu kế hoạch", "Ví dụ 19/KH-HĐTĐKT", 0, 1, 1),
    ("plan_date", "Ngày kế hoạch", "Ngày/tháng/năm", 0, 2, 1),
    ("title", "Tên đợt kiểm tra", "", 2, 0, 3),
    ("plan_title", "Trích yếu kế hoạch", "Để trống nếu giống tên đợt", 3, 0, 3),
    ("id", "Mã đợt", "", 4, 0, 1),
)


class PlanStep(StepPage):
    """The plan."""

    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__(keeper, "Kế hoạch", HINT)
        frame, box = card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(UNIT)
        self.fields: dict[str, DraftLine] = {}
        self.problems = {key: label("", "problem") for key in ("year", "plan_date")}
        for key, title, placeholder, row, column, columns in FIELDS:
            field = DraftLine(title, placeholder)
            field.textChanged.connect(lambda text, key=key: self._typed(key, text))
            field.editingFinished.connect(self._judge)
            self.fields[key] = field
            lines = labelled(title, field)
            if key in self.problems:
                self.problems[key].hide()
                lines.addWidget(self.problems[key])
            grid.addLayout(lines, row, column, 1, columns)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        box.addLayout(grid)
        box.addWidget(label("Mã đợt dùng để đặt tên tệp; để trống thì lấy theo năm.", "hint"))
        self.box.addWidget(frame)
        self.box.addStretch(1)
        self.first = self.fields["year"]
        keep_in_sight(self)
        self.refresh()

    def refresh(self) -> None:
        for key, field in self.fields.items():
            field.load(getattr(self.keeper.draft, key))
        year = self.keeper.draft.whole_year
        self.fields["title"].setPlaceholderText(
            usual_title(year) if year else "Để trống thì đặt tên theo năm"
        )
        self.fields["id"].setPlaceholderText(f"kiem-tra-{year or 'năm'}")
        self._judge()

    def _typed(self, key: str, text: str) -> None:
        said: dict[str, Any] = {key: text}
        self.keeper.type(replace(self.keeper.draft, **said))
        if key in self.problems:
            show_problem(self.fields[key], self.problems[key], "")

    def _judge(self) -> None:
        """Say what is unclear once the field was left, not while typing."""
        draft = self.keeper.draft
        wrong = YEAR if draft.year.strip() and draft.whole_year is None else ""
        show_problem(self.fields["year"], self.problems["year"], wrong)
        show_problem(self.fields["plan_date"], self.problems["plan_date"], day_problem(draft.plan_date))
