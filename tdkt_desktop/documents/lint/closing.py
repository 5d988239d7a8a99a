"""Where the text ends and recipients and signatures begin, and which is which there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tdkt_desktop.documents.lint.parts import Part
from tdkt_desktop.documents.lint.reading import Text, Zone
from tdkt_desktop.vietnamese.text import fold, nfc

SMALL = 10.0
PREFIX = re.compile(r"^(TM|KT|TL|TUQ|Q|K/T|T/M|T/L)\b\s*[./:]?\s*\w")
ROLES = re.compile(
    r"\b(CHỦ TỊCH|CHỦ TOẠ|CHỦ TỌA|GIÁM ĐỐC|TRƯỞNG|CHÁNH|THƯ KÝ|ĐẠI DIỆN|BỘ TRƯỞNG|CHỦ NHIỆM|HIỆU TRƯỞNG|BÍ THƯ|VIỆN TRƯỞNG"
    r"|NGƯỜI LẬP|NGƯỜI GHI|PHÓ)\b"
)
TO_THE_RIGHT = 55.0  # millimetres from the edge of the text


def is_label(text: Text) -> bool:
    """Whether it is "Nơi nhận", however it is written."""
    return fold(nfc(text.text)).strip().rstrip(":. ") == "noi nhan"


def closing_start(texts: Sequence[Text], start: int, end: int) -> int:
    """The index of the first text of recipients or signatures; `end` where there is none."""
    return next((index for index in range(start, end) if _closes(texts[index])), end)


def closing_parts(texts: Sequence[Text]) -> list[Part]:
    """The part of each text from there on."""
    found: list[Part] = []
    last_of = {(text.row, text.column): index for index, text in enumerate(texts)}
    titled: set[tuple[int, int]] = set()
    listed = {(text.row, text.column) for text in texts if is_label(text)}
    seen_label = signed = False
    for index, text in enumerate(texts):
        words = nfc(text.text).strip()
        beside = (text.row, text.column) in listed and text.where.zone is not Zone.FLOW
        if is_label(text):
            seen_label = True
            found.append(Part.RECIPIENTS_LABEL)
        elif beside or (seen_label and text.where.zone is Zone.FLOW and words.startswith(("-", "–"))):
            found.append(Part.RECIPIENT if seen_label else Part.OTHER)
        elif text.face.size < SMALL or text.where.zone is Zone.CELL:
            found.append(Part.OTHER)
        elif words.startswith("("):
            found.append(Part.SIGNER_NOTE)
        elif _is_name(text, words, titled) and last_of[text.row, text.column] == index:
            found.append(Part.SIGNER_NAME)
        elif words.isupper() or _closes(text):
            signed = True
            titled.add((text.row, text.column))
            found.append(Part.SIGNER_TITLE)
        else:
            found.append(Part.SIGNER_NAME if signed and len(words) < 60 else Part.OTHER)
    return found


def _is_name(text: Text, words: str, titled: set[tuple[int, int]]) -> bool:
    """A name in capitals: the last under a title, with no office in it."""
    under = text.where.zone is Zone.COLUMN and (text.row, text.column) in titled
    return under and words.isupper() and not PREFIX.match(words) and not ROLES.search(words)


def _closes(text: Text) -> bool:
    if text.where.zone is Zone.CELL:
        return False
    if is_label(text):
        return True
    words = nfc(text.text).strip()
    if not words.isupper() or len(words) > 60:
        return False
    if text.where.zone is Zone.COLUMN:
        return bool(PREFIX.match(words) or ROLES.search(words))
    aside = text.align in {"center", "right"} or (text.indent_mm or 0) > TO_THE_RIGHT
    return aside and bool(PREFIX.match(words))
