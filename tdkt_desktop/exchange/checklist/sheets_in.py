"""The rows of an XLSForm back to the plain tree of a checklist: ours exactly, one made for ODK or Kobo as far as it goes.

What a checklist has no place for is a Remark that names the cell; whoever takes such a file in sees them first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.checklist import columns as layout
from tdkt_desktop.exchange.checklist.rows import (
    Remark,
    Row,
    remark_lines,
    rows_of,
    settle,
)
from tdkt_desktop.exchange.checklist.survey import Survey
from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell, Spot
from tdkt_desktop.vietnamese.counts import padded

TAKE_IN = (
    "Hãy nhập tệp ở Tệp › Soạn phiếu kiểm tra, Nhập từ Excel (bằng dòng lệnh: tdkt checklist import) để xem đủ "
    "các chỗ đó rồi quyết định; chưa có gì thay đổi."
)
KNOWN_SHEETS = {
    layout.SURVEY,
    layout.CHOICES,
    layout.SETTINGS,
    layout.SECTIONS,
    layout.STATEMENTS,
    layout.CONTRADICTIONS,
}


class Book(NamedTuple):
    """A checklist workbook as read: the plain tree, and every cell that is not in it as it stands."""

    tree: dict[str, Plain]
    remarks: tuple[Remark, ...]


def is_checklist_book(titles: Iterable[str]) -> bool:
    """Whether a workbook with these sheets is an XLSForm: only its survey must be there."""
    return layout.SURVEY in {_title(one) for one in titles}


def read_checklist_book(grids: Sequence[Grid], name: str) -> Book:
    """Read an XLSForm. Raises WrongFile naming the cell that makes it unreadable."""
    try:
        return _read(grids, name)
    except WrongFile as error:
        raise WrongFile(f"{name}, {error.message}", error.remedy) from error


def _read(grids: Sequence[Grid], name: str) -> Book:
    remarks: list[Remark] = []
    sheets = {_title(grid.title): grid for grid in grids}
    own = _is_own(sheets.get(layout.SETTINGS))
    rows = {title: rows_of(sheets.get(title), remarks, own=own) for title in KNOWN_SHEETS}
    spoken = rows[layout.SETTINGS][0].texts.get("default_language", "") if rows[layout.SETTINGS] else ""
    survey = Survey(rows[layout.CHOICES], remarks, own, spoken)
    head = _settings(rows[layout.SETTINGS], name)
    tree: dict[str, Plain] = {**head, "criteria": survey.read(rows[layout.SURVEY])}
    sections = _sections(rows)
    said = [_contradiction(row) for row in rows[layout.CONTRADICTIONS]]
    for title in KNOWN_SHEETS:
        settle(rows[title])
    for title, grid in sheets.items():
        if title not in KNOWN_SHEETS and grid.cells:
            remarks.append(
                Remark(f"{grid.title}!{_area(grid)}", "trang tính không dùng trong phiếu kiểm tra")
            )
    filled = {key: found for key, found in (("sections", sections), ("contradictions", said)) if found}
    return Book(tree | filled, tuple(_in_order(remarks, grids)))


def checklist_tree(grids: Sequence[Grid], name: str) -> dict[str, Plain]:
    """The plain tree of a workbook that is wholly understood. Raises WrongFile naming what is not."""
    tree, remarks = read_checklist_book(grids, name)
    if remarks:
        count = padded(len(remarks))
        raise WrongFile(f"{name}: {count} chỗ không vào phiếu được. {remark_lines(remarks)[0]}", TAKE_IN)
    return tree


def grids_of(sheets: dict[str, list[list[str]]]) -> tuple[Grid, ...]:
    """Written rows as the grids that a file of them would give."""
    found = []
    for title, rows in sheets.items():
        cells: dict[Spot, GridCell] = {}
        for row, line in enumerate(rows, start=1):
            for column, text in enumerate(line, start=1):
                if text:
                    cells[row, column] = GridCell(title, row, column, text, CellKind.TEXT, ((text, ""),))
        found.append(Grid(title, cells))
    return tuple(found)


def _title(title: str) -> str:
    """ODK takes its three sheets in capitals as well."""
    plain = title.strip()
    return plain.lower() if plain.lower() in (layout.SURVEY, layout.CHOICES, layout.SETTINGS) else plain


def _is_own(settings: Grid | None) -> bool:
    heads = [settings.at(1, column).shown for column in range(1, settings.columns + 1)] if settings else []
    return "tdkt_format" in heads


def _settings(rows: list[Row], name: str) -> dict[str, Plain]:
    """Title, code and version; a form without them is called after its file, as ODK does."""
    stem = PurePath(name).stem
    if not rows:
        return {"format": layout.FORMAT, "code": layout.plain_code(stem), "title": stem}
    head, *more = rows
    for row in more:
        for column in row.texts:
            row.remark(column, "chỉ dòng đầu của trang “settings” được nhận")
    head.read_columns.add("default_language")  # read already: it says which label is the form's own
    code = head["form_id"] or head["id_string"]
    if not code:
        code = layout.plain_code(stem)
    elif head["form_id"] and any(sign in code for sign in "/ "):
        head.remark("form_id", f"mã phiếu đổi thành “{layout.plain_code(code)}”")
        code = layout.plain_code(code)
    version = head["version"]
    return {
        "format": head["tdkt_format"] or layout.FORMAT,
        "code": code,
        **({"version": version} if version else {}),
        "title": head["form_title"] or stem,
    }


def _sections(rows: dict[str, list[Row]]) -> list[Plain]:
    by_key: dict[str, dict[str, Any]] = {}
    for row in rows[layout.SECTIONS]:
        if row["key"] in by_key:
            raise row.refuse("key", f"mục “{row['key']}” có hai dòng.")
        by_key[row["key"]] = {"key": row["key"], "title": row["title"]}
    for row in rows[layout.STATEMENTS]:
        if row["section"] not in by_key:
            raise row.refuse("section", f"trang “{layout.SECTIONS}” không có mục “{row['section']}”.")
        data = row.read("data", json.loads) if row["data"] else {}
        if not isinstance(data, dict):
            raise row.refuse("data", "cột “data” cần là một nhóm mục có tên.")
        by_key[row["section"]].setdefault("statements", []).append({"type": row["type"], **data})
    return list(by_key.values())


def _contradiction(row: Row) -> dict[str, Plain]:
    level = {"level": row["level"]} if row["level"] else {}
    return {"all_of": row.read("all_of", json.loads), **level, "say": row["say"]}


def _area(grid: Grid) -> str:
    last = max(grid.cells)
    return f"A1:{GridCell(grid.title, last[0], grid.columns).name.rpartition('!')[2]}"


def _in_order(remarks: list[Remark], grids: Sequence[Grid]) -> list[Remark]:
    """As they lie in the file: sheet by sheet, row by row."""
    titles = [grid.title for grid in grids]

    def place(one: Remark) -> tuple[int, int]:
        title, _, spot = one.cell.rpartition("!")
        row = int("".join(filter(str.isdecimal, spot.partition(":")[0])) or 0)
        return (titles.index(title) if title in titles else len(titles)), row

    return sorted(remarks, key=place)
