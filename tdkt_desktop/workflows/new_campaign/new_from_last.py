"""A new campaign that takes over from an earlier one as it is made: whole in one write, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.exchange.lists.result import UnitList
from tdkt_desktop.workflows.campaign.campaigns import (
    campaign_of_file,
    find_checklist,
    free_path,
    write_campaign,
)
from tdkt_desktop.workflows.last_year.carry_over import CarryOver, plan_carry, refuse_open
from tdkt_desktop.workflows.last_year.last_campaign import LastCampaign, next_campaign, read_last
from tdkt_desktop.workflows.new_campaign.campaign_lists import CampaignFacts, campaign_of_list

CHECK_TEAMS = "Hãy xem lại đoàn, trưởng đoàn, kế hoạch và lịch của đợt mới trước khi phát hành cho các đoàn."


@dataclass(frozen=True)
class Planned:
    """A campaign that could be made, and what it would take over."""

    campaign: Campaign
    checklist: Checklist
    carry: CarryOver


@dataclass(frozen=True)
class Beginning:
    """What a new campaign begins with besides last year's file: a campaign file, or a list that is settled with its facts."""

    file: Path | None = None
    listed: UnitList | None = None
    list_file: Path | None = None
    facts: CampaignFacts = field(default_factory=CampaignFacts)


def plan_from_last(
    last_file: Path,
    beginning: Beginning,
    answers: Mapping[str, str],
    mapping: Mapping[str, str],
) -> Planned:
    """The campaign of a file, of a list, or of last year's units alone, with what it takes over. Nothing is made."""
    last = read_last(last_file)
    campaign, checklist = _begun(last, beginning)
    return Planned(campaign, checklist, plan_carry(last, campaign, checklist, Record(), answers, mapping))


def create_planned(planned: Planned, store: Path | None = None) -> Path:
    """Make a planned campaign. Returns its path. Raises CampaignError while a doubt is left; there is none then."""
    refuse_open(planned.carry)
    campaign = planned.campaign
    path = store or free_path(campaign.id)
    return write_campaign(campaign, planned.checklist, path, more=planned.carry.changes)


def _begun(last: LastCampaign, beginning: Beginning) -> tuple[Campaign, Checklist]:
    facts = beginning.facts
    if beginning.listed is not None and beginning.list_file is not None:
        return campaign_of_list(beginning.list_file, beginning.listed, facts, last.checklist)
    if beginning.file is not None:
        return campaign_of_file(beginning.file)
    campaign = next_campaign(last, campaign_id=facts.id, title=facts.title, year=facts.year)
    named = find_checklist(facts.checklist, last.file.parent) if facts.checklist else last.checklist
    return campaign, named
