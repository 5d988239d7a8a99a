"""Papers of the office beside the notice itself: its workbook, the cross-reference for who signs, the charts on a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tdkt_desktop.notice.outline import notice_outline
from tdkt_desktop.workflows.checking import check_session
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.sources import sources_of

if TYPE_CHECKING:
    from tdkt_desktop.documents.workbook_facts import NoticeFacts


def notice_facts(session: CampaignSession) -> NoticeFacts:
    """Everything the office's papers are made of, as it is now."""
    from tdkt_desktop.documents.workbook_facts import NoticeFacts  # noqa: PLC0415 - loads when first used

    checked = check_session(session)
    return NoticeFacts(
        session.campaign,
        session.checklist,
        session.record,
        notice_outline(session.campaign, session.checklist, session.record),
        sources_of(session),
        checked.findings,
        tuple((finding, waiver.reason) for finding, waiver in checked.waived),
    )


def write_workbook(session: CampaignSession, path: Path) -> None:
    """Write the notice's workbook. Raises DocumentNotWritten."""
    from tdkt_desktop.documents.notice_workbook import notice_workbook  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.documents.xlsx_writer import write_xlsx  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    write_xlsx(notice_workbook(notice_facts(session)), path)
