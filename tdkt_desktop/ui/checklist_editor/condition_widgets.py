"""Properties that are picked from the checklist itself: a question with its answer, several of them, a text for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tdkt_desktop.domain.draft.fields import Field
from tdkt_desktop.domain.draft.offers import Offer
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.ui.checklist_editor.field_widgets import FieldWidget, PickBox
from tdkt_desktop.ui.controls.fields import LineField, button, clear_layout, label, line_field
from tdkt_desktop.ui.look.theme import UNIT

Answers = Callable[[str], Sequence[Offer]]
MOST = 4  # answers that do not go together


class ConditionRow(QWidget):
    """A question and the answer that is waited for; `edited({question, equals} or None)`."""

    edited = Signal(object)

    def __init__(self, name: str, answers: Answers, none: str) -> None:
        super().__init__()
        self._answers, self._none = answers, none
        self.question = PickBox(f"{name}: câu hỏi")
        self.answer = PickBox(f"{name}: câu trả lời")
        self.question.activated.connect(lambda _: self._question_picked())
        self.answer.activated.connect(lambda _: self._emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(UNIT)
        line.addWidget(self.question, 3)
        line.addWidget(label("là", "hint"))
        line.addWidget(self.answer, 1)
        self.setFocusProxy(self.question)

    def offer(self, offers: Sequence[Offer]) -> None:
        self.question.offer([("", self._none), *offers])

    def load(self, value: Plain) -> None:
        code = value["question"] if value else ""
        if code and code not in [one for one, _ in self.question.offers]:
            self.question.offer([*self.question.offers, (code, "(câu đứng sau hoặc đã bỏ)")])
        self.question.pick(code)
        self._show_answers(code)
        self.answer.pick(value["equals"] if value else None)

    def _show_answers(self, code: str) -> None:
        self.answer.offer(self._answers(code) if code else [])
        self.answer.setEnabled(bool(code))

    def _question_picked(self) -> None:
        self._show_answers(self.question.value or "")
        if self.answer.currentIndex() < 0 and self.answer.count():
            self.answer.setCurrentIndex(0)
        self._emit()

    def _emit(self) -> None:
        code, equals = self.question.value, self.answer.value
        self.edited.emit({"question": code, "equals": equals} if code and equals is not None else None)


class ConditionWidget(FieldWidget):
    def __init__(self, field: Field, answers: Answers) -> None:
        super().__init__(field)
        self.row = ConditionRow(field.title, answers, "(luôn hỏi)")
        self.row.edited.connect(self.edited)
        self.take(self.row)

    def offer(self, offers: Sequence[Offer]) -> None:
        self.row.offer(offers)

    def load(self, value: Plain) -> None:
        self.row.load(value)


class ConditionsWidget(FieldWidget):
    """Two to four answers; a row that is emptied goes."""

    def __init__(self, field: Field, answers: Answers) -> None:
        super().__init__(field)
        self.rows = [ConditionRow(f"{field.title}, thứ {n}", answers, "(không)") for n in range(1, MOST + 1)]
        for row in self.rows:
            row.edited.connect(lambda _: self._emit())
            self.take(row)
        self.more = button("Thêm câu trả lời", "flat")
        self.more.clicked.connect(self._show_more)
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        self.box.addLayout(line)

    def offer(self, offers: Sequence[Offer]) -> None:
        for row in self.rows:
            row.offer(offers)

    def load(self, value: Plain) -> None:
        said = list(value or ())
        for place, row in enumerate(self.rows):
            row.load(said[place] if place < len(said) else None)
            row.setVisible(place < max(2, len(said)))
        self.more.setVisible(len(said) < MOST)

    def _emit(self) -> None:
        found = []
        for row in self.rows:
            code, equals = row.question.value, row.answer.value
            if code and equals is not None:
                found.append({"question": code, "equals": equals})
        self.edited.emit(found)

    def _show_more(self) -> None:
        hidden = next((row for row in self.rows if row.isHidden()), None)
        if hidden is not None:
            hidden.show()
            hidden.setFocus()
        self.more.setVisible(any(row.isHidden() for row in self.rows))


class PhrasesWidget(FieldWidget):
    """A text for each of the questions; blank lets the program word it."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.lines: dict[str, LineField] = {}
        self._offers: list[Offer] = []

    def offer(self, offers: Sequence[Offer]) -> None:
        if list(offers) == self._offers:
            return
        self._offers = list(offers)
        said = {code: line.text() for code, line in self.lines.items()}
        clear_layout(self.box)
        self.lines = {}
        for code, words in offers:
            line = line_field(f"{self.field.title}: {words}", "Để trống thì phần mềm tự ghi")
            line.setText(said.get(code, ""))
            line.textEdited.connect(lambda _: self._emit())
            self.lines[code] = line
            self.box.addWidget(label(words, "hint"))
            self.box.addWidget(line)

    def load(self, value: Plain) -> None:
        for code, line in self.lines.items():
            text = str((value or {}).get(code, ""))
            if line.text() != text:
                line.setText(text)

    def _emit(self) -> None:
        self.edited.emit({code: line.text() for code, line in self.lines.items()})
