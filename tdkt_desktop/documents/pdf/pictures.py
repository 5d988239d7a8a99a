"""Pictures in PDF: the JPEG bytes go in as they are, each with its caption below."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, Spacer
from reportlab.platypus import Table as PdfTable

from tdkt_desktop.documents.layout.picture_layout import UNREADABLE, Placed, picture_rows, readable
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.blocks import Picture
from tdkt_desktop.documents.pdf.parts import FACES, PLAIN, Whole, face_style, text_paragraph


def picture_tables(pictures: Sequence[Picture], width: float, style: PageStyle) -> list[Flowable]:
    """One unbreakable row after the other: a caption stays under its picture."""
    return [_row(row, width, style) for row in picture_rows(pictures, width / mm, style)]


def _row(row: Sequence[Placed], width: float, style: PageStyle) -> Flowable:
    gap = style.pictures["gap_mm"] * mm
    columns = [width] if len(row) == 1 else [(width - gap) / 2, gap, (width - gap) / 2]
    images, captions = [_image(placed) for placed in row], [_caption(placed, style) for placed in row]
    cells: list[list[Any]] = (
        [images, captions] if len(row) == 1 else [[images[0], "", images[1]], [captions[0], "", captions[1]]]
    )
    made = Whole(
        cells,
        colWidths=columns,
        style=[*PLAIN, ("ALIGN", (0, 0), (-1, 0), "CENTER"), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")],
    )
    made.spaceBefore = made.spaceAfter = 8
    return made


def _image(placed: Placed) -> Flowable:
    width, height = placed.width_mm * mm, placed.height_mm * mm
    if readable(placed.picture):
        return Image(io.BytesIO(placed.picture.jpeg), width=width, height=height)
    frame: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), FACES[0]),
        ("FONTSIZE", (0, 0), (-1, -1), 11),
        ("BOX", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
    ]
    middle: list[tuple[Any, ...]] = [
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    return PdfTable([[UNREADABLE]], colWidths=[width], rowHeights=[height], style=[*frame, *middle])


def _caption(placed: Placed, style: PageStyle) -> list[Flowable]:
    face = face_style(style, "caption", align="center", leading=style.table["leading"])
    words: list[Flowable] = [text_paragraph(placed.picture.caption, face)] if placed.picture.caption else []
    return [Spacer(0, style.gaps_pt["before_caption"]), *words]
