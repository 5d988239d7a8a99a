"""The DOCX writer: maps blocks to Word with real styles, headings, header rows and page fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tdkt_desktop.documents import blocks
from tdkt_desktop.documents.blocks import COUNTRY, MOTTO, RECIPIENTS_LABEL, Document, Run, Signature
from tdkt_desktop.documents.clean_text import cleaned
from tdkt_desktop.documents.docx_form import add_grid, add_head, add_items
from tdkt_desktop.documents.docx_pages import set_page
from tdkt_desktop.documents.docx_parts import (
    TABLE_STYLES,
    add_styles,
    align_border,
    keep_row_whole,
    make_grid,
    plain_table,
    rule_below,
)
from tdkt_desktop.documents.docx_pictures import add_pictures
from tdkt_desktop.documents.form_blocks import FormHead, FormItem, Grid
from tdkt_desktop.documents.safe_file import fix_times, replacing
from tdkt_desktop.documents.style import PageStyle
from tdkt_desktop.documents.table_layout import placed_header
from tdkt_desktop.documents.text_widths import width_mm

STAMP = dt.datetime(
    2000, 1, 1, tzinfo=dt.UTC
)  # file times say nothing about a paper; a fixed one keeps bytes equal

LONGEST_WHOLE = 600  # letters of a cell; a longer row may break over pages


def write_docx(document: Document, path: Path, style: PageStyle) -> None:
    """Write a document as DOCX, whole or not at all. Raises DocumentNotWritten."""
    with replacing(path) as working:
        _Writer(style.on(document.sheet)).write(cleaned(document)).save(str(working))
        fix_times(working)


class _Writer:
    """Builds one Word document."""

    def __init__(self, style: PageStyle) -> None:
        self.style = style
        self.word = docx.Document()
        self.width = style.text_width_mm
        self._builders: dict[type, Callable[[Any], None]] = {
            blocks.Letterhead: self._letterhead,
            blocks.Title: self._title,
            blocks.Heading: self._heading,
            blocks.Paragraph: self._paragraph,
            blocks.Bullet: self._bullet,
            blocks.Table: self._table,
            blocks.Signatures: self._signatures,
            blocks.Closing: self._closing,
            blocks.Appendix: self._appendix,
            blocks.Pictures: lambda block: add_pictures(self.word, block.cells, self.width, style),
            blocks.FormLines: self._form_lines,
            FormHead: lambda block: add_head(self.word, block, self.width, style),
            Grid: self._empty_grid,
            blocks.SmallPrint: self._small_print,
        }

    def write(self, document: Document) -> Any:
        add_styles(self.word, self.style)
        self.footer = document.footer
        self.width = set_page(self.word.sections[0], self.footer, self.style, landscape=False)
        for index, block in enumerate(document.blocks):
            if isinstance(block, FormItem):
                self._form_item(document.blocks, index)
            else:
                self._builders[type(block)](block)
            if _closes(document.blocks[index + 1 : index + 2]):
                self._keep_end_with_signature(block)
        facts = self.word.core_properties
        facts.title, facts.subject, facts.author, facts.language = (
            document.title,
            document.subject,
            document.author,
            "vi-VN",
        )
        facts.created = facts.modified = STAMP
        facts.last_modified_by, facts.comments = document.author, ""
        return self.word

    def _letterhead(self, block: blocks.Letterhead) -> None:
        columns = self.style.letterhead_mm
        dated = bool(block.number_line or block.place_date)
        table = self._grid(1 + dated, [columns["left"], columns["right"]])
        left, right = table.cell(0, 0), table.cell(0, 1)
        lines = [(text, "TĐKT Cơ quan chủ quản") for text in block.parent] + [
            (text, "TĐKT Cơ quan ban hành") for text in block.issuer
        ]
        self._lines(left, lines)
        if block.issuer:
            widest = max(width_mm(text, self.style.sizes["issuer"], bold=True) for text in block.issuer)
            self._rule(left.add_paragraph(), widest * self.style.rules["issuer"], columns["left"])
        self._lines(right, [(COUNTRY, "TĐKT Quốc hiệu"), (MOTTO, "TĐKT Tiêu ngữ")])
        motto = width_mm(MOTTO, self.style.sizes["motto"], bold=True)
        self._rule(right.add_paragraph(), motto * self.style.rules["motto"], columns["right"])
        if dated:
            self._lines(table.cell(1, 0), [(block.number_line, "TĐKT Số ký hiệu")])
            self._lines(table.cell(1, 1), [(block.place_date, "TĐKT Địa danh ngày")])
        self._gap(self.style.gaps_pt["after_letterhead"])

    def _title(self, block: blocks.Title) -> None:
        self.word.add_paragraph(block.kind, "TĐKT Tên loại").paragraph_format.space_after = Pt(3)
        for text in block.subject:
            self.word.add_paragraph(text, "TĐKT Trích yếu")
        if block.subject:
            widest = min(
                max(width_mm(text, self.style.sizes["subject"], bold=True) for text in block.subject),
                self.width,
            )
            self._rule(self.word.add_paragraph(), widest * self.style.rules["subject"], self.width)
        self._gap(self.style.gaps_pt["after_title"])

    def _heading(self, block: blocks.Heading) -> None:
        self.word.add_paragraph(block.text, f"Heading {block.level}")

    def _paragraph(self, block: blocks.Paragraph) -> None:
        paragraph = self._runs(block.runs)
        if not block.indent:
            paragraph.paragraph_format.first_line_indent = Mm(0)

    def _bullet(self, block: blocks.Bullet) -> None:
        self._runs(block.signed)

    def _runs(self, runs: Sequence[Run]) -> Paragraph:
        paragraph = self.word.add_paragraph(style="TĐKT Thân bài")
        for run in runs:
            made = paragraph.add_run(run.text)
            made.bold, made.italic = run.bold or None, run.italic or None
        return paragraph

    def _table(self, block: blocks.Table) -> None:
        whole = sum(column.width for column in block.columns)
        widths = [self.width * column.width / whole for column in block.columns]
        table = self._grid(len(block.header) + len(block.rows), widths, ruled=True)
        for row, column, cell in placed_header(block):
            target = table.cell(row, column)
            if cell.colspan > 1 or cell.rowspan > 1:
                target = target.merge(table.cell(row + cell.rowspan - 1, column + cell.colspan - 1))
            self._lines(target, [(cell.text, "TĐKT Đầu bảng")])
            target.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        rows = table.rows
        for index in range(len(block.header)):
            keep_row_whole(rows[index], header=True)
        for index, texts in enumerate(block.rows, start=len(block.header)):
            if max(map(len, texts)) <= LONGEST_WHOLE:
                keep_row_whole(rows[index])
            for target, text, shape in zip(rows[index].cells, texts, block.columns, strict=True):
                self._lines(target, [(text, TABLE_STYLES[shape.align])])
        self._gap(self.style.gaps_pt["after_table"])

    def _signatures(self, block: blocks.Signatures) -> None:
        self._gap(self.style.gaps_pt["before_closing"], keep=True)
        width = self.width / len(block.signers)
        table = self._grid(1, [width] * len(block.signers))
        for cell, signer in zip(table.rows[0].cells, block.signers, strict=True):
            self._lines(cell, self._signature(signer))

    def _closing(self, block: blocks.Closing) -> None:
        self._gap(self.style.gaps_pt["before_closing"], keep=True)
        table = self._grid(1, [self.width * 0.48, self.width * 0.52])
        left, right = table.rows[0].cells
        if block.recipients:
            self._lines(
                left,
                [
                    (RECIPIENTS_LABEL, "TĐKT Nơi nhận"),
                    *((text, "TĐKT Danh sách nhận") for text in block.recipient_lines),
                ],
            )
        self._lines(right, self._signature(block.signature))

    def _signature(self, signer: Signature) -> list[tuple[str, str]]:
        lines = [(text, "TĐKT Chức vụ người ký") for text in signer.title_lines]
        if signer.note:
            lines.append((signer.note, "TĐKT Ghi chú ký"))
        lines += [("", "TĐKT Ghi chú ký")] * 4
        return [*lines, (signer.name, "TĐKT Họ tên người ký")] if signer.name else lines

    def _appendix(self, block: blocks.Appendix) -> None:
        section = self.word.add_section(WD_SECTION.NEW_PAGE)
        self.width = set_page(section, block.footer or self.footer, self.style, landscape=block.landscape)
        for text in (block.label, *block.title):
            self.word.add_paragraph(text, "TĐKT Phụ lục")
        if block.reference:
            self.word.add_paragraph(block.reference, "TĐKT Kèm theo")
        self._gap(10)

    def _form_lines(self, block: blocks.FormLines) -> None:
        for _ in range(block.count):
            paragraph = self.word.add_paragraph("\t", "TĐKT Dòng trống")
            paragraph.paragraph_format.tab_stops.add_tab_stop(
                Mm(self.width), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS
            )
            paragraph.paragraph_format.space_before = Pt(4)

    def _form_item(self, all_blocks: Sequence[blocks.Block], index: int) -> None:
        """The first of a row of items sets all of them: they share a table."""
        if index and isinstance(all_blocks[index - 1], FormItem):
            return
        items = list(takewhile(lambda block: isinstance(block, FormItem), all_blocks[index:]))
        add_items(self.word, items, self.width, self.style)  # type: ignore[arg-type]  # all are items
        self._gap(1)

    def _empty_grid(self, block: Grid) -> None:
        add_grid(self.word, block, self.width, self.style)
        self._gap(4)

    def _keep_end_with_signature(self, block: blocks.Block) -> None:
        """The last paragraph, and the last row of a table before it, go where the signature goes."""
        self.word.paragraphs[-1].paragraph_format.keep_with_next = True
        if isinstance(block, blocks.Table | Grid | FormItem):
            for cell in self.word.tables[-1].rows[-1].cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True

    def _small_print(self, block: blocks.SmallPrint) -> None:
        self.word.add_paragraph(block.text, "TĐKT Mã văn bản").paragraph_format.space_before = Pt(6)

    def _grid(self, rows: int, widths: Sequence[float], *, ruled: bool = False) -> Any:
        table = make_grid(self.word, rows, widths, ruled=ruled)
        if ruled:
            align_border(table)
        else:
            plain_table(table)
        return table

    def _lines(self, cell: Any, lines: Sequence[tuple[str, str]]) -> None:
        """Put styled lines into a cell, starting with the paragraph it already has."""
        for index, (text, style) in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.style = style
            if text:
                paragraph.add_run(text)
            if index + 1 < len(lines) and style.startswith(
                ("TĐKT Chức", "TĐKT Ghi", "TĐKT Nơi", "TĐKT Danh")
            ):
                paragraph.paragraph_format.keep_with_next = True

    def _rule(self, paragraph: Paragraph, length: float, room: float) -> None:
        paragraph.style = "TĐKT Dòng trống"
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
        rule_below(paragraph, length, room)

    def _gap(self, points: float, *, keep: bool = False) -> None:
        paragraph = self.word.add_paragraph(style="TĐKT Dòng trống")
        paragraph.paragraph_format.line_spacing = Pt(max(points, 1))
        paragraph.paragraph_format.keep_with_next = keep


def _closes(following: Sequence[blocks.Block]) -> bool:
    return bool(following) and isinstance(following[0], blocks.Closing | blocks.Signatures)
