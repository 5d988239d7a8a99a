"""Offers to change pasted text of old fonts into Unicode: seen before it is done, and refused where letters are lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from tdkt_desktop.ui.controls.scrolled import fit_to_screen, scrolled_middle
from tdkt_desktop.ui.look.theme import PAGE, UNIT

if TYPE_CHECKING:
    from tdkt_desktop.workflows.unit.old_texts import OldTexts

TITLE = "Chữ phông cũ"
REMEDY = "Hãy mở tệp gốc, chép lại từ Word hoặc Excel (không qua chương trình khác), hoặc gõ lại."
MOST_SHOWN = 200  # lines of a preview
MOST_LOST = 3  # places that are shown with their reason
LETTERS, LINES = 70, 6


class Words(NamedTuple):
    """How it is asked: of a paste, which is changed as a whole or not at all, or of a file paragraph by paragraph."""

    ask: str
    refused: str
    before: str
    as_it_is: str
    leave: str
    whole: bool


PASTE = Words(
    "Đoạn dán có vẻ dùng phông cũ ({encoding}). Chuyển sang Unicode?",
    "Không chuyển được đoạn dán từ phông cũ sang Unicode.",
    "Đoạn vừa chép",
    "&Dán nguyên như vậy",
    "&Không dán",
    whole=True,
)
FILE = Words(
    "Tệp có chữ phông cũ ({encoding}). Đọc thành Unicode? Tệp gốc không bị sửa.",
    "Tệp có chữ phông cũ không chuyển được sang Unicode.",
    "Trong tệp",
    "&Để nguyên như vậy",
    "&Không mở",
    whole=False,
)


class OldTextDialog(QDialog):
    """`decided(changed)`: True for Unicode, False for the text as it came; nothing when the person gives up."""

    decided = Signal(bool)

    def __init__(self, found: OldTexts, parent: QWidget | None = None, words: Words = PASTE) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        whole.setSpacing(UNIT)
        area, box = scrolled_middle(whole, TITLE)
        possible = bool(found.encoding) and not (words.whole and found.lost)
        asked = words.ask.format(encoding=found.encoding) if possible else words.refused
        self.question = _label(asked, "question")
        box.addWidget(self.question)
        for text, reason in found.lost[:MOST_LOST]:
            box.addWidget(_label(f"{reason}", "problem"))
            box.addWidget(_label(f"Chỗ bị mất chữ: {text.strip()[:120]}", "hint"))
        if found.lost:
            more = len(found.lost) - MOST_LOST
            box.addWidget(_label(f"Còn {more:02d} chỗ khác. {REMEDY}" if more > 0 else REMEDY, "hint"))
        if possible:
            pairs = [(old, new) for old, new in zip(found.before, found.after, strict=True) if old != new]
            self._preview(box, words.before, [old for old, _ in pairs])
            self._preview(box, "Sau khi chuyển", [new for _, new in pairs])
        self._buttons(whole, words, possible=possible)
        fit_to_screen(self, area, box, LETTERS * self.fontMetrics().averageCharWidth())
        self.finished.connect(self.deleteLater)

    def _preview(self, box: QVBoxLayout, name: str, lines: Sequence[str]) -> None:
        box.addWidget(_label(name, "field"))
        shown = QPlainTextEdit("\n".join(lines[:MOST_SHOWN]))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(name)
        shown.setMinimumHeight(LINES * self.fontMetrics().lineSpacing())
        box.addWidget(shown, 1)

    def _buttons(self, box: QVBoxLayout, words: Words, *, possible: bool) -> None:
        line = QHBoxLayout()
        line.addStretch(1)
        self.change = QPushButton("&Chuyển sang Unicode")
        self.change.setProperty("role", "primary")
        self.change.clicked.connect(partial(self._decide, True))
        self.change.setVisible(possible)
        self.as_it_is = QPushButton(words.as_it_is)
        self.as_it_is.clicked.connect(partial(self._decide, False))
        self.leave = QPushButton(words.leave)
        self.leave.clicked.connect(self.reject)
        for one in (self.change, self.as_it_is, self.leave):
            one.setAccessibleName(one.text().replace("&", ""))
            line.addWidget(one)
        (self.change if possible else self.leave).setDefault(True)
        box.addLayout(line)
        (self.change if possible else self.leave).setFocus()

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
    from tdkt_desktop.workflows.unit.old_texts import judge_pasted

    found = judge_pasted(data.text(), data.html() if data.hasHtml() else "")
    _ask(field, found, lambda texts: insert("\n".join(texts)))


def offer_old_texts(
    field: QWidget, texts: Sequence[Sequence[tuple[str, str]]], insert: Callable[[tuple[str, ...]], object]
) -> None:
    """The same for several texts with their fonts, such as the cells of a column."""
    from tdkt_desktop.workflows.unit.old_texts import judge_texts

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
