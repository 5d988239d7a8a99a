"""What the DOCX writer builds with: named styles, borders, fields, and cells without padding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from tdkt_desktop.documents.style import PageStyle

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# name, size of the page style, alignment, bold, italic
STYLES = (
    ("TĐKT Quốc hiệu", "country", "center", True, False),
    ("TĐKT Tiêu ngữ", "motto", "center", True, False),
    ("TĐKT Cơ quan chủ quản", "parent", "center", False, False),
    ("TĐKT Cơ quan ban hành", "issuer", "center", True, False),
    ("TĐKT Số ký hiệu", "number", "center", False, False),
    ("TĐKT Địa danh ngày", "place_date", "center", False, True),
    ("TĐKT Tên loại", "kind", "center", True, False),
    ("TĐKT Trích yếu", "subject", "center", True, False),
    ("TĐKT Chức vụ người ký", "signature", "center", True, False),
    ("TĐKT Ghi chú ký", "signature_note", "center", False, True),
    ("TĐKT Họ tên người ký", "signature", "center", True, False),
    ("TĐKT Nơi nhận", "recipients_label", "left", True, True),
    ("TĐKT Danh sách nhận", "recipients", "left", False, False),
    ("TĐKT Phụ lục", "appendix", "center", True, False),
    ("TĐKT Kèm theo", "appendix", "center", False, True),
    ("TĐKT Bảng", "table", "left", False, False),
    ("TĐKT Bảng giữa", "table", "center", False, False),
    ("TĐKT Bảng phải", "table", "right", False, False),
    ("TĐKT Đầu bảng", "table", "center", True, False),
    ("TĐKT Dòng trống", "body", "left", False, False),
    ("TĐKT Mã văn bản", "small_print", "left", False, False),
    ("TĐKT Số trang", "page_number", "center", False, False),
    ("TĐKT Chân trang", "footer", "right", False, False),
    ("TĐKT Chú thích ảnh", "caption", "center", False, True),
    ("TĐKT Phiếu", "form", "left", False, False),
    ("TĐKT Đầu mục phiếu", "form_head", "left", True, False),
    ("TĐKT Gợi ý phiếu", "form_hint", "left", False, True),
    ("TĐKT Đầu bảng phiếu", "form", "center", True, False),
)
# What follows an element in the schema; Word may call a file with another order damaged.
AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
AFTER_COLOR = (
    *(
        "w:spacing",
        "w:w",
        "w:kern",
        "w:position",
        "w:sz",
        "w:szCs",
        "w:highlight",
        "w:u",
        "w:effect",
        "w:bdr",
        "w:shd",
    ),
    *("w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang", *AFTER_LANGUAGE),
)
PADDING = 60  # twentieths of a point beside the text of a ruled cell, as in the PDF
TABLE_STYLES = {"left": "TĐKT Bảng", "center": "TĐKT Bảng giữa", "right": "TĐKT Bảng phải"}


def add_styles(document: DocxDocument, style: PageStyle) -> None:
    """Make the styles of a paper; body and headings are Word's own, so that navigation works."""
    normal = document.styles["Normal"]
    _type(normal, style, "body")
    for name, size, align, bold, italic in STYLES:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = normal
        _type(made, style, size, bold=bold, italic=italic)
        made.paragraph_format.alignment = ALIGNMENTS[align]
        made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(0)
    body = document.styles.add_style("TĐKT Thân bài", WD_STYLE_TYPE.PARAGRAPH)
    body.base_style = normal
    _body(body, style)
    for level in (1, 2, 3):
        heading = document.styles[f"Heading {level}"]
        _type(heading, style, f"heading_{level}", bold=True)
        _body(heading, style)
        heading.paragraph_format.space_before = Pt(style.gaps_pt["before_heading"])
        heading.paragraph_format.keep_with_next = True


def _body(made: ParagraphStyle, style: PageStyle) -> None:
    form = made.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.first_line_indent = Mm(style.body["indent_mm"])
    form.space_before, form.space_after = Pt(0), Pt(style.body["gap_pt"])
    form.line_spacing = 1.0
    form.widow_control = True


def _type(made: Any, style: PageStyle, size: str, *, bold: bool = False, italic: bool = False) -> None:
    """Size and face, for Latin, East Asian and complex scripts alike, in black and in Vietnamese."""
    made.font.size = Pt(style.sizes[size])
    made.font.bold, made.font.italic = bold, italic
    made.font.name = style.word_font
    properties = made.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if "Theme" in attribute:
            del fonts.attrib[attribute]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), style.word_font)
    replace_element(properties, element("w:color", **{"w:val": "000000"}), AFTER_COLOR)
    replace_element(properties, element("w:lang", **{"w:val": "vi-VN"}), AFTER_LANGUAGE)


def replace_element(parent: Any, made: Any, later: tuple[str, ...]) -> None:
    """Put an element in the one place the schema of Word has for it: before those of `later`."""
    for old in parent.findall(made.tag):
        parent.remove(old)
    parent.insert_element_before(made, *later)


def element(tag: str, **values: str) -> Any:
    """A WordprocessingML element; attribute names are written with their prefix (`**{"w:val": "1"}`)."""
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(name), value)
    return made


def rule_below(paragraph: Paragraph, length: float, room: float) -> None:
    """Draw a rule of `length` mm under a text by a thin empty paragraph of its own within `room` mm."""
    inset = max((room - length) / 2, 0)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(inset)
    form.line_spacing = Pt(4)
    borders = element("w:pBdr")
    borders.append(element("w:top", **{"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "000000"}))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no public door to borders
    properties.insert_element_before(
        borders,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:rPr",
        "w:sectPr",
    )


def keep_row_whole(row: Any, *, header: bool = False) -> None:
    """A row that stays on one page; a header row repeats on each page too."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))


def make_grid(container: Any, rows: int, widths: Sequence[float], *, ruled: bool = False) -> Any:
    """A table of fixed columns in a document or a cell."""
    table = container.add_table(rows, len(widths))
    table.style = "Table Grid" if ruled else "Normal Table"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def plain_table(table: Any) -> None:
    """Fixed layout, no cell padding: columns are where the page style says."""
    _pad(table, 0)


def align_border(table: Any) -> None:
    """Little padding, and the left border under the edge of the text, where Word would put the text of the cells."""
    _pad(table, PADDING)
    indent = element("w:tblInd", **{"w:w": str(PADDING), "w:type": "dxa"})
    later = (
        "w:tblBorders",
        "w:shd",
        "w:tblLayout",
        "w:tblCellMar",
        "w:tblLook",
        "w:tblCaption",
        "w:tblDescription",
    )
    replace_element(table._tbl.tblPr, indent, later)  # noqa: SLF001


def _pad(table: Any, twips: int) -> None:
    table.autofit = False
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", **{"w:w": str(twips), "w:type": "dxa"}))
    properties = table._tbl.tblPr  # noqa: SLF001
    replace_element(properties, margins, ("w:tblLook", "w:tblCaption", "w:tblDescription", "w:tblPrChange"))
