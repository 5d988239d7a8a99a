"""Which rows of a sheet are the heading of a list of units, and what each column is.

Header words are compared without tone marks; old encodings are read first. One or two rows, or as many as a merged
cell of the heading covers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell, column_letters
from tdkt_desktop.exchange.lists.asking import SKIPPED, Asking, is_word
from tdkt_desktop.exchange.lists.runs import read_cell
from tdkt_desktop.vietnamese.legacy import Judgement
from tdkt_desktop.vietnamese.text import fold, squeeze

SEARCHED_ROWS = 40
MOST_ROWS = 4  # of a heading
ROLES = {
    "number": "số thứ tự",
    "code": "mã đơn vị",
    "official": "tên đơn vị",
    "listed": "tên trong thông báo",
    "short": "tên ngắn",
    "kind": "loại đơn vị",
    "cluster": "cụm",
    "planned_date": "ngày kiểm tra",
    "team": "đoàn",
    "leader": "trưởng đoàn",
    "leader_position": "chức vụ trưởng đoàn",
    "delegation": "ủy quyền",
}
UNUSED = "unused"
# The first that fits wins: "Trưởng đoàn" before "đoàn", "Thực hiện" before the dates of the plan.
_WORDS: tuple[tuple[str, str], ...] = (
    ("number", r"(tt|stt|so tt|so thu tu|thu tu|s\.?t\.?t\.?|no\.?)"),
    (
        UNUSED,
        r".*\b(ghi chu|dia diem|dia chi|dien thoai|email|lien he|thuc hien|thuc te|bao cao|so luong)\b.*",
    ),
    (UNUSED, r".*\b(thanh phan|can bo|ngay sinh|thu truong|dung dau|dau moi|chu tri|phoi hop)\b.*"),
    (UNUSED, r"(pho truong doan|pho doan|to pho)\b.*"),
    ("delegation", r".*\buy quyen\b.*"),
    ("leader_position", r".*\b(chuc vu|chuc danh)\b.*"),
    ("leader", r".*\b(truong doan|to truong)\b.*"),
    ("code", r".*\b(ma|ky hieu)\b.*"),
    ("short", r".*\b(viet tat|ten ngan|goi tat|rut gon)\b.*"),
    ("listed", r".*\btrong thong bao\b.*"),
    ("kind", r".*\b(loai hinh|loai don vi|loai)\b.*"),
    ("planned_date", r".*\b(ngay|thoi gian|thoi diem|lich|ke hoach|du kien)\b.*"),
    ("team", r"((doan|to)\b.*|.*\b(doan|to) kiem tra( so)?)"),
    ("cluster", r".*\b(cum|khoi)\b.*"),
    (
        "official",
        r"(?!ho (va )?ten\b).*\b(don vi|co quan|ten|doanh nghiep|doi tuong|dia phuong|xa|phuong|huyen)\b.*",
    ),
)
_COMPILED = [(role, re.compile(words)) for role, words in _WORDS]


@dataclass(frozen=True)
class Heading:
    """Where the list begins: the last row of its heading, and the column of each role (1-based)."""

    first_row: int
    last_row: int
    columns: Mapping[str, int]
    labels: Mapping[int, str]


@lru_cache(4_096)
def role_of(label: str) -> str:
    """The role a heading stands for; UNUSED for known words the program has no place for, "" for unknown ones."""
    words = squeeze(re.sub(r"[^a-z0-9. ]", " ", fold(label)))
    return next((role for role, pattern in _COMPILED if pattern.fullmatch(words)), "")


def score(grid: Grid) -> int:
    """How many roles the best heading of a sheet has; 0 where there is no list of units."""
    return max((len(found.columns) for found in _candidates(grid)), default=0)


def find_heading(grid: Grid, asking: Asking) -> Heading | None:
    """The heading of the list of units, with every doubt about its columns asked. None where there is none."""
    found = max(
        _candidates(grid),
        key=lambda one: (len(one.columns), one.first_row - one.last_row, -one.first_row),
        default=None,
    )
    return None if found is None else _settled(grid, found, asking)


def role_cell(grid: Grid, heading: Heading, role: str, row: int) -> GridCell:
    """The cell of a role; an area merged across several columns speaks for the first of them only."""
    column = heading.columns.get(role, 0)
    cell = grid.at(row, column) if column else GridCell(grid.title, row, 0)
    across = any(cell.column <= other < column for other in heading.columns.values())
    return GridCell(grid.title, row, column) if across else cell


def _candidates(grid: Grid) -> list[Heading]:
    found = []
    above = min(
        (row for row, _ in grid.cells), default=1
    )  # 0 where a person named the columns of a bare list
    for first in range(min(above, 1), min(SEARCHED_ROWS, grid.rows) + 1):
        for last in _last_rows(grid, first):
            labels = {column: _label(grid, column, first, last) for column in range(1, grid.columns + 1)}
            columns: dict[str, int] = {}
            for column, role in _roles(grid, last, labels).items():
                if role and role != UNUSED:
                    columns.setdefault(role, column)
            if (
                "official" in columns
                and (len(columns) > 1 or first == 0)
                and _whole(grid, first, last, columns)
            ):
                found.append(Heading(first, last, columns, labels))
    return found


def _whole(grid: Grid, first: int, last: int, columns: Mapping[str, int]) -> bool:
    """Whether no merged cell of the named columns reaches out of the heading, above or below."""
    return all(
        grid.at(first, column).row >= first and grid.at(last + 1, column).row > last
        for column in columns.values()
    )


def _last_rows(grid: Grid, first: int) -> tuple[int, ...]:
    """Where a heading that begins in a row may end: a merged cell of it that goes further down says so."""
    if not first:
        return (first,)
    spots = [spot for spot, head in grid.heads.items() if head[0] == first and spot[0] < first + MOST_ROWS]
    merged = max((row for row, _ in spots), default=first)
    return (merged,) if merged > first else (first, first + 1)


def _roles(grid: Grid, last: int, labels: Mapping[int, str]) -> dict[int, str]:
    """The role of each column by its own lowest words; by those of the group above it where they say nothing and no
    other column of the heading has that role by its own ("Thời gian": "Ngày", "Buổi").
    """
    own = {column: role_of(_label(grid, column, last, last)) for column in labels}
    named = set(own.values())
    roles = dict(own)
    for column, label in labels.items():
        role = role_of(label)
        if not own[column] and (role == UNUSED or role not in named):
            roles[column] = role
    return roles


def _label(grid: Grid, column: int, first: int, last: int) -> str:
    """The words above a column, those of a merged cell once."""
    cells = {cell.name: cell for cell in (grid.at(row, column) for row in range(first, last + 1))}
    texts = [label_text(cell) for cell in cells.values() if cell.kind is CellKind.TEXT]
    return squeeze(": ".join(text for text in texts if text.strip()))


def label_text(cell: GridCell) -> str:
    """A heading's text in Unicode; a doubtful old text is read for its words only, nothing of it is kept."""
    reading = read_cell(cell.runs)
    return (
        reading.text if reading.judgement in (Judgement.CERTAIN, Judgement.NOT_LEGACY) else reading.proposal
    )


def _settled(grid: Grid, found: Heading, asking: Asking) -> Heading:
    columns: dict[str, int] = {}
    roles = _roles(grid, found.last_row, found.labels)
    for column in range(1, grid.columns + 1):
        cell = _head_cell(grid, found, column)
        label = found.labels.get(column, "")
        role = roles.get(column, "")
        if asking.answer(cell):
            role = _answered_role(asking, cell)
        elif not role and _all_dates(grid, found, column) and "planned_date" not in found.columns:
            role = _asked_role(asking, cell, label)
        elif role in columns and role != UNUSED and columns[role] != column:
            role = _second(grid, asking, cell, role, columns[role])
        if role and role != UNUSED:
            columns[role] = column
    return Heading(found.first_row, found.last_row, columns, found.labels)


def _head_cell(grid: Grid, found: Heading, column: int) -> GridCell:
    """The cell to name for a column: the lowest of its heading."""
    cell = grid.at(found.last_row, column)
    return cell if cell.column == column else GridCell(grid.title, found.last_row, column)


def _answered_role(asking: Asking, cell: GridCell) -> str:
    words = asking.answer(cell)
    if is_word(words, SKIPPED):
        return UNUSED
    role = next((role for role, name in ROLES.items() if is_word(words, name)), "")
    if not role:
        asking.error(
            cell,
            "cột",
            f"Không có loại cột “{words}”. Dùng một trong: {', '.join(ROLES.values())}, {SKIPPED}.",
        )
    return role


def _asked_role(asking: Asking, cell: GridCell, label: str) -> str:
    named = f"“{label}”" if label else "không có tên"
    message = f"Cột {column_letters(cell.column)} {named} toàn ngày tháng. Có phải ngày kiểm tra không?"
    asking.doubt(cell, "cột", message, ROLES["planned_date"], (ROLES["planned_date"], SKIPPED))
    return ""


def _second(grid: Grid, asking: Asking, cell: GridCell, role: str, first: int) -> str:
    if all(grid.at(row, cell.column).blank for row in range(cell.row + 1, grid.rows + 1)):
        return ""
    message = (
        f"Cột {column_letters(cell.column)} cũng đọc là {ROLES[role]}, như cột {column_letters(first)}. "
        "Cột này là gì?"
    )
    asking.doubt(cell, "cột", message, SKIPPED, (*ROLES.values(), SKIPPED))
    return ""


def _all_dates(grid: Grid, found: Heading, column: int) -> bool:
    cells = [grid.at(row, column) for row in range(found.last_row + 1, grid.rows + 1)]
    filled = [cell for cell in cells if not cell.blank]
    dates = sum(cell.kind is CellKind.DATE or bool(_DATE.fullmatch(cell.shown)) for cell in filled)
    return len(filled) > 1 and dates == len(filled)


_DATE = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}")
