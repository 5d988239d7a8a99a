"""Editor of a cited paper: number and symbol, date, who issued it, what it is about."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QGridLayout

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.values import Answer, DocumentRef
from tdkt_desktop.ui.controls.fields import label, labelled, line_field, show_problem
from tdkt_desktop.ui.editors.base import Editor, split_note
from tdkt_desktop.ui.look.theme import UNIT
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date, short_date

FIELDS = (
    ("number", "Số, ký hiệu", 0, 0),
    ("date", "Ngày", 0, 1),
    ("issuer", "Cơ quan ban hành", 1, 0),
    ("subject", "Về việc", 1, 1),
)


class DocumentEditor(Editor):
    """Any part may stay blank; a date that cannot be read is kept as typed and said so."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        grid = QGridLayout()
        grid.setSpacing(UNIT)
        self.fields = {}
        for key, title, row, column in FIELDS:
            field = line_field(f"{question.ask}: {title}", "Ngày/tháng/năm" if key == "date" else "")
            field.textEdited.connect(self._edited)
            grid.addLayout(labelled(title, field), row, column)
            self.fields[key] = field
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.problem = label("", "problem")
        self.problem.hide()
        self._box.addLayout(grid)
        self._box.addWidget(self.problem)
        self.fields["date"].editingFinished.connect(self._judge)
        self.setFocusProxy(self.fields["number"])

    def _show(self, answer: Answer) -> None:
        value = answer.value if isinstance(answer.value, DocumentRef) else DocumentRef()
        date = split_note(answer.note).unclear or (short_date(value.date) if value.date else "")
        texts = {"number": value.number, "date": date, "issuer": value.issuer, "subject": value.subject}
        for key, text in texts.items():
            if text != self.fields[key].text():
                self.fields[key].setText(text)
                self.fields[key].setCursorPosition(0)
        self._judge()

    def _edited(self) -> None:
        show_problem(self.fields["date"], self.problem, "")
        texts = {key: field.text().strip() for key, field in self.fields.items()}
        date, unclear = self._date(texts.pop("date"))
        value = DocumentRef(date=date, **texts)
        self._emit(None if value == DocumentRef() else value, unclear=unclear)

    def _date(self, text: str) -> tuple[dt.date | None, str]:
        try:
            return (parse_date(text) if text else None), ""
        except UnclearDate:
            return None, text

    def _judge(self) -> None:
        message = ""
        try:
            if text := self.fields["date"].text().strip():
                parse_date(text)
        except UnclearDate as unclear:
            message = unclear.message
        show_problem(self.fields["date"], self.problem, message)
