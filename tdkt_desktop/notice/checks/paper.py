"""A notice as typed or pasted, taken apart: title, opening, sections, closing, recipients, signature, annex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from tdkt_desktop.notice.checks.prose_counts import ALSO_CALLED, NOUN, NUMBER, Ratio, number_of, ratios
from tdkt_desktop.notice.checks.schedule_rows import Row, rows_of
from tdkt_desktop.vietnamese.text import CAPITALS, fold, nfc

OPENING, CLOSING, RECIPIENTS, SIGNATURE, ANNEX = "opening", "closing", "recipients", "signature", "annex"
_PART = re.compile(r"[*#\s]*(?:phần\s+)?(I{1,3}|IV|VI{0,3})\s*[.):/–-]\s*[^\W\d_]", re.IGNORECASE)
_LETTER_PART = re.compile(rf"[*#\s]*(?:Phần\s+|PHẦN\s+)?([A-E])\s*[.):/–-]\s*[{CAPITALS}]{{2}}")
_NUMBERED = re.compile(r"[*#\s]*(\d{1,2})\s*(?:\.\s+\S|[-–)]\s*[^\W\d_])")
_SUB = re.compile(r"[*#\s]*\d{1,2}\.(\d{1,2})\.?\s+[^\W\d_]")
_LETTERED = re.compile(r"[*#\s]*([a-zđ])\s*[).]\s+\S")
LONGEST_TITLE = 300  # letters
_ZONES = (OPENING, CLOSING, RECIPIENTS, SIGNATURE, ANNEX)
BULLET = re.compile(r"\s*[-–+•*]\s+")
_ENDED = re.compile(r"[.;:!?…/]\W*$")
_INSPECTED = re.compile(
    rf"\b(?:(?:kiểm tra|làm việc)\b(?:\s+(?:trực tiếp|thực tế))?(?:[^.;\d]{{0,60}}\b(?:tại|đối với|với|được))?|đối tượng(?: kiểm tra)?\s*:)\s+({NUMBER})\s+{ALSO_CALLED}{NOUN}\b",
    re.IGNORECASE,
)
_AND_MORE = re.compile(rf"(?:\s+(?!và\b)[^\W\d_]+){{0,4}}\s*(?:,|và)\s+({NUMBER})\s+{NOUN}\b", re.IGNORECASE)
_AND_OTHERS = re.compile(r"(?:\s+(?!và\b)[^\W\d_]+){0,4}\s*(?:,|và)\s+\d+\s+[^\W\d_]")
_IN_ALL = re.compile(rf"\btổng số(?:\s+là)?\s+({NUMBER})\s+{ALSO_CALLED}{NOUN}\b", re.IGNORECASE)
_KINDS = (
    "thong bao ket luan",
    "thong bao",
    "ket luan kiem tra",
    "ket luan",
    "bao cao ket qua kiem tra",
    "bao cao",
)
_SMALL = CAPITALS.lower()
_CAPITALS = re.compile(rf"[{CAPITALS}][{CAPITALS},\s–-]*(?![{_SMALL}])")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_SPACES = re.compile(" {2,}")
_SENTENCE_END = re.compile(rf"(?<=[{_SMALL}0-9)”\"…])\.\s+(?!Trong đó\b)(?=[“\"(]?[{CAPITALS}])")
_LONG_DATE = re.compile(r"tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_ASSESSING = ("nhan xet", "danh gia", "uu diem", "han che", "ton tai")
_ASKING = ("kien nghi", "de nghi", "yeu cau", "de xuat", "to chuc thuc hien")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph put together from its lines. `line` is that of its first (from 1), `section` "I.2.a" or a zone."""

    text: str
    line: int
    section: str
    heading: bool = False

    @property
    def bullet(self) -> bool:
        return bool(BULLET.match(self.text))


@dataclass(frozen=True)
class Paper:
    """A whole notice. `names` are the units' names where a campaign told them; otherwise the annex does. A campaign
    also gives the year and the number of units, which a text alone must say itself.
    """

    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...] = ()
    names: tuple[str, ...] = ()
    given_year: int = 0
    given_total: int = 0

    def of(self, section: str) -> tuple[Paragraph, ...]:
        """The paragraphs of a section and the sections below it."""
        return tuple(
            one for one in self.paragraphs if one.section == section or one.section.startswith(f"{section}.")
        )

    @cached_property
    def body(self) -> tuple[Paragraph, ...]:
        """What is prose: opening, sections, closing."""
        skipped = (RECIPIENTS, SIGNATURE, ANNEX)
        return tuple(one for one in self.paragraphs if one.section not in skipped)

    @cached_property
    def title(self) -> str:
        """The subject under the name of the paper; blank where there is none."""
        return self._named[1]

    @cached_property
    def head(self) -> tuple[Paragraph, ...]:
        """What stands above the name of the paper: who issues it, its number, place and date."""
        return self.paragraphs[: max(0, self._named[0])]

    @cached_property
    def _named(self) -> tuple[int, str]:
        """The paragraph with the kind of the paper, and its subject: beside it, or below it."""
        for index, one in enumerate(self.of(OPENING)):
            said = one.text.strip(" *#")
            capitals = _CAPITALS.match(said)
            kind = fold(capitals[0]).strip(" -,") if capitals else ""
            if kind.startswith("ket qua kiem tra "):
                return index, said
            known = next((name for name in _KINDS if kind == name or kind.startswith(f"{name} ")), "")
            if not known:
                continue
            rest = " ".join(said.split()[len(known.split()) :])
            if rest:
                return index, rest
            below = self.paragraphs[index + 1 : index + 2]
            return index, below[0].text.strip(" *#") if below and len(below[0].text) < LONGEST_TITLE else ""
        return -1, ""

    @cached_property
    def results(self) -> tuple[Paragraph, ...]:
        """The parts that tell what was found, not what is thought or asked for."""
        other = {*self._parts_about(_ASSESSING), *self._parts_about(_ASKING)}
        return tuple(
            one
            for one in self.body
            if (part := one.section.partition(".")[0]) not in other and part not in _ZONES
        )

    @cached_property
    def assessment(self) -> tuple[Paragraph, ...]:
        """The parts that tell what is thought of it."""
        wanted = set(self._parts_about(_ASSESSING))
        return tuple(one for one in self.body if one.section.partition(".")[0] in wanted)

    def _parts_about(self, words: Sequence[str]) -> Iterator[str]:
        for one in self.paragraphs:
            if one.heading and "." not in one.section and any(word in fold(one.text)[:90] for word in words):
                yield one.section

    @cached_property
    def introduction(self) -> tuple[Paragraph, ...]:
        """The opening, with the first paragraph of the body that counts the units where the opening does not."""
        opening = self.of(OPENING)
        if any(ratios(one.text) or _INSPECTED.search(one.text) for one in opening):
            return opening
        first = next((one for one in self.body[len(opening) :][:6] if _INSPECTED.search(one.text)), None)
        return (*opening, first) if first else opening

    @cached_property
    def total(self) -> int:
        """How many units the opening says were inspected; 0 where it does not."""
        if self.given_total:
            return self.given_total
        for one in self.introduction:
            if found := ratios(one.text):
                return sum(ratio.n for ratio in found) if _of_several_kinds(found) else found[0].total
        for one in self.introduction:
            if counted := _INSPECTED.search(one.text):
                if in_all := _IN_ALL.search(one.text, counted.end()):
                    return number_of(in_all[1])
                more = _AND_MORE.match(one.text, counted.end())  # "05 doanh nghiệp và 02 đơn vị sự nghiệp"
                if more is None and _AND_OTHERS.match(one.text, counted.end()):
                    return 0  # "06 chi cục và 02 đội": what the second are is not known
                return number_of(counted[1]) + (number_of(more[1]) if more else 0)
        return 0

    @cached_property
    def _counted(self) -> str:
        """The words by which the opening counts the units."""
        for one in self.introduction:
            for ratio in ratios(one.text):
                return ratio.words
        found = (_INSPECTED.search(one.text) for one in self.introduction)
        return next((one[0] for one in found if one), "")

    def counts_by(self, noun: str) -> bool:
        """Whether a number of these is a number of the inspected units."""
        return (
            noun == "đơn vị" or re.search(rf"\b{re.escape(noun)}\b", self._counted, re.IGNORECASE) is not None
        )

    def says_number(self, number: int, noun: str) -> bool:
        """Whether the text itself counts so many of these somewhere: "toàn huyện có 16 xã"."""
        said = re.compile(rf"(?<![\d/.,])0*{number}\s+{ALSO_CALLED}{re.escape(noun)}\b", re.IGNORECASE)
        return any(said.search(one.text) for one in self.body)

    @cached_property
    def totals(self) -> frozenset[int]:
        """What a count may be over: all units, or those inspected where the opening says "07/15"."""
        over = [one for paragraph in self.introduction for one in ratios(paragraph.text)][:1]
        return frozenset({self.total, *(one.n for one in over)})

    @cached_property
    def year(self) -> int:
        """The year the notice is about."""
        if self.given_year:
            return self.given_year
        said = re.findall(r"\bnăm\s+((?:19|20)\d\d)", self.title, re.IGNORECASE)
        said += [
            year
            for one in self.of(OPENING)
            for year in re.findall(r"\bnăm\s+((?:19|20)\d\d)", _LONG_DATE.sub("", one.text))
        ]
        return int(said[0]) if said else 0


def _of_several_kinds(found: Sequence[Ratio]) -> bool:
    """The words "08/30 xã và 05/13 phòng": two kinds of units, each a part of its own total."""
    return len(found) > 1 and len({one.total for one in found}) > 1 and len({one.noun for one in found}) > 1


def read_paper(text: str, *, names: Sequence[str] = (), year: int = 0) -> Paper:
    """Take a text apart. Broken lines and pages are joined again; what is not recognised stays plain paragraphs."""
    lines = [_ODD_SPACE.sub(" ", line) for line in nfc(text).split("\n")]
    rows = tuple(rows_of(lines))
    inside = {row.line for row in rows}
    pieces = [
        (number, _SPACES.sub(" ", line)) for number, line in enumerate(lines, start=1) if number not in inside
    ]
    paragraphs = tuple(_placed(_joined(pieces)))
    return Paper(paragraphs, rows, tuple(names), year)


def _joined(pieces: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Paragraphs from lines: a line that goes on in small letters, or a full one with no blank line after, is joined."""
    held: tuple[int, str] | None = None
    last, blank = "", False
    for number, line in pieces:
        said = line.strip() if "\t" not in line else line.strip(" ")  # an empty first cell is a cell
        if not said.strip():
            blank = True
            continue
        if held and _goes_on(last, said, blank=blank):
            held = (held[0], f"{held[1]} {said}")
        else:
            if held:
                yield held
            held = (number, said)
        last, blank = said, False
    if held:
        yield held


def _goes_on(before: str, after: str, *, blank: bool) -> bool:
    if BULLET.match(after) or _opens(after) or any(sign in one for sign in "\t|" for one in (before, after)):
        return False
    if _ENDED.search(before):
        return False
    first = after.lstrip('“"(*')[:1]
    if first.islower():
        return not (before.isupper() and blank)
    return not blank and len(before) > 70


def _opens(text: str) -> bool:
    return bool(
        _PART.match(text)
        or _LETTER_PART.match(text)
        or _NUMBERED.match(text)
        or _SUB.match(text)
        or _LETTERED.match(text)
    )


def _placed(pieces: Iterator[tuple[int, str]]) -> Iterator[Paragraph]:
    part = number = ""
    zone = OPENING
    for line, text in pieces:
        folded = fold(text).strip(" *#:")
        heading = False
        if folded.startswith("noi nhan"):
            zone = RECIPIENTS
        elif zone == RECIPIENTS and not BULLET.match(text) and text.strip("* ").isupper():
            zone = SIGNATURE
        elif zone in (RECIPIENTS, SIGNATURE, CLOSING) and _starts_annex(folded):
            zone = ANNEX
        elif zone not in (RECIPIENTS, SIGNATURE, ANNEX):
            if found := _PART.match(text) or _LETTER_PART.match(text):
                part, number, heading = found[1].upper(), "", True
                zone = part
            elif found := _NUMBERED.match(text):
                part, number, heading = part or "I", found[1], True
                zone = f"{part}.{number}"
            elif number and (found := _SUB.match(text) or _LETTERED.match(text)):
                heading = True
                zone = f"{part}.{number}.{found[1]}"
            elif folded.startswith("tren day la"):
                zone = CLOSING
        yield Paragraph(text, line, zone, heading)


def _starts_annex(folded: str) -> bool:
    return folded.startswith(("phu luc", "tong hop", "lich kiem tra", "bieu", "(ban hanh kem", "(kem theo"))


@lru_cache(maxsize=4000)  # every rule asks for them
def sentences(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """The sentences of a paragraph: ended by a stop before a capital, never inside a number or "TT."."""
    return tuple(
        replace(paragraph, text=piece.strip())
        for piece in _SENTENCE_END.split(paragraph.text)
        if piece.strip()
    )
