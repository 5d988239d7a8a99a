"""The blocks of a guide in PDF: hanging steps, notes, pictures of the screen, the table of contents."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, PageBreak
from reportlab.platypus import Table as PdfTable

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.guide_blocks import Contents, ContentsLine, Figure, NewPage, Note, Step
from tdkt_desktop.documents.pdf.parts import (
    FACES,
    PLAIN,
    Whole,
    body_style,
    face_style,
    text_paragraph,
    text_width,
)
from tdkt_desktop.documents.pdf.text import Text, Word, set_text

HANG = 7 * mm  # from the margin to the text of a step
DOTS_PER_MM = 144 / 25.4  # of a picture of the screen: its letters are then as large as small print
GREY, SHADE = (0.6, 0.6, 0.6), (0.94, 0.94, 0.94)
BAR = 2.4  # points: the bar beside a note


def guide_builders(style: PageStyle, width: float) -> dict[type, Callable[[Any], list[Flowable]]]:
    """How each block of a guide is built."""
    hanging = _hanging(style)
    return {
        Step: lambda block: [_step(block, hanging)],
        Note: lambda block: [_note(block, width, style)],
        Figure: lambda block: [_figure(block, width, style)],
        Contents: lambda block: _contents(block, style),
        NewPage: lambda _: [PageBreak()],
    }


class Hung(Text):
    """A paragraph beside its sign; what of it goes to the next page has none."""

    sign = ""

    def draw(self) -> None:
        style = self.style
        if self.sign:
            self.canv.setFont(style.fontName, style.fontSize)
            self.canv.drawString(style.leftIndent - HANG, self.height - style.fontSize, self.sign)
        super().draw()

    def _part(self, words: Sequence[Word], style: ParagraphStyle) -> Text:
        made = Hung(words, style)
        made.sign = self.sign
        return made


class Leader(Flowable):
    """A line of the contents: its words, dots, the page."""

    def __init__(self, line: ContentsLine, style: ParagraphStyle) -> None:
        super().__init__()
        self.line, self.style = line, style

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, float(self.style.leading)

    def draw(self) -> None:
        style, canvas = self.style, self.canv
        left, base = float(style.leftIndent), float(style.leading - style.fontSize)
        canvas.setFont(style.fontName, style.fontSize)
        canvas.drawString(left, base, self.line.text)
        if not self.line.page:
            return
        page = str(self.line.page)
        canvas.drawRightString(self.width, base, page)
        start, end = left + text_width(self.line.text, style) + 4, self.width - text_width(page, style) - 4
        canvas.setLineWidth(0.6)
        canvas.setLineCap(1)
        canvas.setDash(0.6, 2.6)
        canvas.line(start, base + 1, max(start, end), base + 1)


def _hanging(style: PageStyle) -> ParagraphStyle:
    """The body of the page, beside its sign and ragged at the right: justified, short lines would gape."""
    return ParagraphStyle(
        "step",
        parent=body_style(style, indent=False),
        leftIndent=HANG,
        alignment=0,
        spaceAfter=style.body["gap_pt"] * 0.6,
    )


def _step(block: Step, style: ParagraphStyle) -> Hung:
    made = Hung(set_text(block.runs, style).words, style)
    made.sign = block.sign
    return made


def _note(block: Note, width: float, style: PageStyle) -> Flowable:
    face = face_style(style, "body")
    made = Whole(
        [[set_text(block.runs, face)]],
        colWidths=[width],
        style=[
            ("FONTNAME", (0, 0), (-1, -1), FACES[0]),
            ("BACKGROUND", (0, 0), (-1, -1), SHADE),
            ("LINEBEFORE", (0, 0), (0, -1), BAR, GREY),
            ("LEFTPADDING", (0, 0), (-1, -1), 9),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ],
    )
    made.spaceBefore = made.spaceAfter = style.body["gap_pt"]
    return made


def _figure(block: Figure, width: float, style: PageStyle) -> Flowable:
    """The picture in a thin frame with its caption below, never apart."""
    across = min(
        width,
        block.width / DOTS_PER_MM * mm,
        style.pictures["height_mm"] * mm * block.width / block.height,
    )
    image = Image(io.BytesIO(block.png), width=across, height=across * block.height / block.width)
    frame: list[tuple[Any, ...]] = [*PLAIN, ("BOX", (0, 0), (-1, -1), 0.5, GREY)]
    caption = text_paragraph(block.caption, face_style(style, "caption", align="center", leading=1.15))
    made = Whole(
        [[PdfTable([[image]], colWidths=[across], style=frame)], [caption]],
        colWidths=[width],
        style=[
            *PLAIN,
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            ("TOPPADDING", (0, 1), (-1, 1), style.gaps_pt["before_caption"]),
        ],
    )
    made.spaceBefore = made.spaceAfter = style.body["gap_pt"] + 2
    return made


def _contents(block: Contents, style: PageStyle) -> list[Flowable]:
    head = face_style(style, "heading_2", spaceBefore=style.gaps_pt["before_heading"], spaceAfter=4)
    made: list[Flowable] = [text_paragraph(block.title, head)]
    for line in block.lines:
        face = face_style(style, "body", leftIndent=max(0, line.level - 1) * HANG)
        if line.level == 0:
            face.fontName = FACES[1]
        leader = Leader(line, face)
        leader.spaceBefore = 6 if line.level == 0 else 0
        made.append(leader)
    made[-1].spaceAfter = 2 * style.body["gap_pt"]
    return made
