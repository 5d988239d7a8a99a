"""A campaign back to the plain tree of its file, so that a database can be read, changed and made anew as text."""

from __future__ import annotations

from dataclasses import fields

from tdkt_desktop.domain.campaign import Campaign, Team, Unit
from tdkt_desktop.domain.reading_campaign import UNIT_TEXTS
from tdkt_desktop.domain.values import Plain


def campaign_to_plain(campaign: Campaign, checklist: str) -> dict[str, Plain]:
    """The tree that `read_campaign` makes the same campaign of; `checklist` is the name the file gives its checklist."""
    issuer = {
        field.name: list(value) if isinstance(value, tuple) else value
        for field in fields(campaign.issuer)
        if (value := getattr(campaign.issuer, field.name))
    }
    notice = _filled(
        number=campaign.notice_number,
        date=campaign.notice_date.isoformat() if campaign.notice_date else "",
        subject=campaign.notice_subject,
        annex_members=campaign.annex_members,
        signer_lines=list(campaign.notice_signer_lines),
        signer_name=campaign.notice_signer_name,
        recipients=list(campaign.notice_recipients),
    )
    plan = _filled(
        number=campaign.plan.number,
        date=campaign.plan.date.isoformat() if campaign.plan.date else "",
        title=campaign.plan.title,
    )
    return {
        "format": "tdkt-campaign 1",
        "id": campaign.id,
        "title": campaign.title,
        "year": campaign.year,
        **_filled(province=campaign.province),
        "checklist": checklist,
        **_filled(plan=plan, issuer=issuer, notice=notice),
        **_filled(teams=[_team(team) for team in campaign.teams]),
        "units": [_unit(unit) for unit in campaign.units],
        **_filled(
            prose={key: list(paragraphs) for key, paragraphs in campaign.prose.items() if paragraphs},
            notes=list(campaign.notes),
        ),
    }


def _team(team: Team) -> dict[str, Plain]:
    leader = _filled(honorific=team.leader.honorific, name=team.leader.name, position=team.leader.position)
    return {"code": team.code, **_filled(name=team.name, leader=leader, delegation=team.delegation)}


def _unit(unit: Unit) -> dict[str, Plain]:
    texts = {name: getattr(unit, name) for name in UNIT_TEXTS}
    if texts["short"] == texts["listed"]:
        texts["short"] = ""
    if texts["listed"] == texts["official"]:
        texts["listed"] = ""
    day = unit.planned_date.isoformat() if unit.planned_date else ""
    return {
        "code": unit.code,
        "number": unit.number,
        **_filled(
            **{name: text for name, text in texts.items() if name != "code"},
            planned_date=day,
            aliases=list(unit.aliases),
        ),
    }


def _filled(**values: Plain) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value not in ("", [], {}, None)}
