"""Editors of answers that are lines: a list and a table; lines are added, removed, moved and brought back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.ui.editors.base import Editor
from tdkt_desktop.ui.editors.item_row import MONEY, ItemField, ItemRow
from tdkt_desktop.ui.fields import button, with_icon
from tdkt_desktop.ui.theme import GAP, UNIT

IconMaker = Callable[[str], QIcon]


def list_fields(question: Question) -> tuple[ItemField, ...]:
    """The fields of a list: what, how much of what, where, when."""
    amount = "Số tiền" if question.measure == MONEY else "Số lượng"
    measure = () if question.measure == MONEY else (ItemField("measure", "Đơn vị tính", 2, 1),)
    return (
        ItemField("text", "Nội dung"),
        ItemField("amount", amount, 3, 1),
        *measure,
        ItemField("place", "Địa bàn", 3, 1),
        ItemField("period", "Năm, thời kỳ", 2, 1),
    )


def table_fields(question: Question) -> tuple[ItemField, ...]:
    """The fields of a table row: its label and a cell per column."""
    cells = tuple(ItemField(f"cell:{column.key}", column.title, 2) for column in question.columns)
    return (ItemField("text", "Dòng", 3, placeholder="Ví dụ năm 2019"), *cells)


class ItemsEditor(Editor):
    """Lines with identities of their own. Alt+Up and Alt+Down move the line in which the cursor is."""

    def __init__(self, question: Question, icon: IconMaker, fields: tuple[ItemField, ...] = ()) -> None:
        super().__init__(question)
        self._icon = icon
        self._item_fields = fields or (table_fields if question.kind is Kind.TABLE else list_fields)(question)
        self.rows: list[ItemRow] = []
        self._removed: Item | None = None
        self._rows_box = QVBoxLayout()
        self._rows_box.setSpacing(GAP if len({field.line for field in self._item_fields}) > 1 else UNIT)
        self._box.addLayout(self._rows_box)
        self._add_footer()

    def event(self, event: QEvent) -> bool:  # Qt's name
        """Inside a line, Alt+Up and Alt+Down are ours before they are the window's."""
        if event.type() is QEvent.Type.ShortcutOverride and _step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if step := _step_of(event):
            self._move(step)
            return
        super().keyPressEvent(event)

    def _add_footer(self) -> None:
        line = QHBoxLayout()
        self.add = button("Thêm dòng", "flat", f"{self.question.ask}: thêm dòng")
        with_icon(self.add, self._icon("add"))
        self.add.clicked.connect(self._add_clicked)
        self.restore = button("Lấy lại dòng vừa xóa", "flat", f"{self.question.ask}: lấy lại dòng vừa xóa")
        self.restore.clicked.connect(self._restore)
        self.restore.hide()
        line.addWidget(self.add)
        line.addWidget(self.restore)
        line.addStretch(1)
        self._box.addLayout(line)
        self.setFocusProxy(self.add)

    def _show(self, answer: Answer) -> None:
        if [row.item for row in self.rows if row.recorded] == list(answer.items):
            return
        for row in self.rows:
            self._take(row)
        self.rows = []
        for item in answer.items:
            self._new_row().load(item)

    def _new_row(self) -> ItemRow:
        name = f"{self.question.ask}, dòng {len(self.rows) + 1}"
        row = ItemRow(name, self._item_fields, self.question.measure, self._icon)
        row.edited.connect(self._row_edited)
        row.remove_requested.connect(self._remove)
        self.rows.append(row)
        self._rows_box.addWidget(row)
        return row

    def _take(self, row: ItemRow) -> None:
        self._rows_box.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _add_clicked(self) -> None:
        """A new line is nothing yet: it is recorded when something is typed into it."""
        row = self._new_row()
        last = max((one.item.position for one in self.rows), default=0.0)
        row.item = replace(row.item, position=last + 1)
        row.focus()

    def _row_edited(self, row: ItemRow) -> None:
        row.recorded = True
        self.item_edited.emit(self.question.code, row.item)

    def _remove(self, row: ItemRow) -> None:
        self.rows.remove(row)
        self._take(row)
        self.add.setFocus()
        if row.recorded:
            self._removed = row.item
            self.restore.show()
            self.item_removed.emit(self.question.code, row.item.id)

    def _restore(self) -> None:
        if self._removed is not None:
            row = self._new_row()
            row.load(self._removed)
            self.item_edited.emit(self.question.code, self._removed)
            self._removed = None
            row.focus()
        self.restore.hide()

    def _move(self, step: int) -> None:
        focus: QWidget | None = self.focusWidget()  # Qt may give none, whatever the stub says
        rows = enumerate(self.rows)
        here = next((place for place, row in rows if focus is not None and row.isAncestorOf(focus)), -1)
        there = here + step
        if here < 0 or not 0 <= there < len(self.rows):
            return
        self.rows.insert(there, self.rows.pop(here))
        self._rows_box.insertWidget(there, self.rows[there])
        for position, row in enumerate(self.rows, start=1):
            if row.item.position != position and row.recorded:
                row.item = replace(row.item, position=float(position))
                self.item_edited.emit(self.question.code, row.item)
        if focus is not None:
            focus.setFocus()


def _step_of(event: QEvent) -> int:
    """-1 or 1 for the keys that move a line, 0 for others."""
    if not isinstance(event, QKeyEvent) or event.modifiers() != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
