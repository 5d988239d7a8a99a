"""Cells of a workbook: a value as what it is, dressed by a look. Looks are made once: a large campaign has many cells."""

from __future__ import annotations

import datetime as dt
from copy import copy
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from tdkt_desktop.documents.neutral.sheets import Tone, Value
from tdkt_desktop.documents.xlsx.sheet_texts import guarded, kept_text

FACE = "Times New Roman"
REGULAR, BOLD = Font(name=FACE, size=12), Font(name=FACE, size=12, bold=True)
THIN = Side(style="thin", color="8A8A8A")
EDGES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD = "head"
FILLS = {  # light enough for black words in print
    HEAD: PatternFill("solid", fgColor="E4E9F0"),
    Tone.GOOD: PatternFill("solid", fgColor="DDF0E2"),
    Tone.BAD: PatternFill("solid", fgColor="F9DDD2"),
    Tone.GREY: PatternFill("solid", fgColor="E3E3E3"),
    Tone.HALF: PatternFill("solid", fgColor="FBF0CF"),
    Tone.DONE: PatternFill("solid", fgColor="DCE8F8"),
}
BOLD_FILLS = (HEAD, Tone.BAD)
VIETNAM = "[$-42A]"  # Vietnamese signs where the program lets the format choose; others take the machine's
DATE, MOMENT = f"{VIETNAM}dd/mm/yyyy", f"{VIETNAM}dd/mm/yyyy hh:mm"
WHOLE, TEXT = f"{VIETNAM}#,##0", "General"


class Look(NamedTuple):
    """How a cell looks beside its value: `fill` is a key of FILLS or blank, a `loose` cell has no rules and runs on."""

    fill: str = ""
    centred: bool = False
    bold: bool = False
    loose: bool = False


class Cells:
    """Fills the cells of one workbook."""

    def __init__(self) -> None:
        self._known: dict[tuple[Look, str, bool], Any] = {}

    def put(self, cell: Any, value: Value, look: Look = Look()) -> None:  # noqa: B008 - a frozen record
        """Set a value as what it is; a text never as anything else."""
        quoted = isinstance(value, str) and guarded(value)
        if isinstance(value, str):
            if value:
                cell.value = kept_text(value)
                cell.data_type = "s"
        elif value is not None:
            cell.value = value
        key = look, number_format(value), quoted
        if key not in self._known:
            _dress(cell, *key)
            self._known[key] = copy(cell._style)  # noqa: SLF001 - setting font, rules and alignment anew takes ten times as long
        cell._style = copy(self._known[key])  # noqa: SLF001


def _dress(cell: Any, look: Look, shown: str, quoted: bool) -> None:
    cell.font = BOLD if look.bold or look.fill in BOLD_FILLS else REGULAR
    cell.alignment = Alignment(
        wrap_text=not look.loose, vertical="top", horizontal="center" if look.centred else None
    )
    cell.number_format, cell.quotePrefix = shown, quoted
    if not look.loose:
        cell.border = EDGES
    if look.fill in FILLS:
        cell.fill = FILLS[look.fill]


def number_format(value: Value) -> str:
    """How a number or a date is shown: 33.809, 2,5, 06/06/2019."""
    if isinstance(value, dt.date):
        return MOMENT if isinstance(value, dt.datetime) else DATE
    if isinstance(value, Decimal):
        places = -int(value.normalize().as_tuple().exponent)
        return f"{WHOLE}.{'0' * places}" if places > 0 else WHOLE
    return WHOLE if isinstance(value, int) else TEXT
