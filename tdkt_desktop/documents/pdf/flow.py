"""From blocks to reportlab flowables: one small builder per block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak, Spacer

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral import blocks
from tdkt_desktop.documents.neutral.blocks import Block
from tdkt_desktop.documents.neutral.chart_blocks import Chart
from tdkt_desktop.documents.neutral.form_blocks import FormHead, FormItem, Grid
from tdkt_desktop.documents.pdf.charts import chart_rows
from tdkt_desktop.documents.pdf.ends import closing, signatures
from tdkt_desktop.documents.pdf.form import form_grid, form_head, form_item
from tdkt_desktop.documents.pdf.guide import guide_builders
from tdkt_desktop.documents.pdf.heads import appendix_head, letterhead, title
from tdkt_desktop.documents.pdf.keep import with_company
from tdkt_desktop.documents.pdf.parts import (
    DottedLine,
    body_style,
    face_style,
    text_paragraph,
)
from tdkt_desktop.documents.pdf.pictures import picture_tables
from tdkt_desktop.documents.pdf.tables import ruled_table
from tdkt_desktop.documents.pdf.text import Bookmarked, Text, set_heading, set_text

TABLE_START = 30 * mm  # a head and a row or two
CHART_START = 3  # a legend and two bars


class Room(CondPageBreak):
    """Goes to the next page unless there is room; the gaps before and after it meet as if it were not there."""

    _SPACETRANSFER = True


class Flow:
    """Builds the story of a document. `width` follows the section that is being set."""

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self.width = style.text_width_mm * mm
        self.appendices = 0
        self._body = {indent: body_style(style, indent=indent) for indent in (True, False)}
        self._grounds = body_style(style, size="grounds")
        self._headings = {level: _heading_style(style, level) for level in (1, 2, 3)}
        self._builders: dict[type, Callable[[Any], list[Flowable]]] = {
            blocks.Letterhead: lambda block: letterhead(block, style),
            blocks.Title: lambda block: title(block, self.width, style),
            blocks.Grounds: lambda block: [text_paragraph(text, self._grounds) for text in block.lines],
            blocks.Heading: self._heading,
            blocks.Paragraph: lambda block: [set_text(block.runs, self._body[block.indent])],
            blocks.Bullet: lambda block: [set_text(block.signed, self._body[True])],
            blocks.Table: lambda block: [ruled_table(block, self.width, style)],
            blocks.Signatures: lambda block: signatures(block, self.width, style),
            blocks.Closing: lambda block: closing(block, self.width, style),
            blocks.Appendix: self._appendix,
            blocks.Pictures: lambda block: picture_tables(block.cells, self.width, style),
            Chart: lambda block: chart_rows(block, self.width, style),
            blocks.FormLines: self._form_lines,
            FormHead: lambda block: form_head(block, self.width, style, level=1),
            FormItem: lambda block: form_item(block, self.width, style),
            Grid: lambda block: [form_grid(block, self.width, style)],
            blocks.SmallPrint: self._small_print,
            **guide_builders(style, self.width),
        }

    def story(self, all_blocks: Sequence[Block]) -> list[Flowable]:
        """Every block in order. A signature stays with what stands before it and the small print after it."""
        found: list[Flowable] = []
        index = 0
        while index < len(all_blocks):
            block = all_blocks[index]
            made = self._builders[type(block)](block)
            if isinstance(block, blocks.Closing | blocks.Signatures):
                if index + 1 < len(all_blocks) and isinstance(all_blocks[index + 1], blocks.SmallPrint):
                    index += 1
                    made += self._builders[blocks.SmallPrint](all_blocks[index])
                made = [with_company(found, made)]
            elif isinstance(block, blocks.Table | Grid):
                found += self._led(found, TABLE_START)
            elif isinstance(block, Chart):
                found += self._before_chart(found, made)
            elif type(made[0]) is Text:
                found += self._led(found, _start_of(made[0], self.width))
            found += made
            index += 1
        return found

    def _led(self, found: list[Flowable], start: float) -> list[Flowable]:
        """Headings ask for room for the start of what follows them, not for all of it on one page."""
        heads: list[Flowable] = []
        while found and isinstance(found[-1], Bookmarked):
            heads.insert(0, found.pop())
        if not heads:
            return []
        free, height = found[-1].getSpaceAfter() if found else 0.0, 0.0
        for head in heads:
            head.keepWithNext = 0
            height += (
                max(head.getSpaceBefore() - free, 0) + head.wrap(self.width, 0)[1] + head.getSpaceAfter()
            )
            free = head.getSpaceAfter()
        return [Room(height + start), *heads]

    def _before_chart(self, found: list[Flowable], chart: list[Flowable]) -> list[Flowable]:
        """A chart's heading and sentence stay with its legend and first bars."""
        heads: list[Flowable] = [found.pop()] if found and type(found[-1]) is Text else []
        while found and isinstance(found[-1], Bookmarked | Room):
            heads.insert(0, found.pop())
        heads = [one for one in heads if not isinstance(one, Room)]
        height = sum(one.wrap(self.width, 0)[1] for one in chart[:CHART_START])
        for one in heads:
            one.keepWithNext = 0
            height += one.getSpaceBefore() + one.wrap(self.width, 0)[1] + one.getSpaceAfter()
        return [Room(height), *heads]

    def _heading(self, block: blocks.Heading) -> list[Flowable]:
        return [set_heading(block.text, self._headings[block.level], level=block.level - 1)]

    def _appendix(self, block: blocks.Appendix) -> list[Flowable]:
        self.appendices += 1
        page = self.style.page_mm
        across = page["height"] if block.landscape else page["width"]
        self.width = (across - page["left"] - page["right"]) * mm
        turn: list[Flowable] = [NextPageTemplate(f"appendix-{self.appendices}-first"), PageBreak()]
        return [*turn, *appendix_head(block, self.style)]

    def _form_lines(self, block: blocks.FormLines) -> list[Flowable]:
        height = self.style.sizes["body"] * self.style.body["leading"]
        gap = max(self.style.gaps_pt["lines"] - height, 0)
        lines: list[Flowable] = [DottedLine(height, gap) for _ in range(block.count)]
        return [*lines, Spacer(0, self.style.body["gap_pt"])]

    def _small_print(self, block: blocks.SmallPrint) -> list[Flowable]:
        face = face_style(self.style, "small_print", spaceBefore=self.style.gaps_pt["before_small_print"])
        return [text_paragraph(block.text, face)]


def _start_of(text: Text, width: float) -> float:
    """The height of the lines of a paragraph that stay with its heading: two, or all of three that cannot be cut."""
    height = text.wrap(width, 0)[1]
    return height if len(text.lines) <= 3 else 2 * float(text.style.leading)


def _heading_style(style: PageStyle, level: int) -> Any:
    return face_style(
        style,
        f"heading_{level}",
        align="justify",
        keepWithNext=1,
        firstLineIndent=style.body["indent_mm"] * mm,
        spaceBefore=style.gaps_pt["before_heading"],
        spaceAfter=style.body["gap_pt"],
    )
