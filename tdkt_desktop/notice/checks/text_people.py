"""Rules over the people a notice names: one person, one post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import ANNEX, SIGNATURE, Paper, sentences
from tdkt_desktop.notice.checks.roles import council_role
from tdkt_desktop.vietnamese.text import CAPITALS, fold

_NAME = rf"((?:[{CAPITALS}][^\W\d_]*\s+){{1,4}}[{CAPITALS}][^\W\d_]*)"
_PERSON = re.compile(rf"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)\s+{_NAME}\s*[,–-]\s*([^;.()]+)")
_DONE = re.compile(
    r",?\s+(?:làm|là|được|đã|chủ trì|phụ trách|cùng|và (?:ông|bà|đồng chí))\b.*|,\s+(?:trưởng đoàn|phó trưởng đoàn|thành viên|thư ký)\b.*",
    re.IGNORECASE,
)
_SHORT = {
    "gd": "giam doc", "pgd": "pho giam doc", "ct": "chu tich", "pct": "pho chu tich", "ubnd": "uy ban nhan dan",
    "hdtdkt": "hoi dong thi dua khen thuong", "tdkt": "thi dua khen thuong", "lhpn": "lien hiep phu nu",
    "hd": "hoi dong", "uv": "uy vien",
}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A person and the posts that one place gives them, as folded words each."""

    name: str
    words: str
    posts: tuple[tuple[str, ...], ...]
    line: int
    section: str


def posts(paper: Paper) -> Iterator[Finding]:
    """A person with one post here and another one there; several posts told together are all theirs."""
    known: dict[str, Held] = {}
    for held in _people(paper):
        first = known.setdefault(fold(held.name), held)
        if not _agree(first.posts, held.posts):
            yield finding(
                "person.role_consistent",
                Place(section=held.section, line=held.line, quote=held.name),
                f"{held.name}: “{held.words}”, dòng {first.line} ghi “{first.words}”",
                held.name,
                held.words,
                first.words,
            )


def signed_posts(paper: Paper) -> Iterator[Finding]:
    """Who signs as one thing in the Council and is another one in the text."""
    signature = " ".join(one.text for one in paper.of(SIGNATURE))
    signed, folded = council_role(signature), fold(signature)
    for held in _people(paper):
        role = council_role(held.words)
        if signed and role and role != signed and fold(held.name) in folded and held.section != ANNEX:
            yield finding(
                "person.role_consistent",
                Place(section=held.section, line=held.line, quote=held.name),
                f"{held.name}: ký với tư cách {signed}, dòng {held.line} ghi là {role}",
                held.name,
                signed,
                role,
            )


def _people(paper: Paper) -> Iterator[Held]:
    for paragraph in paper.body:
        for sentence in sentences(paragraph):
            for one in _PERSON.finditer(sentence.text):
                yield from _held(one, paragraph.line, paragraph.section)
    for row in paper.rows:
        for one in _PERSON.finditer(row.leader):
            yield from _held(one, row.line, ANNEX)


def _held(one: re.Match[str], line: int, section: str) -> Iterator[Held]:
    words = _DONE.sub("", one[2]).strip(" ,")
    told = [tuple(_spelled(part)) for part in re.split(r",|\s[-–]\s", words)]
    if kept := tuple(post for post in told if len(post) >= 2):
        yield Held(" ".join(one[1].split()), " ".join(words.split()), kept, line, section)


def _spelled(post: str) -> list[str]:
    words = re.findall(r"[^\W_]+", fold(post))
    return " ".join(_SHORT.get(word, word) for word in words).split()


def _agree(some: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]]) -> bool:
    """Whether a post of one place is that of the other, which may be told shorter."""
    return any(one[: len(other)] == other or other[: len(one)] == one for one in some for other in others)
