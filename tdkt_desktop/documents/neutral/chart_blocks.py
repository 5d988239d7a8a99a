"""A chart as a block: bars with their numbers and the same in words; writers draw it or set it as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TONES = ("met", "not_met", "not_applicable", "recorded", "partial", "not_checked")


@dataclass(frozen=True)
class ChartSeries:
    """One kind of part of every bar; `tone` is one of TONES and gives its look."""

    title: str
    tone: str


@dataclass(frozen=True)
class ChartBar:
    """One bar: a number for every series, and all of it in words."""

    label: str
    parts: tuple[int, ...]
    words: str


@dataclass(frozen=True)
class Chart:
    """Bars below each other. With `signed` one number a bar goes left (-) or right (+) from a line in the middle.
    `together` is how many bars belong to each other: no page break comes between them.
    """

    series: tuple[ChartSeries, ...]
    bars: tuple[ChartBar, ...]
    signed: bool = False
    together: int = 1

    @property
    def most(self) -> int:
        """What the whole room stands for: the longest bar, or the longest to either side; at least 1."""
        sizes = [sum(map(abs, bar.parts)) for bar in self.bars]
        return max(sizes, default=0) or 1


def number(part: int) -> str:
    """The number on a part; none stands for nothing and is not written."""
    return str(part) if part else ""


def chart_texts(chart: Chart) -> Sequence[str]:
    """Every text of a chart: what its colours mean, then bar by bar."""
    bars = [text for bar in chart.bars for text in (bar.label, *map(number, bar.parts), bar.words)]
    return [*(one.title for one in chart.series), *bars]
