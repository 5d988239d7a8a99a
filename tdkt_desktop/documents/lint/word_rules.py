"""Lines drawn in a Word file: borders of paragraphs, drawn shapes of today and of old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tdkt_desktop.documents.lint.word_styles import number

EMU_A_MM = 36_000
MM_A_POINT = 25.4 / 72
STRAIGHT = {"line", "straightConnector1"}
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
GRAPHICS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
UNITS = {"pt": MM_A_POINT, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96, "": MM_A_POINT}


@dataclass(frozen=True)
class Drawn:
    """A line, how far below the top of its paragraph it lies, how far from the left (None where it is not said)."""

    length_mm: float
    down_mm: float
    along_mm: float | None = None


def drawn_lines(paragraph: Any) -> list[Drawn]:
    """The straight, level lines anchored in a paragraph."""
    found = []
    for element in _walk(paragraph):
        if element.tag in {f"{DRAWING}anchor", f"{DRAWING}inline"}:
            found += _shape(element)
        elif element.tag == f"{VML}line":
            found += _old_line(element)
    return found


def _shape(anchor: Any) -> list[Drawn]:
    kinds = {one.get("prst") for one in anchor.iter(f"{GRAPHICS}prstGeom")}
    extent = anchor.find(f"{DRAWING}extent")
    if extent is None or not kinds & STRAIGHT:
        return []
    width, height = number(extent.get("cx")) / EMU_A_MM, number(extent.get("cy")) / EMU_A_MM
    if height > 1 or width <= 0:
        return []
    offset = anchor.find(f"{DRAWING}positionV/{DRAWING}posOffset")
    down = 0.0 if offset is None else number(offset.text) / EMU_A_MM
    aside = anchor.find(f"{DRAWING}positionH/{DRAWING}posOffset")
    return [Drawn(width, down, None if aside is None else number(aside.text) / EMU_A_MM)]


def _old_line(line: Any) -> list[Drawn]:
    start, end = _point(line.get("from")), _point(line.get("to"))
    if start is None or end is None or abs(start[1] - end[1]) > 1:
        return []
    return [Drawn(abs(end[0] - start[0]), start[1], min(start[0], end[0]))]


def _point(text: str | None) -> tuple[float, float] | None:
    parts = (text or "").split(",")
    if len(parts) != 2:
        return None
    found = [re.fullmatch(r"\s*(-?[\d.]+)\s*(pt|in|mm|cm|px|)\s*", part or "0") for part in parts]
    if found[0] is None or found[1] is None:
        return None
    return number(found[0][1]) * UNITS[found[0][2]], number(found[1][1]) * UNITS[found[1][2]]


def _walk(element: Any) -> Iterator[Any]:
    """Everything inside, without what is drawn for old programs only."""
    for inner in element:
        if inner.tag != FALLBACK:
            yield inner
            yield from _walk(inner)
