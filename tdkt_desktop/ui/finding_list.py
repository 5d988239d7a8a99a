"""The list of points that the rules found: a heading for each gravity, the points under it; Enter goes to the place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from tdkt_desktop.ui.fields import ENTER
from tdkt_desktop.ui.search_field import PAGES, ROWS, WalkList
from tdkt_desktop.ui.search_rows import HitDelegate, HitModel
from tdkt_desktop.ui.theme import Theme
from tdkt_desktop.workflows.search import Hit, UnitHits

if TYPE_CHECKING:
    from tdkt_desktop.workflows.check_list import Point, PointGroup

Index = QModelIndex | QPersistentModelIndex


class FindingModel(HitModel):
    """The rows: a heading, then its points."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._points: list[Point | None] = []

    def show_points(self, groups: Sequence[PointGroup]) -> None:
        self._points = [one for group in groups for one in (None, *group.points)]
        self.show(
            [
                UnitHits("", group.title, tuple(_row(one) for one in group.points), len(group.points))
                for group in groups
            ]
        )

    def point(self, row: int) -> Point | None:
        """The point on a row; None on a heading or outside."""
        return self._points[row] if 0 <= row < len(self._points) else None

    def row_of_id(self, finding_id: str) -> int:
        """The row of a finding that is still there, or -1."""
        return next(
            (row for row, one in enumerate(self._points) if one is not None and one.finding.id == finding_id),
            -1,
        )


class FindingList(WalkList):
    """Takes the keyboard itself: arrows walk past the headings. `chosen` for Enter and a double click, `moved` when
    another point is the current one.
    """

    chosen = Signal()
    moved = Signal()

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.points = FindingModel(self)
        self.setModel(self.points)
        self.setItemDelegate(HitDelegate(theme, self))
        self.doubleClicked.connect(self.chosen)

    @property
    def current(self) -> Point | None:
        return self.points.point(self.currentIndex().row())

    def show_points(self, groups: Sequence[PointGroup]) -> None:
        """Show these; the current point stays, or else the one that took its place."""
        before, row = self.current, self.currentIndex().row()
        self.points.show_points(groups)
        there = self.points.row_of_id(before.finding.id) if before is not None else -1
        if there >= 0:
            self.show_row(there)
        elif row > 0:
            self._go(min(row, self.points.rowCount()) - 1, 1)
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
        if self.current is None:
            self.first()


def _row(one: Point) -> Hit:
    finding = one.finding
    label = " · ".join(part for part in (finding.title, one.where) if part)
    return Hit(finding.place.unit, finding.place.step, finding.place.question, label, finding.found, ())
