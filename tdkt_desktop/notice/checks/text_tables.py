"""Rules over tables of numbers in a notice: the row of totals, and the column that adds up a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import Paper, Paragraph
from tdkt_desktop.vietnamese.numbers import UnclearNumber, format_number, parse_number
from tdkt_desktop.vietnamese.text import fold

_SIGN = re.compile(r"\t|\s*\|\s*")
_TOTAL = re.compile(r"(?:tong cong|tong so|tong|cong|toan tinh|toan huyen|toan nganh)\b")
_NO_SUM = re.compile(r"%|ty le|binh quan|trung binh|diem|nam\b|stt|\btt\b|ngay|so voi")
FEWEST = 3  # lines of a table, its totals among them


@dataclass(frozen=True)
class _Line:
    paragraph: Paragraph
    cells: tuple[str, ...]
    numbers: tuple[Decimal | None, ...]


def table_totals(paper: Paper) -> Iterator[Finding]:
    """Every table with a row or a column of totals."""
    for table in _tables(paper.paragraphs):
        yield from _down(table)
        yield from _across(table)


def _tables(paragraphs: Sequence[Paragraph]) -> Iterator[list[_Line]]:
    """Lines that follow each other with as many cells each; the first may be their head."""
    table: list[_Line] = []
    for one in paragraphs:
        cells = (
            tuple(cell.strip() for cell in _SIGN.split(one.text.strip("|")))
            if re.search(r"[\t|]", one.text)
            else ()
        )
        if table and len(cells) != len(table[0].cells):
            if len(table) >= FEWEST:
                yield table
            table = []
        if len(cells) >= 2:
            table.append(_Line(one, cells, tuple(map(_number, cells))))
    if len(table) >= FEWEST:
        yield table


def _down(table: Sequence[_Line]) -> Iterator[Finding]:
    """The row of totals against the rows above it."""
    last = next(
        (
            at
            for at, line in enumerate(table)
            if at and any(_TOTAL.match(fold(cell)) for cell in line.cells[:2])
        ),
        0,
    )
    rows = [line for line in table[:last] if any(number is not None for number in line.numbers[1:])]
    if len(rows) < FEWEST - 1:
        return
    head = [fold(cell) for cell in table[0].cells]
    right, wrong = 0, []
    for column, total in enumerate(table[last].numbers):
        values = [row.numbers[column] for row in rows]
        if total is None or None in values or (table[0] not in rows and _NO_SUM.search(head[column])):
            continue
        added = sum((value for value in values if value is not None), Decimal(0))
        if added == total:
            right += 1
        else:
            wrong.append((column, total, added))
    for column, total, added in wrong:
        if right >= len(wrong) or (total and Decimal("0.5") <= added / total <= 2):
            title = table[0].cells[column] if table[0] not in rows else f"cột {column + 1}"
            yield _found(
                table[last],
                f"{title}: dòng tổng ghi {format_number(total)}, các dòng cộng lại là {format_number(added)}",
            )


def _across(table: Sequence[_Line]) -> Iterator[Finding]:
    """The column of totals against the other numbers of its row, where it adds up most rows."""
    head = [fold(cell) for cell in table[0].cells]
    column = next((at for at, cell in enumerate(head) if at and _TOTAL.match(cell)), 0)
    others = [at for at, cell in enumerate(head) if at not in (0, column) and not _NO_SUM.search(cell)]
    sides = ([at for at in others if at < column], [at for at in others if at > column])
    for side in sides:
        rows = [
            (line, [number for at in side if (number := line.numbers[at]) is not None])
            for line in table[1:]
            if column and line.numbers[column] is not None
        ]
        sums = [(line, sum(values, Decimal(0))) for line, values in rows if len(values) >= 2]
        wrong = [(line, added) for line, added in sums if added != line.numbers[column]]
        if wrong and len(wrong) * 3 <= len(sums):
            for line, added in wrong:
                told = line.numbers[column]
                if told is not None:
                    yield _found(
                        line,
                        f"{_name(line)}: cột “{table[0].cells[column]}” ghi {format_number(told)}, cộng lại là {format_number(added)}",
                    )


def _found(line: _Line, told: str) -> Finding:
    return finding(
        "sum.counts", Place(section=line.paragraph.section, line=line.paragraph.line, quote=_name(line)), told
    )


def _name(line: _Line) -> str:
    return next((cell for cell in line.cells if re.search(r"[^\W\d_]{2}", cell)), line.cells[0])


def _number(cell: str) -> Decimal | None:
    try:
        return parse_number(cell)
    except UnclearNumber:
        return None
