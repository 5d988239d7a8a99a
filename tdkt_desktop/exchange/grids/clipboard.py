"""A table from the clipboard, as Excel and Word put it there, as a grid: with its fonts and merged cells where they say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.domain.values import clean_text
from tdkt_desktop.exchange.grids.clipboard_fonts import BREAKS, FontReader, joined
from tdkt_desktop.exchange.grids.grid import CellKind, CellValue, Grid, GridCell, Spot

TITLE = "Dán"
MAX_ROWS, MAX_COLUMNS, MOST_CELLS, MOST_LETTERS = 5_000, 200, 200_000, 8_000_000
REMEDY = "Hãy chép riêng bảng danh sách đơn vị rồi dán lại; chưa có gì thay đổi."
BREAK = "\v"  # a line break inside a cell, until lines are told apart
_QUOTED = re.compile(r'(?:^|(?<=[\t\n]))"((?:[^"\t\n]|"")*\n(?:[^"\t]|"")*)"(?=[\t\n]|$)')
_NUMBER = re.compile(r"0|[1-9]\d{0,8}")


def pasted_grid(text: str, html: str = "") -> Grid | None:
    """The table of a clipboard; None where there is none (one cell, or text without columns).

    Raises WrongFile where it is larger than any list of units.
    """
    if len(text) + len(html) > MOST_LETTERS:
        raise WrongFile("Bảng vừa chép quá lớn.", REMEDY)
    if "<table" in html.lower():
        reader = _TableReader()
        reader.feed(html)
        reader.close()
        if reader.cells:
            return Grid(TITLE, reader.cells, reader.heads)
    rows = _rows(text)
    if len(rows) < 2 and all(len(row) < 2 for row in rows):
        return None
    cells: dict[Spot, GridCell] = {}
    for place, row in enumerate(rows, start=1):
        for column, said in enumerate(row, start=1):
            _check_size(place, column)
            if said.strip():
                cells[place, column] = _cell(place, column, ((said, ""),))
    return Grid(TITLE, cells) if cells else None


def _rows(text: str) -> list[list[str]]:
    """Lines and columns; a cell with line breaks in it comes from Excel in quotation marks, its own ones doubled."""
    body = text.replace("\r\n", "\n").rstrip("\n").replace(BREAK, " ")
    body = _QUOTED.sub(lambda cell: cell[1].replace('""', '"').replace("\n", BREAK), body)
    return [[cell.replace(BREAK, "\n") for cell in line.split("\t")] for line in body.split("\n")]


def _check_size(row: int, column: int) -> None:
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise WrongFile(f"Bảng vừa chép có quá {MAX_ROWS} dòng hoặc {MAX_COLUMNS} cột.", REMEDY)


def _cell(row: int, column: int, runs: tuple[tuple[str, str], ...]) -> GridCell:
    text = clean_text("".join(said for said, _ in runs)).strip()
    value: CellValue = text
    kind = CellKind.TEXT if text else CellKind.BLANK
    if _NUMBER.fullmatch(text):
        value, kind = int(text), CellKind.NUMBER
    return GridCell(TITLE, row, column, value, kind, runs if kind is CellKind.TEXT else ())


@dataclass
class _Open:
    """The cell that is being read."""

    row: int
    column: int
    rows: int
    columns: int
    runs: list[tuple[str, str]] = field(default_factory=list)


class _TableReader(FontReader):
    """Reads the first table; what stands before and after it is left out, a table inside a cell is its text."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[Spot, GridCell] = {}
        self.heads: dict[Spot, Spot] = {}
        self._depth = self._row = 0
        self._done = False
        self._taken: set[Spot] = set()
        self._cell: _Open | None = None

    def begin(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table":
            self._depth += 1
        elif self._depth == 1 and not self._done and tag in ("tr", "td", "th"):
            self._end_cell()
            if tag == "tr":
                self._row += 1
            else:
                self._begin_cell(said)
        if tag in BREAKS and self._cell is not None and self._cell.runs:
            self._cell.runs.append((" ", self._cell.runs[-1][1]))

    def end(self, tag: str) -> None:
        if tag == "table":
            self._end_cell()
            self._depth -= 1
            self._done = self._done or self._depth == 0
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()

    def heard(self, text: str, font: str) -> None:
        if self._cell is not None:
            self._cell.runs.append((text, font))

    def _begin_cell(self, said: dict[str, str]) -> None:
        self._row = max(self._row, 1)
        column = 1
        while (self._row, column) in self._taken:
            column += 1
        rows, columns = _span(said.get("rowspan", "")), _span(said.get("colspan", ""))
        _check_size(self._row + rows - 1, column + columns - 1)
        if len(self._taken) + rows * columns > MOST_CELLS:
            raise WrongFile("Bảng vừa chép quá lớn.", REMEDY)
        self._cell = _Open(self._row, column, rows, columns)
        for row in range(self._row, self._row + rows):
            for place in range(column, column + columns):
                self._taken.add((row, place))
                if rows * columns > 1:
                    self.heads[row, place] = (self._row, column)

    def _end_cell(self) -> None:
        if (cell := self._cell) is None:
            return
        self._cell = None
        made = _cell(cell.row, cell.column, joined(cell.runs))
        if made.kind is not CellKind.BLANK:
            self.cells[cell.row, cell.column] = made


def _span(text: str) -> int:
    return min(max(int(text), 1), MAX_ROWS) if text.isascii() and text.isdecimal() else 1
