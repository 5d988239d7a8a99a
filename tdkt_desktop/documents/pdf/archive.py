"""What makes a PDF an archival one (PDF/A-2b): colours that mean the same everywhere, and facts about the file in XMP.

The type is embedded, nothing points outside the file, and nothing is transparent: the writer never made it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from tdkt_desktop.documents.neutral.blocks import Document
from tdkt_desktop.paths import resource

PROGRAM = "TĐKT Desktop"
STAMP = "2000-01-01T00:00:00+00:00"  # file times say nothing about a paper; the PDF's own dates say the same
END = b"endstream\n"
_ORIGINAL_FORMAT: Any = PDFStream.format
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<pdf:Producer>{program}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def end_streams_on_a_line() -> None:
    """Have reportlab end every stream with a line break, as archival files must; once for a process.

    It leaves the break out where streams are not written as letters, and has no setting for it.
    """
    stream: Any = PDFStream
    stream.format = _format


def _format(stream: Any, document: Any) -> bytes:
    return bytes(_ORIGINAL_FORMAT(stream, document)).removesuffix(END) + b"\n" + END


def make_archival(canvas: Canvas, document: Document) -> None:
    """Give a PDF that is being drawn its output intent and its XMP facts; the same document gives the same bytes."""
    end_streams_on_a_line()
    pdf: Any = getattr(canvas, "_doc")  # noqa: B009 - reportlab has no public door to the catalogue
    pdf.info.producer = pdf.info.creator = PROGRAM
    pdf.addPage = _without_transition(pdf.addPage)
    catalog = pdf.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.__Refs__ = [*catalog.__Refs__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([_srgb(pdf)])
    catalog.Metadata = XMP(creator=lambda _: _packet(document).encode("utf-8"))


def _without_transition(add_page: Callable[[Any], None]) -> Callable[[Any], None]:
    """Pages without the empty entry for a slide show that reportlab gives each of them."""

    def add(page: Any) -> None:
        page.Trans = None
        add_page(page)

    return add


def _packet(document: Document) -> str:
    return PACKET.format(
        title=escape(document.title),
        subject=escape(document.subject),
        author=escape(document.author),
        program=escape(PROGRAM),
        stamp=STAMP,
    )


def _srgb(pdf: Any) -> PDFDictionary:
    """All colours are meant as sRGB; the profile is part of the file."""
    profile = PDFStream(PDFDictionary({"N": 3}), resource("styles", "sRGB.icc").read_bytes())
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": pdf.Reference(profile),
        }
    )
