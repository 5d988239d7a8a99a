"""Blocks of a form to fill by hand: boxes to tick, dotted room to write in, empty grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """An empty square to tick with the word behind it."""

    label: str


@dataclass(frozen=True)
class Blank:
    """Dotted room to write in. Without a width of its own it takes what its line has left."""

    width_mm: float = 0.0


Part = str | Box | Blank


@dataclass(frozen=True)
class Grid:
    """An empty ruled table: its head, the shares of its columns, how many rows, and what stands in the first column."""

    header: tuple[str, ...]
    widths: tuple[float, ...]
    rows: int
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormHead:
    """The head of a part of the form: a shaded band, what to look at in small type, a line of parts (a verdict)."""

    text: str
    hint: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class FormItem:
    """One thing to fill: a number, the words, a hint in small type; room beside the words, lines or a grid below.

    Without a number it takes the whole width. An item stays on one page.
    """

    number: str = ""
    text: str = ""
    hint: str = ""
    beside: tuple[Part, ...] = ()
    lines: tuple[tuple[Part, ...], ...] = ()
    grid: Grid | None = None


def form_texts(block: FormHead | FormItem | Grid) -> Sequence[str]:
    """The printed words of a form block in reading order."""
    match block:
        case Grid():
            return [*block.header, *block.labels]
        case FormHead():
            return [block.text, block.hint, *_words(block.parts)]
        case FormItem():
            below = [word for line in block.lines for word in _words(line)]
            grid = form_texts(block.grid) if block.grid else ()
            return [block.number, block.text, block.hint, *_words(block.beside), *below, *grid]


def _words(parts: Sequence[Part]) -> list[str]:
    return [part.label if isinstance(part, Box) else part for part in parts if not isinstance(part, Blank)]
