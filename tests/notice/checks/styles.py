"""Notices in the styles of many offices, each as it is right and with known faults in it. Written for no rule.

In the files a place reads ⟦right⇒wrong⇒codes⟧: the wrong words hold a fault that any of the codes (parted by "|") tells;
without a code the words only go along with another fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# (faults, found, false alarms) of each lot when the rules saw it for the first time, before anything was mended for it
FIRST_SEEN = {"01-18": (63, 53, 12), "19-24": (23, 17, 4), "25-27": (13, 8, 4), "28-29": (10, 9, 2)}
FOLDER = Path(__file__).parent / "styles"
_PLACE = re.compile(r"⟦([^⟦⟧⇒]*)⇒([^⟦⟧⇒]*)⇒([^⟦⟧⇒]*)⟧")


@dataclass(frozen=True)
class Styled:
    """A notice: its name, the right text, the wrong one, and the faults in it as sets of codes."""

    name: str
    right: str
    wrong: str
    faults: tuple[frozenset[str], ...]


def styled_notices() -> Iterator[Styled]:
    """All of them, by name."""
    for file in sorted(FOLDER.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        faults = tuple(frozenset(one[3].split("|")) for one in _PLACE.finditer(text) if one[3])
        yield Styled(
            file.stem,
            _PLACE.sub(lambda one: one[1], text),
            _PLACE.sub(lambda one: one[2], text),
            faults,
        )
