"""The outline of the notice: opening, sections with their lines, closing, and the annex with the schedule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist, Section
from tdkt_desktop.domain.inspection import MEMBERS, Inspection, Record
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.notice.statements import Line, Scope, section_lines
from tdkt_desktop.vietnamese.counts import join_names, padded, ratio
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.text import ensure_stop, lower_first

PARTS = {"I": "KẾT QUẢ KIỂM TRA", "II": "NHẬN XÉT, ĐÁNH GIÁ", "III": "KIẾN NGHỊ"}


@dataclass(frozen=True)
class NoticeSection:
    """A section as printed. `level` 1 is a part (I.), 2 a numbered heading (1.), 3 a lettered one (a))."""

    key: str
    level: int
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ScheduleRow:
    """A row of the annex: the schedule as planned and as carried out."""

    number: int
    unit: str
    planned: dt.date | None
    actual: dt.date | None
    members: str
    leader: str
    reason: str


@dataclass(frozen=True)
class Outline:
    """The whole notice, ready to be set."""

    subject: str
    opening: tuple[Line, ...]
    sections: tuple[NoticeSection, ...]
    closing: str
    schedule: tuple[ScheduleRow, ...]
    unsealed: tuple[str, ...]


def notice_outline(campaign: Campaign, checklist: Checklist, record: Record, *, disputed: int = 0) -> Outline:
    """Put the notice together from what is recorded. All units of the campaign are counted, inspected or not.

    `disputed` fields still have values of several machines to choose from: a draft says so.
    """
    scope = Scope(campaign, checklist, record, campaign.units)
    inspected = [unit for unit in campaign.units if record.of(unit.code).visit.actual_date]
    unsealed = tuple(unit.code for unit in campaign.units if record.of(unit.code).stage is not Stage.SEALED)
    return Outline(
        subject=subject_of(campaign),
        opening=_opening(campaign, record, inspected, unsealed, disputed),
        sections=_sections(scope),
        closing=_closing(campaign, len(inspected)),
        schedule=tuple(schedule_row(campaign, unit, record.of(unit.code)) for unit in campaign.units),
        unsealed=unsealed,
    )


def subject_of(campaign: Campaign) -> str:
    """The subject under "THÔNG BÁO"."""
    return campaign.notice_subject or f"Kết quả kiểm tra công tác thi đua, khen thưởng năm {campaign.year}"


def schedule_row(campaign: Campaign, unit: Unit, inspection: Inspection) -> ScheduleRow:
    """One unit's row of the annex."""
    team = campaign.team(unit.team)
    leader = team.leader.full if team else ""
    if team and team.delegation:
        leader = f"{leader} ({team.delegation})".strip()
    present = [_person(item.text, item.note) for item in inspection.items(MEMBERS)]
    return ScheduleRow(
        unit.number,
        unit.official,
        unit.planned_date,
        inspection.visit.actual_date,
        ensure_stop("; ".join(present)) if present else "",
        leader,
        inspection.visit.deviation_reason,
    )


def _opening(
    campaign: Campaign, record: Record, inspected: list[Unit], unsealed: tuple[str, ...], disputed: int
) -> tuple[Line, ...]:
    plan, issuer = campaign.plan, campaign.issuer
    plan_date = f" ngày {short_date(plan.date)}" if plan.date else ""
    about = f" về việc {lower_first(plan.title)}" if plan.title else ""
    lines = [Line(f"Thực hiện Kế hoạch số {plan.number or '……'}{plan_date} của {issuer.name}{about},")]
    dates = sorted(
        visit.actual_date for visit in (record.of(unit.code).visit for unit in inspected) if visit.actual_date
    )
    period = (
        f"Từ ngày {short_date(dates[0])} đến hết ngày {short_date(dates[-1])} (có lịch kiểm tra kèm theo), "
        if dates
        else ""
    )
    lines.append(
        Line(
            f"{period}{'các' if period else 'Các'} đoàn kiểm tra của {issuer.short_name or issuer.name} đã tiến hành kiểm tra đối với "
            f"{ratio(len(inspected), len(campaign.units))} đơn vị. {issuer.short_name or issuer.name} thông báo kết quả kiểm tra như sau:"
        )
    )
    if unsealed:
        names = join_names([campaign.unit(code).listed for code in unsealed])
        lines.append(
            Line(f"(Dự thảo: số liệu có tính cả {padded(len(unsealed))} đơn vị chưa chốt biên bản: {names}.)")
        )
    if disputed:
        lines.append(Line(f"(Dự thảo: còn {padded(disputed)} điểm chưa thống nhất giữa các máy.)"))
    return tuple(lines)


def _sections(scope: Scope) -> tuple[NoticeSection, ...]:
    sections: list[NoticeSection] = []
    seen: set[str] = set()
    for section in scope.checklist.sections:
        part = section.key.partition(".")[0]
        if part not in seen and section.key != part:
            seen.add(part)
            sections.append(_part(scope, part))
        seen.add(part)
        sections.append(_section(scope, section))
    return tuple(sections)


def _part(scope: Scope, part: str) -> NoticeSection:
    lines = tuple(Line(text) for text in scope.campaign.prose.get("scope", ())) if part == "I" else ()
    return NoticeSection(part, 1, f"{part}. {PARTS.get(part, '')}".strip(), lines)


def _section(scope: Scope, section: Section) -> NoticeSection:
    steps = section.key.split(".")
    label = f"{steps[-1]})" if len(steps) == 3 else f"{steps[-1]}."
    return NoticeSection(section.key, len(steps), f"{label} {section.title}", section_lines(scope, section))


def _closing(campaign: Campaign, inspected: int) -> str:
    """The last sentence; it echoes the subject word for word."""
    prose = campaign.prose.get("closing", ())
    said = (
        prose[0]
        if prose
        else f"Trên đây là Thông báo {lower_first(subject_of(campaign))} tại {padded(inspected)} đơn vị"
    )
    return f"{said.rstrip(' ./')}./."


def _person(text: str, note: str) -> str:
    return f"{text} ({note})" if text and note else text or note
