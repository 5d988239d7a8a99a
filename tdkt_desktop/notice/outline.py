"""The outline of the notice: opening, sections with their lines, closing, and the annex with the schedule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import MEMBERS, Inspection, Record
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.notice.drafting import CLOSING, OPENING, headings, text_of_section
from tdkt_desktop.notice.general_facts import subject_of
from tdkt_desktop.notice.lines import Line, Scope
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.notice.public import hidden_names
from tdkt_desktop.notice.rendering import render
from tdkt_desktop.vietnamese.counts import join_names, padded
from tdkt_desktop.vietnamese.text import ensure_stop


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
    """The whole notice, ready to be set. `notes` say what may still change; they stand after the opening."""

    subject: str
    opening: tuple[Line, ...]
    sections: tuple[NoticeSection, ...]
    closing: str
    schedule: tuple[ScheduleRow, ...]
    unsealed: tuple[str, ...]
    notes: tuple[Line, ...] = ()


def notice_outline(
    campaign: Campaign, checklist: Checklist, record: Record, *, public: bool = False, disputed: int = 0
) -> Outline:
    """Put the notice together: the secretary's text where there is one, figures of today everywhere.

    All units of the campaign are counted, inspected or not. `public` names no unit under a limitation. `disputed` fields
    still have values of several machines to choose from: a draft says so.
    """
    return outline_of_figures(Figures(Scope(campaign, checklist, record, campaign.units, public)), disputed)


def outline_of_figures(figures: Figures, disputed: int = 0) -> Outline:
    """The same from figures that are counted already."""
    scope = figures.scope
    campaign, record = scope.campaign, scope.record
    unsealed = tuple(unit.code for unit in campaign.units if record.of(unit.code).stage is not Stage.SEALED)
    return Outline(
        subject=subject_of(campaign),
        opening=section_lines(figures, OPENING),
        sections=tuple(
            NoticeSection(one.key, one.level, one.words, section_lines(figures, one.key, one.words))
            for one in headings(scope.checklist)
        ),
        closing=_closing(figures),
        schedule=tuple(schedule_row(campaign, unit, record.of(unit.code)) for unit in campaign.units),
        unsealed=unsealed,
        notes=_draft_notes(scope, unsealed, disputed),
    )


def section_lines(figures: Figures, key: str, heading: str = "") -> tuple[Line, ...]:
    """The lines of one section as printed."""
    paragraphs = text_of_section(figures, key)
    if figures.scope.public:
        paragraphs = hidden_names(paragraphs, heading, figures)
    return render(paragraphs, figures)


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


def _draft_notes(scope: Scope, unsealed: tuple[str, ...], disputed: int) -> tuple[Line, ...]:
    """What may still change: units that are not sealed, points that machines disagree on. Nobody edits these lines."""
    said = []
    if unsealed and len(unsealed) == len(scope.units):
        said.append("chưa đơn vị nào chốt biên bản")
    elif unsealed:
        names = join_names([scope.name(code) for code in unsealed])
        listed = "" if scope.public else f": {names}"
        said.append(f"số liệu có tính cả {padded(len(unsealed))} đơn vị chưa chốt biên bản{listed}")
    if disputed:
        said.append(f"còn {padded(disputed)} điểm chưa thống nhất giữa các máy")
    return tuple(Line(f"(Dự thảo: {words}.)") for words in said)


def _closing(figures: Figures) -> str:
    """The last sentence ends with the sign that ends an official paper."""
    said = " ".join(line.full for line in section_lines(figures, CLOSING))
    return f"{said.rstrip(' ./')}./."


def _person(text: str, note: str) -> str:
    return f"{text} ({note})" if text and note else text or note
