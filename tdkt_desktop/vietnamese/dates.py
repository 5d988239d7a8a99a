"""Dates follow the decree's habit: day padded below 10, month padded for January and February only."""

import re
from datetime import date, time

from tdkt_desktop.vietnamese.text import nfc

_BLANK = " " * 6
_ISO = re.compile(r"(\d{4})\s*-\s*(\d{1,2})\s*-\s*(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d+)")
_LONG = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d+)", re.IGNORECASE)
_NAMED = {"yearly": "hằng năm", "lunar-new-year": "dịp Tết Nguyên đán"}
_HALVES = {"1": "đầu", "2": "cuối"}


class UnclearDate(ValueError):
    """Input that names no single day; `message` is Vietnamese and says how to correct it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def long_date(d: date | None, year: int | None = None, place: str = "") -> str:
    """Return "ngày 06 tháng 6 năm 2019"; without a day, blanks for handwriting and `year` if known."""
    head = f"{place}, " if place else ""
    if d is None:
        return f"{head}ngày{_BLANK}tháng{_BLANK}năm {_BLANK if year is None else year}"
    return f"{head}ngày {d.day:02d} tháng {_month(d.month)} năm {d.year:04d}"


def place_date(place: str, d: date | None, year: int | None = None) -> str:
    """Return "Lạng Sơn, ngày 06 tháng 6 năm 2019"."""
    return long_date(d, year, place)


def short_date(d: date) -> str:
    """Return "06/6/2019"."""
    return f"{d.day:02d}/{_month(d.month)}/{d.year:04d}"


def clock_time(t: time) -> str:
    """Return "10:42" on the 24-hour clock."""
    return f"{t.hour:02d}:{t.minute:02d}"


def parse_date(text: str) -> date:
    """Return the day of "06/6/2019", "17.7.2012", "20-11-2017", "2019-06-06"; raise UnclearDate otherwise."""
    typed = " ".join(nfc(text).split())
    if iso := _ISO.fullmatch(typed):
        return _day(typed, iso[3], iso[2], iso[1])
    if first := _DAY_FIRST.fullmatch(typed):
        return _day(typed, first[1], first[3], first[4])
    if long := _LONG.fullmatch(typed):
        return _day(typed, long[1], long[2], long[3])
    raise UnclearDate(f"Ngày “{typed}” chưa đầy đủ. Nhập đủ ngày, tháng, năm, ví dụ 06/6/2019.")


def _day(typed: str, day: str, month: str, year: str) -> date:
    if len(year) != 4:
        raise UnclearDate(f"Năm trong “{typed}” phải viết bằng bốn chữ số. Nhập đủ năm, ví dụ 2019.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError as impossible:
        raise UnclearDate(f"Không có ngày “{typed}” trong lịch. Kiểm tra lại ngày và tháng.") from impossible


def period_text(code: str) -> str:
    """Return the words of a period code ("2014..2019", "2019-H1", "2019-06", "yearly"); others as typed."""
    if code in _NAMED:
        return _NAMED[code]
    if re.fullmatch(r"\d{4}", code):
        return f"năm {code}"
    if span := re.fullmatch(r"(\d{4})\.\.(\d{4})", code):
        return f"giai đoạn {span[1]} - {span[2]}"
    if half := re.fullmatch(r"(\d{4})-H([12])", code):
        return f"6 tháng {_HALVES[half[2]]} năm {half[1]}"
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", code):
        return f"đến tháng {_month(int(month[2]))}/{month[1]}"
    return code


def period_years(code: str) -> tuple[int, int] | None:
    """Return (first year, last year) of a dated period code; None for any other text."""
    if span := re.fullmatch(r"(\d{4})\.\.(\d{4})", code):
        return int(span[1]), int(span[2])
    if one := re.fullmatch(r"(\d{4})(-H[12]|-(0[1-9]|1[0-2]))?", code):
        return int(one[1]), int(one[1])
    return None
