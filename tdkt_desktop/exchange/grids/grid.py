"""A sheet as plain cells, so that what a free-form workbook means can be found out without any Excel library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

CellValue = str | int | float | bool | dt.datetime | dt.date | dt.time | None
Spot = tuple[int, int]  # row and column, 1-based


class CellKind(StrEnum):
    """What Excel says a cell holds; DATE covers a number that is only shown as a date."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    FLAG = "flag"
    ERROR = "error"


@dataclass(frozen=True)
class GridCell:
    """One cell. `runs` are its texts with the names of their fonts; `formula` is kept as text and never computed:
    `value` is then what Excel last saw. `area` is the merged area it heads ("B2:B3"). `percent`: a number that Excel shows
    a hundred times as large, with "%".
    """

    sheet: str
    row: int
    column: int
    value: CellValue = None
    kind: CellKind = CellKind.BLANK
    runs: tuple[tuple[str, str], ...] = ()
    formula: str = ""
    area: str = ""
    percent: bool = False

    @property
    def name(self) -> str:
        """The cell as a person finds it: "Lịch!C7"."""
        return f"{self.sheet}!{column_letters(self.column)}{self.row}"

    @property
    def blank(self) -> bool:
        """Nothing in it; a formula that was never computed may come to anything."""
        if self.formula and self.value is None:
            return False
        return self.kind is CellKind.BLANK or (isinstance(self.value, str) and not self.value.strip())

    @property
    def shown(self) -> str:
        """The value as Vietnamese people write it, for messages."""
        if isinstance(self.value, dt.datetime | dt.date):
            return self.value.strftime("%d/%m/%Y")
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else str(self.value).strip()


@dataclass(frozen=True)
class Grid:
    """One sheet: the cells that hold something, what merged areas cover, and which rows are hidden.

    `heads` gives for each covered spot the spot that heads its area. `old_epoch` is True where day 0 is in 1904.
    """

    title: str
    cells: Mapping[Spot, GridCell]
    heads: Mapping[Spot, Spot] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    old_epoch: bool = False

    def at(self, row: int, column: int) -> GridCell:
        """The cell at a spot; for a covered spot the one that heads its merged area."""
        spot = self.heads.get((row, column), (row, column))
        return self.cells.get(spot) or GridCell(self.title, *spot)

    @cached_property
    def rows(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @cached_property
    def columns(self) -> int:
        return max((column for _, column in [*self.cells, *self.heads]), default=0)


def column_letters(column: int) -> str:
    """Letters of a column: "A" for 1, "AA" for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """1 for "A", 27 for "AA"."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
