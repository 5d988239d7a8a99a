"""The base of editors with one line that is read into a value: a message under it when it cannot be read."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.values import Answer, Value
from tdkt_desktop.ui.controls.fields import button, label, line_field, show_problem
from tdkt_desktop.ui.editors.base import Editor, split_note
from tdkt_desktop.ui.look.theme import UNIT

FIELD_LETTERS = 36


class Unreadable(Exception):
    """Typed text that is no value yet; `message` is Vietnamese, `readings` are texts it may have meant."""

    def __init__(self, message: str, readings: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.readings = message, readings


class LineEditor(Editor):
    """Subclasses say how a text is read (`read`), written (`write`) and echoed (`echo`)."""

    placeholder = ""
    suffix = ""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.field = line_field(question.ask, self.placeholder)
        self.field.setMaximumWidth(FIELD_LETTERS * self.field.fontMetrics().averageCharWidth())
        self.echo_label, self.problem = label("", "echo"), label("", "problem")
        self.readings: list[QPushButton] = []
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        line.addWidget(self.field, 1)
        if measure := self.suffix or question.measure:
            line.addWidget(label(measure, "hint"))
        line.addStretch(1)
        self._box.addLayout(line)
        for message in (self.echo_label, self.problem):
            message.hide()
            self._box.addWidget(message)
        self._readings = QHBoxLayout()
        self._readings.setSpacing(UNIT)
        self._readings.addStretch(1)
        self._box.addLayout(self._readings)
        self.field.textEdited.connect(self._edited)
        self.field.editingFinished.connect(self._judge)
        self.setFocusProxy(self.field)

    def read(self, text: str) -> Value:
        """The value of a text. Raises Unreadable."""
        raise NotImplementedError

    def write(self, value: Value) -> str:
        """The text of a value."""
        raise NotImplementedError

    def echo(self, value: Value) -> str:
        """How a value reads in full, shown under the field while typing; blank for nothing."""
        return ""

    def _show(self, answer: Answer) -> None:
        unclear = split_note(answer.note).unclear
        text = unclear or ("" if answer.value is None else self.write(answer.value))
        if text != self.field.text():
            self.field.setText(text)
        self._echo(None if unclear else answer.value)
        self._judge()

    def _edited(self, text: str) -> None:
        show_problem(self.field, self.problem, "")
        self._offer(())
        try:
            value = self.read(text.strip()) if text.strip() else None
        except Unreadable:
            self._echo(None)
            self._emit(None, unclear=text.strip())
            return
        self._echo(value)
        self._emit(value)

    def _echo(self, value: Value) -> None:
        text = "" if value is None else self.echo(value)
        self.echo_label.setText(text)
        self.echo_label.setVisible(bool(text))

    def _judge(self) -> None:
        """Say what is unclear once a person has left the field, not while typing; the readings are a press away."""
        message = ""
        readings: tuple[str, ...] = ()
        if text := self.field.text().strip():
            try:
                self.read(text)
            except Unreadable as unreadable:
                message, readings = unreadable.message, unreadable.readings
        show_problem(self.field, self.problem, message)
        self._offer(readings)

    def _offer(self, readings: tuple[str, ...]) -> None:
        shown = tuple(one.text() for one in self.readings)
        if shown == readings:
            return
        for one in self.readings:
            self._readings.removeWidget(one)
            one.hide()
            one.deleteLater()
        self.readings = [button(text, "segment", f"{self.question.ask}: {text}") for text in readings]
        before: QWidget = self.field
        for place, one in enumerate(self.readings):
            one.setAutoDefault(True)  # Enter takes it, as Space does
            one.clicked.connect(partial(self._choose, one.text()))
            self._readings.insertWidget(place, one)
            QWidget.setTabOrder(before, one)
            before = one

    def _choose(self, text: str, _checked: bool = False) -> None:
        self.field.setFocus()
        self.field.setText(text)
        self._edited(text)
