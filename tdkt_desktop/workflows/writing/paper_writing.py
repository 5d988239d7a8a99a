"""Writing a paper: the writer of its format, loaded when first used, and file names that every system takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tdkt_desktop.documents.layout.safe_file import folder_for
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.vietnamese.text import fold

if TYPE_CHECKING:
    from tdkt_desktop.documents.neutral.blocks import Document


LONGEST_NAME = 80  # of one part: Windows takes 260 letters for the whole path


def write_paper(document: Document, path: Path) -> Path:
    """Write a paper as PDF or Word, by the ending of its path; its folder is made where there is none."""
    from tdkt_desktop.documents.layout.style import load_known  # noqa: PLC0415 - loads when first used

    write_file: Callable[..., object]
    if path.suffix.lower() == ".pdf":
        from tdkt_desktop.documents.pdf.writer import write_pdf as write_file  # noqa: PLC0415
    else:
        from tdkt_desktop.documents.docx.writer import write_docx as write_file  # noqa: PLC0415
    folder_for(path)
    write_file(document, path, load_known(document.style))
    return path


def slug(text: str) -> str:
    """A file name that every system and USB stick takes: lower-case letters without marks, digits, hyphens, not too long."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text))[:LONGEST_NAME].strip("-")


def known_formats(formats: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """The formats, all of them known. Raises CampaignError."""
    for kind in formats:
        if kind not in known:
            raise CampaignError(f"Không có định dạng “{kind}”.", f"Các định dạng: {', '.join(known)}.")
    return formats
