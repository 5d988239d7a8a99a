"""From a draft to a campaign: how its notice will look, and the campaign file itself."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tdkt_desktop.domain.campaign import Campaign, Issuer
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.movements import movement_names
from tdkt_desktop.domain.reading_campaign import read_campaign
from tdkt_desktop.domain.values import Plain, clean_text
from tdkt_desktop.domain.writing_campaign import campaign_to_plain
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import parse_date
from tdkt_desktop.vietnamese.text import squeeze
from tdkt_desktop.workflows.campaign.campaigns import data_folder, find_checklist, free_path, write_campaign
from tdkt_desktop.workflows.campaign.last_issuer import last_used, remember
from tdkt_desktop.workflows.checklist.checklists import checklist_named
from tdkt_desktop.workflows.new_campaign.campaign_draft import (
    ChosenChecklist,
    Draft,
    without_blank_rows,
)
from tdkt_desktop.workflows.new_campaign.campaign_lists import usual_title
from tdkt_desktop.workflows.new_campaign.draft_checks import lacks

SOURCE = "Đợt kiểm tra đang lập"
UNKNOWN = "……"  # stands in the preview for a name that is not known yet
SAMPLE = "mau-7-noi-dung"  # what is previewed while no checklist is chosen


def new_draft() -> Draft:
    """A draft to begin with: issued as the last campaign on this machine was."""
    return Draft(issuer=last_used(data_folder()) or Issuer())


def chosen_checklist(name: str, source: str = "") -> ChosenChecklist:
    """A checklist for a draft: built in (by code), from a file, or the one another campaign uses. Raises TdktError."""
    checklist = checklist_named(name)
    return ChosenChecklist(source or Path(name).name, checklist.plain)


def movements_of(chosen: ChosenChecklist) -> tuple[tuple[str, str], ...]:
    """The movements a checklist names, each with its new name (the old one while it has none)."""
    return tuple((old, chosen.movements.get(old) or old) for old in movement_names(chosen.tree))


def build_campaign(draft: Draft, path: Path | None = None) -> Path:
    """Make the campaign file, whole or not at all, and remember its issuer for the next one. Raises TdktError."""
    draft = without_blank_rows(draft)
    blocking = [one for one in lacks(draft) if one.blocking]
    if blocking or draft.checklist is None:
        raise CampaignError(blocking[0].words, blocking[0].remedy)
    checklist = draft.checklist.checklist
    campaign = campaign_of(draft)
    made = write_campaign(campaign, checklist, path or free_path(campaign.id))
    if campaign.issuer != Issuer():
        remember(campaign.issuer, data_folder())
    return made


def preview_notice(draft: Draft) -> bytes:
    """The notice of a draft as PDF, with nothing recorded yet: how letterhead, signature and recipients will look."""
    from tdkt_desktop.documents.notice_document import notice_document  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.notice.outline import notice_outline  # noqa: PLC0415
    from tdkt_desktop.workflows.writing.paper_writing import write_paper  # noqa: PLC0415

    year = draft.whole_year or dt.datetime.now().astimezone().year
    name = draft.issuer.name or draft.issuer.short_name or UNKNOWN
    issuer = replace(draft.issuer, name=name, short_name=draft.issuer.short_name or name)
    campaign = Campaign(
        "xem-truoc",
        draft.title.strip() or "Kiểm tra công tác thi đua, khen thưởng",
        year,
        draft.province,
        issuer=issuer,
    )
    checklist = draft.checklist.checklist if draft.checklist else find_checklist(SAMPLE, Path())
    with tempfile.TemporaryDirectory() as folder:
        paper = notice_document(campaign, notice_outline(campaign, checklist, Record()))
        return write_paper(paper, Path(folder) / "xem-truoc.pdf").read_bytes()


def campaign_of(draft: Draft) -> Campaign:
    """The campaign a draft stands for. Raises CampaignError."""
    draft = without_blank_rows(draft)
    year = draft.whole_year
    if year is None:
        raise CampaignError("Chưa biết năm của đợt kiểm tra.", "Hãy ghi năm ở bước Kế hoạch.")
    empty = Campaign(
        id=squeeze(draft.id) or f"kiem-tra-{year}",
        title=clean_text(draft.title).strip() or usual_title(year),
        year=year,
        province=clean_text(draft.province).strip(),
        issuer=draft.issuer,
    )
    tree = campaign_to_plain(empty, "") | {
        "plan": {
            "number": clean_text(draft.plan_number).strip(),
            "date": _iso(draft.plan_date),
            "title": clean_text(draft.plan_title).strip(),
        },
        "teams": [
            {
                "code": team.code,
                "name": team.name,
                "leader": {"honorific": team.honorific, "name": team.leader, "position": team.position},
                "delegation": team.delegation,
            }
            for team in draft.teams
        ],
        "units": list(_units(draft)),
    }
    return read_campaign(tree, SOURCE)[0]


def _units(draft: Draft) -> Iterator[Plain]:
    """Every unit with its place and code; numbers of the list stand where all have one and none comes twice."""
    numbers = [row.number.strip() for row in draft.units]
    keep = all(one.isascii() and one.isdecimal() for one in numbers) and len(set(map(int, numbers))) == len(
        numbers
    )
    codes = {row.code for row in draft.units if row.code}
    for place, row in enumerate(draft.units, start=1):
        code = row.code
        if not code:
            code = f"DV{padded(place)}"
            while code in codes:
                code += "x"
            codes.add(code)
        unit: dict[str, Plain] = {
            "code": code,
            "number": int(row.number) if keep else place,
            "official": squeeze(clean_text(row.official)),
            "planned_date": _iso(row.planned_date),
        }
        for name in ("listed", "short", "kind", "cluster", "team"):
            if text := squeeze(clean_text(getattr(row, name))):
                unit[name] = text
        yield unit


def _iso(typed: str) -> str | None:
    return parse_date(typed).isoformat() if typed.strip() else None
