"""What a guide on paper has beside the blocks of a paper. Drawn as PDF only: a guide is read, not worked on in Word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tdkt_desktop.documents.neutral.runs import Run


@dataclass(frozen=True)
class Step:
    """An item that hangs beside its sign: "1." of a step, "–" of a list."""

    sign: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Note:
    """A paragraph set apart."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Figure:
    """A picture of the screen as PNG, its size in pixels, and what it shows."""

    png: bytes
    width: int
    height: int
    caption: str


@dataclass(frozen=True)
class ContentsLine:
    """A line of the table of contents; level 0 names a group and has no page. Page 0 is not known yet."""

    text: str
    page: int
    level: int = 1


@dataclass(frozen=True)
class Contents:
    """The table of contents."""

    title: str
    lines: tuple[ContentsLine, ...]


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own."""


GuideBlock = Step | Note | Figure | Contents | NewPage


def guide_texts(block: GuideBlock) -> Sequence[str]:
    """Every text of a block, in order."""
    match block:
        case Step():
            return [f"{block.sign} {_joined(block.runs)}"]
        case Note():
            return [_joined(block.runs)]
        case Figure():
            return [block.caption]
        case Contents():
            return [block.title, *(line.text for line in block.lines)]
        case NewPage():
            return []


def _joined(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)
