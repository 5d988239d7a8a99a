"""From blocks to reportlab flowables: one small builder per block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak, Paragraph, Spacer
from reportlab.platypus import Table as PdfTable

from tdkt_desktop.documents import blocks
from tdkt_desktop.documents.blocks import COUNTRY, MOTTO, RECIPIENTS_LABEL, Block, Signature
from tdkt_desktop.documents.form_blocks import FormHead, FormItem, Grid
from tdkt_desktop.documents.pdf_form import form_grid, form_head, form_item
from tdkt_desktop.documents.pdf_keep import with_company
from tdkt_desktop.documents.pdf_parts import (
    FACES,
    PLAIN,
    Bookmarked,
    DottedLine,
    Rule,
    body_style,
    face_style,
    markup,
    text_paragraph,
    text_width,
)
from tdkt_desktop.documents.pdf_pictures import picture_tables
from tdkt_desktop.documents.style import PageStyle
from tdkt_desktop.documents.table_layout import placed_header

BLACK = (0, 0, 0)
TABLE_START = 30 * mm  # a head and a row or two


class Flow:
    """Builds the story of a document. `landscape` follows the section that is being set."""

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self.width = style.text_width_mm * mm
        self.appendices = 0
        self._builders: dict[type, Callable[[Any], list[Flowable]]] = {
            blocks.Letterhead: self._letterhead,
            blocks.Title: self._title,
            blocks.Heading: self._heading,
            blocks.Paragraph: self._paragraph,
            blocks.Bullet: self._bullet,
            blocks.Table: self._table,
            blocks.Signatures: self._signatures,
            blocks.Closing: self._closing,
            blocks.Appendix: self._appendix,
            blocks.Pictures: lambda block: picture_tables(block.cells, self.width, style),
            blocks.FormLines: self._form_lines,
            FormHead: lambda block: form_head(block, self.width, style, level=1),
            FormItem: lambda block: form_item(block, self.width, style),
            Grid: lambda block: [form_grid(block, self.width, style)],
            blocks.SmallPrint: self._small_print,
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
                found += self._loosened(found)
            found += made
            index += 1
        return found

    def _loosened(self, found: list[Flowable]) -> list[Flowable]:
        """A heading asks for room for the first rows of its table, not for all of it on one page."""
        heads: list[Flowable] = []
        while found and isinstance(found[-1], Bookmarked):
            heads.insert(0, found.pop())
        for head in heads:
            head.keepWithNext = 0
        return [CondPageBreak(len(heads) * 12 * mm + TABLE_START), *heads] if heads else []

    def _letterhead(self, block: blocks.Letterhead) -> list[Flowable]:
        style, columns = self.style, self.style.letterhead_mm
        parent, issuer = (
            face_style(style, "parent", align="center"),
            face_style(style, "issuer", align="center", bold=True),
        )
        left: list[Flowable] = [text_paragraph(line, parent) for line in block.parent]
        left += [text_paragraph(line, issuer) for line in block.issuer]
        if block.issuer:
            widest = max(text_width(line, issuer) for line in block.issuer)
            left.append(self._rule(widest * style.rules["issuer"]))
        country, motto = (
            face_style(style, "country", align="center", bold=True),
            face_style(style, "motto", align="center", bold=True),
        )
        right: list[Flowable] = [
            text_paragraph(COUNTRY, country),
            text_paragraph(MOTTO, motto),
            self._rule(text_width(MOTTO, motto) * style.rules["motto"]),
        ]
        number = text_paragraph(block.number_line, face_style(style, "number", align="center", spaceBefore=6))
        place = text_paragraph(
            block.place_date, face_style(style, "place_date", align="center", italic=True, spaceBefore=6)
        )
        rows = [[left, right]]
        if block.number_line or block.place_date:
            rows.append([[Spacer(0, 6), number], [Spacer(0, 6), place]])
        table = PdfTable(rows, colWidths=[columns["left"] * mm, columns["right"] * mm], style=PLAIN)
        return [table, Spacer(0, style.gaps_pt["after_letterhead"])]

    def _title(self, block: blocks.Title) -> list[Flowable]:
        subject = face_style(self.style, "subject", align="center", bold=True)
        found: list[Flowable] = [
            text_paragraph(
                block.kind, face_style(self.style, "kind", align="center", bold=True, spaceAfter=3)
            )
        ]
        found += [text_paragraph(line, subject) for line in block.subject]
        if block.subject:
            widest = min(max(text_width(line, subject) for line in block.subject), self.width)
            found.append(self._rule(widest * self.style.rules["subject"]))
        return [*found, Spacer(0, self.style.gaps_pt["after_title"])]

    def _heading(self, block: blocks.Heading) -> list[Flowable]:
        style = face_style(
            self.style,
            f"heading_{block.level}",
            align="justify",
            bold=True,
            keepWithNext=1,
            leading=self.style.body["leading"],
            firstLineIndent=self.style.body["indent_mm"] * mm,
            spaceBefore=self.style.gaps_pt["before_heading"],
            spaceAfter=self.style.body["gap_pt"],
        )
        return [Bookmarked(block.text, style, level=block.level - 1)]

    def _paragraph(self, block: blocks.Paragraph) -> list[Flowable]:
        return [Paragraph(markup(block.runs), body_style(self.style, indent=block.indent))]

    def _bullet(self, block: blocks.Bullet) -> list[Flowable]:
        return [Paragraph(markup(block.signed), body_style(self.style))]

    def _table(self, block: blocks.Table) -> list[Flowable]:
        head = face_style(self.style, "table", align="center", bold=True, leading=1.1)
        cells = [face_style(self.style, "table", align=column.align, leading=1.1) for column in block.columns]
        rules: list[tuple[Any, ...]] = [
            ("FONTNAME", (0, 0), (-1, -1), FACES[0]),
            ("GRID", (0, 0), (-1, -1), 0.5, BLACK),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, len(block.header) - 1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
        rows: list[list[Any]] = [["" for _ in block.columns] for _ in block.header]
        for row, column, cell in placed_header(block):
            rows[row][column] = text_paragraph(cell.text, head)
            if cell.colspan > 1 or cell.rowspan > 1:
                rules.append(("SPAN", (column, row), (column + cell.colspan - 1, row + cell.rowspan - 1)))
        rows += [
            [text_paragraph(text, style) for text, style in zip(row, cells, strict=True)]
            for row in block.rows
        ]
        whole = sum(column.width for column in block.columns)
        widths = [self.width * column.width / whole for column in block.columns]
        table = PdfTable(rows, colWidths=widths, repeatRows=len(block.header), splitInRow=1, style=rules)
        table.spaceAfter = self.style.gaps_pt[
            "after_table"
        ]  # falls away at the foot of a page, where a spacer would turn it
        return [table]

    def _signatures(self, block: blocks.Signatures) -> list[Flowable]:
        width = self.width / len(block.signers)
        row = [self._signature(signer) for signer in block.signers]
        return [
            Spacer(0, self.style.gaps_pt["before_closing"]),
            PdfTable([row], colWidths=[width] * len(row), style=PLAIN),
        ]

    def _closing(self, block: blocks.Closing) -> list[Flowable]:
        label = face_style(self.style, "recipients_label", bold=True, italic=True, spaceAfter=2)
        line = face_style(self.style, "recipients")
        left: list[Flowable] = []
        if block.recipients:
            left = [
                text_paragraph(RECIPIENTS_LABEL, label),
                *(text_paragraph(text, line) for text in block.recipient_lines),
            ]
        table = PdfTable(
            [[left, self._signature(block.signature)]],
            colWidths=[self.width * 0.48, self.width * 0.52],
            style=PLAIN,
        )
        return [Spacer(0, self.style.gaps_pt["before_closing"]), table]

    def _signature(self, signer: Signature) -> list[Flowable]:
        title = face_style(self.style, "signature", align="center", bold=True)
        found: list[Flowable] = [text_paragraph(line, title) for line in signer.title_lines]
        if signer.note:
            found.append(
                text_paragraph(
                    signer.note, face_style(self.style, "signature_note", align="center", italic=True)
                )
            )
        found.append(Spacer(0, self.style.gaps_pt["sign"]))
        return [*found, text_paragraph(signer.name, title)] if signer.name else found

    def _appendix(self, block: blocks.Appendix) -> list[Flowable]:
        self.appendices += 1
        page = self.style.page_mm
        long_side = page["height"] - page["left"] - page["right"]
        self.width = (long_side if block.landscape else self.style.text_width_mm) * mm
        bold = face_style(self.style, "appendix", align="center", bold=True)
        title = [text_paragraph(line, bold) for line in block.title]
        reference = text_paragraph(
            block.reference, face_style(self.style, "appendix", align="center", italic=True)
        )
        label = Bookmarked(block.label, bold, level=0)
        found: list[Flowable] = [
            NextPageTemplate(f"appendix-{self.appendices}-first"),
            PageBreak(),
            label,
            *title,
        ]
        return [*found, *([reference] if block.reference else []), Spacer(0, 10)]

    def _form_lines(self, block: blocks.FormLines) -> list[Flowable]:
        return [DottedLine(self.style.sizes["body"] * 1.6) for _ in range(block.count)] + [Spacer(0, 4)]

    def _small_print(self, block: blocks.SmallPrint) -> list[Flowable]:
        return [text_paragraph(block.text, face_style(self.style, "small_print", spaceBefore=6))]

    def _rule(self, length: float) -> Rule:
        return Rule(length, self.style.rules["thickness_pt"], self.style.rules["gap_pt"])
