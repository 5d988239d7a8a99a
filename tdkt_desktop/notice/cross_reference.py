"""The cross-reference for the signer: every sentence of the notice that states a figure, with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tdkt_desktop.domain.checklist import Checklist, Criterion
from tdkt_desktop.notice.facts import Tally
from tdkt_desktop.notice.lines import Line, Shape
from tdkt_desktop.notice.outline import NoticeSection, Outline
from tdkt_desktop.vietnamese.counts import ratio

OWN_WORDS = "Lời văn của thư ký: số tự ghi, không có số liệu đi kèm"
DECLARED = "Số chung của nguồn, không nêu tên đơn vị"
TOLD = "Số liệu riêng của đơn vị"
ALL_TOGETHER = "Ghi chung cho các đơn vị"
DOING, FAILING, EXEMPT, OPEN = "Thực hiện", "Chưa thực hiện", "Không thuộc đối tượng", "Chưa kiểm tra"
_DIGIT = re.compile(r"\d|%")


@dataclass(frozen=True)
class Group:
    """Units that stand in one way to a figure, by their codes in the order of the schedule."""

    words: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """One figure of one sentence. `figure` is "05/06" or what kind of number it is; `criteria` what it was asked under."""

    number: int
    section: str
    sentence: str
    figure: str
    criteria: tuple[str, ...]
    groups: tuple[Group, ...]


def cross_reference(checklist: Checklist, outline: Outline) -> tuple[Reference, ...]:
    """Every figure of the notice in reading order; a sentence with three figures comes three times."""
    found = [
        (section, line, figure, criteria, groups)
        for section in outline.sections
        for line in section.lines
        for figure, criteria, groups in _figures(checklist, section, line)
    ]
    return tuple(
        Reference(number, section.key, line.full.removeprefix(": "), figure, criteria, groups)
        for number, (section, line, figure, criteria, groups) in enumerate(found, start=1)
    )


def criterion_words(checklist: Checklist, criterion: Criterion) -> str:
    """A criterion by its number on the form: "7. Hội đồng TĐKT, sáng kiến"."""
    return f"{checklist.criteria.index(criterion) + 1}. {criterion.name}"


def _figures(
    checklist: Checklist, section: NoticeSection, line: Line
) -> Iterator[tuple[str, tuple[str, ...], tuple[Group, ...]]]:
    for tally in line.tallies:
        yield _stated(tally, line.full), _asked(checklist, tally), _groups(tally)
    if line.tallies or not _DIGIT.search(line.full):
        return
    asked = _of_section(checklist, section.key)
    if line.units:
        yield TOLD, asked, (Group(TOLD, line.units),)
    else:
        yield (ALL_TOGETHER if line.shape is Shape.PLUS else OWN_WORDS), asked, ()


def _stated(tally: Tally, text: str) -> str:
    """The figure as the sentence has it: where no unit does, the sentence counts those who fail or are exempt."""
    found = ratio(tally.n, tally.total)
    if tally.n or found in text:
        return found
    others = ratio(len(tally.failing or tally.not_applicable), tally.total)
    return others if others in text else found


def _groups(tally: Tally) -> tuple[Group, ...]:
    if not tally.by_name:
        return (Group(DECLARED, ()),)
    named = (
        (DOING, tally.doing),
        (FAILING, tally.failing),
        (EXEMPT, tally.not_applicable),
        (OPEN, tally.not_checked),
    )
    return tuple(Group(words, units) for words, units in named if units)


def _asked(checklist: Checklist, tally: Tally) -> tuple[str, ...]:
    """The criteria a figure was asked under, each with the numbers of its questions."""
    asked: dict[str, list[str]] = {}
    for code in tally.questions:
        asked.setdefault(checklist.home(code).code, []).append(checklist.numbers[code])
    return tuple(
        f"{criterion_words(checklist, checklist.criterion(code))} (câu {', '.join(numbers)})"
        for code, numbers in asked.items()
    )


def _of_section(checklist: Checklist, key: str) -> tuple[str, ...]:
    return tuple(criterion_words(checklist, one) for one in checklist.criteria if one.section == key)
