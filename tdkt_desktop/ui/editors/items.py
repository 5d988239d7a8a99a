"""Editors of answers that are lines: a list and a table; lines are added, removed, moved and brought back."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.ui.controls.fields import button, go_on, window_action, with_icon
from tdkt_desktop.ui.editors.base import Editor
from tdkt_desktop.ui.editors.item_row import MONEY, ItemField, ItemRow
from tdkt_desktop.ui.look.theme import GAP, UNIT

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
        self.ends_page = False
        self._removed: Item | None = None
        self._rows_box = QVBoxLayout()
        self._rows_box.setSpacing(GAP if len({field.line for field in self._item_fields}) > 1 else UNIT)
        self._box.addLayout(self._rows_box)
        self._add_footer()

    def event(self, event: QEvent) -> bool:  # Qt's name
        """Inside a line, Alt+Up and Alt+Down are ours before they are the window's."""
        if event.type() is QEvent.Type.ShortcutOverride and _step_of(event) and self._movable >= 0:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if (step := _step_of(event)) and self._movable >= 0:
            self._move(step)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        self._order_tabs()

    def _add_footer(self) -> None:
        line = QHBoxLayout()
        self.add = button("Thêm dòng", "flat", f"{self.question.ask}: thêm dòng")
        self.add.setAutoDefault(True)  # Enter presses it, as Space does
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
        if self._removed is not None and self._removed.id in {item.id for item in answer.items}:
            self._removed = None  # undo brought it back already
            self.restore.hide()
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
        row.dragged.connect(self._drag)
        row.dropped.connect(self._record_order)
        row.finished.connect(self._row_finished)
        self.rows.append(row)
        self._rows_box.addWidget(row)
        self._order_tabs()
        self._show_grips()
        return row

    def _order_tabs(self) -> None:
        """Tab goes through the lines as they stand, then to the button that makes one, whatever was made first.

        Only once the editor has its place in a window: what comes before it is not known earlier.
        """
        before = self._stop_before()
        if before is None or not self.window().isVisible():
            return
        stops = [stop for row in self.rows for stop in row.findChildren(QWidget) if _is_stop(stop)]
        for one, other in itertools.pairwise([before, *stops, self.add, self.restore]):
            QWidget.setTabOrder(one, other)

    def _stop_before(self) -> QWidget | None:
        one: QWidget | None = self.previousInFocusChain()  # Qt may give none, whatever the stub says
        while one is not None and one is not self and (not _is_stop(one) or self.isAncestorOf(one)):
            one = one.previousInFocusChain()
        return None if one is self else one

    def _show_grips(self) -> None:
        for row in self.rows:
            row.grip.setVisible(len(self.rows) > 1)

    def _row_finished(self, row: ItemRow) -> None:
        """Enter in the last field: the next line, a new one after the last, or on from a line left blank."""
        following = self.rows.index(row) + 1
        if following < len(self.rows):
            self.rows[following].focus()
        elif row.blank:
            self._remove(row)
            self._leave()
        else:
            self._add_clicked()

    def _leave(self) -> None:
        """Where Enter goes after the list: to the next field, or to the next page."""
        action = window_action(self, "next_step") if self.ends_page else None
        if action is not None:
            action.trigger()
        elif not self.ends_page:
            go_on(self.add)

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
        self.add.setFocus()  # before the line goes: Qt would pass the keyboard on to a neighbour
        self._take(row)
        self._show_grips()
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

    @property
    def _movable(self) -> int:
        """The place of the line the cursor is in; -1 where there is none, or none to change places with."""
        focus: QWidget | None = self.focusWidget()  # Qt may give none, whatever the stub says
        places = (
            place for place, row in enumerate(self.rows) if focus is not None and row.isAncestorOf(focus)
        )
        return next(places, -1) if len(self.rows) > 1 else -1

    def _move(self, step: int) -> None:
        here, focus = self._movable, self.focusWidget()
        if not 0 <= here + step < len(self.rows):
            return
        self._shift(here, here + step)
        self._record_order()
        focus.setFocus()

    def _shift(self, here: int, there: int) -> None:
        self.rows.insert(there, self.rows.pop(here))
        self._rows_box.insertWidget(there, self.rows[there])
        self._order_tabs()

    def _drag(self, row: ItemRow, y: int) -> None:
        """The line changes places with a neighbour once the mouse is past the neighbour's middle."""
        here, at = self.rows.index(row), self.mapFromGlobal(QPoint(0, y)).y()
        if here > 0 and at < self.rows[here - 1].geometry().center().y():
            self._shift(here, here - 1)
        elif here + 1 < len(self.rows) and at > self.rows[here + 1].geometry().center().y():
            self._shift(here, here + 1)

    def _record_order(self) -> None:
        moved = []
        for position, row in enumerate(self.rows, start=1):
            if row.item.position != position and row.recorded:
                row.item = replace(row.item, position=float(position))
                moved.append(row.item)
        if moved:
            self.items_moved.emit(self.question.code, tuple(moved))


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _step_of(event: QEvent) -> int:
    """-1 or 1 for the keys that move a line, 0 for others."""
    if not isinstance(event, QKeyEvent) or event.modifiers() != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
