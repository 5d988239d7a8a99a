"""The notice of another office as a Word user makes it: no styles, direct formatting, tables without lines, drawn lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tdkt_desktop.documents.layout.text_widths import width_mm
from tests.documents.lint.office import Line, OfficePaper

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
EMU = 36_000
DRAWN = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
 <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"
  layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
 <wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>
 <wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset></wp:positionV>
 <wp:extent cx="{length}" cy="0"/><wp:wrapNone/><wp:docPr id="{id}" name="Line {id}"/><wp:cNvGraphicFramePr/>
 <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
 <wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm>
 <a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>
 </wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
 <mc:Fallback><w:pict><v:line from="0,0" to="5pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
OLD = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">
 <w:pict><v:line style="position:absolute" from="20pt,{down}pt" to="{end}pt,{down}pt"/></w:pict></w:r>"""


def write_office_word(paper: OfficePaper, path: Path) -> Path:
    """Write the notice as DOCX."""
    word = docx.Document()
    _page(word.sections[0], paper)
    columns = 165 * 0.37, 165 * 0.63
    head = _table(word, 2, columns)
    _fill(head.cell(0, 0), [paper.left[name] for name in ("parent", "issuer") if name in paper.left])
    _fill(head.cell(0, 1), [paper.right[name] for name in ("country", "motto") if name in paper.right])
    _fill(head.cell(1, 0), [paper.left[name] for name in ("number", "dashes", "about") if name in paper.left])
    _fill(head.cell(1, 1), [paper.right["date"]] if "date" in paper.right else [])
    word.add_paragraph()
    for line in (*paper.title.values(), *paper.body.values()):
        _set(word.add_paragraph(), line)
    word.add_paragraph()
    end = _table(word, 1, (80, 85))
    _fill(end.cell(0, 0), list(paper.recipients.values()))
    signers = list(paper.signature.values())
    _fill(end.cell(0, 1), [*signers[:-1], *([Line("", gap=0)] * 4), signers[-1]])
    if paper.appendix:
        if paper.appendix_anew:
            section = word.add_section(WD_SECTION.NEW_PAGE)
            _page(section, paper)
            start = OxmlElement("w:pgNumType")
            start.set(qn("w:start"), "1")
            section._sectPr.append(start)
        else:
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for line in paper.appendix.values():
            _set(word.add_paragraph(), line)
    word.save(str(path))
    return path


def _page(section: Any, paper: OfficePaper) -> None:
    section.page_width, section.page_height = Mm(paper.page[0]), Mm(paper.page[1])
    section.top_margin, section.bottom_margin = Mm(paper.margins[0]), Mm(paper.margins[1])
    section.left_margin, section.right_margin = Mm(paper.margins[2]), Mm(paper.margins[3])
    section.different_first_page_header_footer = not paper.number_on_first
    place = section.header if paper.number_at_top else section.footer
    place.is_linked_to_previous = False
    if paper.numbered:
        paragraph = place.paragraphs[0]
        paragraph.style = "Normal"
        _set(paragraph, paper.number)
        for kind in ("begin", "PAGE", "separate", "2", "end"):
            run = paragraph.add_run("2" if kind == "2" else None)
            _letters(run, paper.number)
            if kind == "2":
                continue
            part = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
            if kind == "PAGE":
                part.text = " PAGE   \\* MERGEFORMAT "
            else:
                part.set(qn("w:fldCharType"), kind)
            run._r.append(part)


def _table(word: Any, rows: int, columns: tuple[float, ...]) -> Any:
    table = word.add_table(rows, len(columns))
    table.autofit = False
    for column, width in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, columns, strict=True):
            cell.width = Mm(width)
    return table


def _fill(cell: Any, lines: list[Line]) -> None:
    for index, line in enumerate(lines):
        _set(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), line)


def _set(paragraph: Any, line: Line) -> None:
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent = ALIGNMENTS[line.align], Mm(line.indent)
    form.space_before, form.space_after = Pt(line.gap), Pt(0)
    form.line_spacing = line.leading
    form.page_break_before = line.page_before or None
    if line.text:
        _letters(paragraph.add_run(line.text), line)
    if line.rule:
        _draw(paragraph, line)


def _letters(run: Any, line: Line) -> None:
    run.font.size, run.font.name = Pt(line.size), line.font
    run.bold, run.italic = line.bold or None, line.italic or None


def _draw(paragraph: Any, line: Line) -> None:
    """Half the lines as of today, half as older programs draw them."""
    length = width_mm(line.text, line.size, bold=line.bold) * line.rule
    pitch = line.size * 1.15
    if line.text.isupper():
        end = 20 + length / 25.4 * 72
        paragraph._p.append(parse_xml(OLD.format(down=f"{pitch + 1:.2f}", end=f"{end:.2f}")))
    else:
        down = round(pitch / 72 * 25.4 * EMU)
        paragraph._p.append(parse_xml(DRAWN.format(down=down, length=round(length * EMU), id=len(line.text))))
