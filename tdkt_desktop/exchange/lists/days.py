"""The days that words around a date may mean ("sáng thứ Hai 16/3", "từ 4-6/3"): every one is only ever proposed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.text import fold

MONTH_FIRST = re.compile(r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_CLOCK = re.compile(r"\b\d{1,2}\s*(?:h|g|gio|:)\s*\d{0,2}(?:\s*phut)?(?![\d/])")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SPAN = re.compile(r"\b(tuan|quy)\b")  # "Tuần 2/3" is no day
_LONG = re.compile(r"\s+thang\s+(\d{1,2})(?:\s+nam\s+(\d{4}))?")
# "4-6/3", "26, 27/3/2026", "5/3", "05-03-26": days that share the month behind them, then the month, perhaps the year.
_DATE = re.compile(
    r"(?<![\d/.])(?P<before>(?:\d{1,2}\s*(?:,|;|&|–|va|den|-(?!\s*\d{1,2}\s*-))\s*)*)(?P<day>\d{1,2})"
    r"\s*(?P<mark>[/.\-])\s*(?P<month>\d{1,2})(?:\s*(?P=mark)\s*(?P<year>\d{4}|\d{2}))?(?![\d])"
)
_WEEKDAYS = ("hai", "ba", "tu", "nam", "sau", "bay")
_WEEKDAY = re.compile(r"\bthu\s+(hai|ba|tu|nam|sau|bay|[2-7])\b|\b(chu nhat|cn)\b")
WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Phrase:
    """What a phrase may mean: its days in order, and why none of them goes without saying ("" where there is nothing)."""

    days: tuple[dt.date, ...]
    objection: str = ""


def read_phrase(typed: str, year: int | None) -> Phrase:
    """The days a text names, the missing year taken from a later day of it or from the campaign."""
    words = _ISO.sub(r"\3/\2/\1", _CLOCK.sub(" ", fold(typed)))
    if _SPAN.search(words):
        return Phrase(())
    words = _LONG.sub(_as_figures, words)
    words = re.sub(r"\b(ngay|den het)\b", " ", words)
    found: list[tuple[int, int, int | None]] = []
    for match in _DATE.finditer(words):
        before = [int(day) for day in re.findall(r"\d{1,2}", match["before"])]
        own = _year(match["year"])
        found += [(day, int(match["month"]), own) for day in (*before, int(match["day"]))]
    days: list[dt.date] = []
    later = year
    for day, month, own in reversed(found):
        later = own or later
        if later is None:
            return Phrase(())
        try:
            days.insert(0, dt.date(later, month, day))
        except ValueError:
            return Phrase(())
    return Phrase(tuple(dict.fromkeys(days)), _objection(words, days))


def _as_figures(match: re.Match[str]) -> str:
    return f"/{match[1]}/{match[2]}" if match[2] else f"/{match[1]}"


def _year(digits: str | None) -> int | None:
    return None if not digits else int(digits) if len(digits) == 4 else 2000 + int(digits)


def _objection(words: str, days: list[dt.date]) -> str:
    if days != sorted(days):
        return "các ngày không theo thứ tự"
    said = [_weekday_number(match) for match in _WEEKDAY.finditer(words)]
    if len(days) == len(said):
        for day, number in zip(days, said, strict=True):
            if day.weekday() != number:
                named = WEEKDAY_NAMES[day.weekday()]
                return f"ngày {short_date(day)} là {named}, không phải {WEEKDAY_NAMES[number]}"
    return ""


def _weekday_number(match: re.Match[str]) -> int:
    if match[2]:
        return 6
    return int(match[1]) - 2 if match[1].isdecimal() else _WEEKDAYS.index(match[1])
