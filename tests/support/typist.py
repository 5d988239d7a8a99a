"""A person who types without a pause into the real window, in a process of its own, and says what is done.

`python -m tests.support.typist SEED [FILE]` opens the window as a start does (with FILE, or where it was left) and
writes one JSON line each for: "open" (what came up), "typing" (from now on), "going" and "at" (the tab and step), "key" (a keystroke, and what its
field says then), "saving" and "saved" (the status line said so, and the last keystroke that covers), "dialog".
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.ui.editors.items import ItemsEditor
from tdkt_desktop.ui.first_paint import show_first
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.unit.assessment_form import AssessmentForm
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.window import MainWindow

LETTERS = "abcdeghiklmnopqrstuvxy ăâđêôơưáàảãạếềộợứữ"
FASTEST_MS, SLOWEST_MS = 5, 60  # between two keystrokes
LOOK_MS = 1500  # a person looks at the window before the first key; what saving needs is loaded meanwhile
KEYS_IN_A_FIELD = 12
LONGEST_TEXT = 400


@dataclass
class Field:
    """A field being typed into: its name for the reader, its widget, what it says."""

    name: str
    widget: QWidget
    text: str


def read_field(inspection: Inspection, name: str) -> str:
    """What the record says of a field named by the typist."""
    kind, _, rest = name.partition(":")
    if kind == "remark":
        criterion, field = rest.split(":")
        return str(getattr(inspection.remark(criterion), field))
    if kind == "visit":
        return str(getattr(inspection.visit, rest))
    if kind == "assessment":
        return str(getattr(inspection.assessment, rest))
    if kind == "answer":
        return str(inspection.answer(rest).value or "")
    list_code, item_id = rest.split(":")
    return next((item.text for item in inspection.items(list_code) if item.id == item_id), "")


def press(widget: QWidget, letter: str) -> None:
    """A key of the keyboard for plain letters, a commit of an input method for letters with marks."""
    if letter.isascii():
        key = Qt.Key.Key_Space if letter == " " else Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
        return
    composing = QInputMethodEvent(letter, [])
    QApplication.sendEvent(widget, composing)
    commit = QInputMethodEvent()
    commit.setCommitString(letter)
    QApplication.sendEvent(widget, commit)


class Typist:
    """Types at random intervals, changing the field, the step and the unit as it goes."""

    def __init__(self, window: MainWindow, seed: int, say: Callable[[dict[str, Any]], None]) -> None:
        self._window, self._say = window, say
        self._chance = random.Random(seed)
        self._field: Field | None = None
        self._left = self.count = self._covered = 0
        desk = window.desk
        assert desk is not None
        self.units = [unit.code for unit in desk.units]
        self._unit = ""
        desk.autosave.saving.connect(self._saving)
        desk.autosave.saved.connect(self._saved)

    def step(self) -> None:
        """One keystroke, after going to another field every now and then."""
        if self._field is None or self._left <= 0 or len(self._field.text) > LONGEST_TEXT:
            self._go_on()
        field = self._field
        assert field is not None
        self._left -= 1
        letter = self._chance.choice(LETTERS)
        if letter == " " and (not field.text or field.text.endswith(" ")):
            letter = "e"
        press(field.widget, letter)
        field.text += letter
        self.count += 1
        self._say({"key": self.count, "unit": self._unit, "field": field.name, "text": field.text})

    def _saving(self) -> None:
        self._covered = self.count
        self._say({"saving": self._covered})

    def _saved(self) -> None:
        """What the person reads is what counts: only the status line's own words are a promise."""
        if self._window.status.saved_label.text().startswith("Đã lưu"):
            self._say({"saved": self._covered})

    def _go_on(self) -> None:
        self._left = self._chance.randint(2, KEYS_IN_A_FIELD)
        tab = self._tab()
        if tab is None or self._chance.random() < 0.4:
            view = self._window.view
            assert view is not None
            self._unit = self._chance.choice(self.units)
            steps = [VISIT, ASSESSMENT, *(one.code for one in self._criteria())]
            step = self._chance.choice(steps)
            self._say({"going": [self._unit, step]})
            view.open_unit(self._unit, step)
            self._say({"at": [self._unit, step]})
            tab = self._tab()
        assert tab is not None
        self._unit = tab.sheet.unit.code
        name, widget = self._chance.choice(self._fields(tab))
        widget.setFocus()
        self._field = Field(name, widget, self._to_end(widget))

    def _criteria(self) -> Any:
        assert self._window.desk is not None
        return self._window.desk.session.checklist.criteria

    def _tab(self) -> UnitTab | None:
        return self._window.view.unit_tab if self._window.view is not None else None

    def _fields(self, tab: UnitTab) -> list[tuple[str, QWidget]]:
        form = tab.form
        if isinstance(form, CriterionForm):
            code = form.criterion.code
            found: list[tuple[str, QWidget]] = [
                (f"remark:{code}:{field}", edit) for field, edit in form.remarks.items()
            ]
            for question, row in form.rows.items():
                if row.isHidden() or row.editor.isHidden():
                    continue
                if row.question.kind is Kind.TABLE:
                    continue  # the label of its rows is kept as a period: what is typed is not what is read
                if isinstance(row.editor, ItemsEditor):
                    found.append(self._line(row.editor, question))
                elif isinstance(stop := row.editor.focusProxy(), QPlainTextEdit):
                    found.append((f"answer:{question}", stop))
            return found
        assert form is not None
        fields: dict[str, Any] = form.fields
        if isinstance(form, AssessmentForm):
            return [(f"assessment:{field}", edit) for field, edit in fields.items()]
        lines = [self._line(editor, code) for code, editor in form.lists.items()]
        return [*((f"visit:{field}", edit) for field, edit in fields.items()), *lines]

    def _line(self, editor: ItemsEditor, code: str) -> tuple[str, QWidget]:
        """A line of a list: the last one, or a new one."""
        if not editor.rows or (len(editor.rows) < 4 and self._chance.random() < 0.3):
            editor.add.click()
        row = editor.rows[-1]
        return f"item:{code}:{row.item.id}", row.fields["text"]

    def _to_end(self, widget: QWidget) -> str:
        if isinstance(widget, QLineEdit):
            widget.end(False)
            return widget.text()
        assert isinstance(widget, QPlainTextEdit)
        cursor = widget.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        widget.setTextCursor(cursor)
        return widget.toPlainText()


def say(line: dict[str, Any]) -> None:
    """One line, whole: a write this short to a pipe is never torn."""
    os.write(1, (json.dumps({"t": time.monotonic(), **line}, ensure_ascii=False) + "\n").encode())


def main() -> None:
    """Open the window and type until killed."""
    seed = int(sys.argv[1])
    application, theme = make_application()
    window = MainWindow(theme)
    show_first(window, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    chance = random.Random(seed)
    typist: Typist | None = None

    def look() -> None:
        """A question at the start, or at any time, would be a prompt that nobody should need."""
        if (asked := QApplication.activeModalWidget()) is not None:
            say({"dialog": f"{type(asked).__name__} {asked.windowTitle()} {getattr(asked, 'text', str)()}"})

    def begin() -> None:
        nonlocal typist
        if window.view is None or window.desk is None:
            QTimer.singleShot(5, begin)
            return
        say({"open": str(window.desk.session.path), "place": window.view.place[:2]})
        typist = Typist(window, seed, say)
        QTimer.singleShot(LOOK_MS, lambda: say({"typing": True}))
        QTimer.singleShot(LOOK_MS, go_on)

    def go_on() -> None:
        assert typist is not None
        typist.step()
        QTimer.singleShot(chance.randint(FASTEST_MS, SLOWEST_MS), go_on)

    watch = QTimer()
    watch.timeout.connect(look)
    watch.start(20)
    begin()
    application.exec()


if __name__ == "__main__":
    main()
