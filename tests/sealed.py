"""A real campaign file with one unit whose record is complete, and the steps that seal it."""

from __future__ import annotations

from pathlib import Path

from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit import sealing
from tests.builders import write_campaign_files

UNIT, DRAFT = "A", "B"  # what the answers of tests.builders make of them


def filled_campaign(folder: Path) -> Path:
    """Unit A can be sealed, unit B has gaps, nothing is recorded of unit C."""
    path = campaigns.create_campaign(write_campaign_files(folder), folder / "dot.tdktdb")
    with campaigns.open_campaign(path, author="Thư ký") as session:
        campaigns.fill(session, folder / "tra-loi.yaml")
    return path


def seal(session: CampaignSession) -> str:
    """Seal unit A; returns its code."""
    return sealing.seal_units(session, [UNIT])[0]


def begin_addition(session: CampaignSession, reason: str = "Đơn vị nộp thêm hồ sơ") -> None:
    session.save([sealing.open_addendum(session.inspection(UNIT), reason)])


def end_addition(session: CampaignSession) -> str:
    """Close the open addition; returns its code."""
    session.save(sealing.close_addendum(session, session.inspection(UNIT)))
    return sealing.addendum_code(session, session.inspection(UNIT))
