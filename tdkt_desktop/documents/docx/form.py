"""Forms in Word: one table for the items that follow each other; tabs with dots where one writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tdkt_desktop.documents.docx.parts import element, keep_row_whole, make_grid
from tdkt_desktop.documents.docx.styles import BESIDE, BOX, GAP, HINT, WRITING
from tdkt_desktop.documents.layout.form_layout import Placed, arranged, form_lines
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.form_blocks import Blank, Box, FormHead, FormItem, Grid

FIRM_SPACE = "\u00a0"
NOTHING = FIRM_SPACE  # after a tab that ends a line: LibreOffice would draw it without dots, or with too little height
BOX_WIDTH = FIRM_SPACE * 4  # four blanks of the form's size are about as wide as a line is high
SPARE = (
    1.8  # millimetres left free: a tab at the very edge of a cell draws no dots, and squares differ a little
)
GREY = "8C8C8C"


def add_head(word: Any, block: FormHead, width: float, style: PageStyle) -> None:
    """A shaded heading with small type and the verdict's line below; all stay with the next item."""
    word.add_paragraph(block.text, "TĐKT Đầu mục phiếu")
    if block.hint:
        word.add_paragraph(block.hint, "TĐKT Gợi ý phiếu")
    for line in form_lines(block.parts, width - SPARE, style):
        paragraph = word.add_paragraph()
        _line(paragraph, line)
        paragraph.paragraph_format.keep_with_next = True


def add_items(word: Any, items: Sequence[FormItem], width: float, style: PageStyle) -> None:
    """Items as rows of one table: the number, the words, the room beside them; the rest below."""
    form = style.form
    widths = [form["number_mm"], width - form["number_mm"] - form["wide_mm"]]
    widths += [form["wide_mm"] - form["narrow_mm"], form["narrow_mm"]]
    table = make_grid(word, len(items), widths)
    for row, item in zip(table.rows, items, strict=True):
        keep_row_whole(row)
        _item(row, item, width, style)


def add_grid(container: Any, block: Grid, width: float, style: PageStyle) -> Any:
    """An empty table to write in."""
    whole = sum(block.widths)
    widths = [width * share / whole for share in block.widths]
    table = make_grid(container, block.rows + 1, widths, ruled=True)
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        _put(cell.paragraphs[0], text, "TĐKT Đầu bảng phiếu")
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    keep_row_whole(table.rows[0], header=True)
    for index, row in enumerate(table.rows[1:]):
        keep_row_whole(row)
        row.height, row.height_rule = Mm(style.form["line_mm"]), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell in row.cells:
            _put(cell.paragraphs[0], "", "TĐKT Phiếu")
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        if index < len(block.labels):
            row.cells[0].paragraphs[0].add_run(block.labels[index])
    return table


def _item(row: Any, item: FormItem, width: float, style: PageStyle) -> None:
    made, cells = arranged(item, width, style, SPARE), row.cells
    number = style.form["number_mm"] if item.number else 0
    if item.number:
        _put(cells[0].paragraphs[0], item.number, "TĐKT Mục phiếu")
        _hairline(row)
    last = 3 if not made.beside else 2 if made.beside_mm <= style.form["narrow_mm"] else 1
    words = cells[1 if item.number else 0].merge(cells[last])
    if made.beside:
        beside = cells[last + 1].merge(cells[3])
        _line(beside.paragraphs[0], made.beside, BESIDE)
    paragraph = words.paragraphs[0]
    if item.text or item.hint:
        _put(paragraph, item.text, "TĐKT Mục phiếu")
        if not item.number:
            paragraph.paragraph_format.space_before = Pt(0)
        if item.hint:
            paragraph.add_run(f" {item.hint}", HINT)
    for index, line in enumerate(made.lines):
        fresh = index == 0 and not item.text and not item.hint
        _line(paragraph if fresh else words.add_paragraph(), line)
    if item.grid:
        add_grid(words, item.grid, width - number, style)
        _put(words.paragraphs[-1], "", GAP)


def _line(paragraph: Paragraph, parts: Sequence[Placed], style: str = WRITING) -> None:
    """One line: words, squares, and tabs that draw dots up to where the room ends."""
    paragraph.style = style
    form = paragraph.paragraph_format
    for placed in parts:
        if placed.spaces:
            paragraph.add_run(FIRM_SPACE * placed.spaces)
        match placed.part:
            case Blank():
                end = Mm(placed.x_mm + placed.width_mm)
                form.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
                paragraph.add_run("\t")
            case Box():
                _square(paragraph)
                paragraph.add_run(f"{FIRM_SPACE}{placed.part.label}")
            case _:
                paragraph.add_run(placed.part)
    if parts and isinstance(parts[-1].part, Blank):
        paragraph.add_run(NOTHING)


def _square(paragraph: Paragraph) -> None:
    """A square to tick: firm blanks with a border, for a box sign is not in every type."""
    paragraph.add_run(BOX_WIDTH, BOX)


def _put(paragraph: Paragraph, text: str, style: str) -> None:
    paragraph.style = style
    if text:
        paragraph.add_run(text)


def _hairline(row: Any) -> None:
    """A thin grey line above every cell of a row."""
    for cell in row._tr.tc_lst:  # noqa: SLF001
        borders = element("w:tcBorders")
        borders.append(element("w:top", **{"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": GREY}))
        cell.get_or_add_tcPr().insert_element_before(borders, "w:shd", "w:noWrap", "w:tcMar", "w:vAlign")
