"""Where the pages of a paper lie one below the other, counted in dots of the screen; and the parts to draw them in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tdkt_desktop.ui.papers.page_loader import Band

if TYPE_CHECKING:
    from tdkt_desktop.workflows.writing.paper_pages import PageSize

BAND_ROWS = 1200


class Place(NamedTuple):
    """A page, from the upper edge of the first margin; across it is in the middle."""

    top: int
    width: int
    height: int


class Places:
    """The places of all pages at one size, with `gap` dots before, between and after them."""

    def __init__(self, sizes: Sequence[PageSize] = (), dpi: float = 96, gap: int = 0) -> None:
        self.dpi = dpi
        self.pages: list[Place] = []
        top = gap
        for size in sizes:
            place = Place(top, *size.dots(dpi))
            self.pages.append(place)
            top += place.height + gap
        self.height = top
        self.width = max((place.width for place in self.pages), default=0)
        self._tops = [place.top for place in self.pages]

    def at(self, height: float) -> int:
        """The index of the page at that height, or above it; the first page for the margin before it."""
        return max(0, bisect_right(self._tops, height) - 1)

    def between(self, first: float, last: float) -> range:
        """The indexes of the pages that lie between two heights."""
        return range(self.at(first), bisect_right(self._tops, last))

    def bands(self, first: float, last: float) -> list[Band]:
        """The parts of pages between two heights, those nearest to the middle first."""
        found: list[tuple[float, Band]] = []
        for index in self.between(first, last):
            place = self.pages[index]
            for top in range(0, place.height, BAND_ROWS):
                rows = min(BAND_ROWS, place.height - top)
                start = place.top + top
                if start < last and start + rows > first:
                    found.append(
                        (abs(start + rows / 2 - (first + last) / 2), Band(index, self.dpi, top, rows))
                    )
        return [band for _, band in sorted(found)]
