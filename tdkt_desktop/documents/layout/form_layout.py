"""Where the parts of a form line stand, measured once for all writers: words, boxes, dotted room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.layout.text_widths import width_mm
from tdkt_desktop.documents.neutral.form_blocks import Blank, Box, FormItem, Part

BOX_SPACES = 4  # before a box that follows something: its square belongs to the word behind it


@dataclass(frozen=True)
class Placed:
    """A part of a line with its place from the left; `spaces` are the blanks in front of it."""

    part: Part
    x_mm: float
    width_mm: float
    spaces: int


@dataclass(frozen=True)
class Arranged:
    """An item as both writers draw it: `beside_mm` is the room beside the words, 0 where there is none."""

    beside_mm: float
    beside: tuple[Placed, ...]
    lines: tuple[tuple[Placed, ...], ...]


def arranged(item: FormItem, width: float, style: PageStyle, spare: float = 0.0) -> Arranged:
    """Choose the room beside the words, narrow or wide; what fits neither goes on a line of its own.

    `spare` millimetres at the end of each line stay free, for a writer whose boxes and blanks are a little wider.
    """
    room = width - spare - (style.form["number_mm"] if item.number else 0)
    rest = [line for parts in item.lines for line in form_lines(parts, room, style)]
    if not item.beside:
        return Arranged(0, (), tuple(rest))
    for measure in ("narrow_mm", "wide_mm"):
        lines = form_lines(item.beside, style.form[measure] - spare, style)
        if len(lines) == 1 and _end(lines[0]) <= style.form[measure] - spare + 0.01:
            return Arranged(style.form[measure], lines[0], tuple(rest))
    return Arranged(0, (), (*form_lines(item.beside, room, style), *rest))


def form_lines(parts: Sequence[Part], room: float, style: PageStyle) -> list[tuple[Placed, ...]]:
    """Set parts in lines of `room` mm; dotted room without a width shares what its line has left."""
    lines: list[list[Placed]] = [[]]
    for part in (piece for whole in parts for piece in _pieces(whole, room, style)):
        width = _natural(part, style)
        made = _after(lines[-1], part, width, style)
        if lines[-1] and made.x_mm + width > room + 0.01:
            lines.append([])
            made = _after([], part, width, style)
        lines[-1].append(made)
    return [_stretched(line, room) for line in lines if line]


def _after(line: list[Placed], part: Part, width: float, style: PageStyle) -> Placed:
    if not line:
        return Placed(part, 0, width, 0)
    spaces = BOX_SPACES if isinstance(part, Box) and not isinstance(line[-1].part, str) else 1
    return Placed(part, _end(line) + spaces * _space(style), width, spaces)


def _stretched(line: list[Placed], room: float) -> tuple[Placed, ...]:
    open_ended = sum(1 for placed in line if isinstance(placed.part, Blank) and not placed.part.width_mm)
    more = (room - _end(line)) / open_ended if open_ended else 0
    shift, found = 0.0, []
    for placed in line:
        grown = more if isinstance(placed.part, Blank) and not placed.part.width_mm else 0
        found.append(replace(placed, x_mm=placed.x_mm + shift, width_mm=placed.width_mm + grown))
        shift += grown
    return tuple(found)


def _pieces(part: Part, room: float, style: PageStyle) -> list[Part]:
    """A part as it is, or cut between words where it is longer than a line, and a word longer than that by letters."""
    if isinstance(part, Blank) or _natural(part, style) <= room:
        return [part]
    most = room - (style.form["box_mm"] + _space(style) if isinstance(part, Box) else 0)
    whole = (part.label if isinstance(part, Box) else part).split()
    words = [piece for word in whole for piece in _letters(word, most, style)]
    head: Part = Box("") if isinstance(part, Box) else ""
    pieces: list[Part] = []
    for word in words:
        longer: Part = (
            Box(f"{head.label} {word}".strip()) if isinstance(head, Box) else f"{head} {word}".strip()
        )
        if head not in ("", Box("")) and _natural(longer, style) > room:
            pieces.append(head)
            longer = word
        head = longer
    return [*pieces, head]


def _letters(word: str, room: float, style: PageStyle) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_mm(pieces[-1] + letter, style.sizes["form"]) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _natural(part: Part, style: PageStyle) -> float:
    if isinstance(part, Blank):
        return part.width_mm or style.form["blank_mm"]
    if isinstance(part, Box):
        return style.form["box_mm"] + _space(style) + width_mm(part.label, style.sizes["form"])
    return width_mm(part, style.sizes["form"])


def _space(style: PageStyle) -> float:
    return width_mm(" ", style.sizes["form"])


def _end(line: Sequence[Placed]) -> float:
    return line[-1].x_mm + line[-1].width_mm
