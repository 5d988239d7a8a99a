"""Ruled tables in PDF: header rows repeat, long rows may break."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable
from reportlab.platypus import Table as PdfTable

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.layout.table_layout import after_table, placed_header
from tdkt_desktop.documents.neutral import blocks
from tdkt_desktop.documents.pdf.parts import FACES, face_style, text_paragraph
from tdkt_desktop.documents.pdf.text import Text, Word

BLACK = (0, 0, 0)


class CellText(Text):
    """A paragraph of a cell. To cut it the library gives the width of the cell with its room at the sides, in which the
    words would take fewer lines than they do.
    """

    def split(self, width: float, height: float) -> list[Flowable]:
        return super().split(self._set_in if self._set_in > 0 else width, height)

    def _cut(self, place: int) -> list[Flowable]:
        first, second = super()._cut(place)
        assert isinstance(second, Text)  # noqa: S101 - two paragraphs are what a paragraph is cut into
        made = self._part(second.words, second.style)
        made.is_cut = second.is_cut
        return [first, made]

    def _part(self, words: Sequence[Word], style: ParagraphStyle) -> CellText:
        return CellText(words, style)


class RuledTable(PdfTable):
    """A table whose rest goes to the next page. Left to itself the library would begin it anew, head and all, in the few
    lines that a row could not be cut for.
    """

    is_rest = False

    def split(self, width: float, height: float) -> list[Any]:
        if self.is_rest:
            self.is_rest = False
            return []
        parts: list[Any] = list(super().split(width, height))
        for part in parts[1:]:
            part.is_rest = True
        return parts


def ruled_table(block: blocks.Table, width: float, style: PageStyle) -> PdfTable:
    """A table over the whole width."""
    leading = style.table["leading"]
    head = face_style(style, "table_head", align="center", leading=leading)
    cells = [face_style(style, "table", align=column.align, leading=leading) for column in block.columns]
    rules = [*cell_rules(style), ("VALIGN", (0, 0), (-1, len(block.header) - 1), "MIDDLE")]
    rows: list[list[Any]] = [["" for _ in block.columns] for _ in block.header]
    for row, column, cell in placed_header(block):
        rows[row][column] = text_paragraph(cell.text, head)
        if cell.colspan > 1 or cell.rowspan > 1:
            rules.append(("SPAN", (column, row), (column + cell.colspan - 1, row + cell.rowspan - 1)))
    rows += [
        [_cell(text, face) if text else "" for text, face in zip(row, cells, strict=True)]
        for row in block.rows
    ]
    whole = sum(column.width for column in block.columns)
    widths = [width * column.width / whole for column in block.columns]
    table = RuledTable(rows, colWidths=widths, repeatRows=len(block.header), splitInRow=1, style=rules)
    table.spaceAfter = after_table(style)  # falls away at a page's foot, where a spacer would turn it
    return table


def _cell(text: str, face: ParagraphStyle) -> CellText:
    made = text_paragraph(text, face)
    return CellText(made.words, made.style)


def cell_rules(style: PageStyle) -> list[tuple[Any, ...]]:
    """How every cell of a ruled table is drawn."""
    measures = style.table
    return [
        ("FONTNAME", (0, 0), (-1, -1), FACES[0]),
        ("FONTSIZE", (0, 0), (-1, -1), style.sizes["table"]),
        ("LEADING", (0, 0), (-1, -1), style.sizes["table"] * measures["leading"]),
        ("GRID", (0, 0), (-1, -1), measures["rule_pt"], BLACK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), measures["side_pt"]),
        ("RIGHTPADDING", (0, 0), (-1, -1), measures["side_pt"]),
        ("TOPPADDING", (0, 0), (-1, -1), measures["top_pt"]),
        ("BOTTOMPADDING", (0, 0), (-1, -1), measures["bottom_pt"]),
    ]
