"""Paragraphs of a paper: a text broken into lines and drawn, in the faces of the page style.

reportlab has paragraphs of its own, with markup, pictures, links, hyphens. A paper needs none of that, and these take
a third of the time: a word is measured once for a file, a paragraph broken once for a width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable

from tdkt_desktop.documents.layout.clean_text import clean
from tdkt_desktop.documents.neutral.blocks import Run
from tdkt_desktop.documents.pdf.face import Face, escape_string

FIRM = "\u00a0"
BLANKS = FIRM * 2  # room for handwriting is a run of spaces; firm ones keep their width
GAPS = re.compile(r"[^\S\u00a0]+")  # where a line may break
LEAST = 1e-6  # points: what adding up widths may err


class Word(NamedTuple):
    """A word with its width; where the face changes inside it, it has several pieces."""

    width: float
    pieces: tuple[tuple[Face, str], ...]


class Line(NamedTuple):
    """A line: its words and the width they leave over; the last line of a paragraph is not spread out."""

    words: Sequence[Word]
    left_over: float
    is_last: bool


BREAK = Word(0.0, ())  # a line break that was typed


class Text(Flowable):
    """A paragraph. `is_cut` says that it goes on on another page, so that its last line is spread out too."""

    def __init__(self, words: Sequence[Word], style: ParagraphStyle) -> None:
        super().__init__()
        self.words, self.style, self.is_cut = words, style, False
        self.lines = list[Line]()
        self._set_in = -1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._set_in != width:
            self.lines, self._set_in = list(self._broken(width)), width
            self.width, self.height = width, len(self.lines) * float(self.style.leading)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """As many lines as fit, but never one alone at the foot of a page, nor at the head where the style minds."""
        self.wrap(width, height)
        style, whole = self.style, len(self.lines)
        fitting = int(height / style.leading + LEAST)
        if fitting >= whole:
            return [self]
        if not style.allowWidows and fitting == whole - 1:
            fitting = fitting - 1 if whole > 3 else 0
        if fitting <= (0 if style.allowOrphans else 1):
            return []
        return self._cut(sum(self._taken(line) for line in self.lines[:fitting]))

    def draw(self) -> None:
        canvas: Any = self.canv
        canvas._code.append(" ".join(self._drawn(canvas)))  # noqa: SLF001 - reportlab's text object is made for more

    def _cut(self, place: int) -> list[Flowable]:
        """The paragraph in two; the second has no indent of its own."""
        later = self.style.clone(self.style.name, firstLineIndent=0)
        first, second = self._part(self.words[:place], self.style), Text(self.words[place:], later)
        first.is_cut, second.is_cut = True, self.is_cut
        return [first, second]

    def _part(self, words: Sequence[Word], style: ParagraphStyle) -> Text:
        return Text(words, style)

    def _taken(self, line: Line) -> int:
        """How many words of the paragraph a line took, a break that ended it included."""
        return len(line.words) + (line.is_last and line is not self.lines[-1])

    def _broken(self, width: float) -> Iterator[Line]:
        style = self.style
        space = _space(style)
        inner = width - style.leftIndent - style.rightIndent
        room, used, start = inner - style.firstLineIndent, -space, 0
        words = self.words = _within(self.words, inner, room)
        for place, word in enumerate(words):
            if word is BREAK:
                yield Line(words[start:place], room - max(used, 0), is_last=True)
                room, used, start = inner, -space, place + 1
                continue
            longer = used + space + word.width
            if longer > room + LEAST and place > start:
                yield Line(words[start:place], room - used, is_last=False)
                room, used, start = inner, word.width, place
            else:
                used = longer
        if start < len(words):
            yield Line(words[start:], room - used, is_last=not self.is_cut)

    def _drawn(self, canvas: Any) -> Iterator[str]:
        style, pen = self.style, _Pen(canvas, self.style)
        yield f"BT 0 0 0 rg 1 0 0 1 0 {_number(self.height - style.fontSize)} Tm"
        left = 0.0
        for place, line in enumerate(self.lines):
            start = style.leftIndent + (style.firstLineIndent if place == 0 else 0) + self._shift(line)
            down = style.leading if place else 0
            if down or start != left:
                yield f"{_number(start - left)} {_number(-down)} Td"
            left = start
            yield from pen.line(line, spread=style.alignment == TA_JUSTIFY and not line.is_last)
        yield "ET"

    def _shift(self, line: Line) -> float:
        match self.style.alignment:
            case _ if self.style.alignment == TA_CENTER:
                return line.left_over / 2
            case _ if self.style.alignment == TA_RIGHT:
                return line.left_over
            case _:
                return 0.0


class Bookmarked(Text):
    """A heading that becomes a bookmark of the file; `outline` is its level from 0 and its text."""

    outline: tuple[int, str] | None = None

    def _part(self, words: Sequence[Word], style: ParagraphStyle) -> Text:
        made = Bookmarked(words, style)
        made.outline = self.outline
        return made


class _Pen:
    """Writes lines, naming a face and a spread only where they change."""

    def __init__(self, canvas: Any, style: ParagraphStyle) -> None:
        self.document, self.size = canvas._doc, _number(style.fontSize)  # noqa: SLF001
        self.face, self.spread = "", 0.0

    def line(self, line: Line, *, spread: bool) -> Iterator[str]:
        texts = _joined(line.words)
        blanks = sum(text.count(" ") + text.count(FIRM) for _, text in texts)
        wider = max(line.left_over, 0) / blanks if spread and blanks else 0.0
        if wider != self.spread:
            self.spread = wider
            yield f"{_number(wider)} Tw"
        for face, text in texts:
            for subset, codes in face.splitString(text, self.document):
                name = face.getSubsetInternalName(subset, self.document)
                if name != self.face:
                    self.face = name
                    yield f"{name} {self.size} Tf"
                yield f"({escape_string(codes)}) Tj"


def set_text(runs: Sequence[Run], style: ParagraphStyle) -> Text:
    """A paragraph of runs; whatever is typed stays text."""
    return Text(_words(runs, style), style)


def set_heading(text: str, style: ParagraphStyle, level: int) -> Bookmarked:
    """A heading as a paragraph that is a bookmark too; `level` counts from 0."""
    made = Bookmarked(_words((Run(text),), style), style)
    made.outline = (level, text)
    return made


def escaped(text: str) -> str:
    """Plain text as reportlab markup."""
    return escape(clean(text), quote=False).replace("\n", "<br/>").replace("  ", BLANKS)


def _words(runs: Sequence[Run], style: ParagraphStyle) -> list[Word]:
    """The words of runs. A run that starts or ends inside a word gives that word several pieces."""
    found, is_open = list[Word](), False
    for run in runs:
        face = _face(style.fontName, run.bold, run.italic)
        known = face.words_of(style.fontSize)
        for number, part in enumerate(clean(run.text).replace("  ", BLANKS).split("\n")):
            if number:
                found.append(BREAK)
                is_open = False
            if not part:
                continue
            texts = part.split() if FIRM not in part else [text for text in GAPS.split(part) if text]
            made = [known.get(text) or _word(text, face, style.fontSize) for text in texts]
            if is_open and made and (part[0] == FIRM or not part[0].isspace()):
                before = found.pop()
                made[0] = Word(before.width + made[0].width, before.pieces + made[0].pieces)
            found += made
            is_open = bool(made) and (part[-1] == FIRM or not part[-1].isspace())
    return found


def _word(text: str, face: Face, size: float) -> Word:
    made = face.words_of(size)[text] = Word(face.stringWidth(text, size), ((face, text),))
    return made


def _within(words: Sequence[Word], inner: float, first: float) -> Sequence[Word]:
    """The words, those longer than a line cut into pieces that fit: nothing is lost at the margin."""
    narrow = min(inner, first)
    if all(word.width <= narrow for word in words):
        return words
    found = list[Word]()
    for word in words:
        found += [word] if word.width <= narrow else _pieces(word, narrow)
    return found


def _pieces(word: Word, room: float) -> list[Word]:
    """A long word letter by letter."""
    letters = sum(len(text) for _, text in word.pieces)
    found, parts, width = list[Word](), list[tuple[Face, str]](), 0.0
    size = word.width / max(sum(face.stringWidth(text, 1) for face, text in word.pieces), LEAST)
    for face, text in word.pieces:
        for letter in text:
            wide = face.stringWidth(letter, size)
            if parts and width + wide > room:
                found.append(Word(width, tuple(parts)))
                parts, width = [], 0.0
            parts.append((face, letter))
            width += wide
    return [*found, Word(width, tuple(parts))] if letters else []


def _joined(words: Sequence[Word]) -> list[tuple[Face, str]]:
    """A line as few texts as its faces allow; a blank belongs to the word before it."""
    face = words[0].pieces[0][0] if words else None
    if face and all(len(word.pieces) == 1 and word.pieces[0][0] is face for word in words):
        return [(face, " ".join(word.pieces[0][1] for word in words))]
    found = list[tuple[Face, str]]()
    for place, word in enumerate(words):
        for number, (face, text) in enumerate(word.pieces):
            before = " " if place and number == 0 else ""
            if found and found[-1][0] is face:
                found[-1] = (face, f"{found[-1][1]}{before}{text}")
            else:
                if before:
                    found[-1] = (found[-1][0], f"{found[-1][1]} ")
                found.append((face, text))
    return found


def _face(base: str, bold: bool, italic: bool) -> Face:
    """The face of a run in a paragraph: its own weight and slant on top of the paragraph's."""
    stem, _, kind = base.partition("-")
    bold, italic = bold or "Bold" in kind, italic or "Italic" in kind
    kind = f"{'Bold' if bold else ''}{'Italic' if italic else ''}"
    face: Any = pdfmetrics.getFont(f"{stem}-{kind}" if kind else stem)
    found: Face = face
    return found


def _space(style: ParagraphStyle) -> float:
    face: Any = pdfmetrics.getFont(style.fontName)
    return float(face.stringWidth(" ", style.fontSize))


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"
