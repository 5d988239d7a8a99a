"""“Bỏ qua với lý do”: asks why a point may stand and keeps it in the campaign; takes it back without asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.fields import GrowingText, button, label, labelled
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.look.theme import PAGE, UNIT

if TYPE_CHECKING:
    from tdkt_desktop.ui.desk.desk import Desk
    from tdkt_desktop.workflows.notice.check_list import Point

LETTERS = 64
HOW = "Lý do được giữ trong đợt kiểm tra. Khi số liệu của điểm này đổi, phần mềm sẽ hỏi lại."


class WaiveDialog(QDialog):
    """Asks for the reason; accepted with one only."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Bỏ qua với lý do")
        self.setAccessibleName(f"Bỏ qua với lý do: {what}")
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(what, "question"))
        box.addWidget(label(HOW, "hint"))
        self.reason = GrowingText("Lý do bỏ qua", lines=3, placeholder="Vì sao điểm này không cần sửa")
        self.reason.enter_goes_on = True
        self.reason.text_edited.connect(self._show_usable)
        box.addLayout(labelled("&Lý do bỏ qua", self.reason))
        line = QHBoxLayout()
        line.addStretch(1)
        self.go = button("&Bỏ qua điểm này", "primary")
        self.go.setEnabled(False)
        self.go.clicked.connect(self._accept)
        back = button("&Quay lại")
        back.clicked.connect(self.reject)
        line.addWidget(self.go)
        line.addWidget(back)
        box.addLayout(line)
        self.resize(LETTERS * self.fontMetrics().averageCharWidth(), self.sizeHint().height())
        self.reason.setFocus()

    def _show_usable(self, text: str) -> None:
        self.go.setEnabled(bool(text.strip()))

    def _accept(self) -> None:
        commit_preedit()
        self.accept()


def ask_waiver(desk: Desk, point: Point, then: Callable[[], object], parent: QWidget) -> None:
    """Ask for a reason and let the point stand; `then` when that is on disk."""
    dialog = WaiveDialog(point.finding.found, parent)

    def keep() -> None:
        from tdkt_desktop.workflows.notice.checking import waive

        _write(desk, lambda: waive(desk.session, point.finding, dialog.reason.toPlainText()), then, parent)

    dialog.accepted.connect(keep)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def take_back_waiver(desk: Desk, point: Point, then: Callable[[], object], parent: QWidget) -> None:
    """Ask about a point again; `then` when that is on disk."""
    from tdkt_desktop.workflows.notice.checking import take_back

    _write(desk, lambda: take_back(desk.session, point.finding.id), then, parent)


def _write(desk: Desk, write: Callable[[], object], then: Callable[[], object], parent: QWidget) -> None:
    if not desk.autosave.flush():
        return
    try:
        write()
    except TdktError as error:
        show_error(parent, error)
        return
    then()
