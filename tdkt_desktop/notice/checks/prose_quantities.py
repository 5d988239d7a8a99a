"""Whole numbers that count things in running text ("31 tập thể", "loại A: 09"), apart from all other digits there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tdkt_desktop.domain.kinds import Approximator
from tdkt_desktop.notice.checks.prose_figures import amounts
from tdkt_desktop.vietnamese.money import format_money
from tdkt_desktop.vietnamese.numbers import format_number
from tdkt_desktop.vietnamese.text import fold

MANY = 60  # numbers in one sentence: a table that was pasted flat, in which no order is to be found
# first words of "người", "cán bộ", "công chức", "đảng viên" ...: a number of one may be a part of another
PERSONS = frozenset(
    ("nguoi", "can", "cong", "vien", "lao", "giao", "hoc", "dang", "hoi", "doan", "ca", "sinh", "giang", "nu", "nam")
)  # fmt: skip
MONEY = "đồng"
LEAST_MONEY = 1000  # "38 đồng" are medals of bronze
_HIDDEN = "\x00"
# digits that count nothing: papers' numbers, dates, shares, ordinals, years
_OTHER = re.compile(
    r"^\s*\W*\d{1,2}(?:\.\d{1,2})*\s*[.):/–-](?=\s|[^\W\d])"
    r"|(?<![\d/])\d{1,6}(?:\s*/\s*\d{1,4})?\s*/\s*[A-ZĐ][\w/.-]*"
    r"|(?<![\d/.])\d[\d.]{0,12}\s*/\s*\d[\d.]{0,12}(?:\s*/\s*\d{1,4})?"
    r"|ngày\s+\d{1,2}(?:\s+tháng\s+\d{1,2})?(?:\s+năm\s+\d{4})?"
    r"|\bnăm\s+(?:19|20)\d\d\b(?!\.\d)|\b(?:tháng|quý|(?<!định )kỳ|điều|khoản|(?<!chấm )điểm|mục|chương|(?<!tổng )(?<!trong )số|thứ|hạng|khóa|lớp|mẫu|lục|lúc|hồi|(?<!tỉnh )(?<!thành )(?<!công )đoàn|khu|tổ|đội|cụm|phần|cột|dòng|tuổi)\s+\d[\d.]{0,12}(?!\d)"
    r"|(?:\bnăm học\s+)?(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d|[-–]\s*(?:19|20)\d\d\b|\bnăm học\s+\d{4}|(?<=đến\s)(?:19|20)\d\d\b"
    r"|(?<![\d.,])\d[\d.]{0,12}(?:,\d{1,4})?\s*(?:-|–|đến)?\s*\d{0,4}(?:,\d{1,4})?\s*%"
    r"|(?<![\d.,])\d[\d.]{0,12},\d+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:\.\d{3})+|\d{1,6})(?![\w/]|[.,]\d|-\d)(\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3})?"
)
PER = re.compile(r"^\s*(?:/|mỗi|một|cho mỗi|trên mỗi)\s*([^\W\d_]+)", re.IGNORECASE)
_RATE = re.compile(r"\s*/\s*([^\W\d_]+)")
_TIME = ("tháng", "năm", "giờ", "phút", "tuần", "quý", "lần", "kỳ")
_PAID_DAY = ("công", "lương")


@dataclass(frozen=True)
class Count:
    """A number of things. `noun` are the folded words behind it, at most four; `per` is the thing of "6 phong trào/đơn vị"."""

    value: int
    noun: tuple[str, ...]
    start: int
    end: int
    per: str = ""

    @property
    def thing(self) -> str:
        return self.noun[0] if self.noun else ""


@lru_cache(maxsize=4000)  # several rules ask the same sentence
def counts(text: str) -> tuple[Count, ...]:
    """Every count, in order; none of a text so full of numbers that it must be a table."""
    found = tuple(_found(text))
    return found if len(found) <= MANY else ()


def _found(text: str) -> Iterator[Count]:
    hidden = _OTHER.sub(lambda one: _HIDDEN * len(one[0]), text)
    for amount in (one for one in amounts(text) if one.dong >= LEAST_MONEY):
        hidden = hidden[: amount.start] + _HIDDEN * (amount.end - amount.start) + hidden[amount.end :]
    for one in _NUMBER.finditer(hidden):
        words = (one[2] or "").lower().split()
        if words and (
            words[0] in _TIME
            or words == ["cấp"]
            or (words[0] == "ngày" and not set(words[1:2]) & set(_PAID_DAY))
        ):
            continue
        noun = tuple(fold(word) for word in words)
        rate = _RATE.match(text, one.end()) if noun else None
        yield Count(
            int(one[1].replace(".", "")), noun, one.start(1), one.end(1), fold(rate[1]) if rate else ""
        )


@dataclass(frozen=True)
class Figure:
    """A sum of money or a count, so that both are compared alike; `thing` is what it measures."""

    value: int
    thing: str
    noun: tuple[str, ...]
    start: int
    end: int
    per: str = ""
    exact: bool = True

    @property
    def words(self) -> str:
        """The value as one reads it."""
        return told(self.value, self.thing)


def told(value: int, thing: str) -> str:
    """A value of a thing as one reads it."""
    return format_money(value) if thing == MONEY else format_number(value)


def figures(text: str) -> tuple[Figure, ...]:
    """The money and the counts of a sentence, in order."""
    found = [Figure(one.value, one.thing, one.noun, one.start, one.end, one.per) for one in counts(text)]
    for amount in amounts(text):
        per = PER.match(text[amount.end : amount.end + 30])
        found.append(
            Figure(
                amount.dong,
                MONEY,
                (MONEY,),
                amount.start,
                amount.end,
                fold(per[1]) if per else "",
                amount.approximator is Approximator.EXACT,
            )
        )
    return tuple(sorted(found, key=lambda one: one.start)) if len(found) <= MANY else ()
