"""Charts in PDF: a name, a bar and its words in every row; bars differ by hatching as well as by colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.chart_blocks import Chart, ChartBar, ChartSeries, number
from tdkt_desktop.documents.pdf.parts import FACES, face_style, text_paragraph, text_width
from tdkt_desktop.documents.pdf.text import Text

LABEL, BAR = 0.33, 0.33  # shares of the width; words have the rest
GAP = 2 * mm
HEIGHT = 4.6 * mm
POINTS, SMALLER = 9.0, 0.9
RISE = 0.5 * mm  # a line has more room below its letters than above
STEP = 1.5 * mm  # between the lines of a hatching
COLOURS = {
    "met": "#17693A",
    "not_met": "#A93710",
    "not_applicable": "#8A93A0",
    "recorded": "#1D4F91",
    "partial": "#7F5300",
    "not_checked": "#525D6B",
}
FILLED = {"met", "recorded", "not_applicable"}  # the others are hatched, each its own way


def chart_rows(block: Chart, width: float, style: PageStyle) -> list[Flowable]:
    """The legend and the bars, each a row that stays whole."""
    found: list[Flowable] = [_Legend(block, width, style)] if len(block.series) > 1 else []
    rows = [_Row(block, bar, width, style) for bar in block.bars]
    for place, row in enumerate(rows, start=1):
        row.keepWithNext = int(place % block.together != 0)
    return [*found, *rows, Spacer(0, style.gaps_pt["after_table"])]


class _Row(Flowable):
    """A bar between its name and its words."""

    def __init__(self, chart: Chart, bar: ChartBar, width: float, style: PageStyle) -> None:
        super().__init__()
        face = _face(style)
        self.chart, self.bar, self.whole = chart, bar, width
        self.label, self.words = text_paragraph(bar.label, face), text_paragraph(bar.words, face)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        share = self.whole * LABEL - GAP, self.whole * (1 - LABEL - BAR) - GAP
        heights = (
            float(text.wrap(room, height)[1])
            for text, room in zip((self.label, self.words), share, strict=True)
        )
        self.height = max(HEIGHT, *heights) + 1.2 * mm
        return width, self.height

    def draw(self) -> None:
        self._text(self.label, 0.0)
        self._text(self.words, self.whole * (LABEL + BAR) + GAP)
        left, room = self.whole * LABEL, self.whole * BAR
        low = (self.height - HEIGHT) / 2
        if self.chart.signed:
            self._signed(left, room, low)
        else:
            self._stacked(left, room, low)

    def _text(self, text: Text, left: float) -> None:
        text.drawOn(self.canv, left, (self.height - float(text.height)) / 2 + RISE)

    def _stacked(self, left: float, room: float, low: float) -> None:
        for series, part in zip(self.chart.series, self.bar.parts, strict=True):
            wide = room * part / self.chart.most
            _part(self.canv, series.tone, (left, low, wide, HEIGHT))
            _number(self.canv, number(part), left + wide / 2, low, series.tone)
            left += wide

    def _signed(self, left: float, room: float, low: float) -> None:
        middle = left + room / 2
        for series, part in zip(self.chart.series, self.bar.parts, strict=True):
            wide = (room / 2 - 8 * mm) * abs(part) / self.chart.most
            _part(self.canv, series.tone, (middle - wide if part < 0 else middle, low, wide, HEIGHT))
            beyond = middle + (1 if part > 0 else -1) * (wide + 4 * mm)
            _number(self.canv, number(part), beyond, low, "")
        self.canv.setStrokeColor(HexColor("#000000"))
        self.canv.setLineWidth(0.6)
        self.canv.line(middle, 0, middle, self.height)


class _Legend(Flowable):
    """What the looks mean, in as many lines as they need."""

    def __init__(self, chart: Chart, width: float, style: PageStyle) -> None:
        super().__init__()
        self.keepWithNext = 1
        self.chart, self.whole = chart, width
        self.face = _face(style)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.places: list[tuple[ChartSeries, float, int]] = []
        left, line = 0.0, 0
        for series in self.chart.series:
            wide = HEIGHT + GAP + text_width(series.title, self.face) + 2 * GAP
            if left and left + wide > self.whole:
                left, line = 0.0, line + 1
            self.places.append((series, left, line))
            left += wide
        self.height = (line + 1) * (HEIGHT + GAP)
        return width, self.height

    def draw(self) -> None:
        for series, left, line in self.places:
            low = self.height - (line + 1) * (HEIGHT + GAP) + GAP
            _part(self.canv, series.tone, (left, low, HEIGHT, HEIGHT))
            self.canv.setFillColor(HexColor("#000000"))
            self.canv.setFont(FACES[0], self.face.fontSize)
            self.canv.drawString(left + HEIGHT + GAP, low + 1.2 * mm, series.title)


def _face(style: PageStyle) -> ParagraphStyle:
    """The type of tables, a little smaller, so that most names need one line."""
    points = style.sizes["table"] * SMALLER
    return face_style(style, "table", leading=1.0).clone("chart", fontSize=points, leading=points * 1.05)


def _part(canvas: Any, tone: str, box: tuple[float, float, float, float]) -> None:
    left, low, wide, high = box
    if wide <= 0:
        return
    canvas.saveState()
    canvas.setStrokeColor(HexColor(COLOURS[tone]))
    canvas.setFillColor(HexColor(COLOURS[tone]) if tone in FILLED else white)
    canvas.setLineWidth(0.6)
    canvas.rect(left, low, wide, high, stroke=1, fill=1)
    if tone in HATCHINGS:
        outline = canvas.beginPath()
        outline.rect(left, low, wide, high)
        canvas.clipPath(outline, stroke=0, fill=0)
        HATCHINGS[tone](canvas, box)
    canvas.restoreState()


def _slanted(canvas: Any, box: tuple[float, float, float, float]) -> None:
    left, low, wide, high = box
    start = left - high
    while start < left + wide:
        canvas.line(start, low, start + high, low + high)
        start += STEP


def _level(canvas: Any, box: tuple[float, float, float, float]) -> None:
    left, low, wide, high = box
    height = low + STEP / 2
    while height < low + high:
        canvas.line(left, height, left + wide, height)
        height += STEP / 1.5


HATCHINGS: dict[str, Callable[[Any, tuple[float, float, float, float]], None]] = {
    "not_met": _slanted,
    "partial": _level,
}


def _number(canvas: Any, text: str, middle: float, low: float, tone: str) -> None:
    """A number on its part: white on a dark one, else on a little white ground of its own."""
    if not text:
        return
    canvas.saveState()
    canvas.setFont(FACES[1], POINTS)
    if tone in HATCHINGS:
        wide = float(canvas.stringWidth(text, FACES[1], POINTS)) + 2
        canvas.setFillColor(white)
        canvas.rect(middle - wide / 2, low + 0.8 * mm, wide, HEIGHT - 1.6 * mm, stroke=0, fill=1)
    canvas.setFillColor(white if tone in FILLED else HexColor("#000000"))
    canvas.drawCentredString(middle, low + 1.35 * mm, text)
    canvas.restoreState()
