"""Lines drawn in a Word file: borders of paragraphs, drawn shapes of today and of old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tdkt_desktop.documents.lint.word_styles import number

EMU_A_MM = 36_000
MM_A_POINT = 25.4 / 72
CONNECTOR = "_t32"
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
        elif element.tag == f"{VML}shape" and (element.get("type") or "").endswith(CONNECTOR):
            found += _connector(element)
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


def _connector(shape: Any) -> list[Drawn]:
    """A straight connector of older programs: its measures are in its style."""
    style = dict(part.split(":", 1) for part in (shape.get("style") or "").split(";") if ":" in part)
    width, height = _measure(style.get("width", "0")), _measure(style.get("height", "0"))
    if not width or height is None or height > 1:
        return []
    return [
        Drawn(width, _measure(style.get("margin-top", "0")) or 0.0, _measure(style.get("margin-left", "")))
    ]


def _point(text: str | None) -> tuple[float, float] | None:
    parts = (text or "").split(",")
    if len(parts) != 2:
        return None
    along, down = (_measure(part or "0") for part in parts)
    return None if along is None or down is None else (along, down)


def _measure(text: str) -> float | None:
    """A measure with its unit in millimetres."""
    found = re.fullmatch(r"\s*(-?[\d.]+)\s*(pt|in|mm|cm|px|)\s*", text)
    return number(found[1]) * UNITS[found[2]] if found else None


def _walk(element: Any) -> Iterator[Any]:
    """Everything inside, without what is drawn for old programs only."""
    for inner in element:
        if inner.tag != FALLBACK:
            yield inner
            yield from _walk(inner)
