"""Word opens only what follows its schema: the order of elements, sections, page numbers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import docx.document
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Document
from tests.documents.papers import album, form, notice

SECT = """
    headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
    pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid
    printerSettings sectPrChange
"""
TBLPR = """
    tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
    tblInd tblBorders shd tblLayout tblCellMar tblLook
"""
RPR = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
    snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
    vertAlign rtl cs em lang
"""
PPR = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
    tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
    adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
    textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr
"""


TCPR = """
    cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
"""


@pytest.mark.parametrize("make", [notice, form, album])
@pytest.mark.parametrize(
    ("tag", "order"), [("sectPr", SECT), ("tblPr", TBLPR), ("rPr", RPR), ("pPr", PPR), ("tcPr", TCPR)]
)
def test_word_elements_stand_in_the_order_of_the_schema(
    make: Callable[[], Document], tag: str, order: str, tmp_path: Path
) -> None:
    places_of = order.split()
    path = tmp_path / "a.docx"
    write_docx(make(), path, load_style())
    wrong = []
    with zipfile.ZipFile(path) as z:
        for part in ("word/document.xml", "word/styles.xml"):
            for el in parse_xml(z.read(part)).iter("{*}" + tag):
                names = [c.tag.rpartition("}")[2] for c in el]
                places = [places_of.index(n) for n in names if n in places_of]
                single = [n for n in names if not n.endswith("Reference")]
                unknown = set(single) - set(places_of)
                if unknown or places != sorted(places) or len(single) != len(set(single)):
                    wrong.append((part, names))
    assert not wrong, wrong[:3]


def test_docx_headers(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_docx(notice(), path, load_style())
    w = docx.Document(str(path))
    assert [s.orientation for s in w.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    for s in w.sections:
        assert s.different_first_page_header_footer
        assert "PAGE" in s.header._element.xml
    assert w.sections[1].header.is_linked_to_previous is False


def test_every_cell_ends_with_a_paragraph(tmp_path: Path) -> None:
    """Word calls a file damaged where a nested table ends a cell."""
    path = tmp_path / "a.docx"
    write_docx(form(), path, load_style())
    cells = list(docx.Document(str(path)).element.body.iter("{*}tc"))
    assert any(cell.findall("{*}tbl") for cell in cells)
    assert all(cell[-1].tag.endswith("}p") for cell in cells)
