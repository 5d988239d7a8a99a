"""Pictures in Word: a row of pictures above a row of captions that stays with it, and words for who cannot see them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Mm

from tdkt_desktop.documents.docx.parts import keep_row_whole, make_grid
from tdkt_desktop.documents.docx.styles import AFTER_TABLE
from tdkt_desktop.documents.layout.picture_layout import UNREADABLE, Placed, picture_rows, readable
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.blocks import Picture


def add_pictures(word: Any, pictures: Sequence[Picture], width: float, style: PageStyle) -> None:
    """Set pictures two to a row; each row is a table of its own, so that none is cut."""
    for row in picture_rows(pictures, width, style):
        gap = style.pictures["gap_mm"]
        columns = [width] if len(row) == 1 else [(width - gap) / 2, gap, (width - gap) / 2]
        table = make_grid(word, 2, columns)
        for line in table.rows:
            keep_row_whole(line)
        if len(row) > 1:  # the gap between them
            for line in table.rows:
                line.cells[1].paragraphs[0].style = "TĐKT Ảnh"
        for index, placed in enumerate(row):
            table.cell(0, 2 * index).vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
            _picture(table.cell(0, 2 * index).paragraphs[0], placed)
            _caption(table.cell(1, 2 * index).paragraphs[0], placed)
        word.add_paragraph(style=AFTER_TABLE)


def _picture(paragraph: Any, placed: Placed) -> None:
    paragraph.style = "TĐKT Ảnh"
    if not readable(placed.picture):
        paragraph.add_run(UNREADABLE)
        return
    shape = paragraph.add_run().add_picture(
        io.BytesIO(placed.picture.jpeg), Mm(placed.width_mm), Mm(placed.height_mm)
    )
    inline = shape._inline  # noqa: SLF001 - words for a picture and the room around it have no public door
    inline.docPr.set("descr", placed.picture.caption)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")  # LibreOffice would take room beside it and cut it


def _caption(paragraph: Any, placed: Placed) -> None:
    paragraph.style = "TĐKT Chú thích ảnh"
    paragraph.add_run(placed.picture.caption)
