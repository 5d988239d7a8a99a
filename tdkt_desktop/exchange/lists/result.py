"""What a list was understood as, and which sheet of a workbook is the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.grids.grid import Grid
from tdkt_desktop.exchange.lists.asking import Issue
from tdkt_desktop.exchange.lists.columns import score
from tdkt_desktop.vietnamese.text import fold


@dataclass(frozen=True)
class UnitList:
    """What was understood of a list. `columns` are (letter, heading, role in words); `units` and `teams` are trees of a
    campaign file; `converted` are (cell, text, encoding) of old texts. It may be used when `settled`.
    """

    sheet: str
    columns: tuple[tuple[str, str, str], ...] = ()
    units: tuple[Plain, ...] = ()
    teams: tuple[Plain, ...] = ()
    doubts: tuple[Issue, ...] = ()
    errors: tuple[Issue, ...] = ()
    converted: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        return not self.doubts and not self.errors


def chosen_grid(grids: Sequence[Grid], wanted: str) -> tuple[Grid | None, str, tuple[str, ...]]:
    """The sheet with the list of units (the `wanted` one, where it is named), or None with a Vietnamese reason and the
    sheets there are to choose from.
    """
    scores = {grid.title: score(grid) for grid in grids}
    if wanted:
        named = next((grid for grid in grids if fold(grid.title) == fold(wanted)), None)
        if named is None:
            return None, f"Không có trang tính “{wanted}”. Các trang: {', '.join(scores)}.", tuple(scores)
        grids = [named]
    found = [grid for grid in grids if scores[grid.title]]
    if not found:
        words = "Không thấy bảng nào có cột tên đơn vị cùng ít nhất một cột khác (số thứ tự, ngày kiểm tra, đoàn, cụm)."
        return None, words, tuple(scores) if len(scores) > 1 else ()
    if len(found) > 1:
        titles = tuple(grid.title for grid in found)
        return (
            None,
            f"Nhiều trang tính có danh sách đơn vị ({', '.join(titles)}). Hãy chọn một trang.",
            titles,
        )
    return found[0], "", ()
