"""The pages of a Word file: their size, the number on later pages, the line at the foot of all."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tdkt_desktop.documents.docx.parts import element, replace_element
from tdkt_desktop.documents.docx.styles import ALIGNMENTS
from tdkt_desktop.documents.layout.style import PageStyle

ASCENT, DESCENT = (
    0.891,
    0.216,
)  # of the type's size: from the top of a line to its digits' foot, from there to the end
AFTER_PAGE_NUMBERS = (
    *(
        "w:cols",
        "w:formProt",
        "w:vAlign",
        "w:noEndnote",
        "w:titlePg",
        "w:textDirection",
        "w:bidi",
        "w:rtlGutter",
    ),
    *("w:docGrid", "w:printerSettings", "w:sectPrChange"),
)


def set_page(section: Section, footer: str, style: PageStyle, *, landscape: bool) -> float:
    """Set a section as the page style says; returns the width of its text in millimetres."""
    page = style.page_mm
    width, height = (page["height"], page["width"]) if landscape else (page["width"], page["height"])
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
    section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
    number, line = Pt(style.sizes["page_number"] * ASCENT), Pt(style.sizes["footer"] * DESCENT)
    section.header_distance = Mm(page["top"] * style.page_number["share"]) - number
    section.footer_distance = Mm(page["bottom"] * style.footer["share"]) - line
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    for foot in (section.footer, section.first_page_footer):
        foot.is_linked_to_previous = False
        foot.paragraphs[0].style = "TĐKT Chân trang"
        foot.paragraphs[0].add_run(footer)
    number_from_one(section)
    _place_number(section, style)
    return width - page["left"] - page["right"]


def _place_number(section: Section, style: PageStyle) -> None:
    """The page number in the header, or in the footer where the style says so; never on a first page."""
    measures: Any = style.page_number
    if measures["place"] == "top":
        paragraph = section.header.paragraphs[0]
    else:
        paragraph = section.footer.paragraphs[0].insert_paragraph_before()
        section.footer_distance = Mm(style.page_mm["bottom"] * style.footer["share"] / 2)
    paragraph.style = "TĐKT Số trang"
    if measures["align"] != "center":
        paragraph.paragraph_format.alignment = ALIGNMENTS[measures["align"]]
    page_field(paragraph)


def number_from_one(section: Section) -> None:
    """Pages of a section count from 1; a new section is a copy of the one before, so an old start goes first."""
    start = element("w:pgNumType", **{"w:start": "1"})
    replace_element(section._sectPr, start, AFTER_PAGE_NUMBERS)  # noqa: SLF001 - no public door


def page_field(paragraph: Paragraph) -> None:
    """A PAGE field."""
    for kind in ("begin", "text", "end"):
        run = paragraph.add_run()
        if kind == "text":
            text = element("w:instrText")
            text.text = "PAGE"
            run._r.append(text)  # noqa: SLF001 - fields have no public door
        else:
            run._r.append(element("w:fldChar", **{"w:fldCharType": kind}))  # noqa: SLF001
