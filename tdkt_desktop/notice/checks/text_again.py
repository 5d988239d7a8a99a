"""A rule over what a notice counts twice: the results say "02/12 đơn vị chưa ...", the assessment "03/12" or "100%" of the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import Paper, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_counts import ALSO_CALLED, NOUN, NUMBER, OVER, number_of

LEAST = 4  # words that both say
_SAID = re.compile(
    rf"(?:(?<![\d/.,%])(?P<n>{NUMBER})(?:{OVER}(?P<total>{NUMBER}))?|100\s*%(?:\s+(?:số|các))?)\s+{ALSO_CALLED}(?:{NOUN})\b(?:\s+được kiểm tra)?"
    r"(?=(?P<said>[^.;:(]{5,160}))",
    re.IGNORECASE,
)
_NEXT = re.compile(rf",\s+(?:(?:còn|có|riêng|trong đó)\b|(?={NUMBER}\s*/))", re.IGNORECASE)
_FILLER = frozenset(("đã", "đều", "được", "có", "việc", "thực", "hiện", "tiến", "hành", "vẫn", "còn"))
# words that any criterion may end in: alone they say nothing of what is counted
_GENERAL = frozenset(
    (
        "chưa",
        "không",
        "thực",
        "hiện",
        "đúng",
        "quy",
        "định",
        "theo",
        "đầy",
        "đủ",
        "kịp",
        "thời",
        "nghiêm",
        "túc",
        "tốt",
        "bảo",
        "đảm",
        "yêu",
        "cầu",
        "hạn",
        "làm",
        "tham",
        "gia",
    )
)
_BY_LABEL = re.compile(r"^\W*(?:[^\W\d_]+\s+){0,2}\d{1,2}(?:\.\d+)*[.):]?\s*([^:.;\d]{5,80}):\s*$")
_DENIES = frozenset(("chưa", "không"))
_LITTLE = frozenset(("của", "về", "tại", "các", "và", "cho", "theo", "trong"))
_WORD = re.compile(r"[^\W_]+|,")


@dataclass(frozen=True)
class _Said:
    n: int  # 0 for all
    total: int
    words: tuple[str, ...]
    quote: str
    paragraph: Paragraph


def said_again(paper: Paper) -> Iterator[Finding]:
    """The same thing counted in the results and again in the assessment, with another number."""
    told = [one for paragraph in paper.results for one in _counted(paragraph)]
    if not told:
        return
    heads = {one.section: one.text for one in paper.body if one.heading}
    opening: dict[tuple[str, ...], list[_Said]] = {}
    for first in told:
        opening.setdefault(first.words[:2], []).append(first)
    for paragraph in paper.assessment:
        for again in _counted(paragraph):
            alike = [
                first
                for first in opening.get(again.words[:2], ())
                if _same(first, again, f"{heads.get(first.paragraph.section, '')} {first.paragraph.text}")
            ]
            wrong = [first for first in alike if not _agree(first, again, paper)]
            if not alike:
                wrong = alike = [
                    first
                    for first in opening.get(_turned(again).words[:2], ())
                    if _same(
                        first,
                        _turned(again),
                        f"{heads.get(first.paragraph.section, '')} {first.paragraph.text}",
                    )
                    and _too_many(first, again, paper)
                ]
            if wrong and len(wrong) == len(alike):
                yield finding(
                    "cross.statements",
                    Place(section=paragraph.section, line=paragraph.line, quote=again.quote[:120]),
                    f"“{again.quote}”, trong khi dòng {wrong[0].paragraph.line} ghi “{wrong[0].quote}”",
                    again.quote,
                    wrong[0].quote,
                )


def _turned(one: _Said) -> _Said:
    """The same, denied or no longer denied."""
    words = one.words[1:] if one.words[0] in _DENIES else ("chưa", *one.words)
    while words[0] in _FILLER and len(words) > 1:
        words = words[1:]
    return replace(one, words=words)


def _too_many(first: _Said, again: _Said, paper: Paper) -> bool:
    """Whether those who do and those who do not are more than all."""
    total = first.total or again.total or paper.total
    if not total or (first.total and again.total and first.total != again.total):
        return False
    return (first.n or total) + (again.n or total) > total


def _counted(paragraph: Paragraph) -> Iterator[_Said]:
    for sentence in sentences(paragraph):
        for one in _SAID.finditer(sentence.text):
            said = _NEXT.split(one["said"])[0]
            words = _WORD.findall(said.lower())
            while words and words[0] in _FILLER:
                words.pop(0)
            told = "".join(f"{word} " for word in words if word != ",").strip()
            label = _BY_LABEL.match(sentence.text.partition(":")[0] + ":")
            if label and said.lower().strip() in ("thực hiện", "không thực hiện", "chưa thực hiện"):
                words = [
                    *(["chưa"] if told.startswith(("không", "chưa")) else []),
                    *_WORD.findall(label[1].lower()),
                ]
            words = ["chưa" if not at and word == "không" else word for at, word in enumerate(words)]
            if (
                len([word for word in words if word != ","]) >= LEAST
                and len(set(words) - _GENERAL - {","}) >= 2
            ):
                quote = " ".join(f"{one[0]}{said}".split())
                yield _Said(
                    number_of(one["n"]) if one["n"] else 0,
                    number_of(one["total"]) if one["total"] else 0,
                    tuple(words),
                    quote,
                    paragraph,
                )


def _agree(first: _Said, again: _Said, paper: Paper) -> bool:
    total = first.total or again.total or paper.total
    if first.total and again.total and first.total != again.total:
        return True  # of other bodies
    return (first.n or total) == (again.n or total)


def _same(first: _Said, again: _Said, around: str) -> bool:
    """Whether one says what the other does, with no word more than the section of the first has anyway."""
    if (first.words[0] in _DENIES) != (again.words[0] in _DENIES) or _DENIES & {
        *first.words[1:],
        *again.words[1:],
    }:
        return False
    one = [word for word in first.words if word != ","]
    other = again.words
    at = 0
    extra: list[str] = []
    for index, word in enumerate(other):
        if at < len(one) and word == one[at]:
            at += 1
        elif at == len(one) and word == ",":
            return _known(extra, around) and _ends_alike(other[index:])
        elif word != ",":
            extra.append(word)
    if at < len(one):
        # the second may be the shorter: all it says is the beginning of the first
        short = [word for word in other if word != ","]
        return (
            len(short) >= LEAST
            and one[: len(short)] == short
            and _known(one[len(short) :], " ".join(again.paragraph.text.split()))
        )
    return _known(extra, around)


def _ends_alike(rest: Sequence[str]) -> bool:
    """Another thought behind the comma is let be."""
    return len(rest) > 1


def _known(extra: Sequence[str], around: str) -> bool:
    there = set(_WORD.findall(around.lower()))
    return all(word in there or word in _LITTLE or word in _FILLER for word in extra)
