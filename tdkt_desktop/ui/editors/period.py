"""Periods as people type them ("2014 - 2019") and as the record keeps them ("2014..2019")."""

from __future__ import annotations

import re

_SPAN = re.compile(r"(?:giai đoạn |thời kỳ )?(\d{4})\s*(?:-|–|đến|\.\.)\s*(\d{4})")
_YEAR = re.compile(r"(?:năm )?(\d{4})")
_HALF = re.compile(r"6 tháng (đầu|cuối) năm (\d{4})")
_MONTH = re.compile(r"(?:đến )?(?:tháng )?(\d{1,2})/(\d{4})")
_HALVES = {"đầu": "H1", "cuối": "H2"}
_NAMED = {"yearly": "hằng năm", "lunar-new-year": "dịp Tết Nguyên đán"}


def period_code(text: str) -> str:
    """The code of a typed period; text that is no known form stays as typed."""
    return row_period(text) or text.strip()


def row_period(text: str) -> str:
    """The code of a text that is a period and nothing else; blank for other text (the label of a table's row)."""
    typed = " ".join(text.lower().split())
    if span := _SPAN.fullmatch(typed):
        return f"{span[1]}..{span[2]}"
    if half := _HALF.fullmatch(typed):
        return f"{half[2]}-{_HALVES[half[1]]}"
    if (month := _MONTH.fullmatch(typed)) and 1 <= int(month[1]) <= 12:
        return f"{month[2]}-{int(month[1]):02d}"
    if year := _YEAR.fullmatch(typed):
        return year[1]
    named = (code for code, words in _NAMED.items() if words.lower() == typed)
    return next(named, "")


def period_words(code: str) -> str:
    """A period as its field shows it; `period_code` reads it back."""
    if code in _NAMED:
        return _NAMED[code]
    if month := re.fullmatch(r"(\d{4})-(\d{2})", code):
        return f"{int(month[2])}/{month[1]}"
    if half := re.fullmatch(r"(\d{4})-H([12])", code):
        return f"6 tháng {'đầu' if half[2] == '1' else 'cuối'} năm {half[1]}"
    return code.replace("..", " - ")
