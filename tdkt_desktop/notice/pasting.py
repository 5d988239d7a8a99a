"""What comes from the clipboard, from Word for example, as plain paragraphs."""

from __future__ import annotations

import re

from tdkt_desktop.domain.values import clean_text

_BULLET = re.compile(r"^[ \t]*(?:[•·▪◦‣●○*–—][\t ]|o\t)\s*")
_DASH = re.compile(r"^[ \t]*([-+])[\t ]\s*")
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_BREAKS = re.compile(r"[\n\v\f\u2028\u2029]+")


def pasted(text: str) -> str:
    """NFC, one line a paragraph, single spaces, bullets of whatever sign as "- "; blank lines go."""
    lines = []
    for line in _BREAKS.split(clean_text(text)):
        bulleted = _DASH.sub(r"\1 ", _BULLET.sub("- ", line))
        said = _SPACES.sub(" ", bulleted)
        if said.strip():
            lines.append(said)
    joined = "\n".join(line.strip() if len(lines) > 1 else line for line in lines)
    return "".join(sign for sign in joined if sign >= " " or sign == "\n")
