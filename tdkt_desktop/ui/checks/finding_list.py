"""The list of points that the rules found, a heading for each gravity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from tdkt_desktop.ui.find.grouped_list import Group, GroupedList, GroupRow

if TYPE_CHECKING:
    from tdkt_desktop.workflows.notice.check_list import Point, PointGroup


class FindingList(GroupedList):
    """Rows are named by the ids of their findings."""

    @property
    def current(self) -> Point | None:
        return self.point(self.currentIndex().row())

    def point(self, row: int) -> Point | None:
        """The point of a row; None on a heading or outside."""
        one = self.rows.row(row)
        return cast("Point", one.thing) if one is not None else None

    def show_points(self, groups: Sequence[PointGroup]) -> None:
        """Show these; the current point stays, or else the one that took its place."""
        self.show_groups([Group(group.title, tuple(map(_row, group.points))) for group in groups])


def _row(one: Point) -> GroupRow:
    label = " · ".join(part for part in (one.finding.title, one.where) if part)
    return GroupRow(one.finding.id, label, one.finding.found, one)
