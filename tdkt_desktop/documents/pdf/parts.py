"""What the PDF writer draws with: the bundled type, paragraph styles, ruled and dotted lines."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable
from reportlab.platypus import Table as PdfTable

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.blocks import Run
from tdkt_desktop.documents.pdf.face import Face
from tdkt_desktop.documents.pdf.text import Text, set_text

FACES = ("TDKT", "TDKT-Bold", "TDKT-Italic", "TDKT-BoldItalic")
_REGISTERED: list[Path] = []  # the files behind the faces now
PLAIN: list[tuple[Any, ...]] = [  # a table that only places what is in it
    ("FONTNAME", (0, 0), (-1, -1), FACES[0]),  # else an empty cell names a type that is not embedded
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
ALIGNMENTS: dict[str, Any] = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}


def register_type(style: PageStyle) -> None:
    """Make the four bundled faces known, once for a process, and have streams written as they are.

    Written as letters (ASCII85, reportlab's habit) a picture is a quarter larger and takes six times as long.
    """
    rl_config.useA85 = 0
    files = style.font_files()
    if list(files) == _REGISTERED:
        return
    for face, path in zip(FACES, files, strict=True):
        pdfmetrics.registerFont(Face(face, str(path)))
    regular, bold, italic, both = FACES
    pdfmetrics.registerFontFamily(regular, normal=regular, bold=bold, italic=italic, boldItalic=both)
    _REGISTERED[:] = files


def face_style(
    style: PageStyle,
    size: str,
    *,
    align: str = "left",
    leading: float = 0.0,
    **more: Any,
) -> ParagraphStyle:
    """A paragraph style for a named size of the page style, in its face; the leading of the body unless given."""
    points = style.sizes[size]
    return ParagraphStyle(
        size,
        fontName=FACES[style.bold(size) + 2 * style.italic(size)],
        fontSize=points,
        leading=points * (leading or style.body["leading"]),
        alignment=ALIGNMENTS[align],
        spaceShrinkage=0,  # lines break where Word breaks them: blanks of a full line are never narrowed
        **more,
    )


def body_style(style: PageStyle, *, size: str = "body", indent: bool = True) -> ParagraphStyle:
    """The body: justified, first line indented, a gap after, no single line left on a page."""
    return face_style(
        style,
        size,
        align="justify",
        spaceAfter=style.body["gap_pt"],
        firstLineIndent=style.body["indent_mm"] * mm if indent else 0,
        allowWidows=0,
        allowOrphans=0,
    )


def text_paragraph(text: str, style: ParagraphStyle) -> Text:
    """A paragraph of plain text, its line breaks kept."""
    return set_text((Run(text),), style)


def text_width(text: str, style: ParagraphStyle) -> float:
    """The width of one line of text in points."""
    return float(pdfmetrics.stringWidth(unicodedata.normalize("NFC", text), style.fontName, style.fontSize))


class Whole(PdfTable):
    """A table that goes to the next page rather than in two; only one taller than a page is cut."""

    def split(self, width: float, height: float) -> list[Any]:
        return list(super().split(width, height)) if hasattr(self, "_postponed") else []


class WholeList(Flowable):
    """Flowables on top of each other that go to the next page together; what is taller than a page goes one by one."""

    def __init__(self, parts: list[Flowable]) -> None:
        super().__init__()
        self.parts = parts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.heights = (
            width,
            [float(part.wrapOn(self.canv, width, height)[1]) for part in self.parts],
        )
        return width, sum(self.heights)

    def split(self, width: float, height: float) -> list[Flowable]:
        return self.parts if hasattr(self, "_postponed") else []

    def draw(self) -> None:
        top = sum(self.heights)
        for part, height in zip(self.parts, self.heights, strict=True):
            top -= height
            part.drawOn(self.canv, 0, top)


class Rule(Flowable):
    """A horizontal line of a computed length, centred."""

    def __init__(self, length: float, thickness: float, gap: float) -> None:
        super().__init__()
        self.length, self.thickness, self.gap = length, thickness, gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.gap + self.thickness

    def draw(self) -> None:
        start = (self.width - self.length) / 2
        self.canv.setLineWidth(self.thickness)
        self.canv.line(start, 0, start + self.length, 0)


class DottedLine(Flowable):
    """A dotted line to write on, a line high, with a gap before it."""

    def __init__(self, height: float, gap: float) -> None:
        super().__init__()
        self.line_height, self.spaceBefore = height, gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.line_height

    def draw(self) -> None:
        self.canv.setLineWidth(0.6)
        self.canv.setDash(0.6, 2.2)
        self.canv.setLineCap(1)
        self.canv.line(0, 2, self.width, 2)
