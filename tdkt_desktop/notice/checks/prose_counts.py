"""Counts of bodies in running text, in digits and in words: "05/06 đơn vị", "bốn trên sáu xã", "còn hai đơn vị"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tdkt_desktop.vietnamese.number_words import in_words

_SPELLED = {in_words(number): number for number in range(1, 100)}
# "năm" after these is a year, not five
_OF_TIME = (
    "trong",
    "hằng",
    "hàng",
    "đầu",
    "cuối",
    "cả",
    "mỗi",
    "từng",
    "các",
    "nhiều",
    "những",
    "qua",
    "thứ",
    "một",
)
_NOT_AFTER = "".join(rf"(?<!\b{word}\s)" for word in _OF_TIME)
_WORDS = "|".join(word.replace(" ", r"\s+") for word in sorted(_SPELLED, key=len, reverse=True))
_FIRST_LETTERS = "".join(sorted({word[0] for word in _SPELLED}))
NUMBER = rf"(?:\d{{1,4}}|\b(?=[{_FIRST_LETTERS}]){_NOT_AFTER}(?:{_WORDS})\b)"
NOUN = (
    r"(?:đơn vị|cơ quan|địa phương|doanh nghiệp|công ty|chi nhánh|hợp tác xã|công đoàn cơ sở|chi bộ|đảng bộ|tỉnh|huyện|quận|"
    r"phường|thị xã|thành phố|xã(?!\s+hội)|thị trấn|hội(?!\s+(?:nghị|đồng|viên|thảo|thi|họp|chợ))|trung tâm|viện|cục|điện lực|phân xưởng|khu dân cư|khu phố|tổ dân phố|thôn|trường(?!\s+hợp)|bệnh viện|chi cục|phòng(?!\s+học)|sở|ngành)"
)
# "cơ quan, đơn vị" and "sở, ban, ngành" count the same bodies by several nouns
ALSO_CALLED = (
    r"(?:(?:cơ quan|địa phương|sở|ban|ngành|doanh nghiệp|xã|phường|thị trấn|quận|huyện|thị xã|thành phố|chi cục|trung tâm)"
    r"\s*(?:,|và)\s*)*"
)
OVER = r"(?:\s*/\s*|\s+trên(?:\s+tổng\s+số)?\s+|\s+trong(?:\s+tổng)?\s+số\s+)"
_RATIO = re.compile(rf"(?<![\d./])({NUMBER}){OVER}({NUMBER})\s+{ALSO_CALLED}({NOUN})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ratio:
    """A count "05/06 đơn vị"; `padded` tells whether it is written as the house writes it, `spelled` whether in words."""

    n: int
    total: int
    noun: str
    padded: bool
    start: int
    end: int
    words: str
    spelled: bool = False


@lru_cache(maxsize=4000)  # many rules ask the same sentence
def ratios(text: str) -> tuple[Ratio, ...]:
    """Every count over a total, in order."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Ratio]:
    for one in _RATIO.finditer(text):
        spelled = not (one[1].isdigit() and one[2].isdigit())
        width = max(2, len(one[2].lstrip("0")))
        padded = spelled or (len(one[1]) >= width and len(one[2]) >= width)
        yield Ratio(
            number_of(one[1]),
            number_of(one[2]),
            one[3].lower(),
            padded,
            one.start(),
            one.end(),
            " ".join(one[0].split()),
            spelled,
        )


def number_of(words: str) -> int:
    """What a match of NUMBER counts."""
    said = " ".join(words.lower().split())
    return int(said) if said.isdigit() else _SPELLED[said]
