"""A checklist tried out before it is used: on a made-up unit for the form, and as the paper to fill in by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tdkt_desktop.domain.campaign import Campaign, Issuer, Plan, Team, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.workflows.campaign.campaigns import data_folder
from tdkt_desktop.workflows.campaign.last_issuer import last_used
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.writing.paper_writing import known_formats, slug, write_paper

FORMATS = ("pdf", "docx")
UNIT = "DV01"


@dataclass(frozen=True)
class Trial:
    """What a form needs of a session, with one made-up unit; nothing of it is on any disk."""

    campaign: Campaign
    checklist: Checklist

    def inspection(self, unit: str) -> Inspection:
        return Inspection(unit)


def trial_of(checklist: Checklist) -> Trial:
    """A made-up campaign of one unit with this checklist."""
    year = dt.date.today().year  # noqa: DTZ011 - the year on the wall is the one that is printed
    campaign = Campaign(
        id="thu",
        title="Thử phiếu kiểm tra",
        year=year,
        plan=Plan(title="Thử"),
        issuer=last_used(data_folder()) or Issuer(),
        teams=(Team("D01", "Đoàn kiểm tra số 01"),),
        units=(Unit(UNIT, 1, "Đơn vị 01", "Đơn vị 01", "Đơn vị 01", team="D01"),),
    )
    return Trial(replace(campaign, checklist_digest=checklist.digest), checklist)


def make_blank_of(checklist: Checklist, folder: Path, formats: Sequence[str] = FORMATS) -> tuple[Path, ...]:
    """Write a checklist as the form to fill in by hand. Returns the files."""
    from tdkt_desktop.documents.blank_checklist import blank_checklist  # noqa: PLC0415 - loads when first used

    document = blank_checklist(trial_of(checklist).campaign, checklist, None)
    stem = f"phieu-giay-{slug(checklist.code)}"
    return tuple(write_paper(document, folder / f"{stem}.{kind}") for kind in known_formats(formats, FORMATS))


def answered_by_units(session: CampaignSession) -> dict[str, int]:
    """How many units of a campaign have recorded an answer to each question."""
    counts = {}
    for question in session.checklist.questions():
        found = [
            session.inspection(unit.code).answer(question.code).state is not State.NOT_CHECKED
            for unit in session.campaign.units
        ]
        counts[question.code] = sum(found)
    return counts
