"""The verbs of editing: each makes the Change that the revision log records. Subjects and fields are named here.

Subjects: "campaign" · "team/<code>" · "unit/<code>" · "prose/<section>" · "notice/<section>" · "inspection/<unit>" ·
"answer/<unit>/<question>" · "item/<unit>/<list>/<item id>" · "remark/<unit>/<criterion>" · "evidence/<unit>/<id>" ·
"declared/<question>" · "earlier/<campaign>". Those of the notice's versions stand in `notice_versions`, waivers and follow-ups beside their rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields

from tdkt_desktop.domain.campaign import Campaign, Issuer
from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.earlier import earlier_changes
from tdkt_desktop.domain.evidence import Evidence, evidence_to_plain
from tdkt_desktop.domain.inspection import Assessment, DeclaredCount, Remark, Seal, Visit
from tdkt_desktop.domain.kinds import Stage, Verdict
from tdkt_desktop.domain.notice_text import SectionText, text_to_plain
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Answer, Item, Plain, clean_text, item_to_plain, value_to_plain

VISIT_FIELDS = tuple(Visit.__dataclass_fields__)
ASSESSMENT_FIELDS = tuple(Assessment.__dataclass_fields__)
REMARK_FIELDS = tuple(Remark.__dataclass_fields__)


def set_answer(unit: str, question: Question, answer: Answer) -> Change:
    """Record state, value, reason and note of an answer. Its items are recorded one by one (`set_item`)."""
    return Change(f"answer/{unit}/{question.code}", "answer", answer_to_plain(answer))


def answer_to_plain(answer: Answer) -> Plain:
    """The plain form of an answer without its items: {state, value, reason, note}."""
    plain: dict[str, Plain] = {"state": str(answer.state)}
    if answer.value is not None:
        plain["value"] = value_to_plain(answer.value)
    for name in ("reason", "note"):
        if text := clean_text(getattr(answer, name)):
            plain[name] = text
    return plain


def set_item(unit: str, list_code: str, item: Item) -> Change:
    """Record one line of a list, one row of a table, or one person of the visit."""
    return Change(f"item/{unit}/{list_code}/{item.id}", "item", item_to_plain(item))


def remove_item(unit: str, list_code: str, item_id: str) -> Change:
    """Take an item out; it stays in the history."""
    return Change(f"item/{unit}/{list_code}/{item_id}", "item", None)


def set_remark(unit: str, criterion: str, field: str, value: str | bool | Verdict) -> Change:
    """Record one of REMARK_FIELDS of the team's remark on a criterion."""
    _known(field, REMARK_FIELDS)
    return Change(f"remark/{unit}/{criterion}", field, _plain(value))


def set_visit(unit: str, field: str, value: str | dt.date | None) -> Change:
    """Record one of VISIT_FIELDS."""
    _known(field, VISIT_FIELDS)
    return Change(f"inspection/{unit}", field, _plain(value))


def set_assessment(unit: str, field: str, text: str) -> Change:
    """Record one of ASSESSMENT_FIELDS."""
    _known(field, ASSESSMENT_FIELDS)
    return Change(f"inspection/{unit}", field, clean_text(text))


def set_stage(unit: str, stage: Stage) -> Change:
    """Move an inspection between draft, complete and sealed."""
    return Change(f"inspection/{unit}", "stage", str(stage))


def set_seal(unit: str, seal: Seal | None) -> list[Change]:
    """Seal an inspection, or take the seal off again."""
    return [
        Change(f"inspection/{unit}", "seal", seal_to_plain(seal)),
        set_stage(unit, Stage.DRAFT if seal is None else Stage.SEALED),
    ]


def seal_to_plain(seal: Seal | None) -> Plain:
    """The plain form of a seal."""
    if seal is None:
        return None
    return {
        "code": seal.code,
        "sealed_at": seal.sealed_at,
        "author": seal.author,
        "content": dict(seal.content),
    }


def set_issued(unit: str, moment: str) -> Change:
    """Note when sealed minutes first left the machine (ISO 8601)."""
    return Change(f"inspection/{unit}", "issued_at", moment)


def set_evidence(unit: str, evidence: Evidence) -> Change:
    """Record an attached file, or what is said of it."""
    return Change(f"evidence/{unit}/{evidence.id}", "evidence", evidence_to_plain(evidence))


def remove_evidence(unit: str, evidence_id: str) -> Change:
    """Take an attached file out of the record; its bytes stay for the history."""
    return Change(f"evidence/{unit}/{evidence_id}", "evidence", None)


def set_prose(section: str, paragraphs: Sequence[str]) -> Change:
    """Record the secretary's paragraphs of a section of the notice."""
    return Change(f"prose/{section}", "paragraphs", [clean_text(text) for text in paragraphs if text.strip()])


def set_text(section: str, text: SectionText | None) -> Change:
    """Record a section's text as the secretary wrote it; None: the program writes it again."""
    return Change(f"notice/{section}", "notice", text_to_plain(text))


def set_declared(question: str, declared: DeclaredCount) -> Change:
    """Record a count the source gives for all units without naming them."""
    return Change(
        f"declared/{question}",
        "declared",
        {
            "count": declared.count,
            "of": declared.of,
            "note": clean_text(declared.note),
        },
    )


def set_aliases(unit: str, aliases: Sequence[str]) -> Change:
    """Record the former names of a unit."""
    return Change(f"unit/{unit}", "aliases", [clean_text(one) for one in aliases])


def campaign_fields(campaign: Campaign) -> dict[str, Plain]:
    """Every field of the campaign itself, teams, units and prose aside, in plain form."""
    flat: dict[str, Plain] = {
        "title": campaign.title,
        "year": campaign.year,
        "province": campaign.province,
        "plan_number": campaign.plan.number,
        "plan_date": _plain(campaign.plan.date),
        "plan_title": campaign.plan.title,
        "notice_number": campaign.notice_number,
        "notice_date": _plain(campaign.notice_date),
        "notice_subject": campaign.notice_subject,
        "notice_signer_lines": list(campaign.notice_signer_lines),
        "notice_signer_name": campaign.notice_signer_name,
        "notice_recipients": list(campaign.notice_recipients),
        "annex_members": campaign.annex_members,
        "notes": list(campaign.notes),
        "checklist_digest": campaign.checklist_digest,
    }
    for field in fields(Issuer):
        value = getattr(campaign.issuer, field.name)
        flat[f"issuer_{field.name}"] = list(value) if isinstance(value, tuple) else value
    return flat


def campaign_changes(before: Campaign, after: Campaign) -> list[Change]:
    """The fields of the campaign itself that differ."""
    old = campaign_fields(before)
    return [
        Change("campaign", name, value)
        for name, value in campaign_fields(after).items()
        if value != old[name]
    ]


def whole_campaign(campaign: Campaign) -> list[Change]:
    """Every field of a new campaign as changes: plan, issuer, teams, units, the secretary's prose."""
    found = [Change("campaign", name, value) for name, value in campaign_fields(campaign).items()]
    for team in campaign.teams:
        found += _fields(
            f"team/{team.code}",
            {
                "name": team.name,
                "leader_honorific": team.leader.honorific,
                "leader_name": team.leader.name,
                "leader_position": team.leader.position,
                "delegation": team.delegation,
            },
        )
    for unit in campaign.units:
        found += _fields(
            f"unit/{unit.code}",
            {
                "number": unit.number,
                "official": unit.official,
                "listed": unit.listed,
                "short": unit.short,
                "kind": unit.kind,
                "cluster": unit.cluster,
                "planned_date": _plain(unit.planned_date),
                "team": unit.team,
            },
        )
        if unit.aliases:
            found.append(set_aliases(unit.code, unit.aliases))
    found += [set_prose(section, paragraphs) for section, paragraphs in campaign.prose.items()]
    found += [set_text(section, text) for section, text in campaign.texts.items()]
    for earlier in campaign.earlier:
        found += earlier_changes(earlier)
    return found


def _fields(subject: str, values: dict[str, Plain]) -> list[Change]:
    return [Change(subject, name, value) for name, value in values.items()]


def _plain(value: str | bool | dt.date | None) -> Plain:
    if isinstance(value, dt.date):
        return value.isoformat()
    return clean_text(value) if isinstance(value, str) else value


def _known(field: str, known: Sequence[str]) -> None:
    if field not in known:
        raise KeyError(field)
