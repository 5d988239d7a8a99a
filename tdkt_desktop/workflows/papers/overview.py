"""What is in a campaign, as plain data for the command line and for machines: units, progress, statements."""

from __future__ import annotations

from tdkt_desktop.domain.marks import MARK_WORDS
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.notice.facts import Tally
from tdkt_desktop.workflows.papers.papers import outline_of
from tdkt_desktop.workflows.session import CampaignSession


def overview(session: CampaignSession) -> dict[str, Plain]:
    """The campaign as JSON types: plan, units with dates and progress, statements with the units behind figures."""
    campaign = session.campaign
    return {
        "id": campaign.id,
        "title": campaign.title,
        "year": campaign.year,
        "team": session.team,
        "plan": {"number": campaign.plan.number, "date": _day(campaign.plan.date)},
        "checklist": {
            "code": session.checklist.code,
            "criteria": len(session.checklist.criteria),
            "digest": session.checklist.digest,
        },
        "units": [_unit(session, unit.code) for unit in session.units],
        "conflicts": session.conflict_count(),
        "revisions": session.revision_count(),
        "statements": statements(session),
        "notes": list(campaign.notes),
    }


def statements(session: CampaignSession) -> list[Plain]:
    """Every line of the notice's sections, with its figures and their units."""
    return [
        {"section": section.key, "text": line.full, "figures": [_figure(tally) for tally in line.tallies]}
        for section in outline_of(session).sections
        for line in section.lines
    ]


def _unit(session: CampaignSession, code: str) -> Plain:
    unit, inspection, progress = session.campaign.unit(code), session.inspection(code), session.progress(code)
    return {
        "code": unit.code,
        "number": unit.number,
        "official": unit.official,
        "listed": unit.listed,
        "short": unit.short,
        "team": unit.team,
        "planned_date": _day(unit.planned_date),
        "actual_date": _day(inspection.visit.actual_date),
        "stage": str(inspection.stage),
        "asked": progress.asked,
        "settled": progress.settled,
        "criteria": {
            one.criterion: {
                "mark": str(one.mark),
                "words": MARK_WORDS[one.mark],
                "asked": one.asked,
                "settled": one.settled,
            }
            for one in progress.criteria
        },
    }


def _figure(tally: Tally) -> Plain:
    return {
        "questions": list(tally.questions),
        "n": tally.n,
        "N": tally.total,
        "named": tally.by_name,
        "doing": list(tally.doing),
        "failing": list(tally.failing),
        "not_applicable": list(tally.not_applicable),
        "not_checked": list(tally.not_checked),
    }


def _day(day: object) -> str:
    return str(day) if day else ""
