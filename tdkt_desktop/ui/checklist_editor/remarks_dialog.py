"""What a file says that a checklist has no place for, cell by cell, before the rest of it is taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.fields import button, label, labelled
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.look.theme import PAGE, UNIT
from tdkt_desktop.vietnamese.counts import padded

if TYPE_CHECKING:
    from tdkt_desktop.domain.checklist import Checklist
    from tdkt_desktop.workflows.checklist.checklists import TakenIn

NAME = "Nhập phiếu kiểm tra"
LETTERS, LINES = 110, 30


class RemarksDialog(QDialog):
    """Accepted when the person wants what could be read."""

    def __init__(self, name: str, taken: TakenIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        contents = len(taken.checklist.criteria)
        questions = sum(1 for _ in taken.checklist.questions())
        self._lines = taken.remarks
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        read = f"{name}: đọc được {padded(contents)} nội dung, {padded(questions)} câu hỏi."
        box.addWidget(label(read, "question"))
        self.places = QPlainTextEdit("\n".join(f"– {line}" for line in taken.remarks))
        self.places.setReadOnly(True)
        self.places.setTabChangesFocus(True)
        places = labelled("Những &chỗ không vào phiếu như trong tệp", self.places)
        places.setStretch(1, 1)
        places.takeAt(2)  # the text takes the room that would stay free below it
        box.addLayout(places, 1)
        box.addWidget(label("Tệp gốc không bị sửa. Phần đã nhập sửa được và hoàn tác được.", "hint"))
        line = QHBoxLayout()
        copy = button("Chép &danh sách")
        copy.clicked.connect(self._copy)
        self.take = button("&Nhập phần đọc được", "primary")
        self.take.clicked.connect(self.accept)
        leave = button("&Không nhập")
        leave.clicked.connect(self.reject)
        line.addWidget(copy)
        line.addStretch(1)
        line.addWidget(self.take)
        line.addWidget(leave)
        for one in (copy, leave):
            one.setAutoDefault(False)
        box.addLayout(line)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )
        self.places.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._lines))


def take_in_file(path: Path, window: QWidget, done: Callable[[Checklist], object]) -> None:
    """Read a checklist of a file; what is not understood is shown first."""
    from tdkt_desktop.workflows.checklist.checklists import take_in

    try:
        taken = take_in(path)
    except TdktError as error:
        show_error(window, error)
        return
    if not taken.remarks:
        done(taken.checklist)
        return
    dialog = RemarksDialog(path.name, taken, window)
    dialog.accepted.connect(lambda: done(taken.checklist))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
