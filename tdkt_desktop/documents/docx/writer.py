"""The DOCX writer: maps blocks to Word with real styles, headings, header rows and page fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_SECTION

from tdkt_desktop.documents.docx.charts import add_chart
from tdkt_desktop.documents.docx.facts import add_facts, tidy
from tdkt_desktop.documents.docx.form import add_grid, add_head, add_items
from tdkt_desktop.documents.docx.heads import add_closing, add_letterhead, add_signatures, add_title
from tdkt_desktop.documents.docx.numbering import COUNTED, Counter, add_numbering, without_number
from tdkt_desktop.documents.docx.pages import set_page
from tdkt_desktop.documents.docx.pictures import add_pictures
from tdkt_desktop.documents.docx.styles import (
    AFTER_TABLE,
    BODY,
    BOLD,
    BOTH,
    BULLETS,
    DOTS,
    FLUSH,
    GAP,
    GROUNDS,
    ITALIC,
    add_styles,
    remember_styles,
)
from tdkt_desktop.documents.docx.tables import add_table_styles, ruled_table
from tdkt_desktop.documents.layout.clean_text import cleaned
from tdkt_desktop.documents.layout.safe_file import fix_times, replacing
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral import blocks
from tdkt_desktop.documents.neutral.blocks import Document, Run
from tdkt_desktop.documents.neutral.chart_blocks import Chart
from tdkt_desktop.documents.neutral.form_blocks import FormHead, FormItem, Grid

FACES = {(False, False): None, (True, False): BOLD, (False, True): ITALIC, (True, True): BOTH}


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
        self.counter = Counter()
        self._builders: dict[type, Callable[[Any], object]] = {
            blocks.Letterhead: lambda block: add_letterhead(self.word, block, style),
            blocks.Title: self._title,
            blocks.Grounds: self._grounds,
            blocks.Heading: self._heading,
            blocks.Paragraph: lambda block: self._runs(block.runs, BODY if block.indent else FLUSH),
            blocks.Bullet: lambda block: self._runs(block.runs, BULLETS[block.level]),
            blocks.Table: self._table,
            blocks.Signatures: lambda block: add_signatures(self.word, block, self.width),
            blocks.Closing: lambda block: add_closing(self.word, block, self.width, style),
            blocks.Appendix: self._appendix,
            blocks.Pictures: lambda block: add_pictures(self.word, block.cells, self.width, style),
            Chart: self._chart,
            blocks.FormLines: self._form_lines,
            FormHead: lambda block: add_head(self.word, block, self.width, style),
            Grid: self._empty_grid,
            blocks.SmallPrint: lambda block: self.word.add_paragraph(block.text, "TĐKT Mã văn bản"),
        }

    def write(self, document: Document) -> Any:
        add_styles(self.word, self.style)
        add_table_styles(self.word, self.style)
        add_numbering(self.word, self.style)
        remember_styles(self.word)
        self.footer = document.footer
        self.width = set_page(self.word.sections[0], self.footer, self.style, landscape=False)
        for index, block in enumerate(document.blocks):
            if isinstance(block, FormItem):
                self._form_item(document.blocks, index)
            else:
                self._builders[type(block)](block)
            if _closes(document.blocks[index + 1 : index + 2]):
                self._keep_end_with_signature(block)
        if self.word.tables and self.word.element.body[-2] is self.word.tables[-1]._tbl:  # noqa: SLF001
            self.word.add_paragraph(
                style=AFTER_TABLE
            )  # Word ends no file with a table and would add a whole line
        add_facts(self.word, document)
        tidy(self.word)
        return self.word

    def _title(self, block: blocks.Title) -> None:
        first = not self.word.tables and not self.word.paragraphs
        add_title(self.word, block, self.width, self.style, first=first)

    def _grounds(self, block: blocks.Grounds) -> None:
        for text in block.lines:
            self.word.add_paragraph(text, GROUNDS)

    def _heading(self, block: blocks.Heading) -> None:
        """Word gives the number where it would give the same one."""
        title = self.counter.title(block)
        made = self.word.add_paragraph(block.text if title is None else title, f"Heading {block.level}")
        if title is None and block.level in COUNTED:
            without_number(made, self.style)

    def _runs(self, runs: Sequence[Run], style: str) -> None:
        paragraph = self.word.add_paragraph(style=style)
        for run in runs:
            paragraph.add_run(run.text, FACES[run.bold, run.italic])

    def _table(self, block: blocks.Table) -> None:
        ruled_table(self.word, block, self.width)
        self.word.add_paragraph(style=AFTER_TABLE)

    def _chart(self, block: Chart) -> None:
        add_chart(self.word, block, self.width)
        self.word.add_paragraph(style=AFTER_TABLE)

    def _appendix(self, block: blocks.Appendix) -> None:
        section = self.word.add_section(WD_SECTION.NEW_PAGE)
        self.word.paragraphs[
            -1
        ].style = AFTER_TABLE  # holds the break; a line's height might turn a full page
        self.width = set_page(section, block.footer or self.footer, self.style, landscape=block.landscape)
        self.word.add_paragraph(block.label, "TĐKT Phụ lục")
        for text in block.title:
            self.word.add_paragraph(text, "TĐKT Tên phụ lục")
        if block.reference:
            self.word.add_paragraph(block.reference, "TĐKT Kèm theo")
        else:
            self.word.add_paragraph(style=GAP)

    def _form_lines(self, block: blocks.FormLines) -> None:
        for _ in range(block.count):
            self.word.add_paragraph("\t", DOTS)
        self.word.add_paragraph(style=GAP)

    def _form_item(self, all_blocks: Sequence[blocks.Block], index: int) -> None:
        """The first of a row of items sets all of them: they share a table."""
        if index and isinstance(all_blocks[index - 1], FormItem):
            return
        items = list(takewhile(lambda block: isinstance(block, FormItem), all_blocks[index:]))
        add_items(self.word, items, self.width, self.style)  # type: ignore[arg-type]  # all are items
        self.word.add_paragraph(style=AFTER_TABLE)

    def _empty_grid(self, block: Grid) -> None:
        add_grid(self.word, block, self.width, self.style)
        self.word.add_paragraph(style=AFTER_TABLE)

    def _keep_end_with_signature(self, block: blocks.Block) -> None:
        """The last paragraph, and the last row of a table before it, go where the signature goes."""
        self.word.paragraphs[-1].paragraph_format.keep_with_next = True
        if isinstance(block, blocks.FormLines):  # the lines, not only the gap after them
            for paragraph in self.word.paragraphs[-1 - block.count :]:
                paragraph.paragraph_format.keep_with_next = True
        if isinstance(block, blocks.Table | Grid | FormItem):
            for cell in self.word.tables[-1].rows[-1].cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True


def _closes(following: Sequence[blocks.Block]) -> bool:
    return bool(following) and isinstance(following[0], blocks.Closing | blocks.Signatures)
