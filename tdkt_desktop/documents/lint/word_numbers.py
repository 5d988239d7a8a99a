"""Numbers that Word counts itself: the label a paragraph prints in front of its text."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from tdkt_desktop.documents.lint.word_styles import number
from tdkt_desktop.vietnamese.letters import roman

LEVELS = 9
SIGNS = {"-", "+", "–", "*"}  # bullets with a meaning in an official paper; any other is "•"
LARGEST = 3000


class Numbers:
    """Counts through a file: `label` must be asked once a paragraph, in order."""

    def __init__(self, numbering: Any | None) -> None:
        self._abstract: dict[str, Any] = {}
        self._levels: dict[str, dict[int, Any]] = {}
        self._source: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if numbering is None:
            return
        for one in numbering.findall(qn("w:abstractNum")):
            self._abstract[one.get(qn("w:abstractNumId"))] = one
        for one in numbering.findall(qn("w:num")):
            self._read(one)

    def level(self, number_id: str, depth: int) -> Any | None:
        """The definition of a level."""
        return self._levels.get(number_id, {}).get(depth)

    def label(self, number_id: str, depth: int) -> str:
        """The next label of a list at a depth, with a space behind it; blank where there is none."""
        level = self.level(number_id, depth)
        if level is None:
            return ""
        shape = _value(level, "w:numFmt") or "decimal"
        text = _value(level, "w:lvlText") or ""
        if shape == "bullet":
            return f"{text if text in SIGNS else '•'} "
        counts = self._counts.setdefault(self._source[number_id], [-1] * LEVELS)
        counts[depth] = self._start(number_id, depth) if counts[depth] < 0 else counts[depth] + 1
        counts[depth + 1 :] = [-1] * (LEVELS - depth - 1)
        made = re.sub(r"%(\d)", lambda found: self._counted(number_id, int(found[1]) - 1, counts), text)
        return f"{made} " if made.strip() and shape != "none" else ""

    def _counted(self, number_id: str, depth: int, counts: list[int]) -> str:
        level = self.level(number_id, depth)
        shape = "decimal" if level is None else _value(level, "w:numFmt") or "decimal"
        count = max(counts[depth] if 0 <= depth < LEVELS else 1, 0) % LARGEST
        if shape in {"upperRoman", "lowerRoman"} and count:
            return roman(count) if shape == "upperRoman" else roman(count).lower()
        if shape in {"lowerLetter", "upperLetter"} and count:
            times, place = divmod(count - 1, 26)
            letter = chr(ord("a") + place) * (times + 1)
            return letter if shape == "lowerLetter" else letter.upper()
        return f"{count:02d}" if shape == "decimalZero" else str(count)

    def _start(self, number_id: str, depth: int) -> int:
        level = self.level(number_id, depth)
        return 1 if level is None else int(number(_value(level, "w:start"), 1))

    def _read(self, one: Any) -> None:
        number_id = one.get(qn("w:numId"))
        source = _value(one, "w:abstractNumId") or ""
        levels = {
            int(number(level.get(qn("w:ilvl")))): level
            for level in self._abstract.get(source, ())
            if level.tag == qn("w:lvl")
        }
        restarted = False
        for override in one.findall(qn("w:lvlOverride")):
            depth = int(number(override.get(qn("w:ilvl"))))
            own = override.find(qn("w:lvl"))
            if own is not None:
                levels[depth] = own
            restarted = restarted or override.find(qn("w:startOverride")) is not None
        self._levels[number_id] = levels
        self._source[number_id] = f"{source}/{number_id}" if restarted else source


def _value(element: Any, tag: str) -> str | None:
    found = element.find(qn(tag))
    return None if found is None else found.get(qn("w:val"))
