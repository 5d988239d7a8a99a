"""The history of a section's text: each version beside what the section says now, word by word; any can come back."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

from tdkt_desktop.ui.look.theme import GAP, Theme
from tdkt_desktop.ui.workbench.pick_dialog import PickDialog
from tdkt_desktop.vietnamese.word_diff import Mark, word_diff
from tdkt_desktop.workflows.history import Past

SIZE = (130, 34)
EMPTY = "Mục này chưa được sửa lần nào: phần mềm lập từ dữ liệu."
HOW = "Chữ gạch là chữ bản đang dùng không còn; chữ đậm trên nền là chữ bản đang dùng mới có."
PROGRAM = "(phần mềm lập)"


class TextHistory(PickDialog):
    """`restore_requested(Past)` when a person brings a version back; the dialog closes then."""

    restore_requested = Signal(object)

    def __init__(
        self, title: str, pasts: Sequence[Past], now: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Lịch sử lời văn", f"Lịch sử lời văn: {title}", "&Khôi phục", parent)
        self._pasts, self._now, self._theme = tuple(pasts), now, theme
        self.list = QListWidget()
        self.list.setAccessibleName("Các lần ghi, mới nhất trước")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for past in self._pasts:
            current = "\nđang dùng" if past.current else ""
            self.list.addItem(f"{past.at}\n{past.author}, {past.machine}{current}")
        self.list.currentRowChanged.connect(self._show)
        self.text = QTextBrowser()
        self.text.setAccessibleName("So với bản đang dùng")
        self.text.setProperty("role", "notice")
        self.text.setOpenLinks(False)
        sides = QHBoxLayout()
        sides.setSpacing(GAP)
        sides.addWidget(self.list, 2)
        sides.addWidget(self.text, 5)
        self._lay_out(title, HOW if self._pasts else EMPTY, (sides,), 0, SIZE)
        self.list.setCurrentRow(0 if self._pasts else -1)
        self._show()
        (self.list if self._pasts else self.close_button).setFocus()

    @property
    def past(self) -> Past | None:
        row = self.list.currentRow()
        return self._pasts[row] if 0 <= row < len(self._pasts) else None

    def _show(self) -> None:
        past = self.past
        self.take_button.setEnabled(past is not None and not past.current)
        if past is None:
            self.text.clear()
            return
        if past.words == PROGRAM:
            self.text.setPlainText("Lần này mục được trả về bản phần mềm lập.")
            return
        self.text.setHtml(compared(past.words, self._now, self._theme))

    def _take(self) -> None:
        if self.take_button.isEnabled():
            self.restore_requested.emit(self.past)
            self.accept()


def compared(before: str, after: str, theme: Theme) -> str:
    """Two texts as one, in rich text: what is gone is struck out, what is new stands on a ground."""
    palette = theme.palette
    gone = f"text-decoration: line-through; color: {palette.not_met};"
    new = f"font-weight: 600; background-color: {palette.accent_soft}; color: {palette.text};"
    old, fresh = word_diff(before, after)
    said, left = [], [(one.text, one.mark is Mark.SAME) for one in fresh]
    for part in old:
        said += _shared(left, part.text, new) if part.mark is Mark.SAME else [_span(part.text, gone)]
    return "".join([*said, *(_span(text, new) for text, _ in left)])


def _shared(left: list[tuple[str, bool]], shared: str, style: str) -> list[str]:
    """What both texts say, with what only the new one says in between taken along."""
    found = []
    while shared and left:
        text, is_same = left.pop(0)
        if not is_same:
            found.append(_span(text, style))
            continue
        taken = text[: len(shared)]
        found.append(_span(taken, ""))
        shared = shared[len(taken) :]
        if len(text) > len(taken):
            left.insert(0, (text[len(taken) :], True))
    return found


def _span(text: str, style: str) -> str:
    return f'<span style="{style}">{escape(text).replace(chr(10), "<br/>")}</span>'
