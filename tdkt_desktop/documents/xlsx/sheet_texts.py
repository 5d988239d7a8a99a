"""Texts, numbers and dates as a spreadsheet can hold them without changing any: nothing becomes a formula, nothing is cut."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from tdkt_desktop.documents.layout.clean_text import clean
from tdkt_desktop.documents.neutral.sheets import Cell, Styled, Value, value_of
from tdkt_desktop.documents.xlsx.sheet_heights import LINES, shown_end
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.numbers import format_number

LONGEST = 32_767  # Excel's limit on one cell, in halves of UTF-16
LONGEST_TITLE = 31
MOST_DIGITS = 15  # a spreadsheet keeps so many of a number and makes the rest noughts
FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel and LibreOffice count days differently
GOES_ON = "\n[… còn tiếp ở dòng dưới]"
GONE_ON = "[tiếp theo dòng trên]\n"
NOTE_LINES = 4  # of the two notes in a narrow column
OWN_LINES = LINES // 2  # of the widest letters
NEAR = 200  # letters
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
SHEET = "Trang"
# What a spreadsheet would read as something else when the cell is edited: formulas, signs, dates, fractions.
GUARDED = re.compile(r"[=+\-@\t\n'\d]")
_ESCAPE = re.compile(
    r"_(?=x[0-9A-Fa-f]{4}_)"
)  # the format's own way to write signs: a text that looks so is no sign


def kept_text(text: str) -> str:
    """A text as the file holds it."""
    return _ESCAPE.sub("_x005F_", clean(text))


def guarded(text: str) -> bool:
    """Whether a text would become something else once somebody edits its cell."""
    return GUARDED.match(text) is not None


def held(value: Value) -> Value:
    """A value that the format can hold exactly: itself, or its words where it could not."""
    if isinstance(value, str):
        return clean(value) or None
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return value if day >= FIRST_DAY else short_date(day)
    if isinstance(value, int | Decimal) and _digits(value) > MOST_DIGITS:
        return format_number(value)
    return value


def row_lines(row: Sequence[Cell], widths: Sequence[float] = ()) -> list[tuple[Cell, ...]]:
    """A row as one line, or several where a text is longer than a cell can hold or show: it goes on below, and says so.

    The short texts of the row stand on every line, so that a line that goes on is sorted and filtered with the first;
    numbers and dates stand once, so that nothing is added twice.
    """
    limits = [*widths, *[None] * len(row)]
    parts = [_parts(value_of(cell), width) for cell, width in zip(row, limits, strict=False)]
    lines: list[tuple[Cell, ...]] = []
    for number in range(max(map(len, parts), default=1)):
        texts = [_part(own, number) for own in parts]
        lines.append(tuple(_like(cell, text) for cell, text in zip(row, texts, strict=True)))
    return lines


def _part(parts: Sequence[Value], number: int) -> Value:
    if number < len(parts):
        return parts[number]
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else None


def _parts(value: Value, width: float | None) -> list[Value]:
    held_value = held(value)
    if not isinstance(held_value, str):
        return [held_value]
    parts: list[Value] = []
    rest = held_value
    while rest:
        opening = GONE_ON if parts else ""
        if _fits(opening + rest, width):
            parts.append(opening + rest)
            break
        end = _cut(rest, LONGEST - _size(GONE_ON) - _size(GOES_ON), width)
        parts.append(f"{opening}{rest[:end]}{GOES_ON}")
        rest = rest[end:]
    return parts


def _fits(text: str, width: float | None) -> bool:
    return _size(text) <= LONGEST and (width is None or shown_end(text, width, LINES) == len(text))


def _cut(text: str, room: int, width: float | None) -> int:
    """Where to cut a text: as many lines as a row can show, as many letters as a cell can hold, if it can be at a blank."""
    end = min(len(text), room)
    if width is not None:
        end = min(end, shown_end(text, width, LINES - NOTE_LINES) or max(1, int(width) * OWN_LINES))
    while _size(text[:end]) > room:
        end -= max(1, (_size(text[:end]) - room) // 2)
    blank = max(text.rfind(sign, max(0, end - NEAR), end) for sign in " \n")
    return blank + 1 if blank > 0 else end


def _size(text: str) -> int:
    """The length as Excel counts it; what it writes in seven letters counts as seven."""
    escaped = text if "_x" not in text else _ESCAPE.sub("_x005F_", text)
    return len(escaped.encode("utf-16-le", "surrogatepass")) // 2


def _like(cell: Cell, value: Value) -> Cell:
    return Styled(value, cell.tone, cell.centred) if isinstance(cell, Styled) else value


def _digits(number: int | Decimal) -> int:
    """How many digits must be kept; noughts at the end of a whole number may be told by its size alone."""
    return len(Decimal(number).normalize().as_tuple().digits)


def sheet_titles(wanted: Sequence[str]) -> list[str]:
    """Titles that Excel takes: none of its forbidden signs, at most 31 letters, no two alike whatever the case."""
    found: list[str] = []
    taken = {"history"}  # a name Excel keeps for itself
    for title in wanted:
        plain = " ".join(FORBIDDEN.sub("-", clean(title)).split()).strip("' ")
        made, number = _short(plain, LONGEST_TITLE).rstrip("' ") or SHEET, 1
        while made.casefold() in taken:
            number += 1
            tail = f" ({number})"
            made = f"{_short(plain or SHEET, LONGEST_TITLE - len(tail)).rstrip()}{tail}"
        taken.add(made.casefold())
        found.append(made)
    return found


def _short(title: str, room: int) -> str:
    """As much of a title as Excel's count of letters allows."""
    end = min(len(title), room)
    while _size(title[:end]) > room:
        end -= 1
    return title[:end]
