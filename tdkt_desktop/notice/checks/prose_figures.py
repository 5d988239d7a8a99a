"""Figures in running Vietnamese text: amounts of money, dates, years. Reading only, never guessing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tdkt_desktop.domain.kinds import Approximator
from tdkt_desktop.vietnamese.money import parse_money
from tdkt_desktop.vietnamese.numbers import UnclearNumber

DASH = r"[-–—]"
_MONEY = re.compile(
    r"(?:\b(trên|hơn|gần|khoảng|từ)\s+)?(?<![\d.,/])(\d[\d.]*(?:,\d+)?)\s*(tỷ|tỉ|triệu|nghìn|ngàn)?\s*(đồng)\b",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"(?:\b(trên|hơn|gần|khoảng|từ)\s+)?(?<![\d.,/])(\d{1,6})\s*(tỷ|tỉ|triệu)\s+(\d{1,3})\s*(triệu|nghìn|ngàn)\s*đồng\b",
    re.IGNORECASE,
)
_BARE_MONEY = re.compile(
    r"(?<![\d.,/])(\d[\d.]*(?:,\d+)?)\s*(tỷ|tỉ|triệu)\b(?!\s*(?:đồng|đ\b|vnd|usd|đô|/|-\s*\d|\d))",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.,;:)\]…]|$|(?:và|cho|để|vào|từ|trong|tại|của|năm|do|nhằm|với)\b)")
_OF_THINGS = re.compile(
    r"\s*(?:người|lượt|con\b|cây|ha\b|m2|m²|m³|tấn|kg|lít|sản phẩm|khách|dân|cổ|thuê bao|trang|bản|cuốn|tài khoản|giao dịch|"
    r"lao động|hộ\b|ngày|giờ|kwh|liều|hội viên|đoàn viên|cuộc|lần|chiếc|bộ\b|cổ phiếu|euro|nhân dân tệ)",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(
    r"(?:ủng hộ|kinh phí|tiền|trị giá|tài trợ|đóng góp|hỗ trợ|đầu tư|thưởng|quyên góp|vận động|huy động|xã hội hóa|trích|doanh thu|lợi nhuận|nộp|quỹ|"
    r"giá trị|vốn|chi\b|thu\b|tặng)[^.;]{0,60}$",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?<![\d/.])(\d{1,2})(\s*)/(\s*)(\d{1,2})(\s*)/(\s*)(\d{4})(?![\d/])")
_LONG_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_YEARS = re.compile(
    rf"\b((?:19|20)\d\d)\s*{DASH}\s*((?:19|20)\d\d)\b|\btừ\s+(?:năm\s+)?((?:19|20)\d\d)\s+đến\s+(?:hết\s+)?(?:năm\s+)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"từ\s+(ngày\s+)?(\d{1,2})(?:\s*/\s*(\d{1,2})|\s+tháng\s+(\d{1,2}))?(?:\s*/\s*(\d{4})|\s+năm\s+(\d{4}))?\s+"
    r"(?:đến\s+(?:hết\s+)?|(?:và\s+)?kết\s+thúc\s+(?:vào\s+)?)(ngày\s+)?(\d{1,2})(?:\s*/\s*(\d{1,2})|\s+tháng\s+(\d{1,2}))(?:\s*/\s*(\d{4})|\s+năm\s+(\d{4}))?(?![\d/])",
    re.IGNORECASE,
)
ACROSS = 6  # months back: "từ ngày 20/11 đến ngày 15/01/2025" begins in the year before, "từ 16/10 đến 04/9/2024" is wrong
_READ = {
    "trên": Approximator.OVER,
    "hơn": Approximator.OVER,
    "gần": Approximator.NEARLY,
    "khoảng": Approximator.ABOUT,
    "từ": Approximator.FROM,
}


@dataclass(frozen=True)
class Amount:
    """An amount of money in a text."""

    dong: int
    approximator: Approximator
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class DaySpan:
    """A span "từ ngày ... đến ngày ..."; (year, month, day) each, which no calendar need have."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    words: str
    start: int = 0
    end: int = 0

    @property
    def dates(self) -> tuple[dt.date, dt.date] | None:
        """Both days, where the calendar has them."""
        try:
            return dt.date(*self.first), dt.date(*self.last)
        except ValueError:
            return None


@dataclass(frozen=True)
class Day:
    """A date as written; `date` is None where the calendar has no such day."""

    date: dt.date | None
    start: int
    end: int
    words: str
    spaced: bool = False
    bare_day: bool = False


def amounts(text: str) -> Iterator[Amount]:
    """The amounts that say "đồng", and those of tỷ or triệu that clearly left it out, in order."""
    found: dict[int, Amount] = {}
    taken: list[tuple[int, int]] = []
    for one in _COMPOUND.finditer(text):  # "2 tỷ 450 triệu đồng" is one amount
        large, small = _dong(one[2], one[3]), _dong(one[4], one[5])
        if large is not None and small is not None and small < large:
            taken.append(one.span())
            word = (one[1] or "").lower()
            found[one.start(2)] = Amount(
                large + small, _READ.get(word, Approximator.EXACT), one.start(), one.end(), one[0].strip()
            )
    for one in _MONEY.finditer(text):
        if any(start <= one.start(2) < end for start, end in taken):
            continue
        if (dong := _dong(one[2], one[3] or "")) is not None:
            word = (one[1] or "").lower()
            found[one.start(2)] = Amount(
                dong, _READ.get(word, Approximator.EXACT), one.start(), one.end(), one[0].strip()
            )
    for bare in bare_amounts(text):
        found.setdefault(bare.start, bare)
    yield from sorted(found.values(), key=lambda amount: amount.start)


def bare_amounts(text: str) -> Iterator[Amount]:
    """Amounts of tỷ or triệu after which "đồng" is missing; "2 triệu người" is none."""
    for one in _BARE_MONEY.finditer(text):
        rest = text[one.end() : one.end() + 40]
        of_money = _OF_MONEY.search(text[max(0, one.start() - 120) : one.start()])
        if _OF_THINGS.match(rest) or not (_ENDS.match(rest) or of_money):
            continue
        if re.match(r"\s*(?:,|và|hoặc|đến)?\s*\d[\d.,]*\s*(?:tỷ|triệu|nghìn)?\s*đồng", rest):
            continue  # "70 triệu, 50 triệu đồng": one word may serve a row of amounts
        if (dong := _dong(one[1], one[2])) is not None:
            yield Amount(dong, Approximator.EXACT, one.start(), one.end(), one[0].strip())


def days(text: str) -> Iterator[Day]:
    """Dates written with slashes or in words, in order."""
    found = [
        Day(
            _day(one[7], one[4], one[1]),
            one.start(),
            one.end(),
            one[0],
            spaced=any(one[group] for group in (2, 3, 5, 6)),
            bare_day=len(one[1]) == 1,
        )
        for one in _DATE.finditer(text)
    ]
    found += [
        Day(_day(one[3], one[2], one[1]), one.start(), one.end(), one[0]) for one in _LONG_DATE.finditer(text)
    ]
    yield from sorted(found, key=lambda day: day.start)


def day_spans(text: str, year: int = 0) -> Iterator[DaySpan]:
    """Spans of days as offices write them: "từ ngày 5 đến 12/9", "từ 03/10 đến ngày 28/10/2022", "... tháng ... năm ...".

    A month or a year that the first day leaves out is the last day's, or the year before where the months say so. `year`
    is meant where no year is written; a span without one is left alone unless it says "ngày".
    """
    for one in _SPAN.finditer(text):
        last_year = int(one[11] or one[12] or 0)
        if not last_year and not (one[1] or one[7]):
            continue
        last = last_year or year
        month = int(one[9] or one[10])
        first_month = int(one[3] or one[4] or month)
        first = int(
            one[5] or one[6] or (last - 1 if first_month > month and first_month - month >= ACROSS else last)
        )
        if last:
            yield DaySpan(
                (first, first_month, int(one[2])),
                (last, month, int(one[8])),
                " ".join(one[0].split()),
                *one.span(),
            )


def year_ranges(text: str) -> Iterator[tuple[int, int, str]]:
    """(first year, last year, words) of ranges such as "2016 - 2020"."""
    for one in _YEARS.finditer(text):
        yield int(one[1] or one[3]), int(one[2] or one[4]), " ".join(one[0].split())


def fits(total: Amount, parts: int) -> bool:
    """Whether parts add up to a total, as exact as the total claims to be."""
    if total.approximator is Approximator.OVER:
        return Decimal(total.dong) <= parts <= Decimal(total.dong) * Decimal("1.15")
    if total.approximator is Approximator.NEARLY:
        return Decimal(total.dong) * Decimal("0.85") <= parts <= total.dong
    if total.approximator is Approximator.ABOUT:
        return abs(parts - total.dong) * 10 <= total.dong
    if total.approximator is Approximator.FROM:
        return parts >= total.dong
    return parts == total.dong


def _dong(number: str, unit: str) -> int | None:
    try:
        return parse_money(f"{number.rstrip('.')} {unit}".strip())
    except UnclearNumber:
        return None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
