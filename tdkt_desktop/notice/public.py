"""The notice for everybody: counts stay, the names of units under a limitation do not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.notice.tokens import Token, split, split_key, tokens_of
from tdkt_desktop.vietnamese.text import fold

SOMEBODY = "một đơn vị"
LIMITATION = "han che"
# What a sentence says when it is about a limitation, in whatever section the secretary wrote it.
TELLS_OF_ONE = re.compile(
    r"\b(tuy nhien|han che|ton tai|thieu sot|khuyet diem|vi pham|chua|khong dung|con (cham|yeu|lung tung|thieu))\b"
)
_SENTENCES = re.compile(r"(?<=[.!?])(\s+)")


def hidden_names(paragraphs: Iterable[str], title: str, units: Iterable[Unit]) -> tuple[str, ...]:
    """A text as everybody may read it: in a section about limitations, and elsewhere in every sentence about one, no unit
    is named, in words or by a figure.
    """
    names = sorted({name for unit in units for name in (unit.listed, unit.official) if name}, key=len)
    pattern = re.compile("|".join(re.escape(one) for one in reversed(names))) if names else None
    if LIMITATION in fold(title):
        return tuple(_without(text, pattern) for text in paragraphs)
    return tuple(_hidden(text, pattern) for text in paragraphs)


def _hidden(text: str, pattern: re.Pattern[str] | None) -> str:
    if any(_is_limitation(token) for token in tokens_of([text])):
        return _without(text, pattern)
    return "".join(
        _without(part, pattern) if TELLS_OF_ONE.search(fold(_typed(part))) else part
        for part in _SENTENCES.split(text)
    )


def _is_limitation(token: Token) -> bool:
    """Whether a figure shows what a team wrote down as a limitation of a unit."""
    return token.form in ("a", "r") and split_key(token.key)[-1] in ("limitation", "limitations")


def _typed(text: str) -> str:
    return " ".join(part for part in split(text) if isinstance(part, str))


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
