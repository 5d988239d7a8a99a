"""Papers: the minutes of a unit and the merged notice, from one neutral document each. Writers load when first used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.evidence import SIGNED, distinct
from tdkt_desktop.domain.inspection import Inspection, Record
from tdkt_desktop.domain.mending import limitations_of
from tdkt_desktop.domain.notice_paper import NoticePaper
from tdkt_desktop.domain.sealing import addenda, as_sealed, changes_since
from tdkt_desktop.notice.field_words import field_place, value_words
from tdkt_desktop.notice.outline import Outline, notice_outline
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.notice.notice_versions import (
    Kept,
    audience_of,
    keep_exported,
    printed_paper,
    write_notice_paper,
)
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealed_view import SealedView, sealed_view
from tdkt_desktop.workflows.unit.sealing import addendum_code, code_of
from tdkt_desktop.workflows.writing.paper_writing import known_formats, slug, write_paper

if TYPE_CHECKING:
    from tdkt_desktop.documents.minutes.appendix import Addendum
    from tdkt_desktop.documents.neutral.blocks import Document, Picture

MINUTES_FORMATS = ("pdf", "docx")
NOTICE_FORMATS = ("pdf", "docx", "xlsx")
PRINTED_SIDE = 1400  # pixels: 78 mm of a column at over 400 dpi


def make_minutes(
    session: CampaignSession, unit: str, folder: Path, formats: Sequence[str] = MINUTES_FORMATS
) -> tuple[Path, ...]:
    """Write the minutes of one unit. Returns the files; raises CampaignError for an unknown unit."""
    document = minutes_of(session, unit)
    number = next(known.number for known in session.campaign.units if known.code == unit)
    stem = f"bien-ban-{padded(number)}-{slug(session.campaign.unit(unit).short)}"
    return tuple(
        write_paper(document, folder / f"{stem}.{kind}") for kind in known_formats(formats, MINUTES_FORMATS)
    )


def make_blank(
    session: CampaignSession, folder: Path, formats: Sequence[str] = MINUTES_FORMATS, *, unit: str = ""
) -> tuple[Path, ...]:
    """Write the checklist as a form to fill in by hand, for one unit or for any. Returns the files."""
    from tdkt_desktop.documents.blank_checklist import blank_checklist  # noqa: PLC0415 - loads when first used

    known = _unit(session, unit) if unit else None
    before = limitations_of(session.inspection(known.code)) if known else ()
    document = blank_checklist(session.campaign, session.checklist, known, before)
    stem = f"phieu-giay-{slug(known.short if known else session.campaign.id)}"
    return tuple(
        write_paper(document, folder / f"{stem}.{kind}") for kind in known_formats(formats, MINUTES_FORMATS)
    )


def make_notice(
    session: CampaignSession,
    folder: Path,
    formats: Sequence[str] = NOTICE_FORMATS,
    *,
    public: bool = False,
) -> tuple[Path, ...]:
    """Write the merged notice, and the workbook with the units behind each figure. Returns the files.

    A `public` notice counts and does not name the units under a limitation; a workbook, which names them all, is none.
    """
    return export_notice(session, folder, formats, public=public, keeping=False).files


class NoticeExport(NamedTuple):
    """The files of an export, the paper they show (None where only the workbook was asked for), and what became of the
    version that an export keeps.
    """

    files: tuple[Path, ...]
    paper: NoticePaper | None
    kept: Kept


def export_notice(
    session: CampaignSession,
    folder: Path,
    formats: Sequence[str] = NOTICE_FORMATS,
    *,
    public: bool = False,
    keeping: bool = True,
) -> NoticeExport:
    """Write the notice, the signed text where it is issued, and keep what it said as a version."""
    if public:
        formats = [kind for kind in formats if kind != "xlsx"] or ("pdf",)
    audience, ending = audience_of(public=public), "-cong-khai" if public else ""
    paths: list[Path] = []
    paper: NoticePaper | None = None
    for kind in known_formats(formats, NOTICE_FORMATS):
        path = folder / f"thong-bao-{slug(session.campaign.id)}{ending}.{kind}"
        if kind == "xlsx":
            from tdkt_desktop.workflows.notice.office_papers import write_workbook  # noqa: PLC0415 - loads when first used

            write_workbook(session, path)
            paths.append(path)
        else:
            paper = paper or printed_paper(session, audience)
            paths += write_notice_paper(session, paper, folder, (kind,), ending=ending)
    kept = keep_exported(session, paper, audience) if keeping and paper is not None else Kept()
    return NoticeExport(tuple(paths), paper, kept)


def minutes_of(session: CampaignSession, unit: str) -> Document:
    """The minutes of one unit as a neutral document: sealed ones as they were sealed, with what was added since."""
    from tdkt_desktop.documents.minutes.document import minutes_document  # noqa: PLC0415 - loads when first used

    known, now = _unit(session, unit), session.inspection(unit)
    view = sealed_view(session, now)
    inspection = as_sealed(view.inspection, view.checklist)
    return minutes_document(
        session.campaign,
        view.checklist,
        known,
        inspection,
        code=code_of(session, now),
        pictures=_pictures(session, inspection),
        addendum=_addendum(session, view),
    )


def _unit(session: CampaignSession, unit: str) -> Unit:
    codes = [known.code for known in session.campaign.units]
    if unit not in codes:
        raise CampaignError(f"Không có đơn vị “{unit}”.", f"Các mã đơn vị: {', '.join(codes)}.")
    return session.campaign.unit(unit)


def _pictures(session: CampaignSession, inspection: Inspection) -> tuple[Picture, ...]:
    """Printable copies of the pictures that go into the minutes."""
    files = distinct(inspection.evidence)
    wanted = [one for one in files if one.in_minutes and one.is_picture and one.role != SIGNED]
    if not wanted:
        return ()
    from tdkt_desktop.documents.printed_picture import printed_picture  # noqa: PLC0415 - pictures load when first used
    from tdkt_desktop.workflows.unit.evidence import large_picture  # noqa: PLC0415

    return tuple(
        printed_picture(large_picture(session, one, PRINTED_SIDE), one.title, one.id) for one in wanted
    )


def _addendum(session: CampaignSession, view: SealedView) -> Addendum | None:
    """What was added after sealing, with its reasons; None when nothing was."""
    inspection, checklist = view.inspection, view.checklist
    reasons = tuple(one.reason for one in addenda(inspection))
    if not reasons:
        return None
    from tdkt_desktop.documents.minutes.appendix import Addendum  # noqa: PLC0415 - loads when first used

    changed = tuple(
        (
            field_place(one.subject, one.field, checklist).label,
            value_words(one.subject, one.field, one.before, checklist),
            value_words(one.subject, one.field, one.after, checklist),
        )
        for one in changes_since(inspection, checklist)
    )
    return Addendum(reasons, changed, addendum_code(session, inspection))


def notice_of(session: CampaignSession, *, public: bool = False) -> Document:
    """The merged notice as a neutral document: the signed text where it is issued."""
    from tdkt_desktop.documents.notice_document import paper_document  # noqa: PLC0415 - loads when first used

    return paper_document(printed_paper(session, audience_of(public=public)))


def notice_of_campaign(session: CampaignSession, campaign: Campaign, *, public: bool = False) -> Document:
    """The notice as it would be with other facts of the campaign itself (who signs, who receives)."""
    from tdkt_desktop.documents.notice_document import notice_document  # noqa: PLC0415 - loads when first used

    outline = notice_outline(
        campaign, session.checklist, session.record, public=public, disputed=session.conflict_count()
    )
    return notice_document(campaign, outline)


def outline_of(session: CampaignSession, *, only_units: Sequence[str] = ()) -> Outline:
    """The notice's outline over all units, or over some of them."""
    campaign, record = session.campaign, session.record
    if only_units:
        units = tuple(unit for unit in campaign.units if unit.code in only_units)
        campaign, record = (
            replace(campaign, units=units),
            Record({u.code: record.of(u.code) for u in units}, record.common),
        )
    return notice_outline(campaign, session.checklist, record, disputed=session.conflict_count())
