"""The guides as PDF files: each by itself, and a handbook with every page of the help for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tdkt_desktop.domain.errors import FileMissing
from tdkt_desktop.workflows.help.help_pages import (
    GROUPS,
    GUIDES,
    TECHNICAL,
    HelpPage,
    help_folder,
    help_pages,
)

if TYPE_CHECKING:
    from tdkt_desktop.documents.neutral.blocks import Document

HANDBOOK_FILE = "so-tay-huong-dan.pdf"
MOST_ROUNDS = 4  # page numbers in a text may move what follows; a second round settles it


def make_guides(folder: Path) -> tuple[Path, ...]:
    """Write the handbook and the three guides as PDF. Returns the files.

    Raises DocumentNotWritten, or FileMissing when the installation lacks a page or a picture.
    """
    from tdkt_desktop.workflows.help.guide_document import Refer, guide_document, handbook_document  # noqa: PLC0415
    from tdkt_desktop.workflows.writing.paper_writing import write_paper  # noqa: PLC0415 - loads when first used

    by_topic = {page.topic: page for page in help_pages()}
    groups = [
        (name, [by_topic[topic] for topic in topics if topic not in TECHNICAL]) for name, topics in GROUPS
    ]
    kept = [(name, pages) for name, pages in groups if pages]

    def handbook(pages: Mapping[str, int]) -> Document:
        return handbook_document(kept, Refer(pages), frozenset(GUIDES), _picture)

    numbers = _settled(handbook, [page for _, pages in kept for page in pages])
    papers = {HANDBOOK_FILE: handbook(numbers)}
    for topic in GUIDES:
        page, refer = by_topic[topic], Refer({}, numbers)
        first = guide_document(page, refer, (), _picture)
        papers[f"{topic}.pdf"] = guide_document(page, refer, _heading_pages(first), _picture)
    return tuple(write_paper(paper, folder / name) for name, paper in papers.items())


def _settled(make: Callable[[Mapping[str, int]], Document], pages: list[HelpPage]) -> dict[str, int]:
    """The page of each topic once the numbers in the text agree with the pages they speak of."""
    from tdkt_desktop.workflows.help.guide_document import title_places  # noqa: PLC0415

    known = dict.fromkeys((page.topic for page in pages), 10)  # as wide as most numbers will be
    for _ in range(MOST_ROUNDS):
        document = make(known)
        at = _heading_pages(document)
        found = {
            page.topic: at[place] for page, (place, _) in zip(pages, title_places(document), strict=True)
        }
        if found == known:
            break
        known = found
    return known


def _heading_pages(document: Document) -> tuple[int, ...]:
    from tdkt_desktop.documents.layout.style import load_style  # noqa: PLC0415
    from tdkt_desktop.documents.pdf.writer import heading_pages  # noqa: PLC0415 - loads when first used

    return heading_pages(document, load_style(document.style))


def _picture(name: str) -> Path:
    path = help_folder() / name
    if not path.is_file():
        raise FileMissing(
            f"Bản cài đặt thiếu hình “{name}” của trang trợ giúp.",
            "Hãy cài lại phần mềm; nội dung đã ghi vẫn được giữ.",
        )
    return path
