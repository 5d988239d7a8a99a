"""From text with tokens to lines as printed: figures of today, and no orphaned brackets or semicolons around blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tdkt_desktop.notice.lines import SIGNS, Line, Shape
from tdkt_desktop.notice.live_figures import Figures, Shown
from tdkt_desktop.notice.tokens import Part, Token, split
from tdkt_desktop.vietnamese.text import ensure_stop, sentence

_BLANK = "\0"  # where a token shows nothing, until the signs around it are tidied
_TIDY = (
    (re.compile(r" ?\(\0+\)"), ""),
    (re.compile(r"[;,] \0(?=[;,.\0]|$)"), ""),
    (re.compile(r"(^|: )\0[;,] "), r"\1"),
    (re.compile(r"\0"), ""),
)
STOPS = (".", ";")


def render(paragraphs: Iterable[str], figures: Figures) -> tuple[Line, ...]:
    """The lines of a text; one that says nothing any more (all its tokens are blank) is left out."""
    lines = (render_line(text, figures) for text in paragraphs)
    return tuple(line for line in lines if line is not None)


def render_line(source: str, figures: Figures) -> Line | None:
    """One paragraph as printed; None when nothing is left of it."""
    shape, body = shape_of(source)
    parts = split(body)
    shown = [figures.show(part) if isinstance(part, Token) else None for part in parts]
    lead = _lead(parts, shown) if shape is Shape.BULLET else ""
    first = 1 if lead else 0
    text = said(parts[first:], [one.text if one else "" for one in shown[first:]])
    if len(parts) > first and any(shown) and not text.strip(" .,;:"):
        return None
    if shape is not Shape.BULLET and parts and isinstance(parts[0], Token):
        text = sentence(text)
    return Line(
        text,
        shape,
        lead,
        tallies=tuple(dict.fromkeys(one.tally for one in shown if one and one.tally)),
        units=tuple(dict.fromkeys(code for one in shown if one and not one.tally for code in one.units)),
        source=source,
    )


def shape_of(source: str) -> tuple[Shape, str]:
    """The shape that a plain text asks for, and the text itself."""
    shape = SIGNS.get(source[:2], Shape.PARAGRAPH)
    return shape, source if shape is Shape.PARAGRAPH else source[2:]


def said(parts: Sequence[Part], values: Sequence[str]) -> str:
    """Words and the values of their tokens as one text."""
    raw = "".join(
        (value or _BLANK) if isinstance(part, Token) else part.replace(_BLANK, "")
        for part, value in zip(parts, values, strict=True)
    )
    if _BLANK in raw:
        for pattern, instead in _TIDY:
            raw = pattern.sub(instead, raw)
    text = raw.replace(":; ", ": ")  # "tổng số ..., gồm:" leads into its parts
    if len(parts) > 1 and isinstance(parts[-2], Token) and parts[-1] in STOPS and text.endswith(STOPS):
        return ensure_stop(text[:-1], text[-1])
    return text


def as_seen(source: str, seen: Mapping[str, str]) -> str:
    """A text as it read then; a figure that nobody has seen stays blank."""
    parts = split(source)
    return said(parts, [seen.get(one.text, "") if isinstance(one, Token) else "" for one in parts])


def as_now(source: str, figures: Figures) -> str:
    """A text as it reads now, signs of its shape included."""
    parts = split(source)
    return said(parts, [figures.show(one).text if isinstance(one, Token) else "" for one in parts])


def _lead(parts: Sequence[Part], shown: Sequence[Shown | None]) -> str:
    """The unit's name that a bullet begins with."""
    if len(parts) > 1 and isinstance(parts[0], Token) and parts[0].form == "u" and shown[0] is not None:
        following = parts[1]
        return shown[0].text if isinstance(following, str) and following.startswith(":") else ""
    return ""
