"""A question on the form: its words, the state of its answer, its editor, and why it does not apply if so."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QActionGroup, QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import FIGURE_KINDS, ITEM_KINDS, STATE_WORDS, Kind, State
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.ui.controls.field_keys import mark_field, mark_list
from tdkt_desktop.ui.controls.fields import PASSED_BY, GrowingText, label, line_field, window_action
from tdkt_desktop.ui.controls.in_sight import show_whole
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.editors import make_editor
from tdkt_desktop.ui.editors.base import join_note, split_note
from tdkt_desktop.ui.editors.figure_details import PERIOD, PURPOSE, FigureDetails
from tdkt_desktop.ui.look.theme import TIGHT, UNIT, Theme
from tdkt_desktop.ui.unit.sums import beside

STATE_MARKS = {
    State.ANSWERED: Mark.RECORDED,
    State.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
    State.NOT_CHECKED: Mark.NOT_CHECKED,
}
MENU_WORDS = {
    State.ANSWERED: "Đã &trả lời",
    State.NOT_APPLICABLE: "&Không thuộc đối tượng",
    State.NOT_CHECKED: "&Chưa kiểm tra",
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
        self.note.enter_goes_on = True
        self.details = FigureDetails(question) if question.kind in FIGURE_KINDS else None
        self.sum = label("", "hint")
        for part in (self.editor, self.details, self.sum, self.reason, self.note):
            if part is not None:
                box.addWidget(part)
        show_whole(self)
        mark_field(self, f"answer/{sheet.unit.code}/{question.code}", "answer")
        if question.kind in ITEM_KINDS:
            mark_list(self.editor, sheet.unit.code, question.code)
        if question.total_of or question.least is not None or question.most is not None:
            sheet.changed.connect(self._show_sum)
        self._show_sum()
        self.editor.answer_edited.connect(self._answered)
        self.editor.item_edited.connect(self._item_edited)
        self.editor.item_removed.connect(sheet.remove_item)
        self.editor.items_moved.connect(sheet.move_items)
        if self.details is not None:
            self.details.edited.connect(lambda: self._answered(question.code, self.answer))
        self.reason.textEdited.connect(lambda text: self._set(replace(self.answer, reason=text)))
        self.note.text_edited.connect(self._note_edited)
        self.load()

    @property
    def answer(self) -> Answer:
        return self._sheet.inspection.answer(self.question.code)

    def load(self) -> None:
        """Show the answer in silence."""
        self.editor.load(self.answer)
        if self.reason.text() != self.answer.reason:
            self.reason.setText(self.answer.reason)
        if self.details is not None:
            self.details.load(self.answer)
        self.note.load(split_note(self.answer.note).text)
        self.note.setVisible(bool(self.note.toPlainText()))
        self._show_state()

    def focus(self) -> None:
        """Put the cursor where this question is answered."""
        (self.reason if self.answer.state is State.NOT_APPLICABLE else self.editor).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def point_out(self, *, shown: bool) -> None:
        """Stand on another ground than the questions around, or no longer."""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, shown)
        self.setProperty("role", "meant" if shown else "")
        self.style().polish(self)
        if (box := self.layout()) is not None:
            side = UNIT if shown else 0
            box.setContentsMargins(side, TIGHT, side, TIGHT)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        QWidget.setTabOrder(self.note, self.state)  # first the answer, then its state

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        """F4 opens the state menu from anywhere in the question, as it opens lists elsewhere."""
        if event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self.open_state()
        else:
            super().keyPressEvent(event)

    def open_state(self) -> None:
        """Show the menu of the question's state."""
        self.state.showMenu()

    def choose_state(self, state: State) -> None:
        """What the state menu does."""
        self._set(replace(self.answer, state=state, reason=self.reason.text()))
        self.focus()

    def _add_head(self, box: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        number = self._sheet.checklist.numbers.get(self.question.code, "")
        ask = label(
            f"{number}. {self.question.ask}" + ("" if self.question.required else " (nếu có)"), "question"
        )
        head.addWidget(ask, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        if self.question.hint:
            box.addWidget(label(self.question.hint, "hint"))
        if reported := self._sheet.reported.get(self.question.code):
            box.addWidget(label(f"Đơn vị báo cáo: {reported}", "hint"))

    def _state_button(self) -> QToolButton:
        made = StateButton(self._theme)
        menu = QMenu(made)
        group = QActionGroup(menu)
        self._state_actions = {}
        for state, words in MENU_WORDS.items():
            action = menu.addAction(self._theme.mark_icon(STATE_MARKS[state]), words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, state=state: self.choose_state(state))
            group.addAction(action)
            self._state_actions[state] = action
        # An answer that says so already, from another machine, can still be seen and changed.
        self._state_actions[State.NOT_APPLICABLE].setVisible(self.question.may_not_apply)
        menu.addSeparator()
        menu.addAction(self._theme.icon("note"), "&Ghi chú…").triggered.connect(self._open_note)
        if self.question.kind is Kind.MONEY:
            menu.addAction("Số tiền &về việc gì…").triggered.connect(lambda: self._open_details(PURPOSE))
        if self.question.kind in FIGURE_KINDS:
            menu.addAction("T&hời kỳ của số liệu…").triggered.connect(lambda: self._open_details(PERIOD))
        menu.addAction("&Lịch sử…").triggered.connect(self._ask_history)
        made.setMenu(menu)
        made.setProperty(PASSED_BY, True)
        made.setToolTip("Tình trạng của câu hỏi (F4)")
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
        found = beside(self.question, self._sheet.inspection)
        self.sum.setText(found.words)
        self.sum.setVisible(bool(found.words))
        role = "problem" if found.differs else "hint"
        if self.sum.property("role") != role:
            self.sum.setProperty("role", role)
            self.sum.style().unpolish(self.sum)
            self.sum.style().polish(self.sum)

    def _open_note(self) -> None:
        self.note.show()
        self.note.setFocus()

    def _open_details(self, name: str) -> None:
        if self.details is not None:
            self.details.open(name)

    def _ask_history(self) -> None:
        self.focus()
        if (action := window_action(self, "history")) is not None:
            action.trigger()

    def _answered(self, code: str, answer: Answer) -> None:
        self._set(answer if self.details is None else self.details.complete(answer))

    def _item_edited(self, code: str, item: Item) -> None:
        self._sheet.set_item(code, item)
        self.editor.follow(self.answer)
        self._show_state()

    def _note_edited(self, text: str) -> None:
        self._set(replace(self.answer, note=join_note(text, split_note(self.answer.note).unclear)))

    def _set(self, answer: Answer) -> None:
        self._sheet.set_answer(self.question, answer)
        self.editor.follow(self.answer)
        self._show_state()
