"""Straight lines on a page of a PDF, and the ruled tables they make."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

THIN = 0.8  # millimetres; a filled rectangle no higher is a line
STRAIGHT = 0.15  # how far the ends of a level line differ
SAME = 0.2  # how far two pieces of one line may lie apart
TOUCH = 0.7  # lines that close to each other meet
WHITE = 250
WHOLE_PAGE = 0.9  # what is that high is a ground, not a mark
MAX_SEGMENTS = 40_000
SMALLEST_TABLE = (15.0, 5.0)
Point = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Segment:
    """A straight line, level or upright."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True)
class Grid:
    """A ruled table: where it lies, and its upright and level lines from left to right and down."""

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def holds(self, x: float, y: float) -> bool:
        return self.left - 0.5 <= x <= self.right + 0.5 and self.top - 0.5 <= y <= self.bottom + 0.5

    def cell(self, x: float, y: float) -> tuple[int, int]:
        return sum(line < y for line in self.rows), sum(line < x for line in self.columns)


def segments(page: pypdfium2.PdfPage, place: Point) -> list[Segment]:
    """Every level or upright line that shows; dotted ones are room to write and are left out."""
    found: list[Segment] = []
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=6):
        if len(found) > MAX_SEGMENTS:
            break
        fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
        pdfium.FPDFPath_GetDrawMode(path.raw, fill, stroke)
        filled = fill.value != 0 and _shows(path.raw, pdfium.FPDFPageObj_GetFillColor)
        stroked = bool(stroke.value) and _shows(path.raw, pdfium.FPDFPageObj_GetStrokeColor)
        dotted = stroked and pdfium.FPDFPageObj_GetDashCount(path.raw) > 0
        if dotted or not (filled or stroked):
            continue
        for points in _outlines(path, place):
            found += _stroked(points) if stroked else _filled(points)
    return _joined(found)


def lowest_mark(page: pypdfium2.PdfPage, place: Point, height: float) -> float:
    """How far down the page anything but letters reaches: lines to write on, pictures, tables."""
    lowest = 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=1):
        if pdfium.FPDFPageObj_GetBounds(one.raw, left, bottom, right, top):
            ends = [place(left.value, bottom.value)[1], place(right.value, top.value)[1]]
            if max(ends) - min(ends) < height * WHOLE_PAGE:
                lowest = max(lowest, *ends)
    return lowest


def tables(lines: list[Segment]) -> tuple[list[Grid], list[Segment]]:
    """The ruled tables that lines make, and the level lines that stand alone."""
    groups: list[list[Segment]] = []
    for line in lines:
        touching = [group for group in groups if any(_meet(line, other) for other in group)]
        groups = [group for group in groups if not any(group is one for one in touching)]
        groups.append([line, *(one for group in touching for one in group)])
    grids, alone = [], []
    for group in groups:
        grid = _grid(group)
        if grid is not None:
            grids.append(grid)
        else:
            alone += [line for line in group if line.is_level and len(group) <= 2]
    return grids, alone


def _grid(group: list[Segment]) -> Grid | None:
    columns = sorted({round(line.left, 1) for line in group if not line.is_level})
    rows = sorted({round(line.top, 1) for line in group if line.is_level})
    if len(columns) < 2 or len(rows) < 2:
        return None
    left, right = min(line.left for line in group), max(line.right for line in group)
    top, bottom = min(line.top for line in group), max(line.bottom for line in group)
    if right - left < SMALLEST_TABLE[0] or bottom - top < SMALLEST_TABLE[1]:
        return None
    return Grid(left, top, right, bottom, tuple(columns), tuple(rows))


def _meet(one: Segment, other: Segment) -> bool:
    return (
        one.left - TOUCH <= other.right
        and other.left - TOUCH <= one.right
        and one.top - TOUCH <= other.bottom
        and other.top - TOUCH <= one.bottom
    )


def _joined(lines: list[Segment]) -> list[Segment]:
    """Lines that go on in each other made one: a table draws each cell's border by itself."""
    found: list[Segment] = []
    level = sorted((line for line in lines if line.is_level), key=lambda one: (round(one.top, 1), one.left))
    upright = sorted(
        (line for line in lines if not line.is_level), key=lambda one: (round(one.left, 1), one.top)
    )
    for line in level:
        last = found[-1] if found else None
        if last and abs(last.top - line.top) < SAME and _meet(last, line):
            found[-1] = Segment(min(last.left, line.left), last.top, max(last.right, line.right), last.bottom)
        else:
            found.append(line)
    start = len(found)
    for line in upright:
        last = found[-1] if len(found) > start else None
        if last and abs(last.left - line.left) < SAME and _meet(last, line):
            found[-1] = Segment(last.left, last.top, last.right, max(last.bottom, line.bottom))
        else:
            found.append(line)
    return found


def _outlines(path: Any, place: Point) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path on the page; parts with curves are left out."""
    matrix = path.get_matrix()
    holder = path.container
    while holder is not None:
        matrix = matrix.multiply(holder.get_matrix())
        holder = holder.container
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path.raw), MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(place(*matrix.on_point(x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _stroked(points: list[tuple[float, float]]) -> Iterator[Segment]:
    for (x1, y1), (x2, y2) in pairwise(points):
        is_straight = abs(y1 - y2) <= STRAIGHT or abs(x1 - x2) <= STRAIGHT
        if is_straight and abs(x1 - x2) + abs(y1 - y2) > 0.5:
            yield Segment(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _filled(points: list[tuple[float, float]]) -> Iterator[Segment]:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if min(right - left, bottom - top) <= THIN and max(right - left, bottom - top) > 1:
        yield Segment(left, top, right, bottom)


def _shows(path: Any, ask: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(path, red, green, blue, alpha):
        return True
    return alpha.value > 20 and min(red.value, green.value, blue.value) < WHITE
