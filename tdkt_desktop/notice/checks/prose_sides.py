"""Two numbers that are the two sides of one thing ("nam", "nữ"; "được công nhận", "chưa được công nhận")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tdkt_desktop.notice.checks.prose_quantities import Count, counts
from tdkt_desktop.vietnamese.text import fold

PIECE_END = re.compile(r"[,;]\s+|\s+và\s+|\s*\.\s*$")
# a thing is one or the other: both together are all
_EITHER = (
    ("xay moi", "sua chua"),
    ("nam", "nu"),
    ("tap the", "ca nhan"),
    ("day du", "thieu"),
    ("ho so du", "thieu"),
    ("dat yeu cau", "thieu"),
    ("dat yeu cau", "khong dat"),
    ("dung quy che", "sai"),
    ("dinh ky", "dot xuat"),
    ("thuong xuyen", "dot xuat"),
    ("dung han", "cham"),
    ("dung han", "tre"),
    ("dung quy dinh", "sai"),
    ("chuyen trach", "kiem nhiem"),
    ("cong nhan", "dang xet"),
    ("truc tiep", "lanh dao"),
    ("truc tiep", "gian tiep"),
    ("giai quyet", "tra lai"),
    ("hoan thanh", "dang thuc hien"),
    ("truc tuyen", "truc tiep"),
    ("nong thon", "thanh thi"),
    ("cong lap", "ngoai cong lap"),
)
_NOT = re.compile(r"\b(?:khong|chua)\s+((?:\w+\s+){0,2}\w+)")


@dataclass(frozen=True)
class Part:
    """One part of a list; `label` is its folded words without the number."""

    count: Count
    label: str

    @property
    def value(self) -> int:
        return self.count.value


def pieces_of(text: str) -> list[Part | None]:
    """The pieces of a paragraph that have one count each; None for a piece with several, which parts a row."""
    found: list[Part | None] = []
    text = re.sub(r"\([^()]*\)", lambda one: " " * len(one[0]), text)
    said = counts(text)
    at = 0
    for end in (*(one for one in PIECE_END.finditer(text)), None):
        stop = end.start() if end else len(text)
        inside = [one for one in said if at <= one.start < stop]
        if inside and inside[-1].per:
            found.append(None)
        elif len(inside) > 1:
            found.append(Part(inside[-1], ""))  # may be a whole, never one of two sides
        elif inside:
            found.append(
                Part(
                    inside[0], " ".join(fold(text[at : inside[0].start] + text[inside[0].end : stop]).split())
                )
            )
        at = end.end() if end else stop
    return found


def are_sides(listed: Sequence[Part]) -> bool:
    """Whether two parts deny each other."""
    if len(listed) != 2:
        return False
    one, other = listed[0].label, listed[1].label
    return opposed(one, other) or opposed(other, one)


def opposed(one: str, other: str) -> bool:
    """Whether folded words deny, or are the other side of, the first."""
    if any(re.search(rf"\b{left}\b", one) and re.search(rf"\b{right}\b", other) for left, right in _EITHER):
        return True
    denied = _NOT.search(other)
    return denied is not None and " ".join(denied[1].split()[:2]) in one and not _NOT.search(one)
