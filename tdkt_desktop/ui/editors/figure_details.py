"""What makes a figure complete beside its amount: what the money was for, and of what period it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.values import Answer, Figure
from tdkt_desktop.ui.controls.fields import LineField, labelled, line_field
from tdkt_desktop.ui.editors.line import FIELD_LETTERS
from tdkt_desktop.ui.editors.period import period_code, period_words
from tdkt_desktop.ui.look.theme import TIGHT

PURPOSE, PERIOD = "measure", "period"
TITLES = {PURPOSE: "Số tiền về việc gì", PERIOD: "Thời kỳ của số liệu"}
SAMPLES = {PURPOSE: "ủng hộ các loại quỹ", PERIOD: "2014 - 2019"}


class FigureDetails(QWidget):
    """Folded until written or asked for. `edited` comes from a person."""

    edited = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        self.fields: dict[str, LineField] = {}
        self._lines: dict[str, QWidget] = {}
        for name in (PURPOSE, PERIOD) if question.kind is Kind.MONEY else (PERIOD,):
            title = TITLES[name]
            field = line_field(f"{question.ask}: {title}", f"Ví dụ {SAMPLES[name]}")
            field.setMaximumWidth((2 if name == PURPOSE else 1) * FIELD_LETTERS * self._letter_width)
            field.textEdited.connect(self.edited)
            column = labelled(title, field)
            column.setContentsMargins(0, 0, 0, 0)
            self._lines[name] = line = QWidget()
            line.setLayout(column)
            box.addWidget(line)
            self.fields[name] = field
        self.hide()

    def load(self, answer: Answer) -> None:
        """Show what an answer's figure says, in silence; a field with the cursor in it stays open."""
        value = answer.value
        for name, field in self.fields.items():
            words = _words(name, value) if isinstance(value, Figure) else ""
            if field.text() != words and not field.hasFocus():
                field.setText(words)
            self._lines[name].setVisible(bool(words) or field.hasFocus())
        self.setVisible(any(not line.isHidden() for line in self._lines.values()))

    def open(self, name: str) -> None:
        """Show a field with the cursor in it."""
        self.show()
        self._lines[name].show()
        self.fields[name].setFocus()

    def complete(self, answer: Answer) -> Answer:
        """The answer, its figure with what stands here."""
        if not isinstance(answer.value, Figure):
            return answer
        figure = replace(answer.value, period=period_code(self.fields[PERIOD].text()))
        if PURPOSE in self.fields:
            figure = replace(figure, measure=self.fields[PURPOSE].text().strip())
        return replace(answer, value=figure)

    @property
    def _letter_width(self) -> int:
        return self.fontMetrics().averageCharWidth()


def _words(name: str, value: Figure) -> str:
    return period_words(value.period) if name == PERIOD else value.measure
