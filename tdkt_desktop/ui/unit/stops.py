"""Where the keyboard can stand in a part of a form, and how such a place is written down and found again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tdkt_desktop.ui.controls.field_keys import find_field, key_of
from tdkt_desktop.ui.unit.question_row import QuestionRow


def first_stop(widget: QWidget) -> QWidget:
    """Where the keyboard lands in a part of a form: itself, or the first thing in it that takes the keyboard."""
    if isinstance(widget, QuestionRow):
        return first_stop(widget.editor)
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        return widget.focusProxy() or widget
    return next((stop for stop in stops_of(widget) if not stop.isHidden()), widget)


def stops_of(widget: QWidget) -> list[QWidget]:
    """What Tab can reach in a part of a form, hidden or not, in the order in which it was made."""
    return [one for one in widget.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def place_of_focus(form: QWidget, focus: QWidget | None) -> tuple[str, int]:
    """The field ("subject|field#stop", blank outside the form) and the cursor in it.

    An answer may have several stops (a note, the parts of a paper): the number tells which.
    """
    key = key_of(focus)
    if focus is None or key is None:
        return "", 0
    part = find_field(form, key)
    stops = stops_of(part) if part is not None else []
    stop = f"#{stops.index(focus)}" if focus in stops else ""
    cursor = 0
    if isinstance(focus, QLineEdit):
        cursor = focus.cursorPosition()
    elif isinstance(focus, QPlainTextEdit):
        cursor = focus.textCursor().position()
    return "|".join(key) + stop, cursor


def put_cursor(form: QWidget, field: str, cursor: int) -> QWidget | None:
    """Put the keyboard into a field of a form. None when the field is not there."""
    subject, _, rest = field.rpartition("|")
    name, _, number = rest.partition("#")
    found = find_field(form, (subject, name)) if subject else None
    if found is None:
        return None
    stops = stops_of(found)
    known = number.isdigit() and int(number) < len(stops) and not stops[int(number)].isHidden()
    stop = stops[int(number)] if known else first_stop(found)
    stop.setFocus()
    if isinstance(stop, QLineEdit):
        stop.setCursorPosition(cursor)
    elif isinstance(stop, QPlainTextEdit):
        move = stop.textCursor()
        move.setPosition(min(cursor, len(stop.toPlainText())))
        stop.setTextCursor(move)
    return stop
