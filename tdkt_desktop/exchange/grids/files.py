"""Reading any XLSX file into grids: values with their fonts, merged areas and hidden rows. Formulas are never computed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell, Spot
from tdkt_desktop.exchange.grids.workbook_guard import REMEDY, open_workbook

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 5_000, 200, 50
LONGEST_TEXT = 32_767


def read_grids(path: Path, *, hidden: bool = False) -> tuple[Grid, ...]:
    """The visible sheets of a workbook, in order (the `hidden` ones too, if asked). Raises FileMissing or WrongFile."""
    book, seen = open_workbook(path, rich_text=True), open_workbook(path, data_only=True)
    if len(book.worksheets) > MAX_SHEETS:
        raise WrongFile(f"{path.name} có quá {MAX_SHEETS} trang tính.", REMEDY)
    return tuple(
        _grid(path, sheet, seen[sheet.title], old_epoch=book.epoch == CALENDAR_MAC_1904)
        for sheet in book.worksheets
        if hidden or sheet.sheet_state == "visible"
    )


def _grid(path: Path, sheet: Any, seen: Any, *, old_epoch: bool) -> Grid:
    areas = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    cells: dict[Spot, GridCell] = {}
    for spot, cell in sheet._cells.items():  # noqa: SLF001 - walking rows would visit a million blank ones
        if cell.value is None:
            continue
        if spot[0] > MAX_ROWS or spot[1] > MAX_COLUMNS:
            raise WrongFile(
                f"{path.name}, trang “{sheet.title}”: có dữ liệu ở ô {cell.coordinate}, quá {MAX_ROWS} dòng hoặc "
                f"{MAX_COLUMNS} cột.",
                REMEDY,
            )
        area = areas.get(spot)
        cells[spot] = _cell(sheet.title, cell, seen, area.coord if area else "")
    heads = {
        (row, column): spot
        for spot, area in areas.items()
        for row in range(area.min_row, min(area.max_row, MAX_ROWS) + 1)
        for column in range(area.min_col, min(area.max_col, MAX_COLUMNS) + 1)
    }
    hidden = frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden)
    return Grid(sheet.title, cells, heads, hidden, old_epoch)


def _cell(sheet: str, cell: Any, seen: Any, area: str) -> GridCell:
    formula, value = "", cell.value
    if cell.data_type == "f":
        last = seen.cell(cell.row, cell.column)
        formula = str(getattr(value, "text", value))
        value = "" if last.value is None and last.data_type == "str" else last.value  # computed, to no text
    font = str(cell.font.name or "")
    runs: tuple[tuple[str, str], ...] = ()
    if isinstance(value, CellRichText):
        runs = tuple(
            (part, font) if isinstance(part, str) else (part.text, str(part.font.rFont or font))
            for part in value
        )
        value = "".join(text for text, _ in runs)
    elif isinstance(value, str):
        runs = ((value, font),)
    if isinstance(value, str):
        value = value[:LONGEST_TEXT]
    kind = CellKind.ERROR if cell.data_type == "e" else _kind(value)
    percent = kind is CellKind.NUMBER and "%" in str(cell.number_format)
    return GridCell(sheet, cell.row, cell.column, value, kind, runs, formula, area, percent)


def _kind(value: Any) -> CellKind:
    if value is None or (isinstance(value, str) and not value.strip()):
        return CellKind.BLANK
    if isinstance(value, bool):
        return CellKind.FLAG
    if isinstance(value, str):
        return CellKind.ERROR if value.startswith("#") and value.endswith(("!", "?", "A")) else CellKind.TEXT
    if isinstance(value, int | float):
        return CellKind.NUMBER
    return CellKind.TIME if isinstance(value, dt.time | dt.timedelta) else CellKind.DATE
