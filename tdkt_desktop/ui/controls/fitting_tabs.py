"""A tab bar that shortens unit names before it starts to scroll."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar

SCROLLED = "01 Trường…"  # as much of a name as tells one unit from another, in a bar that scrolls
NUMBER_ALONE = "01…"  # where that keeps every tab in sight


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

    def minimumTabSizeHint(self, index: int) -> QSize:  # Qt's name
        """Qt would shorten the other tabs too, down to "G…" for one that merges, before it scrolls."""
        return self.tabSizeHint(index)

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
        cap = 0
        if sum(wishes) > room and units:
            fits = widest_that_fits([wishes[index] for index in units], room - fixed)
            around = wishes[units[0]] - self.fontMetrics().horizontalAdvance(self.tabText(units[0]))
            number, name = (
                around + self.fontMetrics().horizontalAdvance(words) for words in (NUMBER_ALONE, SCROLLED)
            )
            cap = fits if fits >= number else name
        if cap != self._cap:
            self._cap = cap
            self.setElideMode(self.elideMode())  # Qt lays the tabs out anew
