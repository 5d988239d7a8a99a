"""The notice for everybody: counts stay, the names of units under a limitation do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.notice.lines import Line
from tdkt_desktop.notice.tokens import Token, split, split_key, tokens_of
from tdkt_desktop.vietnamese.text import fold, sentence

SOMEBODY = "một đơn vị"
LIMITATION = "han che"
PROPOSAL = "i"  # who proposes is no limitation, whatever words the proposal has
# What a sentence says when it is about a limitation, in whatever section the secretary or a unit wrote it.
TELLS_OF_ONE = re.compile(
    r"\b(tuy nhien|han che|ton tai|thieu sot|khuyet diem|vi pham|chua|khong dung|con (cham|yeu|lung tung|thieu))\b"
)
_SENTENCES = re.compile(r"(?<=[.!?])(\s+)")


def hidden_names(paragraphs: Iterable[str], title: str, units: Iterable[Unit]) -> tuple[str, ...]:
    """A text as everybody may read it: in a section about limitations no unit is named, in words or by a figure."""
    if LIMITATION not in fold(title):
        return tuple(paragraphs)
    pattern = _names(units)
    return tuple(_without(text, pattern) for text in paragraphs)


def hidden_sentences(lines: Iterable[Line], units: Iterable[Unit]) -> tuple[Line, ...]:
    """The lines of any section: a sentence about a limitation names no unit, whoever wrote it and however."""
    pattern = _names(units)
    return tuple(_hidden(line, pattern) for line in lines) if pattern else tuple(lines)


def _hidden(line: Line, pattern: re.Pattern[str]) -> Line:
    tokens = tokens_of([line.source])
    if any(token.form == PROPOSAL for token in tokens):
        return line
    if any(map(_is_limitation, tokens)):
        said = pattern.sub(SOMEBODY, line.full)
    else:
        parts = _SENTENCES.split(line.full)
        said = "".join(pattern.sub(SOMEBODY, one) if TELLS_OF_ONE.search(fold(one)) else one for one in parts)
    if said == line.full:
        return line
    return replace(line, lead="", text=sentence(said))


def _is_limitation(token: Token) -> bool:
    """Whether a figure shows what a team wrote down as a limitation of a unit."""
    return token.form in ("a", "r") and split_key(token.key)[-1] in ("limitation", "limitations")


def _names(units: Iterable[Unit]) -> re.Pattern[str] | None:
    names = sorted({name for unit in units for name in (unit.listed, unit.official) if name}, key=len)
    return re.compile("|".join(re.escape(one) for one in reversed(names))) if names else None


def _without(text: str, pattern: re.Pattern[str] | None) -> str:
    said = []
    for part in split(text):
        if isinstance(part, Token):
            said.append(SOMEBODY if part.form == "u" else "" if part.form == "doers" else part.text)
        else:
            said.append(pattern.sub(SOMEBODY, part) if pattern else part)
    return _capital("".join(said))


def _capital(text: str) -> str:
    """What began with a name begins with a capital again."""
    body = text.removeprefix("- ").removeprefix("+ ")
    sign = text[: len(text) - len(body)]
    return f"{sign}{body[:1].upper()}{body[1:]}"
