"""Offers to change pasted text of old fonts into Unicode: seen before it is done, and refused where letters are lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from tdkt_desktop.ui.theme import PAGE, UNIT

if TYPE_CHECKING:
    from tdkt_desktop.workflows.old_texts import OldTexts

TITLE = "Chữ phông cũ"
ASK = "Đoạn dán có vẻ dùng phông cũ ({encoding}). Chuyển sang Unicode?"
REFUSED = "Không chuyển được đoạn dán từ phông cũ sang Unicode."
MOST_SHOWN = 200  # lines of a preview
LETTERS, LINES = 70, 6


class OldTextDialog(QDialog):
    """`decided(changed)`: True for Unicode, False for the text as it came; nothing when the person gives up."""

    decided = Signal(bool)

    def __init__(self, found: OldTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        self.question = _label(REFUSED if found.lost else ASK.format(encoding=found.encoding), "question")
        box.addWidget(self.question)
        if found.lost:
            for text, reason in found.lost[:3]:
                box.addWidget(_label(f"{reason}", "problem"))
                box.addWidget(_label(f"Chỗ bị mất chữ: {text.strip()[:120]}", "hint"))
            box.addWidget(
                _label(
                    "Hãy mở tệp gốc, chép lại từ Word hoặc Excel (không qua chương trình khác), hoặc gõ lại.",
                    "hint",
                )
            )
        else:
            pairs = [(old, new) for old, new in zip(found.before, found.after, strict=True) if old != new]
            self._preview(box, "Đoạn vừa chép", [old for old, _ in pairs])
            self._preview(box, "Sau khi chuyển", [new for _, new in pairs])
        self._buttons(box, lost=bool(found.lost))
        self.resize(LETTERS * self.fontMetrics().averageCharWidth(), self.sizeHint().height())
        self.finished.connect(self.deleteLater)

    def _preview(self, box: QVBoxLayout, name: str, lines: Sequence[str]) -> None:
        box.addWidget(_label(name, "field"))
        shown = QPlainTextEdit("\n".join(lines[:MOST_SHOWN]))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(name)
        shown.setMinimumHeight(LINES * self.fontMetrics().lineSpacing())
        box.addWidget(shown, 1)

    def _buttons(self, box: QVBoxLayout, *, lost: bool) -> None:
        line = QHBoxLayout()
        line.addStretch(1)
        self.change = QPushButton("&Chuyển sang Unicode")
        self.change.setProperty("role", "primary")
        self.change.clicked.connect(partial(self._decide, True))
        self.change.setVisible(not lost)
        self.as_it_is = QPushButton("&Dán nguyên như vậy")
        self.as_it_is.clicked.connect(partial(self._decide, False))
        self.leave = QPushButton("&Không dán")
        self.leave.clicked.connect(self.reject)
        for one in (self.change, self.as_it_is, self.leave):
            one.setAccessibleName(one.text().replace("&", ""))
            line.addWidget(one)
        (self.leave if lost else self.change).setDefault(True)
        box.addLayout(line)
        (self.leave if lost else self.change).setFocus()

    def _decide(self, changed: bool, _clicked: bool = False) -> None:
        self.accept()
        self.decided.emit(changed)


class PlainText(QPlainTextEdit):
    """A plain text field of several lines that takes pastes so."""

    def insertFromMimeData(self, source: QMimeData) -> None:  # Qt's name
        if source.hasText():
            paste_text(self, source, self.insertPlainText)


def paste_text(field: QWidget, data: QMimeData, insert: Callable[[str], object]) -> None:
    """Insert the text of a clipboard; one in an old font is asked about first."""
    from tdkt_desktop.workflows.old_texts import judge_pasted

    found = judge_pasted(data.text(), data.html() if data.hasHtml() else "")
    _ask(field, found, lambda texts: insert("\n".join(texts)))


def offer_old_texts(
    field: QWidget, texts: Sequence[Sequence[tuple[str, str]]], insert: Callable[[tuple[str, ...]], object]
) -> None:
    """The same for several texts with their fonts, such as the cells of a column."""
    from tdkt_desktop.workflows.old_texts import judge_texts

    _ask(field, judge_texts(texts), insert)


def _ask(field: QWidget, found: OldTexts, insert: Callable[[tuple[str, ...]], object]) -> None:
    if found.plain:
        insert(found.after)
        return
    dialog = OldTextDialog(found, field.window())

    def decided(changed: bool) -> None:
        if isValid(field):
            insert(found.after if changed else found.before)
            field.setFocus()

    dialog.decided.connect(decided)
    dialog.open()


def _label(text: str, role: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made
