"""Which part of an official paper each text of a reading is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tdkt_desktop.documents.lint.closing import closing_parts, closing_start
from tdkt_desktop.documents.lint.letterhead import head_parts
from tdkt_desktop.documents.lint.parts import FORM_KIND, KINDS, Part
from tdkt_desktop.documents.lint.reading import CENTER, Reading, Text, Zone
from tdkt_desktop.vietnamese.text import nfc

SMALL = 10.0
BLANKS = "\t "
IN_HEAD = 40
MOST_SUBJECT_LINES = 5
APPENDIX = re.compile(r"^phụ lục(\s+(số\s+)?([IVXLC]+|\d{1,2}|bổ sung))?[.:]?$", re.IGNORECASE)
HEADING_1 = re.compile(r"^([IVXLC]+)[.)/]\s")
HEADING_2 = re.compile(r"^(\d{1,2})[.)/]\s")
HEADING_3 = re.compile(r"^([a-zđ])[.)]\s")
BULLET = re.compile(r"^[-+–•*]\s")
DOTS = re.compile(r"^[\s.…_·\-–—*=]+$")
_KINDS = {kind.casefold() for kind in KINDS}


@dataclass(frozen=True)
class Paper:
    """A reading with the part of each of its texts. `appendices` are the indices of appendix labels."""

    reading: Reading
    parts: tuple[Part, ...]
    kind: str
    appendices: tuple[int, ...]

    @property
    def is_form(self) -> bool:
        """A form to fill by hand is no official paper: the decree says nothing of its body."""
        folded = self.kind.casefold()
        return folded.startswith(FORM_KIND) and folded not in _KINDS

    def of(self, *parts: Part) -> list[tuple[int, Text]]:
        """The texts of some parts with their indices."""
        return [(index, self.reading.texts[index]) for index, part in enumerate(self.parts) if part in parts]

    @cached_property
    def end(self) -> int:
        """Where the main text ends: at the first appendix or the end of the file."""
        return self.appendices[0] if self.appendices else len(self.parts)


def recognise(reading: Reading) -> Paper:
    """Say of every text what it is, by its words and its place."""
    texts = reading.texts
    appendices = tuple(index for index in range(len(texts)) if _starts_appendix(reading, index))
    bounds = [0, *appendices, len(texts)]
    parts = [Part.OTHER] * len(texts)
    kind_at = _kind_index(texts, bounds[1])
    body = _head(texts, parts, kind_at, bounds[1])
    for start, end in pairwise(bounds):
        if start in appendices:
            body = _appendix_head(texts, parts, start, end)
        _body(texts, parts, body, end)
    kind = nfc(texts[kind_at].text).strip().rstrip(":") if kind_at is not None else ""
    return Paper(reading, tuple(parts), kind, appendices)


def _starts_appendix(reading: Reading, index: int) -> bool:
    text = reading.texts[index]
    if text.where.zone is Zone.CELL or not APPENDIX.match(nfc(text.text).strip()):
        return False
    before = reading.texts[index - 1] if index else None
    at_start = before is None or before.where.page != text.where.page
    return at_start or any(sheet.starts == index for sheet in reading.sheets) or text.align == CENTER


def _kind_index(texts: tuple[Text, ...], end: int) -> int | None:
    for index in range(min(IN_HEAD, end)):
        words = nfc(texts[index].text).strip().rstrip(":").casefold()
        if words in _KINDS or (words.startswith(FORM_KIND) and len(words) < 40):
            return index
    for index in range(min(IN_HEAD, end)):
        text = texts[index]
        if text.where.zone is Zone.FLOW and text.align == CENTER and text.text.isupper() and text.face.bold:
            return index
    return None


def _head(texts: tuple[Text, ...], parts: list[Part], kind_at: int | None, end: int) -> int:
    """Mark the letterhead, the kind and the subject; returns where the body begins."""
    before = kind_at if kind_at is not None else _end_of_columns(texts, end)
    parts[:before] = head_parts(texts[:before])
    if kind_at is None:
        return before
    parts[kind_at] = Part.KIND
    index = kind_at + 1
    while index < min(end, kind_at + 1 + MOST_SUBJECT_LINES) and _is_subject(texts[index]):
        parts[index] = Part.FAKE_RULE if DOTS.match(texts[index].text) else Part.SUBJECT
        index += 1
    return index


def _end_of_columns(texts: tuple[Text, ...], end: int) -> int:
    """A letter has no kind: its head ends with the columns it stands in."""
    index = 0
    while index < min(end, IN_HEAD) and texts[index].where.zone is not Zone.FLOW:
        index += 1
    return index


def _is_subject(text: Text) -> bool:
    if text.where.zone is not Zone.FLOW or text.text.lstrip().startswith("Căn cứ"):
        return False
    if HEADING_1.match(text.text.lstrip()) or text.face.size < SMALL:
        return False
    return not text.text.isupper() and (text.align == CENTER or text.face.bold)


def _appendix_head(texts: tuple[Text, ...], parts: list[Part], start: int, end: int) -> int:
    parts[start] = Part.APPENDIX_LABEL
    index = start + 1
    while index < end and texts[index].where.zone is Zone.FLOW and index < start + 8:
        words = texts[index].text.strip()
        if words.startswith("("):
            while index < end and texts[index].where.zone is Zone.FLOW and index < start + 12:
                parts[index] = Part.APPENDIX_REFERENCE
                index += 1
                if texts[index - 1].text.rstrip().endswith(")"):
                    break
            return index
        if texts[index].align != CENTER and not texts[index].face.bold:
            return index
        if HEADING_1.match(words) or HEADING_2.match(words):
            return index
        parts[index] = Part.APPENDIX_TITLE
        index += 1
    return index


def _body(texts: tuple[Text, ...], parts: list[Part], start: int, end: int) -> None:
    close = closing_start(texts, start, end)
    seen_heading = addressed = False
    for index in range(start, close):
        part = _body_part(texts[index], grounds=not seen_heading)
        addressed = texts[index].text.lstrip(BLANKS).startswith("Kính gửi") or (
            addressed and part is Part.BULLET
        )
        seen_heading = seen_heading or part in {Part.HEADING_1, Part.HEADING_2}
        parts[index] = Part.OTHER if addressed else part
    parts[close:end] = closing_parts(texts[close:end])


def _body_part(text: Text, *, grounds: bool) -> Part:
    words = nfc(text.text).strip()
    if text.where.zone is Zone.CELL:
        return Part.TABLE
    if text.where.zone is Zone.COLUMN or text.face.size < SMALL or DOTS.match(words) or text.continued:
        return Part.OTHER
    if grounds and words.startswith("Căn cứ "):
        return Part.GROUND
    for pattern, part in (
        (HEADING_1, Part.HEADING_1),
        (HEADING_2, Part.HEADING_2),
        (HEADING_3, Part.HEADING_3),
        (BULLET, Part.BULLET),
    ):
        if pattern.match(words):
            return part
    return Part.OTHER if text.align == CENTER else Part.BODY
