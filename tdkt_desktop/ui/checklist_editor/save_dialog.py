"""Saving a checklist as a new version: its number, what changed since the last one, and a note for those who come later."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.checklist_comparison import compare_checklists
from tdkt_desktop.domain.draft.problems import finished
from tdkt_desktop.domain.draft.tree import Tree
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.fields import GrowingText, button, label, labelled, line_field
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.controls.scrolled import fit_to_screen, scrolled_middle
from tdkt_desktop.ui.look.theme import PAGE, UNIT

NAME = "Lưu thành bản mới"
OWN = "Phiếu có sẵn của phần mềm không bị ghi đè: bản này được lưu là phiếu của tỉnh, với tên dưới đây."
NOTED = 3  # differences that are offered as the note
LETTERS = 90


def _joined(lines: Sequence[str]) -> str:
    first, *rest = lines
    return "; ".join([first, *(f"{one[:1].lower()}{one[1:]}" for one in rest)])


class SaveDialog(QDialog):
    """`saved(Version)` once the version is on the disk."""

    saved = Signal(object)

    def __init__(self, checklist: Checklist, base: Tree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from tdkt_desktop.workflows.checklist.checklist_library import is_built_in, next_version
        from tdkt_desktop.workflows.checklist.checklist_words import comparison_lines

        self._checklist = checklist
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.built_in = is_built_in(checklist.code)
        old = finished(base)
        lines = comparison_lines(old, checklist, compare_checklists(old, checklist))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        whole.setSpacing(UNIT)
        area, box = scrolled_middle(whole, NAME)
        number = "1" if self.built_in else next_version(checklist.code)
        box.addWidget(label(f"Bản {number} của “{checklist.title}”", "heading"))
        self.title = line_field("Tên phiếu của tỉnh")
        self.title.setText(f"{checklist.title} (bản của tỉnh)" if self.built_in else checklist.title)
        if self.built_in:
            box.addWidget(label(OWN, "hint"))
            box.addLayout(labelled("&Tên phiếu của tỉnh", self.title))
        self.changes = QListWidget()
        self.changes.setWordWrap(True)
        self.changes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.changes.addItems(list(lines))
        box.addLayout(labelled("&Khác với bản trước", self.changes))
        self.note = GrowingText("Ghi chú về bản này", lines=2)
        more = f" và {len(lines) - NOTED:02d} chỗ khác" if len(lines) > NOTED else ""
        self.note.load("" if old == checklist else f"{_joined(lines[:NOTED])}{more}.")
        box.addLayout(labelled("&Ghi chú về bản này", self.note))
        self._add_buttons(whole)
        self._fit = partial(fit_to_screen, self, area, box, LETTERS * self.fontMetrics().averageCharWidth())
        self._fit()
        self.write.setFocus()

    def _add_buttons(self, whole: QVBoxLayout) -> None:
        line = QHBoxLayout()
        line.addStretch(1)
        self.write = button("&Lưu", "primary")
        self.write.clicked.connect(self._save)
        back = button("&Bỏ")
        back.clicked.connect(self.reject)
        line.addWidget(self.write)
        line.addWidget(back)
        whole.addLayout(line)

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        self._fit()  # the note has grown with its words

    def _save(self) -> None:
        commit_preedit()
        from tdkt_desktop.workflows.checklist.checklist_library import keep_version, own_copy

        title = self.title.text().strip() or self._checklist.title
        try:
            checklist = own_copy(self._checklist, title) if self.built_in else self._checklist
            version = keep_version(checklist, self.note.toPlainText())
        except TdktError as error:
            show_error(self, error)
            return
        self.saved.emit(version)
        self.accept()
