"""The letters of a Word paragraph: spans in their faces, lines broken by hand, page breaks, what is not shown left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from tdkt_desktop.documents.lint.reading import Span
from tdkt_desktop.documents.lint.word_rules import FALLBACK
from tdkt_desktop.documents.lint.word_styles import Styles, switched, value
from tdkt_desktop.vietnamese.legacy import font_encoding

HIDDEN = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr"), FALLBACK}
SOFT_HYPHEN = "\u00ad"
BOX_TEXT = qn("w:txbxContent")


@dataclass
class Lines:
    """The lines of a paragraph as broken by hand, and the page breaks in front of its text and after that."""

    spans: list[list[Span]] = field(default_factory=lambda: [[]])
    pages_before: int = 0
    pages_after: int = 0


def lines_of(paragraph: Any, styles: Styles, *, rendered: bool) -> Lines:
    """The lines of a paragraph.

    `rendered` says that Word noted its page breaks; then those count, else the breaks made by hand.
    """
    found = Lines()
    for run in _runs(paragraph):
        chain = styles.run_chain(run, paragraph)
        if switched(chain, "w:vanish"):
            continue
        face = styles.face(run, paragraph)
        underlined = (value(chain, "w:u") or "none") != "none"
        capital = switched(chain, "w:caps")
        old = font_encoding(face.family) is not None
        for piece in _pieces(run, rendered=rendered):
            if piece == SOFT_HYPHEN and not old:
                continue  # where a word may break; in an old font it is a letter
            if piece == "\f":
                started = any(span.text.strip() for line in found.spans for span in line)
                found.pages_after += started
                found.pages_before += not started
            elif piece == "\n":
                found.spans.append([])
            else:
                found.spans[-1].append(Span(piece.upper() if capital else piece, face, underlined))
    return found


def has_box(paragraph: Any) -> bool:
    """Whether a text box hangs on the paragraph."""
    return next(paragraph.iter(BOX_TEXT), None) is not None


def _runs(element: Any) -> Iterator[Any]:
    for inner in element:
        if inner.tag == qn("w:r"):
            yield inner
        elif inner.tag not in HIDDEN:
            yield from _runs(inner)


def _pieces(run: Any, *, rendered: bool) -> Iterator[str]:
    for part in run:
        tag = part.tag
        if tag == qn("w:t"):
            yield part.text or ""
        elif tag == qn("w:tab"):
            yield "\t"
        elif tag == qn("w:noBreakHyphen"):
            yield "-"
        elif tag == qn("w:softHyphen"):
            yield SOFT_HYPHEN
        elif tag == qn("w:sym"):
            yield _sign(part)
        elif tag == qn("w:lastRenderedPageBreak"):
            yield from ["\f"] if rendered else []
        elif tag in {qn("w:br"), qn("w:cr")}:
            yield from _break(part, rendered=rendered)


def _break(part: Any, *, rendered: bool) -> list[str]:
    if part.get(qn("w:type")) == "page":
        return [] if rendered else ["\f"]
    return ["\n"]


def _sign(part: Any) -> str:
    try:
        return chr(int(part.get(qn("w:char")) or "25A1", 16))
    except (ValueError, OverflowError):
        return "□"
