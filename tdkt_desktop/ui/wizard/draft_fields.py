"""Fields of the wizard: what was typed into one is undone in it, for there is no campaign yet whose history could do so."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from tdkt_desktop.ui.controls.fields import GrowingText, LineField

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class DraftLine(LineField):
    """A line field of the wizard."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def load(self, text: str) -> None:
        """Show a text in silence; one that is shown already is left alone, with its cursor."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:  # Qt's name
        if event.type() is QEvent.Type.ShortcutOverride:
            return QLineEdit.event(self, event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.matches(UNDO) or event.matches(REDO):
            QLineEdit.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)


class DraftText(GrowingText):
    """A field of several lines of the wizard."""

    def event(self, event: QEvent) -> bool:  # Qt's name
        if event.type() is QEvent.Type.ShortcutOverride:
            return QPlainTextEdit.event(self, event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.matches(UNDO) or event.matches(REDO):
            QPlainTextEdit.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)
