"""A list without a heading, as it is when only its rows were copied: what each column is, is asked; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell, column_letters, column_number
from tdkt_desktop.exchange.lists.asking import SKIPPED, Asking, Issue, is_word
from tdkt_desktop.exchange.lists.columns import ROLES, score
from tdkt_desktop.vietnamese.text import fold

HEAD_ROW = 0  # above the first: the names of the cells stay those of the file
UNUSED_LABEL = "ghi chú"
SAMPLES = 2


def labelled_grid(grid: Grid, answers: Mapping[str, str]) -> tuple[Grid, tuple[Issue, ...]]:
    """The grid with a heading above its rows as far as the answers name it, and what is still to be asked."""
    asking = Asking(answers)
    labels: dict[int, str] = {}
    for column in range(1, grid.columns + 1):
        head = GridCell(grid.title, HEAD_ROW, column)
        samples = _samples(grid, column)
        if not samples:
            continue
        chosen = asking.doubt(head, "cột", _message(column, samples), choices=(*ROLES.values(), SKIPPED))
        if chosen:
            labels[column] = UNUSED_LABEL if is_word(chosen, SKIPPED) else chosen
    issues = tuple(replace(issue, found="; ".join(_samples(grid, _column(issue)))) for issue in asking.doubts)
    if not issues and ROLES["official"] not in labels.values():
        issues = tuple(
            Issue(
                f"{grid.title}!{column_letters(column)}{HEAD_ROW}",
                "cột",
                "; ".join(_samples(grid, column)),
                "Chưa cột nào được chọn là tên đơn vị. Cột này là gì?",
                choices=(*ROLES.values(), SKIPPED),
            )
            for column in labels
        )
    heads = {
        (HEAD_ROW, column): GridCell(grid.title, HEAD_ROW, column, label, CellKind.TEXT, ((label, ""),))
        for column, label in labels.items()
    }
    return replace(grid, cells={**heads, **grid.cells}), issues


def headed(
    grids: Sequence[Grid], sheet: str, answers: Mapping[str, str]
) -> tuple[tuple[Grid, ...], tuple[Issue, ...]]:
    """The sheets, with a heading put over the one a person chose (or the only one) where it has none."""
    wanted = [one for one in grids if not sheet or fold(one.title) == fold(sheet)]
    if len(wanted) != 1 or score(wanted[0]) or not wanted[0].cells:
        return tuple(grids), ()
    grid, issues = labelled_grid(wanted[0], answers)
    return (grid,), issues


def _samples(grid: Grid, column: int) -> list[str]:
    shown = (grid.at(row, column).shown for row in range(1, grid.rows + 1))
    return list(dict.fromkeys(text for text in shown if text))[:SAMPLES]


def _message(column: int, samples: list[str]) -> str:
    seen = ", ".join(f"“{text}”" for text in samples)
    return f"Không thấy dòng tên cột. Cột {column_letters(column)} ({seen}…) là gì?"


def _column(issue: Issue) -> int:
    return column_number(issue.cell.rpartition("!")[2].rstrip("0123456789"))
