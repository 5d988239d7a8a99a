"""The styles of a Word paper, named in Vietnamese; headings are Word's own, so that its navigation works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tdkt_desktop.documents.docx.parts import (
    AFTER_COLOR,
    AFTER_LANGUAGE,
    BEFORE_SHADE,
    element,
    replace_element,
)
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.layout.table_layout import LEAST_LINE

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
NATURAL = 1.15  # the height of a line of Times New Roman by its size; Word counts lines in it
BODY, GROUNDS, BULLETS = "TĐKT Thân bài", "TĐKT Căn cứ", {1: "TĐKT Gạch đầu dòng", 2: "TĐKT Dấu cộng"}
FLUSH = "TĐKT Thân bài không thụt"
BOLD, ITALIC, BOTH, HINT = "TĐKT Chữ đậm", "TĐKT Chữ nghiêng", "TĐKT Chữ đậm nghiêng", "TĐKT Chữ gợi ý"
BOX = "TĐKT Ô vuông"
RULE, SUBJECT_RULE, DOTS = "TĐKT Đường kẻ", "TĐKT Đường kẻ trích yếu", "TĐKT Dòng chấm"
AFTER_TABLE, BEFORE_CLOSING, GAP = "TĐKT Sau bảng", "TĐKT Trước chữ ký", "TĐKT Khoảng cách"
TO_SIGN = "TĐKT Chỗ ký"
WRITING, BESIDE = "TĐKT Dòng điền", "TĐKT Dòng điền bên"
HEADINGS = {1: "TĐKT Mục I", 2: "TĐKT Mục 1", 3: "TĐKT Điểm a"}  # what Word shows beside its own names


@dataclass(frozen=True)
class Spec:
    """A paragraph style: its size in the page style, gaps by their names there, and whether the next must follow."""

    name: str
    size: str
    align: str = "left"
    before: str = ""
    after: str = ""
    keep: bool = False


SPECS = (
    Spec("TĐKT Quốc hiệu", "country", "center"),
    Spec("TĐKT Tiêu ngữ", "motto", "center"),
    Spec("TĐKT Cơ quan chủ quản", "parent", "center"),
    Spec("TĐKT Cơ quan ban hành", "issuer", "center"),
    Spec("TĐKT Số ký hiệu", "number", "center", "before_number"),
    Spec("TĐKT Địa danh ngày", "place_date", "center", "before_number"),
    Spec("TĐKT Tên loại", "kind", "center", "after_letterhead", "after_kind", keep=True),
    Spec("TĐKT Trích yếu", "subject", "center", keep=True),
    Spec("TĐKT Chức vụ người ký", "signature", "center", keep=True),
    Spec("TĐKT Ghi chú ký", "signature_note", "center", keep=True),
    Spec("TĐKT Họ tên người ký", "signer", "center", "sign"),
    Spec("TĐKT Nơi nhận", "recipients_label", after="after_label", keep=True),
    Spec("TĐKT Danh sách nhận", "recipients", keep=True),
    Spec("TĐKT Phụ lục", "appendix", "center", keep=True),
    Spec("TĐKT Tên phụ lục", "appendix_title", "center", keep=True),
    Spec("TĐKT Kèm theo", "appendix_reference", "center", after="after_appendix", keep=True),
    Spec("TĐKT Bảng", "table"),
    Spec("TĐKT Bảng giữa", "table", "center"),
    Spec("TĐKT Bảng phải", "table", "right"),
    Spec("TĐKT Đầu bảng", "table_head", "center"),
    Spec("TĐKT Mã văn bản", "small_print", before="before_small_print"),
    Spec("TĐKT Số trang", "page_number", "center"),
    Spec("TĐKT Chân trang", "footer", "right"),
    Spec("TĐKT Ảnh", "caption", "center", keep=True),
    Spec("TĐKT Chú thích ảnh", "caption", "center", "before_caption"),
    Spec("TĐKT Phiếu", "form"),
    Spec("TĐKT Mục phiếu", "form"),
    Spec("TĐKT Đầu mục phiếu", "form_head", keep=True),
    Spec("TĐKT Gợi ý phiếu", "form_hint", keep=True),
    Spec("TĐKT Đầu bảng phiếu", "form_grid", "center"),
)


def add_styles(document: DocxDocument, style: PageStyle) -> None:
    """Make the styles of a paper. The type is named once, in the style all others stand on."""
    styles = document.styles
    _language(styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"))
    normal: Any = styles["Normal"]
    _type(normal, style)
    normal.font.size = Pt(style.sizes["body"])
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = round(style.body["leading"] / NATURAL, 3)
    for spec in SPECS:
        made = _paragraph(styles, spec.name, style, spec.size)
        _form(made, spec, style)
    styles["TĐKT Ảnh"].paragraph_format.line_spacing = 1.0  # a line less than whole would cut the picture
    for name, size in ((BODY, "body"), (GROUNDS, "grounds"), *((name, "body") for name in BULLETS.values())):
        _body(_paragraph(styles, name, style, size), style)
    _body(_paragraph(styles, FLUSH, style, "body"), style)
    styles[FLUSH].paragraph_format.first_line_indent = Mm(0)
    for level, alias in HEADINGS.items():
        _heading(styles[f"Heading {level}"], alias, level, style, styles[BODY])
    for name, bold, italic in ((BOLD, True, None), (ITALIC, None, True), (BOTH, True, True)):
        face = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        face.font.bold, face.font.italic = bold, italic
    hint = styles.add_style(HINT, WD_STYLE_TYPE.CHARACTER)
    hint.font.size, hint.font.italic = Pt(style.sizes["form_hint"]), style.italic("form_hint")
    box = styles.add_style(BOX, WD_STYLE_TYPE.CHARACTER).element.get_or_add_rPr()
    edge = {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "000000"}
    replace_element(box, element("w:bdr", **edge), AFTER_COLOR[AFTER_COLOR.index("w:bdr") + 1 :])
    _lines(styles, style)
    _form_styles(styles, style)


def remember_styles(word: Any) -> None:
    """Have a document find the styles it has now by a list: the library reads all of them each time one is named."""
    ids = {style.name: style.style_id for style in word.styles}
    part = word.part
    find = part.get_style_id

    def found(style: Any, kind: Any) -> Any:
        known = ids.get(style) if isinstance(style, str) else None
        return known or find(style, kind)

    part.get_style_id = found


def _paragraph(styles: Any, name: str, style: PageStyle, size: str, base: str = "Normal") -> Any:
    made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style, made.quick_style = styles[base], True
    made.font.size = Pt(style.sizes[size])
    made.font.bold, made.font.italic = style.bold(size) or None, style.italic(size) or None
    return made


def _form(made: Any, spec: Spec, style: PageStyle) -> None:
    form, gaps = made.paragraph_format, style.gaps_pt
    form.alignment = ALIGNMENTS[spec.align]
    form.space_before, form.space_after = Pt(gaps.get(spec.before, 0)), Pt(gaps.get(spec.after, 0))
    form.keep_with_next = spec.keep or None
    family = style.table if spec.size.startswith("table") or spec.size == "caption" else style.body
    family = style.form if spec.size.startswith("form") else family
    form.line_spacing = round(family["leading"] / NATURAL, 3)


def _body(made: Any, style: PageStyle) -> None:
    form = made.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.first_line_indent = Mm(style.body["indent_mm"])
    form.space_after = Pt(style.body["gap_pt"])
    form.widow_control = True


def _heading(made: Any, alias: str, level: int, style: PageStyle, following: Any) -> None:
    """Word's own heading in the type of the paper; a body paragraph follows it."""
    _type(made, style)
    size = f"heading_{level}"
    made.font.size, made.font.bold, made.font.italic = (
        Pt(style.sizes[size]),
        style.bold(size),
        style.italic(size),
    )
    _body(made, style)
    form = made.paragraph_format
    form.space_before, form.keep_with_next = Pt(style.gaps_pt["before_heading"]), True
    form.line_spacing = round(style.body["leading"] / NATURAL, 3)
    made.next_paragraph_style, made.quick_style = following, True
    made.element.insert_element_before(element("w:aliases", **{"w:val": alias}), *AFTER_ALIASES)


AFTER_ALIASES = (
    "w:basedOn",
    "w:next",
    "w:link",
    "w:autoRedefine",
    "w:hidden",
    "w:uiPriority",
    "w:semiHidden",
)


def _lines(styles: Any, style: PageStyle) -> None:
    """Rules, dotted lines and gaps: paragraphs of an exact height."""
    gaps, rules = style.gaps_pt, style.rules
    rule = _paragraph(styles, RULE, style, "body")
    _exactly(rule, rules["gap_pt"] + rules["thickness_pt"])
    _border_above(rule, rules["thickness_pt"], rules["gap_pt"])
    below = _paragraph(styles, SUBJECT_RULE, style, "body", RULE)
    below.paragraph_format.space_after = Pt(gaps["after_title"])
    dots = _paragraph(styles, DOTS, style, "body")
    # Not an exact height: LibreOffice knows none for a line that holds a tab only.
    dots.paragraph_format.space_before = Pt(
        max(gaps["lines"] - style.sizes["body"] * style.body["leading"], 0)
    )
    dots.paragraph_format.tab_stops.add_tab_stop(
        Mm(style.text_width_mm), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS
    )
    for name, height in (
        (AFTER_TABLE, LEAST_LINE),  # a gap follows it, which a heading's gap before takes up
        (BEFORE_CLOSING, gaps["before_closing"]),
        (GAP, style.body["gap_pt"]),
        (TO_SIGN, gaps["sign"]),
    ):
        _exactly(_paragraph(styles, name, style, "body"), height)
    styles[AFTER_TABLE].paragraph_format.space_after = Pt(gaps["after_table"])
    styles[BEFORE_CLOSING].paragraph_format.keep_with_next = True


def _form_styles(styles: Any, style: PageStyle) -> None:
    """Lines to write on, shaded heads, room around the words of an item."""
    for name, height in ((WRITING, "line_mm"), (BESIDE, "beside_mm")):
        _exactly(_paragraph(styles, name, style, "form"), style.form[height] * 72 / 25.4)
    item = styles["TĐKT Mục phiếu"].paragraph_format
    item.space_before, item.space_after = Pt(3.5), Pt(2)
    styles[BESIDE].paragraph_format.space_before = Pt(1.5)
    styles["TĐKT Gợi ý phiếu"].paragraph_format.space_after = Pt(2)
    level = f"{round(style.form['shade'] * 255):02X}" * 3
    for name in ("TĐKT Đầu mục phiếu", "TĐKT Gợi ý phiếu"):
        fill = element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": level})
        properties = styles[name].element.get_or_add_pPr()
        properties.insert_element_before(fill, *BEFORE_SHADE)
    styles["TĐKT Đầu mục phiếu"].paragraph_format.space_before = Pt(5)


def _exactly(made: Any, points: float) -> None:
    made.paragraph_format.line_spacing = Pt(max(points, LEAST_LINE))


def _border_above(made: Any, thickness: float, gap: float) -> None:
    top = {
        "w:val": "single",
        "w:sz": f"{round(thickness * 8)}",
        "w:space": f"{round(gap / 3)}",
        "w:color": "000000",
    }
    borders = element("w:pBdr")
    borders.append(element("w:top", **top))
    made.element.get_or_add_pPr().insert_element_before(borders, "w:shd", *BEFORE_SHADE)


def _type(made: Any, style: PageStyle) -> None:
    """The face for Latin, East Asian and complex scripts alike, in black and in Vietnamese."""
    made.font.name = style.word_font
    properties = made.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in [name for name in fonts.attrib if "theme" in name.lower()]:
        del fonts.attrib[attribute]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), style.word_font)
    replace_element(properties, element("w:color", **{"w:val": "000000"}), AFTER_COLOR)
    _language(properties)


def _language(properties: Any) -> None:
    codes = {"w:val": "vi-VN", "w:eastAsia": "vi-VN", "w:bidi": "ar-SA"}
    replace_element(properties, element("w:lang", **codes), AFTER_LANGUAGE)
