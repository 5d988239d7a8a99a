"""The form of one criterion: the questions that are asked, the verdict, and what the team remarks."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Criterion
from tdkt_desktop.domain.completeness import is_asked
from tdkt_desktop.domain.kinds import VERDICT_WORDS, Verdict
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.ui.controls.choice_bar import ChoiceBar
from tdkt_desktop.ui.controls.field_keys import mark_field
from tdkt_desktop.ui.controls.fields import ENTER, GrowingText, card, label, labelled, rule, window_action
from tdkt_desktop.ui.controls.in_sight import keep_in_sight
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import GAP, UNIT, Theme
from tdkt_desktop.ui.unit.mending_card import MendingCard
from tdkt_desktop.ui.unit.question_row import QuestionRow

VERDICT = "Kết luận về nội dung này"
REMARKS = (
    ("narrative", "Nhận xét củ&a đoàn", "Kết quả nổi bật, số liệu, ví dụ cần ghi vào biên bản"),
    ("limitation", "Hạ&n chế", "Điều chưa làm được, còn chậm hoặc còn thiếu"),
    ("evidence", "Tài &liệu đã xem", "Số, ký hiệu văn bản, hồ sơ, sổ sách"),
)


class LastBox(QCheckBox):
    """The end of the page: Enter goes on to the next one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        action = window_action(self, "next_step") if event.key() in ENTER else None
        if action is None:
            super().keyPressEvent(event)
        else:
            action.trigger()


class CriterionForm(QWidget):
    """One criterion of one unit. Follow-up questions come and go with the answer they depend on."""

    def __init__(self, sheet: Sheet, criterion: Criterion, number: int, theme: Theme) -> None:
        super().__init__()
        self.criterion = criterion
        self._sheet = sheet
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(label(f"{number}. {criterion.title}", "page"))
        self._subject = f"remark/{sheet.unit.code}/{criterion.code}"
        self.remarks: dict[str, GrowingText] = {}
        self.verdict: ChoiceBar | None = None
        self.rows: dict[str, QuestionRow] = {}
        self._rules: dict[str, QWidget] = {}
        self._add_questions(theme)
        self.mending = MendingCard(sheet, lambda one: one.criterion == criterion.code, theme)
        if found := self.mending.found:
            words = f"Năm trước đã nêu {len(found):02d} hạn chế ở nội dung này, ghi kết quả khắc phục ở dưới các câu hỏi."
            self._box.insertWidget(1, label(words, "hint"))
        self._box.addWidget(self.mending)
        self._add_remarks(theme)
        self._box.addStretch(1)
        keep_in_sight(self)
        sheet.changed.connect(self._show_asked)
        self._show_asked()

    def focus_question(self, code: str) -> None:
        """Put the cursor into a question; the caller scrolls to it."""
        self.rows[code].focus()

    def point_out(self, code: str) -> None:
        """Show which question is meant where no cursor can."""
        for one in self.rows.values():
            one.point_out(shown=one is self.rows[code])

    def focus_first(self) -> None:
        """Put the cursor into the first thing to do here."""
        first = next((row for row in self.rows.values() if not row.isHidden()), None)
        if first is not None:
            first.focus()

    def refresh(self) -> None:
        """Show again what the record says, in silence; the cursor stays."""
        remark = self._sheet.inspection.remark(self.criterion.code)
        if self.verdict is not None:
            self.verdict.show_value(remark.verdict)
        for field, edit in self.remarks.items():
            edit.load(getattr(remark, field))
        self.in_notice.setChecked(remark.in_notice)
        self.mending.load()
        for row in self.rows.values():
            row.load()
        self._show_asked()

    def _add_verdict(self, box: QVBoxLayout, theme: Theme) -> None:
        """After the questions it follows from: Enter comes to it by itself, Alt+K from anywhere."""
        self.verdict = ChoiceBar(VERDICT, list(VERDICT_WORDS.items()))
        for verdict in Verdict:
            self.verdict.set_icon(verdict, theme.mark_icon(Mark(verdict.value)))
        self.verdict.show_value(self._sheet.inspection.remark(self.criterion.code).verdict)
        self.verdict.chosen.connect(
            lambda value: self._sheet.set_remark(self.criterion.code, "verdict", value)
        )
        mark_field(self.verdict, self._subject, "verdict")
        box.addLayout(labelled(f"&{VERDICT}", self.verdict))

    def _add_questions(self, theme: Theme) -> None:
        frame, box = card()
        for question in self.criterion.questions:
            row = QuestionRow(self._sheet, question, theme)
            line = rule()
            self._rules[question.code] = line
            box.addWidget(line)
            box.addWidget(row)
            self.rows[question.code] = row
        self._box.addWidget(frame)

    def _add_remarks(self, theme: Theme) -> None:
        frame, box = card()
        box.setSpacing(UNIT + UNIT // 2)
        if self.criterion.graded:
            self._add_verdict(box, theme)
        remark = self._sheet.inspection.remark(self.criterion.code)
        for field, title, placeholder in REMARKS:
            edit = GrowingText(title.replace("&", ""), placeholder=placeholder)
            edit.load(getattr(remark, field))
            mark_field(edit, self._subject, field)
            self.remarks[field] = edit
            edit.text_edited.connect(
                lambda text, field=field: self._sheet.set_remark(self.criterion.code, field, text)
            )
            column = labelled(title, edit)
            if field == "evidence" and self.criterion.evidence:
                column.addWidget(label(f"Cần xem: {'; '.join(self.criterion.evidence)}.", "hint"))
            box.addLayout(column)
        self.in_notice = LastBox("Đưa nhận xét này vào thôn&g báo")
        self.in_notice.setAccessibleName("Đưa nhận xét này vào thông báo")
        mark_field(self.in_notice, self._subject, "in_notice")
        self.in_notice.setChecked(remark.in_notice)
        self.in_notice.clicked.connect(
            lambda checked: self._sheet.set_remark(self.criterion.code, "in_notice", checked)
        )
        line = QHBoxLayout()
        line.addWidget(self.in_notice)
        line.addStretch(1)
        box.addLayout(line)
        self._box.addWidget(frame)

    def _show_asked(self) -> None:
        first = True
        for question in self.criterion.questions:
            asked = is_asked(question, self._sheet.inspection)
            row = self.rows[question.code]
            if row.isHidden() == asked:
                row.setVisible(asked)
            self._rules[question.code].setVisible(asked and not first)
            first = first and not asked
