"""Word's own numbers for headings and items: whoever goes on editing gets the next number, not a typed one."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from tdkt_desktop.documents.docx.parts import element
from tdkt_desktop.documents.docx.styles import BULLETS
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.blocks import BULLET_SIGNS, Heading
from tdkt_desktop.documents.neutral.numbering import Numbering

COUNTED = {1: ("upperRoman", "%1."), 2: ("decimal", "%2.")}
HEADINGS_ID, ITEMS_ID = 90, 91
AFTER_NUMBER = (
    *(
        "w:suppressLineNumbers",
        "w:pBdr",
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:kinsoku",
        "w:wordWrap",
        "w:overflowPunct",
        "w:topLinePunct",
        "w:autoSpaceDE",
        "w:autoSpaceDN",
        "w:bidi",
    ),
    *(
        "w:adjustRightInd",
        "w:snapToGrid",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:mirrorIndents",
        "w:suppressOverlap",
        "w:jc",
        "w:textDirection",
        "w:textAlignment",
        "w:textboxTightWrap",
        "w:outlineLvl",
        "w:divId",
        "w:cnfStyle",
        "w:rPr",
        "w:sectPr",
        "w:pPrChange",
    ),
)


def add_numbering(word: Any, style: PageStyle) -> None:
    """Give the headings of parts and sections and the items their numbering. Points (a, b, c, d, đ) stay typed.

    Word counts letters by the English alphabet only: its fifth point would be e, not đ.
    """
    numbering = word.part.numbering_part.element
    indent = f'<w:ind w:left="0" w:firstLine="{round(Mm(style.body["indent_mm"]).twips)}"/>'
    headings = "".join(
        _level(level - 1, kind, text, word.styles[f"Heading {level}"].style_id, indent)
        for level, (kind, text) in COUNTED.items()
    )
    items = "".join(
        _level(level - 1, "bullet", sign.strip(), word.styles[BULLETS[level]].style_id, indent)
        for level, sign in BULLET_SIGNS.items()
    )
    for number, levels in ((HEADINGS_ID, headings), (ITEMS_ID, items)):
        abstract = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        numbering.insert(0, parse_xml(abstract))
        made = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        numbering.append(parse_xml(made))
    for level in COUNTED:
        _number(word.styles[f"Heading {level}"].element.get_or_add_pPr(), HEADINGS_ID, level - 1)
    for level, name in BULLETS.items():
        _number(word.styles[name].element.get_or_add_pPr(), ITEMS_ID, level - 1)


class Counter:
    """Says which headings Word numbers right by itself; the others keep their typed label."""

    def __init__(self) -> None:
        self._numbering = Numbering()

    def title(self, heading: Heading) -> str | None:
        """The words behind a label that Word would give the next heading; None where the label is another."""
        if heading.level not in COUNTED:
            return None
        label, space, title = heading.text.partition(" ")
        if not space or label != self._numbering.next_label(heading.level):
            return None
        self._numbering.count(heading.level)
        return title


def without_number(paragraph: Any, style: PageStyle) -> None:
    """A heading whose label is part of its text; its indent is said anew, or it would go with the number."""
    paragraph.paragraph_format.first_line_indent = Mm(style.body["indent_mm"])
    _number(paragraph._p.get_or_add_pPr(), 0, None)  # noqa: SLF001 - numbers have no public door


def _level(level: int, kind: str, text: str, style_id: str, indent: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style_id}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr></w:lvl>'
    )


def _number(properties: Any, number: int, level: int | None) -> None:
    made = element("w:numPr")
    if level is not None:
        made.append(element("w:ilvl", **{"w:val": str(level)}))
    made.append(element("w:numId", **{"w:val": str(number)}))
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties.insert_element_before(made, *AFTER_NUMBER)
