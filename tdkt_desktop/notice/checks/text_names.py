"""Rules over how a notice's text names units, and whether it details those it speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.naming import Mention, mentions, names_of
from tdkt_desktop.notice.checks.paper import ANNEX, Paper, Paragraph
from tdkt_desktop.notice.checks.prose_counts import ratios
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import CAPITALS, fold

_CONCRETE = re.compile(r"\bcụ thể(?:\s+(?:là|như sau|như))?\s*:", re.IGNORECASE)
_OF_UNITS = re.compile(r"(?:kien nghi|de xuat)[^.:]*\bcua (?:cac )?(?:don vi|co quan|dia phuong)")
_LEAD = re.compile(r"\s*[-–+•*]\s+\**([^:;.,()]{3,90}?)\**\s*:\s")
_EVERY = re.compile(r"100\s*%\s+(?:các\s+|số\s+)?đơn vị", re.IGNORECASE)


_ASKING = re.compile(
    r"(?:[ivx]+|[a-e]|\d+|phan thu \w+)[ ./):–-]+(?:kien nghi|de xuat|de nghi)(?:,? (?:va )?(?:kien nghi|de xuat|de nghi))?"
)
_UPWARDS = re.compile(
    r"\W*(?:\d+[.)]\s*)?(?:Đề nghị|Kiến nghị|Đề xuất)\s+(?:với\s+)?(?!các\b|những\b|đơn vị\b|thủ trưởng\b|UBND (?:các|huyện|xã)\b)"
)
_ASKED_BY = re.compile(
    rf"\W*(?:\d+[.)]\s*)?(?!(?:Đề nghị|Kiến nghị|Đề xuất|Cần|Đối với)\b)[{CAPITALS}][^.;:]{{2,90}}?\s*(?::|\b(?:đề nghị|kiến nghị|đề xuất|mong)\b)"
)

_NOBODY_ASKS = re.compile(r"(?:các\s+đơn vị\s+)?không\b|chưa (?:có|phát sinh)", re.IGNORECASE)
_SOMEBODY = re.compile(
    rf"\b(?:Sở|Ban|Phòng|Trường|Công ty|Ngân hàng|Bệnh viện|Trung tâm|Hội|Cục|Chi cục|UBND|[Xx]ã|[Pp]hường|[Hh]uyện|[Đđ]ơn vị)\s[^;.]{{0,60}}?\b(?:đề nghị|kiến nghị|đề xuất|mong)\b"
    rf"|\([^()]*(?:[{CAPITALS}]|\d)[^()]*\)|\d+\s*/\s*\d+|\b(?:các|một số|nhiều)\s+(?:đơn vị|địa phương)\s+(?:đề nghị|kiến nghị|đề xuất)"
)


def spellings(paper: Paper) -> Iterator[Finding]:
    """A unit spelled in several ways; its official name in the annex beside one short name in the text is right."""
    names = names_of(paper)
    found: dict[str, dict[str, Paragraph]] = {name: {} for name in names}
    short: dict[str, set[str]] = {name: set() for name in names}
    head = set(paper.head)
    for paragraph in paper.body:
        if paragraph in head:
            continue  # written in capitals, whoever it names
        for one in mentions(paragraph.text, names, quoted=False):
            found[one.name].setdefault(_spelling(one), paragraph)
            if one.shortened:
                short[one.name].add(_spelling(one))
    for name, spelled in found.items():
        ways = dict(spelled)
        if paper.rows and any(row.unit == name for row in paper.rows):
            full = [way for way in spelled if way not in short[name]]
            if full and name not in ways:
                ways[name] = Paragraph(name, _row_line(paper, name), ANNEX)
        if len(ways) > 1:
            first = next(iter(spelled.values()))
            yield finding(
                "unit.canonical_name",
                Place(section=first.section, line=first.line, quote=next(iter(spelled))),
                f"{name}: {'; '.join(f'“{way}” (dòng {one.line})' for way, one in ways.items())}",
                name,
                *sorted(ways),
            )


def coverage(paper: Paper) -> Iterator[Finding]:
    """The words "n/N đơn vị ..., cụ thể:" with fewer units told after them."""
    names = names_of(paper)
    if not names:
        return
    body = paper.body
    for index, paragraph in enumerate(body):
        marker = _CONCRETE.search(paragraph.text)
        if marker is None:
            continue
        before, after = paragraph.text[: marker.start()], paragraph.text[marker.end() :].strip(" *")
        claimed = [ratio.n for ratio in ratios(before)]
        if _EVERY.search(before):
            claimed.append(paper.total or len(names))
        if not claimed or ";" in before[before.rfind("đơn vị") :]:
            continue
        if after:
            spoken = {one.name for one in mentions(after, names)}
            told = [name for name in names if name in spoken]
        else:
            block = _block(body[index + 1 :], paragraph.section)
            told = _told(block, names)
            if len({lead[1] for one in block if (lead := _LEAD.match(one.text))}) >= claimed[-1]:
                continue  # every line tells of another body, though the schedule does not know each of them
        if not paper.rows and not paper.names and len(names) < claimed[-1]:
            continue  # the text names bodies of which too few are known to judge
        if 0 < len(told) < claimed[-1]:
            missing = [name for name in names if name not in told]
            yield finding(
                "coverage.connector",
                Place(section=paragraph.section, line=paragraph.line, quote="cụ thể:"),
                f"Nói {padded(claimed[-1])} đơn vị, “cụ thể” chỉ nêu {padded(len(told))}"
                + (f"; chưa có: {'; '.join(missing)}" if len(missing) <= 12 else ""),
                claimed[-1],
                *told,
            )


def proposals(paper: Paper) -> Iterator[Finding]:
    """Proposals of the units in which no unit is named."""
    names = names_of(paper)
    heads = [one for one in paper.body if one.heading and _OF_UNITS.search(fold(one.text)[:140])]
    yield from _asked_upwards(paper, heads)
    for head in heads:
        listed = [one for one in paper.of(head.section) if one.bullet and not one.text.rstrip().endswith(":")]
        bare = [
            one
            for one in listed
            if not mentions(one.text, names)
            and not re.search(r"\(\s*\d+.*đơn vị|\d+\s*/\s*\d+", one.text)
            and not _ASKED_BY.match(one.text)
        ]
        if bare and not any(mentions(one.text, names) for one in paper.of(head.section)):
            yield finding(
                "provenance.required",
                Place(section=head.section, line=bare[0].line, quote=bare[0].text[:80]),
                f"{padded(len(bare))} kiến nghị không nêu đơn vị nào",
                *(one.text for one in bare),
            )


def _asked_upwards(paper: Paper, told: Sequence[Paragraph]) -> Iterator[Finding]:
    """A part headed "Kiến nghị" in which a higher office is asked, and nobody is named who asks it."""
    for head in paper.body:
        if not head.heading or head in told or not _ASKING.fullmatch(fold(head.text).strip(" .:;-–*")):
            continue
        asked = [one for one in paper.of(head.section) if one is not head]
        bare = [one for one in asked if _UPWARDS.match(one.text)]
        others = [one for one in asked if _ASKED_BY.match(one.text)]
        if bare and others:  # an office that asks for itself names nobody
            yield finding(
                "provenance.required",
                Place(section=head.section, line=bare[0].line, quote=bare[0].text[:80]),
                f"{padded(len(bare))} kiến nghị không nêu đơn vị nào",
                *(one.text for one in bare),
            )


def asked_by_nobody(paper: Paper) -> Iterator[Finding]:
    """Proposals told in the line of their heading, in the results, with nobody named who makes them."""
    names = names_of(paper)
    results = set(paper.results)
    for paragraph in paper.body:
        head, colon, asked = paragraph.text.partition(":")
        if not colon or paragraph not in results or not _ASKING.fullmatch(fold(head).strip(" .;-–*")):
            continue
        asked = asked.strip(" *")
        if not asked or mentions(asked, names) or _NOBODY_ASKS.match(asked) or _SOMEBODY.search(asked):
            continue
        yield finding(
            "provenance.required",
            Place(section=paragraph.section, line=paragraph.line, quote=asked[:80]),
            "Kiến nghị không nêu đơn vị nào",
            asked,
        )


def names_alike(names: Sequence[str], place: Place) -> Iterator[Finding]:
    """Two units whose names differ in letters that a hand slips on."""
    words = [fold(name).split() for name in names]
    for index, one in enumerate(names):
        for at in range(index + 1, len(names)):
            if _alike(words[index], words[at]):
                pair = sorted((one, names[at]))
                yield finding("unit.names_alike", place, f"“{pair[0]}” và “{pair[1]}”", *pair)


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    if len(left) != len(right):
        return False
    apart = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return not apart or (len(apart) == 1 and len(apart[0][0]) >= 6 and in_one_slip(*apart[0]))


def in_one_slip(one: str, other: str) -> bool:
    """One letter between two long words that are no numbers."""
    return (
        one.isalpha()
        and other.isalpha()
        and len(one) == len(other)
        and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    )


def _block(following: Sequence[Paragraph], section: str) -> list[Paragraph]:
    """The paragraphs after a claim, until the section ends or a new claim begins."""
    block = []
    for paragraph in following:
        if paragraph.section != section or paragraph.heading or list(ratios(paragraph.text)):
            break
        block.append(paragraph)
    return block


def _told(block: Sequence[Paragraph], names: Sequence[str]) -> list[str]:
    """The units told there."""
    told = {one.name for paragraph in block for one in mentions(paragraph.text[:400], names)}
    return [name for name in names if name in told]


def _spelling(one: Mention) -> str:
    return one.words.strip(" *")


def _row_line(paper: Paper, name: str) -> int:
    return next(row.line for row in paper.rows if row.unit == name)
