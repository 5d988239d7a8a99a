"""A question on the form: its words, the state of its answer, its editor, and why it does not apply if so."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QActionGroup, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import STATE_WORDS, State
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.ui.editors import make_editor
from tdkt_desktop.ui.editors.base import join_note, split_note
from tdkt_desktop.ui.fields import GrowingText, label, line_field
from tdkt_desktop.ui.sheet import Sheet
from tdkt_desktop.ui.sums import sum_words
from tdkt_desktop.ui.theme import TIGHT, UNIT, Theme

STATE_MARKS = {
    State.ANSWERED: Mark.RECORDED,
    State.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
    State.NOT_CHECKED: Mark.NOT_CHECKED,
}
WHY = "Vì sao không thuộc đối tượng"


class StateButton(QToolButton):
    """A quiet button with a menu, and an arrow that says so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "state")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def paintEvent(self, event: QPaintEvent) -> None:  # Qt's name
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.palette.muted), 1.5))
        right, middle = self.width() - 8, self.height() / 2
        painter.drawPolyline(
            [QPointF(right - 7, middle - 2), QPointF(right - 3.5, middle + 1.5), QPointF(right, middle - 2)]
        )
        painter.end()


class QuestionRow(QWidget):
    """Binds one question to the sheet."""

    def __init__(self, sheet: Sheet, question: Question, theme: Theme) -> None:
        super().__init__()
        self.question = question
        self._sheet, self._theme = sheet, theme
        box = QVBoxLayout(self)
        box.setContentsMargins(0, TIGHT, 0, TIGHT)
        box.setSpacing(TIGHT + 2)
        self.state = self._state_button()
        self._add_head(box)
        self.editor = make_editor(question, theme.icon)
        self.reason = line_field(f"{question.ask}: {WHY}", WHY)
        self.note = GrowingText(f"{question.ask}: ghi chú", lines=1, placeholder="Ghi chú của đoàn")
        self.sum = label("", "hint")
        for part in (self.editor, self.sum, self.reason, self.note):
            box.addWidget(part)
        if question.total_of:
            sheet.changed.connect(self._show_sum)
        self._show_sum()
        self.editor.answer_edited.connect(self._answered)
        self.editor.item_edited.connect(self._item_edited)
        self.editor.item_removed.connect(sheet.remove_item)
        self.reason.textEdited.connect(lambda text: self._set(replace(self.answer, reason=text)))
        self.note.text_edited.connect(self._note_edited)
        self.load()

    @property
    def answer(self) -> Answer:
        return self._sheet.inspection.answer(self.question.code)

    def load(self) -> None:
        """Show the answer in silence."""
        self.editor.load(self.answer)
        self.reason.setText(self.answer.reason)
        self.note.load(split_note(self.answer.note).text)
        self.note.setVisible(bool(self.note.toPlainText()))
        self._show_state()

    def focus(self) -> None:
        """Put the cursor where this question is answered."""
        (self.reason if self.answer.state is State.NOT_APPLICABLE else self.editor).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def choose_state(self, state: State) -> None:
        """What the state menu does."""
        self._set(replace(self.answer, state=state, reason=self.reason.text()))
        self.focus()

    def _add_head(self, box: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        ask = label(self.question.ask + ("" if self.question.required else " (nếu có)"), "question")
        head.addWidget(ask, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        if self.question.hint:
            box.addWidget(label(self.question.hint, "hint"))

    def _state_button(self) -> QToolButton:
        made = StateButton(self._theme)
        menu = QMenu(made)
        group = QActionGroup(menu)
        self._state_actions = {}
        for state, words in STATE_WORDS.items():
            action = menu.addAction(self._theme.mark_icon(STATE_MARKS[state]), words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, state=state: self.choose_state(state))
            group.addAction(action)
            self._state_actions[state] = action
        menu.addSeparator()
        menu.addAction(self._theme.icon("note"), "Ghi chú…").triggered.connect(self._open_note)
        made.setMenu(menu)
        return made

    def _show_state(self) -> None:
        state = self.answer.state
        self.state.setText(f" {STATE_WORDS[state]}")
        self.state.setIcon(self._theme.mark_icon(STATE_MARKS[state]))
        self.state.setAccessibleName(f"{self.question.ask}: {STATE_WORDS[state]}")
        self._state_actions[state].setChecked(True)
        self.reason.setVisible(state is State.NOT_APPLICABLE)
        self.editor.setVisible(state is not State.NOT_APPLICABLE)

    def _show_sum(self) -> None:
        words = sum_words(self.question, self._sheet.inspection)
        self.sum.setText(words)
        self.sum.setVisible(bool(words))

    def _open_note(self) -> None:
        self.note.show()
        self.note.setFocus()

    def _answered(self, code: str, answer: Answer) -> None:
        self._set(answer)

    def _item_edited(self, code: str, item: Item) -> None:
        self._sheet.set_item(code, item)
        if self.answer.state is not State.ANSWERED:
            self._set(replace(self.answer, state=State.ANSWERED))
        else:
            self.editor.follow(self.answer)

    def _note_edited(self, text: str) -> None:
        self._set(replace(self.answer, note=join_note(text, split_note(self.answer.note).unclear)))

    def _set(self, answer: Answer) -> None:
        self._sheet.set_answer(self.question, answer)
        self.editor.follow(self.answer)
        self._show_state()
