"""A grid as plain data and back, so that a list that is being read can be put away and taken up again without its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.grids.grid import CellKind, CellValue, Grid, GridCell

_READERS: dict[str, Callable[[str], CellValue]] = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
}


def grid_to_plain(grid: Grid) -> Plain:
    """Every cell of a grid, as JSON can hold it."""
    return {
        "title": grid.title,
        "cells": [
            {
                "at": list(spot),
                "value": _value_out(cell.value),
                "kind": str(cell.kind),
                "runs": [list(run) for run in cell.runs],
                "formula": cell.formula,
                "area": cell.area,
            }
            for spot, cell in grid.cells.items()
        ],
        "heads": [[*spot, *head] for spot, head in grid.heads.items()],
        "hidden": sorted(grid.hidden_rows),
        "old_epoch": grid.old_epoch,
    }


def grid_from_plain(plain: Plain) -> Grid:
    """The grid of `grid_to_plain`. Raises KeyError, ValueError or TypeError for anything else."""
    title = str(plain["title"])
    cells = {}
    for one in plain["cells"]:
        row, column = (int(part) for part in one["at"])
        cells[row, column] = GridCell(
            title,
            row,
            column,
            _value_in(one["value"]),
            CellKind(one["kind"]),
            tuple((str(text), str(font)) for text, font in one["runs"]),
            str(one["formula"]),
            str(one["area"]),
        )
    heads = {(row, column): (top, left) for row, column, top, left in plain["heads"]}
    return Grid(title, cells, heads, frozenset(plain["hidden"]), bool(plain["old_epoch"]))


def _value_out(value: CellValue) -> Plain:
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return {"type": type(value).__name__, "iso": value.isoformat()}
    return value


def _value_in(plain: Plain) -> CellValue:
    if isinstance(plain, dict):
        return _READERS[plain["type"]](plain["iso"])
    if plain is None or isinstance(plain, str | int | float):
        return plain
    raise TypeError(type(plain))
