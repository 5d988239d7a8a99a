"""Forms in PDF: lines of words, boxes and dotted room, drawn where the layout measured them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer
from reportlab.platypus import Table as PdfTable

from tdkt_desktop.documents.layout.form_layout import Arranged, Placed, arranged, form_lines
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.form_blocks import Blank, Box, FormHead, FormItem, Grid
from tdkt_desktop.documents.pdf.parts import (
    FACES,
    PLAIN,
    WholeList,
    face_style,
    text_paragraph,
)
from tdkt_desktop.documents.pdf.tables import cell_rules
from tdkt_desktop.documents.pdf.text import escaped, set_heading

BASELINE = 4.0  # points above the foot of a line: room for tails under the words
GREY = Color(0.55, 0.55, 0.55)


class FormLine(Flowable):
    """One line to write on; `height` is the room a hand needs."""

    def __init__(self, parts: Sequence[Placed], height: float, style: PageStyle) -> None:
        super().__init__()
        self.parts, self.line_height, self.style = parts, height, style

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.line_height

    def draw(self) -> None:
        canvas, size = self.canv, self.style.sizes["form"]
        side = self.style.form["box_mm"] * mm
        canvas.setFont(FACES[0], size)
        for placed in self.parts:
            left = placed.x_mm * mm
            match placed.part:
                case Blank():
                    _dotted(canvas, left, left + placed.width_mm * mm)
                case Box():
                    canvas.setLineWidth(0.7)
                    canvas.rect(left, BASELINE - 1, side, side)
                    space = canvas.stringWidth(" ", FACES[0], size)
                    canvas.drawString(left + side + space, BASELINE, placed.part.label)
                case _:
                    canvas.drawString(left, BASELINE, placed.part)


def form_head(block: FormHead, width: float, style: PageStyle, level: int) -> list[Flowable]:
    """A shaded band with the verdict's line; it stays with the first item."""
    band = set_heading(block.text, face_style(style, "form_head", leading=style.form["leading"]), level=level)
    shade = style.form["shade"]
    rules: list[tuple[Any, ...]] = [
        *PLAIN,
        ("BACKGROUND", (0, 0), (-1, -1), Color(shade, shade, shade)),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    inside: list[Flowable] = [band]
    if block.hint:
        inside.append(
            text_paragraph(block.hint, face_style(style, "form_hint", leading=style.form["leading"]))
        )
    found: list[Flowable] = [
        Spacer(0, 4),
        _Head((level, block.text), [[inside]], colWidths=[width], style=rules),
    ]
    found += _lines(block.parts, width, style)
    for one in found:
        one.keepWithNext = 1
    return found


def form_item(block: FormItem, width: float, style: PageStyle) -> list[Flowable]:
    """An item in one piece, a hairline above it where it has a number; one taller than a page line by line."""
    number = style.form["number_mm"] * mm if block.number else 0
    made = arranged(block, width / mm, style)
    below: list[Flowable] = [FormLine(line, _height(style), style) for line in made.lines]
    if block.grid:
        below += [Spacer(0, 3), form_grid(block.grid, width - number, style)]
    head = [_item_head(block, made, width, style)] if block.text or block.hint or made.beside else []
    parts = [*head, *(_Indented(part, number) for part in below)]
    return [WholeList(parts)] if parts else []


def _item_head(block: FormItem, made: Arranged, width: float, style: PageStyle) -> Flowable:
    """The number, the words and the room beside them."""
    number = style.form["number_mm"] * mm if block.number else 0
    columns = [number, width - number - made.beside_mm * mm, made.beside_mm * mm]
    beside = [FormLine(made.beside, style.form["beside_mm"] * mm, style)] if made.beside else []
    label = (
        text_paragraph(block.number, face_style(style, "form", leading=style.form["leading"]))
        if block.number
        else ""
    )
    rules: list[tuple[Any, ...]] = [
        *PLAIN,
        ("RIGHTPADDING", (1, 0), (1, 0), 2),
        ("BOTTOMPADDING", (0, 0), (1, 0), 2),
    ]
    if block.number:
        rules += [
            ("LINEABOVE", (0, 0), (-1, 0), style.form["rule_pt"], GREY),
            ("TOPPADDING", (0, 0), (1, 0), 3.5),
            ("TOPPADDING", (2, 0), (2, 0), 1.5),
        ]
    return PdfTable([[label, [_words(block, style)], beside]], colWidths=columns, style=rules)


def form_grid(block: Grid, width: float, style: PageStyle) -> PdfTable:
    """An empty table to write in."""
    head = face_style(style, "form_grid", align="center", leading=style.form["leading"])
    first = face_style(style, "form", leading=style.form["leading"])
    rows: list[list[Any]] = [[text_paragraph(text, head) for text in block.header]]
    for index in range(block.rows):
        label = block.labels[index] if index < len(block.labels) else ""
        rows.append([text_paragraph(label, first), *("" for _ in block.header[1:])])
    whole = sum(block.widths)
    made = PdfTable(
        rows,
        colWidths=[width * share / whole for share in block.widths],
        rowHeights=[None, *([_height(style)] * block.rows)],
        repeatRows=1,
        style=[
            *cell_rules(style),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ],
    )
    made.spaceBefore = made.spaceAfter = style.gaps_pt["after_table"]
    return made


class _Indented(Flowable):
    """A part of an item under its words."""

    def __init__(self, part: Flowable, indent: float) -> None:
        super().__init__()
        self.part, self.indent = part, indent

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.part.wrapOn(self.canv, width - self.indent, height)[1]
        self.height += self.part.getSpaceAfter()
        return width, self.height

    def draw(self) -> None:
        self.part.drawOn(self.canv, self.indent, self.part.getSpaceAfter())


class _Head(PdfTable):
    """A band that is a bookmark of the file."""

    def __init__(self, outline: tuple[int, str], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.outline = outline


def _words(block: FormItem, style: PageStyle) -> Paragraph:
    hint = (
        f' <i><font size="{style.sizes["form_hint"]:g}">{escaped(block.hint)}</font></i>'
        if block.hint
        else ""
    )
    return Paragraph(f"{escaped(block.text)}{hint}", face_style(style, "form", leading=style.form["leading"]))


def _lines(parts: Sequence[Any], width: float, style: PageStyle) -> list[Flowable]:
    return [FormLine(line, _height(style), style) for line in form_lines(parts, width / mm, style)]


def _height(style: PageStyle) -> float:
    return style.form["line_mm"] * mm


def _dotted(canvas: Any, start: float, end: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setDash(0.6, 2.2)
    canvas.setLineCap(1)
    canvas.line(start, BASELINE - 1.5, end, BASELINE - 1.5)
    canvas.restoreState()
