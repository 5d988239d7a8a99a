"""What heads a paper in PDF: the letterhead, the title, the head of an appendix."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer
from reportlab.platypus import Table as PdfTable

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral import blocks
from tdkt_desktop.documents.neutral.blocks import COUNTRY, MOTTO
from tdkt_desktop.documents.pdf.parts import (
    PLAIN,
    Rule,
    face_style,
    text_paragraph,
    text_width,
)
from tdkt_desktop.documents.pdf.text import set_heading


def letterhead(block: blocks.Letterhead, style: PageStyle) -> list[Flowable]:
    """Two columns: the issuer on the left, country and motto on the right, number and date below."""
    parent, issuer = face_style(style, "parent", align="center"), face_style(style, "issuer", align="center")
    left: list[Flowable] = [text_paragraph(line, parent) for line in block.parent]
    left += [text_paragraph(line, issuer) for line in block.issuer]
    if block.issuer:
        widest = max(text_width(line, issuer) for line in block.issuer)
        left.append(_rule(widest * style.rules["issuer"], style))
    country, motto = face_style(style, "country", align="center"), face_style(style, "motto", align="center")
    right: list[Flowable] = [
        text_paragraph(COUNTRY, country),
        text_paragraph(MOTTO, motto),
        _rule(text_width(MOTTO, motto) * style.rules["motto"], style),
    ]
    rows = [[left, right]]
    if block.number_line or block.place_date:
        gap = style.gaps_pt["before_number"]
        number = text_paragraph(block.number_line, face_style(style, "number", align="center"))
        place = text_paragraph(block.place_date, face_style(style, "place_date", align="center"))
        rows.append([[Spacer(0, gap), number], [Spacer(0, gap), place]])
    columns = [style.letterhead_mm["left"] * mm, style.letterhead_mm["right"] * mm]
    return [PdfTable(rows, colWidths=columns, style=PLAIN), Spacer(0, style.gaps_pt["after_letterhead"])]


def title(block: blocks.Title, width: float, style: PageStyle) -> list[Flowable]:
    """The kind of paper, its subject, and the rule under it."""
    subject = face_style(style, "subject", align="center")
    kind = face_style(style, "kind", align="center", spaceAfter=style.gaps_pt["after_kind"])
    found: list[Flowable] = [text_paragraph(block.kind, kind)]
    found += [text_paragraph(line, subject) for line in block.subject]
    if block.subject:
        widest = min(max(text_width(line, subject) for line in block.subject), width)
        found.append(_rule(widest * style.rules["subject"], style))
    return [*found, Spacer(0, style.gaps_pt["after_title"])]


def appendix_head(block: blocks.Appendix, style: PageStyle) -> list[Flowable]:
    """The label, which is a bookmark, the title, and what it belongs to."""
    faces = [face_style(style, size, align="center") for size in ("appendix_title", "appendix_reference")]
    found: list[Flowable] = [set_heading(block.label, face_style(style, "appendix", align="center"), level=0)]
    found += [text_paragraph(line, faces[0]) for line in block.title]
    found += [text_paragraph(block.reference, faces[1])] if block.reference else []
    return [*found, Spacer(0, style.gaps_pt["after_appendix"])]


def _rule(length: float, style: PageStyle) -> Rule:
    return Rule(length, style.rules["thickness_pt"], style.rules["gap_pt"])
