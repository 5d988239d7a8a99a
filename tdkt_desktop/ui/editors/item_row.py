"""One line of a list or one row of a table: its fields are data, and it remembers the item's identity."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tdkt_desktop.domain.kinds import Approximator
from tdkt_desktop.domain.values import Item
from tdkt_desktop.ui.controls.field_keys import mark_item
from tdkt_desktop.ui.controls.fields import (
    PASSED_BY,
    GrowingText,
    LineField,
    button,
    go_on,
    label,
    labelled,
    line_field,
    show_problem,
)
from tdkt_desktop.ui.editors.base import join_note, split_note
from tdkt_desktop.ui.editors.grip import Grip
from tdkt_desktop.ui.editors.item_text import item_text, read_amount
from tdkt_desktop.ui.editors.period import period_code, row_period
from tdkt_desktop.ui.look.theme import TIGHT, UNIT

MONEY = "đồng"
DETAILS = "Thêm số liệu, địa bàn, thời gian"


@dataclass(frozen=True)
class ItemField:
    """A field of an item: `key` names a part of Item ("text", "amount", ...) or "cell:<column>"."""

    key: str
    title: str
    stretch: int = 1
    line: int = 0
    placeholder: str = ""


class ItemRow(QWidget):
    """`edited(row)`, `remove_requested(row)`, `dragged(row, y)`, `dropped` and `finished(row)` (Enter in its last field)
    come from a person. Lines after the first may stay folded.
    """

    edited = Signal(object)
    remove_requested = Signal(object)
    dragged = Signal(object, int)
    dropped = Signal()
    finished = Signal(object)

    def __init__(
        self, name: str, fields: tuple[ItemField, ...], measure: str, icon: Callable[[str], QIcon]
    ) -> None:
        super().__init__()
        self.item = Item(id=uuid.uuid4().hex)
        mark_item(self, self.item.id)
        self.recorded = self._opened = False
        self._measure = measure
        self._fields: dict[str, LineField | GrowingText] = {}
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(UNIT)
        self.grip = Grip(f"{name}: kéo để chuyển dòng")
        self.grip.dragged.connect(lambda y: self.dragged.emit(self, y))
        self.grip.dropped.connect(self.dropped)
        outer.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        self._box = QVBoxLayout()
        self._box.setSpacing(TIGHT)
        outer.addLayout(self._box, 1)
        self._add_line(self._box, name, tuple(field for field in fields if not field.line))
        self._details = QWidget()
        self._unfold = button(DETAILS, "flat", f"{name}: {DETAILS}")
        self._add_details(name, tuple(field for field in fields if field.line))
        self.problem: QLabel = label("", "problem")
        self.problem.hide()
        self._box.addWidget(self.problem)
        self._add_remove(outer, name, icon)
        for field in self._fields.values():
            field.handles_enter = True
            field.entered.connect(partial(self._entered, field))

    @property
    def blank(self) -> bool:
        """Nothing was typed into it yet."""
        return not self.recorded

    def load(self, item: Item) -> None:
        """Show an item in silence."""
        self.item, self.recorded = item, True
        mark_item(self, item.id)
        for key, field in self._fields.items():
            text = self._text(key, item)
            if isinstance(field, GrowingText):
                field.load(text)
            elif field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)
        self._fold()
        self._judge()

    def focus(self) -> None:
        """Put the cursor into the first field."""
        next(iter(self._fields.values())).setFocus()

    @property
    def fields(self) -> dict[str, LineField | GrowingText]:
        return self._fields

    def _entered(self, field: LineField | GrowingText) -> None:
        """Enter goes on within the line; after its last field, or from a line left blank, it leaves the line."""
        open_fields = [
            one
            for key, one in self._fields.items()
            if key not in self._folding or not self._details.isHidden()
        ]
        if self.blank or field is open_fields[-1]:
            self.finished.emit(self)
        else:
            go_on(field)

    def _add_details(self, name: str, fields: tuple[ItemField, ...]) -> None:
        """The second line stays folded where nothing is measured and nothing is written in it."""
        inside = QVBoxLayout(self._details)
        inside.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._details)
        self._box.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeft)
        if fields:
            self._add_line(inside, name, fields)
        self._folding = tuple(field.key for field in fields)
        self._unfold.setProperty(PASSED_BY, True)
        self._unfold.setAutoDefault(True)  # Enter presses it, as Space does
        self._unfold.clicked.connect(self._show_details)
        self._fold()

    def _fold(self) -> None:
        written = any(self._text(key, self.item) for key in self._folding)
        shown = bool(self._folding) and bool(self._measure or written or self._opened)
        self._details.setVisible(shown)
        self._unfold.setVisible(bool(self._folding) and not shown)

    def _show_details(self) -> None:
        self._opened = True
        self._fold()
        self._fields[self._folding[0]].setFocus()

    def _add_line(self, box: QVBoxLayout, name: str, fields: tuple[ItemField, ...]) -> None:
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        for spec in fields:
            full = f"{name}: {spec.title}"
            if spec.key == "text" and len(fields) == 1:
                growing = GrowingText(full, lines=1, placeholder=spec.placeholder or spec.title)
                growing.text_edited.connect(lambda _: self._edited())
                growing.enter_goes_on = True
                self._fields[spec.key] = growing
                line.addWidget(growing)
                continue
            field = line_field(full, spec.placeholder)
            field.textEdited.connect(lambda _: self._edited())
            field.editingFinished.connect(partial(self._left, field))
            self._fields[spec.key] = field
            line.addLayout(labelled(spec.title, field), spec.stretch)
        box.addLayout(line)

    def _add_remove(self, outer: QHBoxLayout, name: str, icon: Callable[[str], QIcon]) -> None:
        remove = button("", "flat", f"{name}: xóa dòng này")
        remove.setToolTip("Xóa dòng này")
        remove.setIcon(icon("remove"))
        remove.setFixedSize(34, 34)
        remove.setProperty(PASSED_BY, True)
        remove.setAutoDefault(True)
        remove.clicked.connect(lambda: self.remove_requested.emit(self))
        column = QVBoxLayout()
        column.addWidget(remove)
        column.addStretch(1)
        outer.addLayout(column)

    def _edited(self) -> None:
        show = self._fields.get("amount")
        if isinstance(show, QLineEdit):
            show_problem(show, self.problem, "")
        self.item = self._read()
        self.edited.emit(self)

    def _read(self) -> Item:
        typed = {
            key: field.toPlainText() if isinstance(field, GrowingText) else field.text().strip()
            for key, field in self._fields.items()
        }
        item, unclear = self.item, ""
        if "amount" in typed:
            amount, code, unclear = self._amount(typed.pop("amount"))
            item = replace(item, amount=amount, approximator=Approximator(code))
            if amount is not None and self._measure and "measure" not in typed and not item.measure:
                item = replace(item, measure=self._measure)
        cells: dict[str, Decimal] = dict(item.cells)
        for key in [key for key in typed if key.startswith("cell:")]:
            cell, _, odd = self._amount(typed.pop(key))
            unclear = unclear or odd
            cells.pop(key.removeprefix("cell:"), None)
            if cell is not None:
                cells[key.removeprefix("cell:")] = cell
        if "period" in typed:
            typed["period"] = period_code(typed["period"])
        elif self._is_table:
            typed["period"] = row_period(typed["text"])
            typed["text"] = typed["period"] or typed["text"]
        note = join_note(split_note(typed.pop("note", item.note)).text, unclear)
        return replace(item, cells=cells, note=note, **typed)  # type: ignore[arg-type]

    def _amount(self, text: str) -> tuple[Decimal | None, str, str]:
        return read_amount(text, money=self._is_money)

    @property
    def _is_table(self) -> bool:
        return any(key.startswith("cell:") for key in self._fields)

    @property
    def _is_money(self) -> bool:
        return (self.item.measure or self._measure) == MONEY

    def _text(self, key: str, item: Item) -> str:
        return item_text(key, item, money=(item.measure or self._measure) == MONEY)

    def _left(self, field: LineField) -> None:
        """A long text shows its beginning again once the cursor is elsewhere."""
        self._judge()
        if not field.hasFocus():
            field.setCursorPosition(0)

    def _judge(self) -> None:
        for key, field in self._fields.items():
            if (key == "amount" or key.startswith("cell:")) and isinstance(field, QLineEdit):
                unclear = self._amount(field.text())[2]
                sample = "350 triệu đồng" if self._is_money else "1.290 hoặc 12,5"
                message = f"Không đọc được “{unclear}”. Nhập dạng {sample}." if unclear else ""
                show_problem(field, self.problem, message)
                if unclear:
                    return
