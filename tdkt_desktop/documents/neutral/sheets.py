"""The neutral workbook: sheets of texts, numbers and dates, and charts over them, without a word of how a file holds it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Value = str | int | float | Decimal | dt.date | dt.datetime | None  # hours without an offset: a clock's


class Tone(StrEnum):
    """How a cell stands out. Its words say the same: a tone is never the only sign."""

    PLAIN = ""
    GOOD = "good"
    BAD = "bad"
    GREY = "grey"
    OPEN = "open"
    HALF = "half"
    DONE = "done"


@dataclass(frozen=True)
class Styled:
    """A value with a tone; `centred` for marks and counts."""

    value: Value
    tone: Tone = Tone.PLAIN
    centred: bool = False


Cell = Value | Styled


@dataclass(frozen=True)
class ChartSeries:
    """A column of numbers as a row of bars; `column` counts from 0 in the sheet the chart reads."""

    title: str
    column: int
    tone: Tone


@dataclass(frozen=True)
class SheetChart:
    """Bars over the columns of a sheet, so that a corrected number moves its bar.

    `source` is the title of that sheet, `labels` the column of names, `measure` what is counted; `stacked` sets the
    series on top of each other.
    """

    title: str
    source: str
    labels: int
    series: tuple[ChartSeries, ...]
    measure: str
    stacked: bool = True


@dataclass(frozen=True)
class Sheet:
    """One sheet: lines of introduction, charts, a header row, rows of cells, column widths in characters.

    `frozen` columns at the left stay in sight and on every page; `pages_wide` is how many pages the columns go over.
    `whole` sheets are read back: every text stays in its own cell, however tall.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    lead: tuple[str, ...] = ()
    frozen: int = 0
    pages_wide: int = 1
    charts: tuple[SheetChart, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Workbook:
    """Sheets in order, and what goes into the file's properties and the head of every page."""

    sheets: tuple[Sheet, ...]
    title: str = ""
    author: str = ""


def value_of(cell: Cell) -> Value:
    """The value of a cell, with or without a tone."""
    return cell.value if isinstance(cell, Styled) else cell
