"""Papers: the minutes of a unit and the merged notice, from one neutral document each. Writers load when first used."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.notice.outline import Outline, notice_outline
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import fold
from tdkt_desktop.workflows.session import CampaignSession

if TYPE_CHECKING:
    from tdkt_desktop.documents.blocks import Document

MINUTES_FORMATS = ("pdf", "docx")
NOTICE_FORMATS = ("pdf", "docx", "xlsx")


def make_minutes(
    session: CampaignSession, unit: str, folder: Path, formats: Sequence[str] = MINUTES_FORMATS
) -> tuple[Path, ...]:
    """Write the minutes of one unit. Returns the files; raises CampaignError for an unknown unit."""
    document = minutes_of(session, unit)
    number = next(known.number for known in session.campaign.units if known.code == unit)
    stem = f"bien-ban-{padded(number)}-{slug(session.campaign.unit(unit).short)}"
    return tuple(
        _writer(kind)(document, folder / f"{stem}.{kind}") for kind in _known(formats, MINUTES_FORMATS)
    )


def make_notice(
    session: CampaignSession, folder: Path, formats: Sequence[str] = NOTICE_FORMATS
) -> tuple[Path, ...]:
    """Write the merged notice, and the workbook with the units behind each figure. Returns the files."""
    paths = []
    for kind in _known(formats, NOTICE_FORMATS):
        path = folder / f"thong-bao-{slug(session.campaign.id)}.{kind}"
        if kind == "xlsx":
            _write_workbook(session, path)
        else:
            _writer(kind)(notice_of(session), path)
        paths.append(path)
    return tuple(paths)


def minutes_of(session: CampaignSession, unit: str) -> Document:
    """The minutes of one unit as a neutral document."""
    from tdkt_desktop.documents.minutes_document import minutes_document  # noqa: PLC0415 - loads when first used

    codes = [known.code for known in session.campaign.units]
    if unit not in codes:
        raise CampaignError(f"Không có đơn vị “{unit}”.", f"Các mã đơn vị: {', '.join(codes)}.")
    return minutes_document(
        session.campaign, session.checklist, session.campaign.unit(unit), session.inspection(unit)
    )


def notice_of(session: CampaignSession) -> Document:
    """The merged notice as a neutral document."""
    from tdkt_desktop.documents.notice_document import notice_document  # noqa: PLC0415 - loads when first used

    return notice_document(session.campaign, outline_of(session))


def outline_of(session: CampaignSession, *, only_units: Sequence[str] = ()) -> Outline:
    """The notice's outline over all units, or over some of them."""
    campaign, record = session.campaign, session.record
    if only_units:
        units = tuple(unit for unit in campaign.units if unit.code in only_units)
        campaign, record = (
            replace(campaign, units=units),
            Record({u.code: record.of(u.code) for u in units}, record.common),
        )
    return notice_outline(campaign, session.checklist, record)


def preview_pages(pdf: Path, dpi: int = 90) -> tuple[bytes, ...]:
    """The pages of a PDF as PNG pictures."""
    from tdkt_desktop.documents.pdf_pages import page_pictures  # noqa: PLC0415 - loads when first used

    return page_pictures(pdf, dpi)


def slug(text: str) -> str:
    """A file name that every system and USB stick takes: lower-case letters without marks, digits, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _writer(kind: str) -> Callable[[Document, Path], Path]:
    def write(document: Document, path: Path) -> Path:
        from tdkt_desktop.documents.style import load_style  # noqa: PLC0415 - loads when first used

        if kind == "pdf":
            from tdkt_desktop.documents.pdf_writer import write_pdf as write_file  # noqa: PLC0415
        else:
            from tdkt_desktop.documents.docx_writer import write_docx as write_file  # noqa: PLC0415
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(document, path, load_style())
        return path

    return write


def _write_workbook(session: CampaignSession, path: Path) -> None:
    from tdkt_desktop.documents.notice_workbook import notice_workbook  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.documents.xlsx_writer import write_xlsx  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    write_xlsx(
        notice_workbook(session.campaign, session.checklist, session.record, outline_of(session)), path
    )


def _known(formats: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    for kind in formats:
        if kind not in known:
            raise CampaignError(f"Không có định dạng “{kind}”.", f"Các định dạng: {', '.join(known)}.")
    return formats
