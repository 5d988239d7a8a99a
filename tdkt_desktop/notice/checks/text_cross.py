"""Rules over sentences of a notice that deny each other: all do it, yet one does not; 11 do, 4 do not, of 14."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import OPENING, Paper, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_counts import ALSO_CALLED, NOUN, NUMBER, OVER, number_of
from tdkt_desktop.notice.checks.prose_sides import opposed
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import fold

_GROUP = re.compile(
    rf"(?<![\d/.,%])(?<!trên\s)(?<!tổng số\s)({NUMBER})(?:{OVER}({NUMBER}))?\s+{ALSO_CALLED}({NOUN})\b(?=([^.;:(]{{0,200}}))",
    re.IGNORECASE,
)
_ALL_OF = re.compile(
    rf"\b(?:100\s*%|toàn bộ|tất cả|cả)\s+(?:(?:số|các|{NUMBER})\s+)*{ALSO_CALLED}(?:{NOUN})\b(?:\s+được kiểm tra|\s+trong [^\W\d_]+)?([^.;:(]{{0,200}})",
    re.IGNORECASE,
)
_ALL_NUMBER = re.compile(rf"\b(?:cả|toàn bộ|tất cả)\s+({NUMBER})\s+{ALSO_CALLED}({NOUN})\b", re.IGNORECASE)
_INSPECTED = re.compile(
    rf"(?<![\d/.,])({NUMBER})\s+{ALSO_CALLED}({NOUN})\s+(?:đã\s+)?được kiểm tra\b", re.IGNORECASE
)
_ONE_LACKS = re.compile(
    rf"(?:(?<![\d/])({NUMBER})(?:{OVER}{NUMBER})?\s+|\bcòn(?:\s+có)?\s+|\bmột số\s+){ALSO_CALLED}(?:{NOUN})\s+"
    r"(?:còn\s+|vẫn\s+)?(?:chưa|không)\s+([^,.;:(]{0,200})",
    re.IGNORECASE,
)
_NONE_OF = re.compile(
    r"\bkhông\s+(?:có|phát sinh|để xảy ra|nhận được)\s+((?:[^\W\d_]+\s+){2,5}[^\W\d_]+)", re.IGNORECASE
)
_SOME_OF = re.compile(
    r"(?<!không\s)\b(?:có|phát sinh|nhận|nhận được|tiếp nhận|xảy ra|còn)\s+(\d{1,4})\s+((?:[^\W\d_]+\s+){2,5}[^\W\d_]+)",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    rf"100\s*%|toàn bộ|tất cả|các (?:đơn vị|cơ quan|địa phương)|{NUMBER}{OVER}{NUMBER}|^\W*(?:\d+[.)/-]*)*\s*không",
    re.IGNORECASE,
)
_GRADES = (
    "xuat sac",
    "vuot muc",
    "tot",
    "kha",
    "trung binh",
    "yeu",
    "hoan thanh",
    "chua hoan thanh",
    "loai a",
    "loai b",
    "loai c",
    "loai d",
)
_WORDS = re.compile(r"[^\W\d_]+")
_GRADED = re.compile(r"(?:xếp loại|phân loại|loại [A-D]\b|đạt điểm|hoàn thành)", re.IGNORECASE)
_FILLER = ("da", "deu", "duoc", "co", "viec", "thuc", "hien", "tien", "hanh")
_DENIED = re.compile(r"^(?:\w+ ){0,3}?(?:chua|khong) (?:co |duoc )?(.+)")
_NO_SIDE = re.compile(
    r"^(?:khong thuoc|khong ap dung|chua (?:duoc )?(?:kiem tra|danh gia)|khong (?:duoc )?(?:kiem tra|danh gia))"
)
_THE_REST = re.compile(r"^(?:don vi )?con lai\b")
_YEAR = re.compile(r"\s*\b(?:năm|trong năm)\s+\d{4}.*|\s+theo quy định.*|\s+theo Luật.*", re.IGNORECASE)
LEAST = 4  # words that two sentences share before they are taken to speak of one thing


@dataclass(frozen=True)
class Group:
    """A number of units and what is said of them, in folded words. `total` is 0 where no "/N" is written."""

    n: int
    total: int
    noun: str
    said: str
    words: str
    start: int = 0


def groups_against_total(paper: Paper) -> Iterator[Finding]:
    """Those who do and those who do not, or the grades of all: together they are the total."""
    for paragraph in paper.body:
        if paragraph.section == OPENING:
            continue
        found = list(groups(re.sub(r"\([^()]*\)", lambda one: " " * len(one[0]), paragraph.text)))
        for at, (one, other) in enumerate(pairwise(found), start=2):
            if (
                other.noun not in (one.noun, "đơn vị", *_WORDS.findall(one.words.lower()))
                and not 0 < one.total == other.total
            ):
                continue
            if not _are_sides(one, other):
                continue
            total = one.total or other.total or (paper.total if paper.counts_by(one.noun) else 0)
            more = bool(found[at:]) and _NO_SIDE.search(found[at].said) is not None
            if (
                total
                and (max(one.n, other.n) < total or _plainly_denied(one, other))
                and not _add_up(one.n + other.n, total, more=more)
            ):
                yield _unequal(paragraph, (one, other), total)
        yield from _graded(paragraph, paper)


def _add_up(added: int, total: int, *, more: bool) -> bool:
    """Two sides are the total, or less than it where units follow that are on neither side."""
    return added < total if more else added == total


def groups(text: str) -> Iterator[Group]:
    """Every number of units with its predicate."""
    for one in _GROUP.finditer(text):
        words = " ".join(one[0].split()[:3])
        said = re.split(rf",\s+(?:còn|có)?\s*(?={NUMBER}\b)|,\s+(?:còn|riêng|trong đó)\b", one[4])[0]
        yield Group(
            number_of(one[1]),
            number_of(one[2]) if one[2] else 0,
            one[3].lower(),
            fold(said).strip(),
            words,
            one.start(),
        )


def _are_sides(one: Group, other: Group) -> bool:
    if one.total and _THE_REST.match(other.said):
        return True
    if 0 < one.total == other.total and opposed(one.said, other.said):
        return True
    denied = _DENIED.match(other.said)
    if denied is None or _DENIED.match(one.said):
        return False
    same = denied[1].split()[:8]
    said = " ".join(one.said.split()[:10])
    if len(same) >= 2 and " ".join(same[:2]) in " ".join(one.said.split()[:8]):
        return True
    return 0 < one.total == other.total and any(
        " ".join(same[at : at + 3]) in said for at in range(len(same) - 2)
    )


def _plainly_denied(one: Group, other: Group) -> bool:
    """The words "08/08 đơn vị thực hiện; 01/08 đơn vị không thực hiện": the very same, denied."""
    if not 0 < one.total == other.total == one.n or not other.n:
        return False
    return (
        re.fullmatch(
            rf"(?:con |van )*(?:chua|khong) {re.escape(one.said.strip(' ,'))}", other.said.strip(" ,")
        )
        is not None
    )


def _graded(paragraph: Paragraph, paper: Paper) -> Iterator[Finding]:
    """Grades leave each unit in one group only, and none out."""
    for sentence in sentences(paragraph):
        if not _GRADED.search(sentence.text) or "còn lại" in sentence.text.lower():
            continue
        found = _by_grade(sentence.text)
        order = [one.said for one in found]
        if "hoan thanh" in order[:-1]:
            continue  # "06 hoàn thành; 03 hoàn thành vượt mức": the second are among the first
        marks = set(order)
        nouns = {one.noun for one in found}
        total = next((one.total for one in found if one.total), 0) or (
            paper.total if all(map(paper.counts_by, nouns)) else 0
        )
        added = sum(one.n for one in found)
        if len(found) < 2 or len(marks) != len(found) or not total or added == total:
            continue
        if added > total or "xếp loại" in sentence.text.lower():
            yield _unequal(sentence, found, total)


def _by_grade(text: str) -> list[Group]:
    """The numbers of units with the grade behind each, or before each: "loại tốt 03 đơn vị"."""
    found = list(groups(text))
    before = [_grade(fold(text[max(0, one.start - 25) : one.start]).split(",")[-1]) for one in found]
    behind = [_grade(one.said) for one in found]
    told = behind if before[:1] == [""] else before
    return [replace(one, said=grade) for one, grade in zip(found, told, strict=True) if grade]


def _grade(said: str) -> str:
    return next((word for word in _GRADES if re.search(rf"\b{word}\b", " ".join(said.split()[:6]))), "")


def _unequal(paragraph: Paragraph, found: Sequence[Group], total: int) -> Finding:
    return finding(
        "ratio.remainder",
        Place(section=paragraph.section, line=paragraph.line, quote=found[0].words),
        f"{' + '.join(padded(one.n) for one in found)} không bằng {padded(total)}",
        found[0].words,
        *(one.n for one in found[1:]),
    )


def all_numbers(paper: Paper) -> Iterator[Finding]:
    """The words "cả 10 xã" where the opening counts nine."""
    for paragraph in paper.body:
        for one in _ALL_NUMBER.finditer(paragraph.text):
            if paper.total and number_of(one[1]) not in paper.totals and paper.counts_by(one[2].lower()):
                yield finding(
                    "ratio.total_differs",
                    Place(section=paragraph.section, line=paragraph.line, quote=" ".join(one[0].split())),
                    f"Ghi “{' '.join(one[0].split())}”, phần mở đầu nêu {padded(paper.total)} đơn vị",
                )


def more_than_all(paper: Paper) -> Iterator[Finding]:
    """The words "14 đơn vị được kiểm tra" where the opening counts thirteen."""
    for paragraph in paper.body:
        for one in _INSPECTED.finditer(paragraph.text):
            if paper.total and number_of(one[1]) > max(paper.totals) and paper.counts_by(one[2].lower()):
                yield finding(
                    "ratio.total_differs",
                    Place(section=paragraph.section, line=paragraph.line, quote=" ".join(one[0].split())),
                    f"Ghi “{' '.join(one[0].split())}”, phần mở đầu nêu {padded(paper.total)} đơn vị",
                )


def all_against_some(paper: Paper) -> Iterator[Finding]:
    """What all units do in one place, and one of them does not in another."""
    claims = [
        (sentence, words)
        for paragraph in paper.body
        for sentence in sentences(paragraph)
        for words in _claimed(sentence.text)
    ]
    if not claims:
        return
    for paragraph in paper.body:
        for sentence in sentences(paragraph):
            for one in _ONE_LACKS.finditer(sentence.text):
                lacked = _content(one[2])
                if len(lacked) < LEAST:
                    continue
                for claim, claimed in claims:
                    if claimed[:2] == lacked[:2] and _in_order(lacked, claimed):
                        yield _denied(sentence, one[0], claim)
                        break


def none_against_some(paper: Paper) -> Iterator[Finding]:
    """The words "không có đơn thư khiếu nại" of all, and "có 02 đơn thư khiếu nại" of one."""
    none = [
        (sentence, fold(one[1]).split())
        for paragraph in paper.body
        for sentence in sentences(paragraph)
        for one in _NONE_OF.finditer(sentence.text)
        if _EVERYBODY.search(sentence.text[: one.end()])
    ]
    if not none:
        return
    for paragraph in paper.body:
        for sentence in sentences(paragraph):
            for one in _SOME_OF.finditer(sentence.text):
                some = fold(one[2]).split()
                claim = next((each for each, words in none if words[:LEAST] == some[:LEAST]), None)
                if claim and int(one[1]):
                    yield _denied(sentence, one[0], claim)


def _claimed(text: str) -> Iterator[list[str]]:
    """What a sentence says of every unit."""
    for one in _ALL_OF.finditer(text):
        yield _content(one[1])
    for group in groups(text):
        if group.total and group.n == group.total:
            yield _content(group.said)


def _content(said: str) -> list[str]:
    words = fold(_YEAR.sub("", said)).split()
    while words and words[0].strip(",") in _FILLER:
        words.pop(0)
    return [word.strip(",") for word in words]


def _in_order(few: Sequence[str], many: Sequence[str]) -> bool:
    left = iter(many)
    return all(word in left for word in few)


def _denied(sentence: Paragraph, quote: str, claim: Paragraph) -> Finding:
    said, other = " ".join(quote.split()), " ".join(claim.text.split())[:120]
    return finding(
        "cross.statements",
        Place(section=sentence.section, line=sentence.line, quote=said[:120]),
        f"“{said}”, trong khi dòng {claim.line} ghi “{other}”",
        said,
        other,
    )
