"""A tab bar that shortens unit names before it starts to scroll."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar

LEAST_LETTERS = 9  # of a name that is shortened: "01 Trường…" still tells one unit from another


def widest_that_fits(widths: Sequence[int], room: int) -> int:
    """The largest cap under which the capped widths together take no more than `room`; 0 when none does."""
    left = room
    for shorter, width in enumerate(sorted(widths)):
        share = left // (len(widths) - shorter)
        if width > share:
            return max(share, 0)
        left -= width
    return max(widths, default=0)


class FittingTabBar(QTabBar):
    """Tabs that `may_shrink(index)` says so about share what room is left; the whole name is in the tab's tip."""

    def __init__(self, may_shrink: Callable[[int], bool]) -> None:
        super().__init__()
        self._may_shrink = may_shrink
        self._cap = 0  # 0: every tab as wide as it likes
        self.setElideMode(Qt.TextElideMode.ElideRight)

    def tabSizeHint(self, index: int) -> QSize:  # Qt's name
        size = super().tabSizeHint(index)
        if self._cap and self._may_shrink(index):
            size.setWidth(min(size.width(), self._cap))
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        self._fit()
        super().resizeEvent(event)

    def tabLayoutChange(self) -> None:  # Qt's name
        super().tabLayoutChange()
        self._fit()

    def _fit(self) -> None:
        parent = self.parentWidget()
        room = parent.width() if parent is not None else self.width()
        wishes = [super(FittingTabBar, self).tabSizeHint(index).width() for index in range(self.count())]
        units = [index for index in range(self.count()) if self._may_shrink(index)]
        fixed = sum(wishes) - sum(wishes[index] for index in units)
        least = self.fontMetrics().averageCharWidth() * LEAST_LETTERS + self.iconSize().width() + 3 * 9
        cap = 0
        if sum(wishes) > room and units:
            cap = max(least, widest_that_fits([wishes[index] for index in units], room - fixed))
        if cap != self._cap:
            self._cap = cap
            self.setElideMode(self.elideMode())  # Qt lays the tabs out anew
