"""One neutral reading of a finished paper, whatever file it came from: what the rules look at.

Lengths are millimetres from the top left corner of the page, sizes are points. What a format does not tell is None:
a rule then has nothing to say. A Word file has no pages of its own; a PDF has no styles and no paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

PDF, WORD = "pdf", "docx"
LEFT, CENTER, RIGHT, JUSTIFY = "left", "center", "right", "justify"
WORDS = 40


class Zone(StrEnum):
    """Where a text stands: in the flow, in columns that only place it, in a ruled table."""

    FLOW = "flow"
    COLUMN = "column"
    CELL = "cell"


@dataclass(frozen=True)
class Face:
    """How letters look."""

    family: str
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Span:
    """A stretch of text in one face."""

    text: str
    face: Face
    underlined: bool = False


@dataclass(frozen=True)
class Box:
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Where:
    """Which page (from 1; 0 where the file does not tell), which paragraph of the file (from 1), its first words."""

    page: int
    paragraph: int
    zone: Zone = Zone.FLOW
    words: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph, or a line of one where the rules look at lines (letterhead, signatures).

    `row` and `column` name the columns a text shares with others; `room_mm` is the width it may take; `leading` is a
    multiple of single spacing; `before_pt` is the gap to the text above. `wraps` says whether it takes more than one
    line; `continued` marks what goes on after a line break by hand; `stretched` whether words are double spaced.
    """

    spans: tuple[Span, ...]
    where: Where
    row: int = 0
    column: int = 0
    columns: int = 1
    align: str | None = None
    indent_mm: float | None = None
    before_pt: float | None = None
    leading: float | None = None
    room_mm: float | None = None
    box: Box | None = None
    wraps: bool | None = None
    continued: bool = False
    stretched: bool = False
    boxes: int = 0

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def at(self) -> Where:
        """Its place with its first words, to be found by."""
        words = " ".join(self.text.split())
        return replace(self.where, words=words if len(words) <= WORDS else f"{words[:WORDS].rstrip()} ...")

    @property
    def inked(self) -> tuple[Span, ...]:
        """The spans that print something."""
        return tuple(span for span in self.spans if span.text.strip())

    @property
    def face(self) -> Face:
        """The face of most of its letters."""
        counted: dict[Face, int] = {}
        for span in self.spans:
            counted[span.face] = counted.get(span.face, 0) + len(span.text.strip())
        return max(counted, key=lambda face: counted[face])

    @property
    def underlined(self) -> bool:
        return bool(self.inked) and all(span.underlined for span in self.inked)


@dataclass(frozen=True)
class Rule:
    """A drawn horizontal line; `below` is the index of the text it stands under, -1 where there is none."""

    page: int
    length_mm: float
    below: int
    offset_mm: float | None = None


@dataclass(frozen=True)
class PageNumber:
    """A page number as printed (PDF) or as it will be (Word, value None)."""

    value: int | None
    at_top: bool
    align: str
    face: Face


@dataclass(frozen=True)
class Sheet:
    """A page of a PDF, a section of a Word file. `starts` is where its texts begin in the reading.

    `numbered` tells whether the first page of the sheet shows its number, `restarts` whether counting starts anew;
    `marked_to` how far down a page of a PDF pictures and lines reach.
    """

    width_mm: float
    height_mm: float
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None
    number: PageNumber | None
    numbered: bool
    restarts: bool = False
    starts: int = 0
    marked_to: float = 0.0

    @property
    def is_landscape(self) -> bool:
        return self.width_mm > self.height_mm


@dataclass(frozen=True)
class Reading:
    """The whole paper. `pages` is 0 where the file does not tell; `unseen` says in words what could not be read."""

    kind: str
    sheets: tuple[Sheet, ...]
    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    pages: int = 0
    unseen: tuple[str, ...] = field(default=())

    def under(self, index: int) -> tuple[Rule, ...]:
        """The rules right under a text."""
        return tuple(rule for rule in self.rules if rule.below == index)
