"""What every editor of an answer has in common: silent loading, and signals that only a person causes."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.sealing import UNCLEAR
from tdkt_desktop.domain.values import Answer, Value
from tdkt_desktop.ui.look.theme import TIGHT, UNIT


class Note(NamedTuple):
    """A note apart: what the team wrote, and what was typed into the field but could not be read."""

    text: str
    unclear: str


def split_note(note: str) -> Note:
    lines = note.split("\n")
    if lines[-1].startswith(UNCLEAR):
        return Note("\n".join(lines[:-1]), lines[-1].removeprefix(UNCLEAR))
    return Note(note, "")


def join_note(text: str, unclear: str) -> str:
    return "\n".join(part for part in (text, f"{UNCLEAR}{unclear}" if unclear else "") if part)


class Editor(QWidget):
    """Edits the value of one question.

    `answer_edited(code, Answer)` · `item_edited(code, Item)` · `item_removed(code, id)` · `items_moved(code, items)`. Text that cannot be read
    is kept in the field and in the answer's note; the answer then counts as not checked.
    """

    answer_edited = Signal(str, object)
    item_edited = Signal(str, object)
    item_removed = Signal(str, str)
    items_moved = Signal(str, object)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self._answer = Answer()
        self.setAccessibleName(question.ask)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(TIGHT if not question.columns else UNIT)

    def load(self, answer: Answer) -> None:
        """Show an answer in silence."""
        self._answer = answer
        blocker = QSignalBlocker(self)
        self._show(answer)
        blocker.unblock()

    def follow(self, answer: Answer) -> None:
        """Learn what the answer became through this editor or beside it, leaving the fields alone."""
        self._answer = answer

    def _show(self, answer: Answer) -> None:
        raise NotImplementedError

    def _emit(self, value: Value, unclear: str = "") -> None:
        state = State.NOT_CHECKED if value is None else State.ANSWERED
        note = join_note(split_note(self._answer.note).text, unclear)
        self._answer = Answer(state, value=value, note=note, items=self._answer.items)
        self.answer_edited.emit(self.question.code, self._answer)
