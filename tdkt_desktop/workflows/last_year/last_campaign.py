"""A finished campaign file as the next campaign reads it: opened on a copy, never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tdkt_desktop.domain.campaign import Campaign, Plan, Team
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.earlier import Earlier, EarlierProposal
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.notice.earlier_extract import Found, extract, limitations_found
from tdkt_desktop.storage.untouched import read_untouched
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.notice.proposals import register
from tdkt_desktop.workflows.session import CampaignSession

CLOSED = ("done", "declined")  # an older proposal that came to its end is not carried any further


@dataclass(frozen=True)
class LastCampaign:
    """What a finished campaign holds for the next one. `notes` are to be read before anything is taken over."""

    file: Path
    campaign: Campaign
    checklist: Checklist
    earlier: Earlier
    found: tuple[Found, ...]
    notes: tuple[str, ...]


def read_last(file: Path) -> LastCampaign:
    """Read a finished campaign. Raises FileMissing, WrongFile, NewerFormat or EnvironmentProblem; the file stays as it is."""
    with read_untouched(file) as store:
        session = CampaignSession(store)
        campaign, checklist, record = session.campaign, session.checklist, session.record
        return LastCampaign(
            file,
            campaign,
            checklist,
            extract(campaign, checklist, record, _proposals(session)),
            limitations_found(campaign, checklist, record),
            _notes(session),
        )


def next_campaign(
    last: LastCampaign, *, campaign_id: str = "", title: str = "", year: int | None = None
) -> Campaign:
    """The campaign of the year after: the same units, teams, issuer and checklist; no dates, numbers or texts of then.

    Raises CampaignError for a year that is not later.
    """
    then = last.campaign
    year = then.year + 1 if year is None else year
    if year <= then.year:
        raise CampaignError(
            f"Năm {year} không sau năm của đợt trước ({then.year}).", "Hãy nêu năm của đợt mới bằng --year."
        )
    said = title or then.title.replace(str(then.year), str(year))
    if said == then.title:
        said = f"Kiểm tra công tác thi đua, khen thưởng năm {year}"
    named = campaign_id or then.id.replace(str(then.year), str(year))
    return Campaign(
        id=f"kiem-tra-{year}" if named == then.id else named,
        title=said,
        year=year,
        province=then.province,
        plan=Plan(),
        issuer=then.issuer,
        teams=tuple(Team(team.code, team.name, team.leader) for team in then.teams),
        units=tuple(replace(unit, planned_date=None) for unit in then.units),
    )


def _proposals(session: CampaignSession) -> tuple[EarlierProposal, ...]:
    """Every proposal with what became of it; those called the same share it."""
    codes, found = {unit.code for unit in session.campaign.units}, []
    for entry in register(session):
        if entry.year and entry.status in CLOSED:
            continue
        for key, text in ((entry.key, entry.text), *entry.same):
            unit = key.partition("/")[0]
            code = unit if unit in codes else ""
            found.append(EarlierProposal(key, code, entry.addressee, text, entry.status, entry.note))
    return tuple(found)


def _notes(session: CampaignSession) -> tuple[str, ...]:
    campaign, record = session.campaign, session.record
    open_units = [unit.short for unit in campaign.units if record.of(unit.code).stage is not Stage.SEALED]
    found = []
    if session.team:
        found.append(f"Tệp này là bản của đoàn {session.team}, có thể thiếu kết quả của các đoàn khác.")
    if open_units:
        found.append(
            f"{padded(len(open_units))} đơn vị của đợt trước chưa chốt biên bản: {'; '.join(open_units)}."
        )
    if count := session.conflict_count():
        found.append(f"Đợt trước còn {padded(count)} điểm chưa thống nhất giữa các máy.")
    return tuple(found)
