"""Letters the printed type lacks: never a silent gap, but a visible "(?)" and a word to the caller."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics

from tdkt_desktop.documents.layout.clean_text import cleaned, with_texts
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Document
from tdkt_desktop.documents.pdf.parts import FACES, register_type

MARK = "(?)"
ALIKE = str.maketrans({"☐": "□", "▢": "□", "❑": "□", "❏": "□", "‐": "-"})
JOINERS = "\u200d\ufe0e\ufe0f"  # choose how a sign before them looks; nothing is lost without them


def missing_letters(document: Document) -> tuple[str, ...]:
    """The signs of a document that a PDF cannot show, in order, each once. For a warning before printing."""
    register_type(load_style())
    return drawable(cleaned(document))[1]


def drawable(document: Document) -> tuple[Document, tuple[str, ...]]:
    """The document with "(?)" for every run of signs the type lacks, and those signs. The type must be registered."""
    found: dict[str, None] = {}

    def replaced(text: str) -> str:
        if not _lacking().search(text):
            return text
        return _lacking().sub(lambda run: _mark(run.group(), found), text.translate(ALIKE))

    return with_texts(document, replaced), tuple(found)


def _mark(run: str, found: dict[str, None]) -> str:
    lost = [sign for sign in run if sign not in JOINERS]
    found.update(dict.fromkeys(lost))
    return MARK if lost else ""


@cache
def _lacking() -> re.Pattern[str]:
    """Matches a run of signs that not every face has."""
    known = set.intersection(*map(_letters, FACES)) | {9, 10}
    known -= {ord(sign) for sign in JOINERS}
    ranges, codes = "", sorted(known)
    start = previous = codes[0]
    for code in [*codes[1:], 0x110000]:
        if code != previous + 1:
            ranges += f"{re.escape(chr(start))}-{re.escape(chr(previous))}"
            start = code
        previous = code
    return re.compile(f"[^{ranges}]+")


def _letters(face: str) -> set[int]:
    font: Any = pdfmetrics.getFont(face)  # its types know no true-type fonts
    return set(font.face.charToGlyph)
