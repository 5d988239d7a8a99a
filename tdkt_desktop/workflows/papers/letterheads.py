"""Who issues, signs and receives: changed in a campaign, and previewed before it is."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.changes import campaign_changes
from tdkt_desktop.workflows.campaign.last_issuer import remember
from tdkt_desktop.workflows.papers.papers import notice_of_campaign
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.writing.paper_writing import write_paper


def page_styles() -> Mapping[str, str]:
    """What `Issuer.page_style` may be, and what a person calls each; the usual one first."""
    from tdkt_desktop.documents.layout.style import style_names  # noqa: PLC0415 - loads when first used

    return style_names()


def preview_notice(session: CampaignSession, campaign: Campaign) -> bytes:
    """The notice as PDF with a campaign's facts changed and nothing written."""
    with tempfile.TemporaryDirectory() as folder:
        return write_paper(notice_of_campaign(session, campaign), Path(folder) / "xem-truoc.pdf").read_bytes()


def change_letterhead(session: CampaignSession, campaign: Campaign, folder: Path) -> int:
    """Record what differs from the campaign, and remember its issuer in `folder`. Returns how many fields changed."""
    changes = campaign_changes(session.campaign, campaign)
    written = session.save(changes).written if changes else 0
    if written:
        remember(campaign.issuer, folder)
    return written
