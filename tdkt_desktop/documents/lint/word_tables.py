"""Tables of a Word file: their own rows and cells, the room inside a cell, whether lines show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from tdkt_desktop.documents.lint.word_styles import MM_A_TWIP, NO_LINE, Styles, number

CELL_PADDING = 108  # twips left and right, where a table says nothing


@dataclass(frozen=True)
class Cell:
    """A cell, its place in its row, and how many cells of the row have words."""

    element: Any
    column: int
    columns: int
    room_mm: float


def rows_of(table: Any, styles: Styles) -> Iterator[list[Cell]]:
    """The rows of a table, those of tables inside it left out."""
    grid = [
        number(one.get(qn("w:w"))) * MM_A_TWIP
        for one in table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    ]
    padding = _padding(styles.of_table(table, "w:tblCellMar"))
    for row in _own_rows(table):
        cells = _own_cells(row)
        filled = sum(1 for cell in cells if any((one.text or "").strip() for one in cell.iter(qn("w:t"))))
        at, found = 0, []
        for column, cell in enumerate(cells):
            span = int(number(_property(cell, "w:gridSpan", "w:val"), 1))
            stated = number(_property(cell, "w:tcW", "w:w")) * MM_A_TWIP
            found.append(Cell(cell, column, max(filled, 1), (stated or sum(grid[at : at + span])) - padding))
            at += span
        yield found


def is_ruled(table: Any, styles: Styles) -> bool:
    """Whether lines show: those of the table where a cell does not hide them, or those of a cell."""
    borders = styles.of_table(table, "w:tblBorders")
    lined = borders is not None and _shows(borders)
    for row in _own_rows(table):
        for cell in _own_cells(row):
            own = cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}")
            if lined if own is None else _shows(own):
                return True
    return False


def _own_rows(table: Any) -> list[Any]:
    return [row for row in table.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is table]


def _own_cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]


def _shows(borders: Any) -> bool:
    return any(side.get(qn("w:val")) not in NO_LINE for side in borders)


def _padding(margins: Any | None) -> float:
    sides = 0.0
    for names in (("w:left", "w:start"), ("w:right", "w:end")):
        known = [] if margins is None else [margins.find(qn(name)) for name in names]
        found = next((one for one in known if one is not None), None)
        sides += CELL_PADDING if found is None else number(found.get(qn("w:w")))
    return sides * MM_A_TWIP


def _property(cell: Any, tag: str, attribute: str) -> str | None:
    found = cell.find(f"{qn('w:tcPr')}/{qn(tag)}")
    return None if found is None or found.get(qn("w:type")) == "pct" else found.get(qn(attribute))
