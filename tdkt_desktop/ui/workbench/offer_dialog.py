"""A list to pick from: the figures of a section, or sentences made of what the units' records say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from tdkt_desktop.ui.controls.fields import LineField
from tdkt_desktop.ui.workbench.pick_dialog import PickDialog
from tdkt_desktop.vietnamese.text import fold, sentence
from tdkt_desktop.workflows.notice.notice_prose import Offer

SIZE, BARE, MOST = (96, 30), (64, 9), 300  # letters and lines, with something to offer and without; rows
EMPTY = "Chưa có gì để chèn: phiếu của các đơn vị chưa ghi nội dung này."
USED = "đã có trong mục"


class OfferDialog(PickDialog):
    """`picked(Offer)` for each that a person takes; the dialog closes then."""

    picked = Signal(object)

    def __init__(self, title: str, hint: str, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(title, title, "&Chèn", parent)
        self._offers = tuple(offers)
        self._found: list[Offer] = []
        self.field = SearchLine()
        self.field.setAccessibleName("Tìm trong danh sách")
        self.field.setPlaceholderText("Gõ vài chữ để tìm, không cần dấu")
        self.field.textChanged.connect(self.search)
        self.field.entered.connect(self._take)
        self.field.moved.connect(self._move)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _: self._take())
        self._lay_out(title, hint if offers else EMPTY, (self.field, self.list), 1, SIZE if offers else BARE)
        self.search("")
        for part in (self.field, self.list, self.take_button):
            part.setVisible(bool(offers))
        (self.field if offers else self.close_button).setFocus()

    def search(self, typed: str) -> None:
        """Show what has all the words typed, whatever their marks."""
        words = fold(typed).split()
        self._found = [
            one for one in self._offers if all(word in fold(f"{one.label} {one.reads}") for word in words)
        ][:MOST]
        self.list.clear()
        for one in self._found:
            used = f" ({USED})" if one.used else ""
            QListWidgetItem(f"{sentence(one.label)}{used}\n{one.reads}", self.list)
        self.list.setCurrentRow(0 if self._found else -1)
        self.take_button.setEnabled(bool(self._found))

    def _move(self, step: int) -> None:
        self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            self.picked.emit(self._found[row])
            self.accept()


class SearchLine(LineField):
    """A line from which the arrows move through the list below: `moved(step)`."""

    moved = Signal(int)
    handles_enter = True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)
