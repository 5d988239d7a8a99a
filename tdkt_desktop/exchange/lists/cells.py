"""What one cell of a list says: a text, a day, a number. Whatever could be read in two ways is asked about."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell
from tdkt_desktop.exchange.lists.asking import Asking, Issue
from tdkt_desktop.exchange.lists.days import MONTH_FIRST, read_phrase
from tdkt_desktop.exchange.lists.runs import read_cell
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date, short_date
from tdkt_desktop.vietnamese.legacy import Judgement
from tdkt_desktop.vietnamese.text import nfc, squeeze

_LINES = re.compile(r"(?<![,;:\s])[ \t]*[\r\n]+")
SERIALS = range(20_000, 80_000)  # days 1954 to 2119 as Excel counts them


@dataclass
class CellReader:
    """Reads the cells of one sheet. `year` is the campaign's, None where it is not known; `swapped` says that the file
    shows signs of days and months changed about, `month_first` that some of its days are typed the American way.
    `converted` collects what was written in an old encoding.
    """

    grid: Grid
    asking: Asking
    year: int | None = None
    swapped: bool = False
    month_first: bool = False
    converted: list[tuple[str, str, str]] = field(default_factory=list)

    def text(self, cell: GridCell, what: str, break_as: str = " ") -> str:
        """A text on one line, Unicode, `break_as` for its line breaks; blank where the cell is blank or still in doubt."""
        if typed := self.asking.typed(cell):
            return typed
        if self.asking.skipped(cell) or self._spoiled(cell, what):
            return ""
        if cell.kind is not CellKind.TEXT:
            return self._unless_formula(cell, what, cell.shown)
        reading = read_cell(cell.runs)
        if reading.judgement is Judgement.LOST:
            self.asking.error(cell, what, reading.reason)
            return ""
        if reading.judgement is Judgement.DOUBTFUL:
            message = f"{reading.reason} Nếu đúng là chữ {reading.encoding} thì đọc là “{reading.proposal}”."
            return self.asking.doubt(cell, what, message, squeeze(reading.proposal)) or ""
        text = squeeze(_LINES.sub(break_as, nfc(reading.text)))
        if reading.judgement is Judgement.CERTAIN:
            self.converted.append((cell.name, text, str(reading.encoding)))
        return self._unless_formula(cell, what, text)

    def day(self, cell: GridCell, what: str) -> dt.date | None:
        """A day; None where the cell is blank, wrong or still in doubt."""
        if typed := self.asking.typed(cell):
            return self._typed_day(cell, what, typed)
        if self.asking.skipped(cell) or cell.blank or self._spoiled(cell, what):
            return None
        if cell.kind is CellKind.DATE:
            return self._real_day(cell, what)
        if cell.kind is CellKind.NUMBER:
            return self._serial_day(cell, what)
        if cell.kind is CellKind.TEXT:
            return self._text_day(cell, what)
        self.asking.error(cell, what, f"“{cell.shown}” không phải một ngày.")
        return None

    def whole(self, cell: GridCell, what: str) -> int | None:
        """A whole number ("07" too); None where the cell is blank or wrong."""
        words = self.asking.typed(cell) or ("" if self.asking.skipped(cell) else cell.shown)
        if not words or self._spoiled(cell, what):
            return None
        bare = words.strip(" .")
        if bare.isascii() and bare.isdecimal():
            return int(bare)
        self.asking.error(cell, what, f"“{words}” không phải số thứ tự.")
        return None

    def _spoiled(self, cell: GridCell, what: str) -> bool:
        if cell.kind is CellKind.ERROR:
            self.asking.error(cell, what, f"Ô báo lỗi của Excel: {cell.shown}.")
            return True
        if cell.formula and cell.value is None:
            self.asking.error(
                cell, what, "Ô là công thức chưa có kết quả. Hãy mở tệp bằng Excel rồi lưu lại."
            )
            return True
        return False

    def _unless_formula(self, cell: GridCell, what: str, text: str) -> str:
        """A formula's last result is only a proposal: it may be older than what it is made of."""
        if not cell.formula:
            return text
        message = f"Ô là công thức; kết quả Excel ghi lại lần cuối là “{text}”. Có dùng kết quả này không?"
        return self.asking.doubt(cell, what, message, text) or ""

    def _typed_day(self, cell: GridCell, what: str, typed: str) -> dt.date | None:
        try:
            return parse_date(typed)
        except UnclearDate as unclear:
            self.asking.errors.append(Issue(cell.name, what, typed, unclear.message))
            return None

    def _real_day(self, cell: GridCell, what: str) -> dt.date | None:
        value = cell.value
        day = value.date() if isinstance(value, dt.datetime) else value
        assert isinstance(day, dt.date)  # noqa: S101 - what the kind DATE says
        if cell.formula:
            return self._asked(cell, what, "Ô là công thức; có dùng kết quả này không?", short_date(day))
        if self.swapped and _turns(day):
            other = day.replace(day=day.month, month=day.day)
            message = (
                f"Excel hiểu ô này là {short_date(day)}, nhưng có thể đã đảo ngày và tháng (các ngày sau 12 trong cột "
                f"còn ở dạng chữ). Ngày đúng là {short_date(day)} hay {short_date(other)}?"
            )
            return self._chosen(cell, what, message, (day, other))
        return self._in_year(cell, what, day)

    def _serial_day(self, cell: GridCell, what: str) -> dt.date | None:
        number = cell.value
        if not isinstance(number, int | float) or int(number) not in SERIALS:
            self.asking.error(cell, what, f"“{cell.shown}” là một con số, không phải ngày.")
            return None
        return self._counted_day(cell, what, int(number))

    def _counted_day(self, cell: GridCell, what: str, number: int) -> dt.date | None:
        start = dt.date(1904, 1, 1) if self.grid.old_epoch else dt.date(1899, 12, 30)
        day = start + dt.timedelta(days=number)
        message = f"Ô là số {cell.shown}; theo cách đếm ngày của Excel là {short_date(day)}. Có phải không?"
        return self._asked(cell, what, message, short_date(day))

    def _text_day(self, cell: GridCell, what: str) -> dt.date | None:
        typed = squeeze(nfc(self._unicode(cell)))
        if typed.isascii() and typed.isdecimal() and int(typed) in SERIALS:
            return self._counted_day(cell, what, int(typed))
        try:
            day = parse_date(typed)
        except UnclearDate as unclear:
            return self._unclear_day(cell, what, typed, unclear)
        if cell.formula:
            return self._asked(cell, what, "Ô là công thức; có dùng kết quả này không?", short_date(day))
        if self.month_first and _turns(day):
            return self._turned(cell, what, typed, day)
        return self._in_year(cell, what, day)

    def _unclear_day(self, cell: GridCell, what: str, typed: str, unclear: UnclearDate) -> dt.date | None:
        """Ask about a day with other words around it, several days, or one without its full year."""
        days, objection = self._likely(typed)
        if not days:
            self.asking.error(cell, what, unclear.message)
            return None
        if len(days) > 1:
            why = f" ({objection})" if objection else ""
            message = f"“{typed}” ghi nhiều ngày{why}. Lấy ngày nào làm ngày kiểm tra theo kế hoạch?"
            return self._chosen(cell, what, message, days, "" if objection else short_date(days[0]))
        if objection:
            message = f"“{typed}”: {objection}. Ngày đúng là ngày nào?"
            return self._chosen(cell, what, message, days)
        if self.month_first and _turns(days[0]):
            return self._turned(cell, what, typed, days[0])
        message = f"“{typed}” chưa rõ ngày nào. Có phải {short_date(days[0])} không?"
        return self._asked(cell, what, message, short_date(days[0]))

    def _turned(self, cell: GridCell, what: str, typed: str, day: dt.date) -> dt.date | None:
        other = day.replace(day=day.month, month=day.day)
        message = (
            f"Trong cột có ngày ghi tháng trước, nên “{typed}” có thể là {short_date(day)} hay {short_date(other)}. "
            "Ngày đúng là ngày nào?"
        )
        return self._chosen(cell, what, message, (day, other))

    def _likely(self, typed: str) -> tuple[tuple[dt.date, ...], str]:
        """What a day with its month first, or days among other words, most likely mean; only ever proposed."""
        if (first := MONTH_FIRST.fullmatch(typed)) and int(first[3]) > 12 >= int(first[1]):
            day = _day(f"{first[3]}/{first[1]}/{first[4]}")
            return ((day,) if day else ()), ""
        phrase = read_phrase(typed, self.year)
        return phrase.days, phrase.objection

    def _chosen(
        self, cell: GridCell, what: str, message: str, days: tuple[dt.date, ...], proposal: str = ""
    ) -> dt.date | None:
        words = self.asking.doubt(cell, what, message, proposal, tuple(map(short_date, days)))
        return parse_date(words) if words else None

    def _unicode(self, cell: GridCell) -> str:
        """The words of a cell; old texts are read for their figures and known words only."""
        reading = read_cell(cell.runs)
        return reading.text if reading.judgement is Judgement.CERTAIN else cell.shown

    def _in_year(self, cell: GridCell, what: str, day: dt.date) -> dt.date | None:
        if self.year is None or day.year == self.year:
            return day
        message = f"Ngày {short_date(day)} không thuộc năm {self.year} của đợt kiểm tra. Có đúng không?"
        return self._asked(cell, what, message, short_date(day))

    def _asked(self, cell: GridCell, what: str, message: str, proposal: str) -> dt.date | None:
        words = self.asking.doubt(cell, what, message, proposal)
        return parse_date(words) if words else None


def _turns(day: dt.date) -> bool:
    """Whether day and month changed about make another day."""
    return day.day <= 12 and day.day != day.month


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except UnclearDate:
        return None


def looks_american(cells: list[GridCell]) -> bool:
    """Whether a text of a column can only be a day with its month first ("3/14/2026")."""
    texts = [MONTH_FIRST.fullmatch(cell.shown) for cell in cells if cell.kind is CellKind.TEXT]
    return any(int(text[3]) > 12 >= int(text[1]) for text in texts if text)


def looks_swapped(cells: list[GridCell]) -> bool:
    """Whether a column shows the trace of an Excel that took dd/mm for mm/dd.

    What it could take it made a real date, day and month changed about; what it could not (day above 12) stayed text.
    """
    real = [cell.value for cell in cells if cell.kind is CellKind.DATE]
    texts = [MONTH_FIRST.fullmatch(cell.shown) for cell in cells if cell.kind is CellKind.TEXT]
    days = [int(text[1]) for text in texts if text]
    return (
        bool(days)
        and min(days) > 12
        and bool(real)
        and all(isinstance(day, dt.date) and day.day <= 12 for day in real)
    )
