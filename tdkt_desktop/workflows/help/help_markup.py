"""The Markdown of the help pages, read once for the screen and for paper.

Known: headings, paragraphs, lists, tables, code, notes ("> "), a picture alone on its line, bold, links, and keys
written as code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_ITEM = re.compile(r"(-|\d+\.) +(.*)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_MARKED = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<target>[^)\s]+)\)")
_KEY = re.compile(r"(?:Ctrl|Alt|Shift)(?:\+.+)?|F\d{1,2}|Esc|Enter|Tab|Delete|Backspace|Dấu cách|[↑↓←→]")
_RULE = re.compile(r"\|[\s:|-]+\|")


class Kind(StrEnum):
    """What a part of a page is."""

    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    NOTE = "note"
    IMAGE = "image"
    CODE = "code"


class PieceKind(StrEnum):
    """How a stretch of text is meant."""

    PLAIN = "plain"
    BOLD = "bold"
    KEY = "key"
    CODE = "code"
    LINK = "link"


class Piece(NamedTuple):
    """A stretch of text; `target` is the file that a link leads to."""

    text: str
    kind: PieceKind = PieceKind.PLAIN
    target: str = ""


@dataclass(frozen=True)
class Part:
    """Lines of one kind that stand together."""

    kind: Kind
    lines: tuple[str, ...]

    @property
    def level(self) -> int:
        """Of a heading: 1 is the title of the page."""
        return len(self.lines[0].partition(" ")[0])

    @property
    def words(self) -> str:
        """Of a heading, a text or a note: all of it on one line."""
        if self.kind is Kind.HEADING:
            return self.lines[0].partition(" ")[2]
        return " ".join(line.lstrip("> ") if self.kind is Kind.NOTE else line for line in self.lines)

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        """Of a list: the sign ("-", "1.") and the text of each item."""
        found = (_ITEM.match(line) for line in self.lines)
        return tuple((item[1], item[2]) for item in found if item)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Of a table: its rows, the head first where `has_head`."""
        return tuple(
            tuple(cell.strip() for cell in line.strip("|").split("|"))
            for line in self.lines
            if not _RULE.fullmatch(line)
        )

    @property
    def has_head(self) -> bool:
        return any(_RULE.fullmatch(line) for line in self.lines)

    @property
    def picture(self) -> tuple[str, str]:
        """Of an image: the file and what it shows; blank where the line is not well formed."""
        found = _IMAGE.match(self.lines[0])
        return (found[2], found[1]) if found else ("", "")

    @property
    def code(self) -> str:
        return "\n".join(line.removeprefix("    ") for line in self.lines).strip("\n")


def parts_of(markdown: str) -> tuple[Part, ...]:
    """The parts of a page in order."""
    reader = _Reader()
    for line in markdown.split("\n"):
        reader.take(line.rstrip())
    reader.turn("")
    return tuple(reader.found)


def pieces_of(text: str) -> tuple[Piece, ...]:
    """A line of text as pieces. Code first, so that nothing inside it is read as bold or as a link."""
    found: list[Piece] = []
    for number, part in enumerate(text.split("`")):
        if number % 2:
            found.append(Piece(part, PieceKind.KEY if _KEY.fullmatch(part) else PieceKind.CODE))
        else:
            found += _marked(part)
    return tuple(piece for piece in found if piece.text)


def plain_words(text: str) -> str:
    """A line of text without its marks."""
    return "".join(piece.text for piece in pieces_of(text))


def _marked(text: str) -> list[Piece]:
    found, end = list[Piece](), 0
    for mark in _MARKED.finditer(text):
        found.append(Piece(text[end : mark.start()]))
        if bold := mark["bold"]:
            found.append(Piece(bold, PieceKind.BOLD))
        else:
            found.append(Piece(mark["words"], PieceKind.LINK, mark["target"]))
        end = mark.end()
    return [*found, Piece(text[end:])]


class _Reader:
    """Gathers lines of one kind and gives them as a part when another kind begins."""

    def __init__(self) -> None:
        self.found: list[Part] = []
        self.lines: list[str] = []
        self.kind = ""

    def take(self, line: str) -> None:
        if self.kind == "fence":
            if line.startswith("```"):
                self.turn("")
            else:
                self.lines.append(line)
        elif line.startswith("```"):
            self.turn("fence")
        elif self.kind == Kind.LIST and line.startswith("  ") and self.lines:
            self.lines[-1] += f" {line.strip()}"
        else:
            kind = self._kind_of(line)
            if kind == "blank" and self.kind == Kind.CODE:
                self.lines.append("")
                return
            self.turn(kind)
            self.lines.append(line)

    def turn(self, kind: str) -> None:
        """Go on with the same kind, or give what was gathered. Headings and pictures stand alone."""
        if kind == self.kind and kind not in {Kind.HEADING, Kind.IMAGE}:
            return
        lines, self.lines = self.lines, []
        was, self.kind = self.kind, kind
        if lines and was not in {"", "blank"}:
            self.found.append(Part(Kind.CODE if was == "fence" else Kind(was), tuple(lines)))

    def _kind_of(self, line: str) -> str:
        if not line:
            return "blank"
        if line.startswith("    ") and self.kind in {"", "blank", Kind.CODE}:
            return Kind.CODE
        for start, kind in (("#", Kind.HEADING), ("|", Kind.TABLE), (">", Kind.NOTE), ("![", Kind.IMAGE)):
            if line.startswith(start):
                return kind
        return Kind.LIST if _ITEM.match(line) else Kind.TEXT
