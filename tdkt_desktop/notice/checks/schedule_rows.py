"""The schedule in the annex of a notice: rows of a table, of columns set by tabs or bars, or told in sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tdkt_desktop.notice.checks.prose_figures import days
from tdkt_desktop.vietnamese.text import fold

_CELLS = re.compile(r"\t|\s*\|\s*")
_ROW = re.compile(r"\s*\|?\s*(\d{1,3})\.?\s*(?:\t|\|)")
_SAID_ROW = re.compile(
    r"\s*(?:[-–+•*]|(\d{1,3})[.)])\s*([^:;,\d]{4,90}?(?:số \d+)?)\s*[:;,–-]\s.*?kế hoạch\D{0,20}(\d{1,2}/\d{1,2}/\d{4}).*?"
    r"thực (?:hiện|tế)\D{0,20}(\d{1,2}/\d{1,2}/\d{4})(.*)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^[\s,;]*(?:trưởng đoàn|chủ trì|người chủ trì|thành phần|ghi chú)\s*:\s*", re.IGNORECASE
)
_BROKEN_DATE = re.compile(r"(?=.* )\d{1,2} ?/ ?\d ?\d? ?/[\d ]{4,7}")
_HONORIFIC = re.compile(r"(?:Ông|Bà|Đồng chí|Đ/c)\s", re.IGNORECASE)
_PLAIN_ROW = re.compile(r"\s*(\d{1,3})\s+(\D.+?)\s+(\d{1,2}/\d{1,2}/\d{4})\s+(\d{1,2}/\d{1,2}/\d{4})\s*(.*)")


@dataclass(frozen=True)
class Row:
    """A row of the annex with the schedule."""

    line: int
    unit: str
    planned: dt.date | None
    actual: dt.date | None
    cells: tuple[str, ...]
    impossible: tuple[str, ...] = ()  # days of it that no calendar has
    note: str = ""  # what its column of remarks or reasons says

    @property
    def leader(self) -> str:
        """The cell that names a person; blank where none does."""
        return next((cell for cell in reversed(self.cells) if _HONORIFIC.match(cell)), "")


def rows_of(lines: Sequence[str]) -> Iterator[Row]:
    """Every row with a unit and a day."""
    swapped = any(
        0 <= folded.find("thuc hien") < folded.find("ke hoach")
        for folded in (fold(line) for line in lines if "\t" in line or "|" in line)
        if not re.search(r"\d{1,2}/\d{1,2}/\d{4}", folded)
    )
    noted = next((place for line in lines if (place := _note_column(line))), 0)
    for number, line in enumerate(lines, start=1):
        cells = [_whole_date(cell) for cell in _row_cells(line)]
        found = [next(days(cell), None) for cell in cells[2:]]
        dates = [
            (place, day) for place, day in enumerate(found, start=2) if day and day.words == cells[place]
        ]
        if not dates or not cells[1]:
            continue
        ends = [day.date for _, day in dates[:2]]
        planned, actual = (ends[0], ends[1]) if len(ends) > 1 else (None, ends[0])
        if swapped:
            planned, actual = actual, planned
        impossible = tuple(day.words for _, day in dates if day.date is None)
        behind = tuple(cells[dates[min(1, len(dates) - 1)][0] + 1 :])
        note = cells[noted] if noted and len(cells) > noted else ""
        yield Row(number, cells[1], planned, actual, behind, impossible, note)


def _note_column(line: str) -> int:
    """The place of the column of remarks or reasons in the head of a table; 0 where there is none."""
    if not ("\t" in line or "|" in line) or re.search(r"\d{1,2}/\d{1,2}/\d{4}", line):
        return 0
    heads = [fold(cell) for cell in _CELLS.split(line.strip().strip("|"))]
    return next(
        (place for place, head in enumerate(heads) if re.match(r"ghi chu|ly do|nguyen nhan", head)), 0
    )


def _whole_date(cell: str) -> str:
    """A date that a narrow column broke ("07/10/202 4") is whole again."""
    return cell.replace(" ", "") if _BROKEN_DATE.fullmatch(cell) else cell


def _row_cells(line: str) -> list[str]:
    if _ROW.match(line):
        cells = [" ".join(cell.split()) for cell in _CELLS.split(line.strip().strip("|"))]
        return cells if len(cells) >= 3 else []
    plain = _PLAIN_ROW.fullmatch(line) or _SAID_ROW.fullmatch(line)
    if plain is None:
        return []
    cells = [(cell or "").strip() for cell in plain.groups()]
    return [
        *cells[:-1],
        *(_LABELLED.sub("", part).strip(" .;,") for part in re.split(r";|(?<=\))", cells[-1])),
    ]
