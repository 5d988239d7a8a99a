"""A list with a heading over each group: two lines a row, the arrows walk past the headings, Enter chooses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from tdkt_desktop.ui.controls.fields import ENTER
from tdkt_desktop.ui.find.search_field import PAGES, ROWS, WalkList
from tdkt_desktop.ui.find.search_rows import HitDelegate, HitModel
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.workflows.search.search import Hit, UnitHits

Index = QModelIndex | QPersistentModelIndex


class GroupRow(NamedTuple):
    """A row: its name among all rows, the quiet line above, the words, and what it stands for."""

    id: str
    label: str
    words: str
    thing: object


class Group(NamedTuple):
    title: str
    rows: tuple[GroupRow, ...]


class GroupedModel(HitModel):
    """The rows: a heading, then its own."""

    def __init__(self, parent: QObject | None = None, counted: str = "chỗ") -> None:
        super().__init__(parent, counted)
        self._things: list[GroupRow | None] = []

    def show_groups(self, groups: Sequence[Group]) -> None:
        self._things = [one for group in groups for one in (None, *group.rows)]
        self.show(
            [
                UnitHits(
                    "",
                    group.title,
                    tuple(Hit("", "", "", one.label, one.words, ()) for one in group.rows),
                    len(group.rows),
                )
                for group in groups
            ]
        )

    def row(self, row: int) -> GroupRow | None:
        """What stands in a row; None for a heading or outside."""
        return self._things[row] if 0 <= row < len(self._things) else None

    def row_of_id(self, name: str) -> int:
        """The row of that name, or -1."""
        return next((at for at, one in enumerate(self._things) if one is not None and one.id == name), -1)


class GroupedList(WalkList):
    """Takes the keyboard itself. `chosen` for Enter and a double click, `moved` when another row is the current one."""

    chosen = Signal()
    moved = Signal()

    def __init__(self, name: str, theme: Theme, counted: str = "chỗ") -> None:
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rows = GroupedModel(self, counted)
        self.setModel(self.rows)
        self.setItemDelegate(HitDelegate(theme, self))
        self.doubleClicked.connect(self.chosen)

    @property
    def current_row(self) -> GroupRow | None:
        return self.rows.row(self.currentIndex().row())

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these; the current row stays, or else the one that took its place."""
        before, at = self.current_row, self.currentIndex().row()
        self.rows.show_groups(groups)
        there = self.rows.row_of_id(before.id) if before is not None else -1
        if there >= 0:
            self.show_row(there)
        elif at > 0:
            self._go(min(at, self.rows.rowCount()) - 1, 1)
        else:
            self.first()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        key = Qt.Key(event.key())
        if key in ROWS:
            self.step(ROWS[key])
        elif key in PAGES:
            self.page(PAGES[key])
        elif key == Qt.Key.Key_Home:
            self.first()
        elif key == Qt.Key.Key_End:
            self.last()
        elif key in ENTER:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # Qt's name
        super().currentChanged(current, previous)
        self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # Qt's name
        super().focusInEvent(event)
        if self.current_row is None:
            self.first()
