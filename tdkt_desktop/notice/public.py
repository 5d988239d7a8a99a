"""The notice for everybody: counts stay, the names of units under a limitation do not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.notice.tokens import Token, split
from tdkt_desktop.vietnamese.text import fold

SOMEBODY = "một đơn vị"
LIMITATION = "han che"


def hidden_names(paragraphs: Iterable[str], title: str, units: Iterable[Unit]) -> tuple[str, ...]:
    """A text as everybody may read it: in a section about limitations no unit is named, in words or by a figure."""
    if LIMITATION not in fold(title):
        return tuple(paragraphs)
    names = sorted({name for unit in units for name in (unit.listed, unit.official) if name}, key=len)
    pattern = re.compile("|".join(re.escape(one) for one in reversed(names))) if names else None
    return tuple(_without(text, pattern) for text in paragraphs)


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
