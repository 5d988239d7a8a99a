"""The PDF writer: maps blocks to pages of the page style; same input, same bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from tdkt_desktop.documents.layout.clean_text import cleaned
from tdkt_desktop.documents.layout.safe_file import replacing
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.blocks import Appendix, Document
from tdkt_desktop.documents.pdf.archive import make_archival
from tdkt_desktop.documents.pdf.face import escape_string
from tdkt_desktop.documents.pdf.flow import Flow
from tdkt_desktop.documents.pdf.letters import drawable
from tdkt_desktop.documents.pdf.parts import FACES, register_type


def write_pdf(document: Document, path: Path, style: PageStyle) -> tuple[str, ...]:
    """Write a document as PDF, whole or not at all. Raises DocumentNotWritten.

    Returns the signs that the printed type lacks (a tick, a smiley): each stands as "(?)" on paper.
    """
    register_type(style)
    document, missing = drawable(cleaned(document))
    style = style.on(document.sheet)
    with replacing(path) as working:
        pages = _Pages(str(working), document, style)
        pages.build(Flow(style).story(document.blocks))
    return missing


def heading_pages(document: Document, style: PageStyle) -> tuple[int, ...]:
    """The page on which each heading of a document comes to stand, in order."""
    register_type(style)
    document, _ = drawable(cleaned(document))
    style = style.on(document.sheet)
    pages = _Pages(BytesIO(), document, style)
    pages.build(Flow(style).story(document.blocks))
    return tuple(pages.heading_pages)


class _Pages(BaseDocTemplate):
    """The page templates: a first page without number, later ones numbered at the top centre, each appendix anew."""

    def __init__(self, name: str | BytesIO, document: Document, style: PageStyle) -> None:
        page = style.page_mm
        super().__init__(
            name,
            pagesize=(page["width"] * mm, page["height"] * mm),
            title=document.title,
            subject=document.subject,
            author=document.author,
            lang="vi-VN",
            invariant=1,  # the template hands its own value to the canvas
            initialFontName=FACES[0],
            initialFontSize=style.sizes["body"],
        )
        self.style, self.document = style, document
        self.section_start = 1
        self.heading_pages: list[int] = []
        self.footers = {"body": document.footer}
        self.addPageTemplates(self._templates("body", landscape=False))
        appendices = [block for block in document.blocks if isinstance(block, Appendix)]
        for number, appendix in enumerate(appendices, start=1):
            self.footers[f"appendix-{number}"] = appendix.footer or document.footer
            self.addPageTemplates(self._templates(f"appendix-{number}", landscape=appendix.landscape))

    def beforeDocument(self) -> None:
        make_archival(self.canv, self.document)
        canvas: Any = self.canv
        canvas._escape = escape_string  # noqa: SLF001 - reportlab's own goes through a text letter by letter

    def afterFlowable(self, flowable: Flowable) -> None:
        """Headings become bookmarks."""
        outline = getattr(flowable, "outline", None)
        if outline is not None:
            level, text = outline
            self.heading_pages.append(self.page)
            key = f"muc-{self.page}-{text}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, min(level, self._deepest() + 1), closed=False)
            self._outline_level = min(level, self._deepest() + 1)

    def _deepest(self) -> int:
        return getattr(self, "_outline_level", -1)

    def _templates(self, name: str, *, landscape: bool) -> list[PageTemplate]:
        page = self.style.page_mm
        width, height = (page["height"], page["width"]) if landscape else (page["width"], page["height"])
        left, right, top, bottom = (page["left"], page["right"], page["top"], page["bottom"])
        frame: dict[str, Any] = dict(  # noqa: C408 - reads as the call it becomes
            x1=left * mm,
            y1=bottom * mm,
            width=(width - left - right) * mm,
            height=(height - top - bottom) * mm,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        size = (width * mm, height * mm)
        return [
            PageTemplate(
                f"{name}-first",
                [Frame(**frame)],
                onPage=_start,
                pagesize=size,
                autoNextPageTemplate=f"{name}-later",
            ),
            PageTemplate(f"{name}-later", [Frame(**frame)], onPage=_number, pagesize=size),
        ]


def _start(canvas: Canvas, pages: _Pages) -> None:
    pages.section_start = pages.page
    _footer(canvas, pages)


def _number(canvas: Canvas, pages: _Pages) -> None:
    """The page number, where the style wants it: in the middle of the top margin by the decree."""
    style, measures = pages.style, pages.style.page_number
    height = float(pages.pageTemplate.pagesize[1])
    edge = style.page_mm[measures["place"]] * measures["share"] * mm
    at = height - edge if measures["place"] == "top" else edge
    _aligned(canvas, pages, "page_number", str(pages.page - pages.section_start + 1), at, measures["align"])
    _footer(canvas, pages)


def _footer(canvas: Canvas, pages: _Pages) -> None:
    """The line that every page bears, at the right of the bottom margin."""
    style = pages.style
    text = pages.footers[str(pages.pageTemplate.id).rpartition("-")[0]]
    _aligned(canvas, pages, "footer", text, style.page_mm["bottom"] * style.footer["share"] * mm, "right")


def _aligned(canvas: Canvas, pages: _Pages, size: str, text: str, height: float, align: str) -> None:
    """A line of text between the margins."""
    page, width = pages.style.page_mm, float(pages.pageTemplate.pagesize[0])
    left, right = page["left"] * mm, width - page["right"] * mm
    canvas.saveState()
    canvas.setFont(FACES[0], pages.style.sizes[size])
    match align:
        case "left":
            canvas.drawString(left, height, text)
        case "center":
            canvas.drawCentredString((left + right) / 2, height, text)
        case _:
            canvas.drawRightString(right, height, text)
    canvas.restoreState()
