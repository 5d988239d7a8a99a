"""Periods as people type them ("2014 - 2019") and as the record keeps them ("2014..2019")."""

from __future__ import annotations

import re

_SPAN = re.compile(r"(\d{4})\s*(?:-|–|đến|\.\.)\s*(\d{4})")
_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_NAMED = {"yearly": "hằng năm", "lunar-new-year": "dịp Tết Nguyên đán"}


def period_code(text: str) -> str:
    """The code of a typed period; text that is no known form stays as typed."""
    typed = text.strip()
    if span := _SPAN.fullmatch(typed):
        return f"{span[1]}..{span[2]}"
    if (month := _MONTH.fullmatch(typed)) and 1 <= int(month[1]) <= 12:
        return f"{month[2]}-{int(month[1]):02d}"
    return next((code for code, words in _NAMED.items() if words == typed.lower()), typed)


def period_words(code: str) -> str:
    """A period as its field shows it; `period_code` reads it back."""
    if code in _NAMED:
        return _NAMED[code]
    if month := re.fullmatch(r"(\d{4})-(\d{2})", code):
        return f"{int(month[2])}/{month[1]}"
    return code.replace("..", " - ")
