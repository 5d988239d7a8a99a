"""The figures of a notice's text, each with its section and the unit it is told of; two notices compared by them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.kinds import Approximator
from tdkt_desktop.notice.checks.naming import mentions
from tdkt_desktop.notice.checks.paper import ANNEX, RECIPIENTS, SIGNATURE, Paper
from tdkt_desktop.notice.checks.prose_counts import ratios
from tdkt_desktop.notice.checks.prose_figures import amounts, days
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.money import format_money
from tdkt_desktop.vietnamese.text import fold

_DOCUMENT = re.compile(r"\d+\s*/(?:\s*\d{4}\s*/)?\s*[A-ZĐ]{2,}[-A-ZĐ]*")
_PERCENT = re.compile(r"(?<![\w.,])(\d+(?:,\d+)?)(?:\s*[-–]\s*(\d+(?:,\d+)?))?\s*%")
_MONTH = re.compile(r"(?<![\w/.,])(\d{1,2})/((?:19|20)\d\d)(?![\w/])")
_YEARS = re.compile(r"(?<![\w/.,])((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)\d\d))?(?![\w/])")
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_COUNT = re.compile(
    rf"(?<![\w/.,])({_NUMBER})(?:\s*[-–]\s*(\d+))?(?:\s*(km|ha|m2|kg)\b|\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?|(?!\w))"
)
_NAMED_BY = re.compile(r"\b(số|tiêu chí|điều|khoản|mục)\s+$", re.IGNORECASE)
_HEAD = re.compile(r"^[*#\s]*\d{1,2}\.\s")
_SIGNS = {Approximator.OVER: "trên ", Approximator.NEARLY: "gần ", Approximator.ABOUT: "khoảng "}


class FigureKind(StrEnum):
    """What a figure counts; the words are for people."""

    RATIO = "tỷ lệ đơn vị"
    MONEY = "tiền"
    PERCENT = "phần trăm"
    DATE = "ngày"
    PERIOD = "kỳ"
    DOCUMENT = "số văn bản"
    COUNT = "số đếm"


ONCE = (
    FigureKind.DATE,
    FigureKind.PERIOD,
    FigureKind.DOCUMENT,
)  # told again and again: once a place is enough


@dataclass(frozen=True)
class Figure:
    """A figure as it is told. `value` is written one way whatever the text does: "trên 350 triệu đồng", "06/06"."""

    section: str
    owner: str
    kind: FigureKind
    value: str
    words: str
    line: int

    @property
    def shown(self) -> str:
        """The figure for a person: a count as it was written, with what it counts."""
        return self.words if self.kind is FigureKind.COUNT else self.value

    @property
    def key(self) -> tuple[str, str, FigureKind, str]:
        return self.section, self.owner, self.kind, self.value


@dataclass(frozen=True)
class Comparison:
    """Figures that both notices tell at the same place of the same unit, and those of one alone."""

    equal: tuple[tuple[Figure, Figure], ...]
    first_only: tuple[Figure, ...]
    second_only: tuple[Figure, ...]


def figures_of(paper: Paper, owners: Mapping[str, str]) -> tuple[Figure, ...]:
    """The figures of a notice in order. `owners` gives for every name of a unit the one it is told by."""
    found: list[Figure] = []
    names = tuple(owners)
    section, owner = "", ""
    for paragraph in paper.paragraphs:
        if paragraph.section in (ANNEX, RECIPIENTS, SIGNATURE):
            continue
        if paragraph.section != section:
            section, owner = paragraph.section, ""
        text = _HEAD.sub("", paragraph.text)
        named = [(one.start, owners[one.name]) for one in mentions(text, names)]
        for start, kind, value, words in _figures(text):
            owner_here = next((name for at, name in reversed(named) if at < start), owner)
            shared = kind in (FigureKind.RATIO, FigureKind.DOCUMENT)
            found.append(Figure(section, "" if shared else owner_here, kind, value, words, paragraph.line))
        # the next paragraph of a list may go on about the same unit without naming it
        owner = named[-1][1] if named else owner
    for row in paper.rows:
        unit = next((owners[one.name] for one in mentions(row.unit, names)), row.unit)
        found += [
            Figure(ANNEX, unit, FigureKind.DATE, f"{what} {short_date(day)}", short_date(day), row.line)
            for what, day in (("kế hoạch", row.planned), ("thực hiện", row.actual))
            if day is not None
        ]
    return tuple(_each_once(found))


def compare_figures(first: Iterable[Figure], second: Iterable[Figure]) -> Comparison:
    """Pair what is equal in section, unit, kind and value; each figure is paired once."""
    waiting: dict[tuple[str, str, FigureKind, str], list[Figure]] = defaultdict(list)
    for one in second:
        waiting[one.key].append(one)
    equal, alone = [], []
    for one in first:
        if waiting[one.key]:
            equal.append((one, waiting[one.key].pop(0)))
        else:
            alone.append(one)
    left = tuple(one for rest in waiting.values() for one in rest)
    return Comparison(tuple(equal), tuple(alone), left)


def _figures(text: str) -> Iterator[tuple[int, FigureKind, str, str]]:
    """(place, kind, value, words) of every figure, each letter read once, the surest way first."""
    taken = [False] * len(text)
    found = []
    for start, end, kind, value in _read(text):
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append((start, kind, value, " ".join(text[start:end].split())))
    yield from sorted(found)


def _read(text: str) -> Iterator[tuple[int, int, FigureKind, str]]:
    for document in _DOCUMENT.finditer(text):
        yield document.start(), document.end(), FigureKind.DOCUMENT, "".join(document[0].split())
    for day in days(text):
        said = short_date(day.date) if day.date else day.words
        yield day.start, day.end, FigureKind.DATE, said
    for ratio in ratios(text):
        yield ratio.start, ratio.end, FigureKind.RATIO, f"{ratio.n:02d}/{ratio.total:02d} {ratio.noun}"
    for amount in amounts(text):
        value = f"{_SIGNS.get(amount.approximator, '')}{format_money(amount.dong)}"
        yield amount.start, amount.end, FigureKind.MONEY, value
    for one in _PERCENT.finditer(text):
        yield one.start(), one.end(), FigureKind.PERCENT, f"{one[1]}{f' - {one[2]}' if one[2] else ''}%"
    for one in _MONTH.finditer(text):
        yield one.start(), one.end(), FigureKind.PERIOD, f"{int(one[1])}/{one[2]}"
    for one in _YEARS.finditer(text):
        yield one.start(), one.end(), FigureKind.PERIOD, f"{one[1]}{f' - {one[2]}' if one[2] else ''}"
    for one in _COUNT.finditer(text):
        yield _count(text, one)


def _count(text: str, one: re.Match[str]) -> tuple[int, int, FigureKind, str]:
    """A number with what it counts; "cơn bão số 2" is a name, "01 đơn vị" a count of units."""
    number = one[1].lstrip("0") or "0"
    span = f"{number}{f' - {one[2]}' if one[2] else ''}"
    if named := _NAMED_BY.search(text[: one.start()]):
        return one.start(1), one.end(1), FigureKind.COUNT, f"{fold(named[1])} {number}"
    if fold(f"{one[4]} {one[5]}") == "don vi":
        return one.start(), one.end(5), FigureKind.RATIO, f"{number:0>2} đơn vị"
    return one.start(), one.end(), FigureKind.COUNT, f"{span} {fold(one[3] or one[4] or '')}".strip()


def _each_once(found: Iterable[Figure]) -> Iterator[Figure]:
    seen = set()
    for one in found:
        if one.kind in ONCE and one.key in seen:
            continue
        seen.add(one.key)
        yield one
