"""The parts of a letterhead, told by their words; issuer and parent told apart by weight or by what an office is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tdkt_desktop.documents.lint.parts import Part
from tdkt_desktop.documents.lint.reading import Text
from tdkt_desktop.vietnamese.text import fold, nfc

DASHES = re.compile(r"^[\s_\-–—*=.]+$")
NUMBER = re.compile(r"^số\s*[:.]?.*[/\d]", re.IGNORECASE)
# What the name of an office starts with: a new line that starts so is another office.
OFFICES = (
    "UBND",
    "ỦY BAN",
    "UỶ BAN",
    "HỘI ĐỒNG",
    "HĐND",
    "BỘ ",
    "SỞ ",
    "BAN ",
    "ĐOÀN ",
    "PHÒNG ",
    "VĂN PHÒNG",
    "CHI CỤC",
    "CỤC ",
    "TỔNG CỤC",
    "TRUNG TÂM",
    "TRƯỜNG ",
    "CÔNG TY",
    "TỔ ",
    "CHI NHÁNH",
    "LIÊN MINH",
    "HỘI ",
)


def head_parts(texts: Sequence[Text]) -> list[Part]:
    """The part of each text before the kind of the paper."""
    parts = [_told_by_words(text) for text in texts]
    _go_on(texts, parts)
    _end_issuer(parts)
    lines = [index for index, part in enumerate(parts) if part is Part.ISSUER]
    for index in lines[: _first_of_issuer([texts[index] for index in lines])]:
        parts[index] = Part.PARENT
    return parts


def _told_by_words(text: Text) -> Part:
    words = nfc(text.text).strip()
    folded = fold(words)
    if DASHES.match(words):
        return Part.FAKE_RULE
    if folded.startswith("cong hoa xa hoi"):
        return Part.COUNTRY
    if "doc lap" in folded and ("tu do" in folded or "hanh phuc" in folded):
        return Part.MOTTO
    if "ngay" in folded.split() and "nam" in folded.split():
        return Part.PLACE_DATE
    if NUMBER.match(words):
        return Part.NUMBER
    if folded.startswith("v/v"):
        return Part.OTHER
    is_name = words.isupper() or text.column == 0
    return Part.ISSUER if is_name and len(words) > 2 else Part.OTHER


def _go_on(texts: Sequence[Text], parts: list[Part]) -> None:
    """What goes on with a country or a motto broken over two lines is that part, no issuer."""
    seen: Part | None = None
    for index, part in enumerate(parts):
        if part in {Part.COUNTRY, Part.MOTTO}:
            seen = part
        elif part in {Part.ISSUER, Part.OTHER} and seen and texts[index].column > 0:
            parts[index] = seen


def _end_issuer(parts: list[Part]) -> None:
    """What stands under the number is what a letter is about ("V/v ..."), no issuer."""
    if Part.NUMBER in parts:
        for index in range(parts.index(Part.NUMBER) + 1, len(parts)):
            if parts[index] is Part.ISSUER:
                parts[index] = Part.OTHER


def _first_of_issuer(lines: Sequence[Text]) -> int:
    """How many of the lines on the left name the office above."""
    bold = [line.face.bold for line in lines]
    switch = bold.index(True) if True in bold else 0
    if switch and all(bold[switch:]):
        return switch
    starts = [index for index, line in enumerate(lines) if nfc(line.text).strip().upper().startswith(OFFICES)]
    return starts[-1] if len(starts) > 1 else 0
