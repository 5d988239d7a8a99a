"""Rules over the schedule, the visits and the people as recorded."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.inspection import MEMBERS, Inspection, Visit
from tdkt_desktop.domain.sealing import VISIT
from tdkt_desktop.notice.checks.case import Case
from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.roles import council_role, with_paper
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.text import fold

_HONORIFIC = re.compile(r"^(?:ông|bà|đồng chí|đ/c)\s+", re.IGNORECASE)
_LEADER = re.compile(r"[,;-]?\s*\(?(?:phó\s+)?trưởng đoàn[^,;]*", re.IGNORECASE)


def issue_date(case: Case) -> Iterator[Finding]:
    """The notice is dated before the last inspection."""
    issued = case.campaign.notice_date
    last = max((one.visit.actual_date for one in case.inspections() if one.visit.actual_date), default=None)
    if issued and last and issued < last:
        yield finding(
            "date.issue_after_last_inspection",
            Place(section="opening"),
            f"Thông báo ghi ngày {short_date(issued)}, trong khi còn kiểm tra đến ngày {short_date(last)}",
            issued,
            last,
        )


def dates(case: Case) -> Iterator[Finding]:
    """Planned and actual dates against the plan, the year and each other."""
    for inspection in case.inspections():
        unit = case.campaign.unit(inspection.unit)
        place = Place(unit=unit.code, step=VISIT)
        yield from _plan_window(case, place, unit.planned_date, inspection.visit.actual_date)
        visit = inspection.visit
        yield from _moved(place, unit, visit)
        yield from _hours(place, unit.listed, visit.started_at, visit.ended_at)
        if visit.date_typed and visit.actual_date is None:
            yield finding("value.unclear", place, f"{unit.listed}: ngày kiểm tra ghi “{visit.date_typed}”")


def _moved(place: Place, unit: Unit, visit: Visit) -> Iterator[Finding]:
    planned, actual = unit.planned_date, visit.actual_date
    if planned is None or actual is None or actual == planned or visit.deviation_reason.strip():
        return
    days = (actual - planned).days
    yield finding(
        "schedule.deviation_explained",
        place,
        f"{unit.listed}: lịch {short_date(planned)}, thực hiện {short_date(actual)} "
        f"({'chậm' if days > 0 else 'sớm'} {abs(days)} ngày), chưa ghi lý do",
        planned,
        actual,
    )


def _plan_window(
    case: Case, place: Place, planned: dt.date | None, actual: dt.date | None
) -> Iterator[Finding]:
    issued, name = case.campaign.plan.date, case.name(place.unit)
    for day, words, code in (
        (planned, "lịch dự kiến", "date.planned_before_plan"),
        (actual, "ngày kiểm tra", "date.before_plan"),
    ):
        if day is None:
            continue
        if issued and day < issued:
            yield finding(
                code,
                place,
                f"{name}: {words} {short_date(day)}, kế hoạch ngày {short_date(issued)}",
                day,
                issued,
            )
        elif day.year != case.campaign.year:
            yield finding(
                "date.outside_year",
                place,
                f"{name}: {words} {short_date(day)} không thuộc năm {case.campaign.year}",
                words,
                day,
            )


def _hours(place: Place, name: str, started: str, ended: str) -> Iterator[Finding]:
    times = [re.fullmatch(r"\s*(\d{1,2})\s*[:hg]\s*(\d{2})?\s*", text) for text in (started, ended)]
    start, end = (int(one[1]) * 60 + int(one[2] or 0) if one else None for one in times)
    if start is not None and end is not None and end < start:
        yield finding("date.hours_reversed", place, f"{name}: từ {started} đến {ended}")


def delegations(case: Case) -> Iterator[Finding]:
    """Leaders who stand in for others: by what paper, and whether they belong to the Council."""
    led_by_members = [team.code for team in case.campaign.teams if _is_member(case, team.code)]
    for inspection in case.inspections():
        unit = case.campaign.unit(inspection.unit)
        team = case.campaign.team(unit.team)
        said = inspection.visit.delegation or (team.delegation if team else "")
        if not said.strip():
            continue
        place = Place(unit=unit.code, step=VISIT, quote=said)
        if not with_paper(said):
            yield finding("delegation.paper", place, f"{unit.listed}: {said}")
        if team and led_by_members and team.code not in led_by_members:
            yield finding(
                "team.chair_is_council_member",
                place,
                f"{unit.listed}: {team.leader.full} làm trưởng đoàn theo ủy quyền, các đoàn khác do thành viên Hội đồng",
                team.leader.name,
                said,
            )


def _is_member(case: Case, team: str) -> bool:
    """Whether the team's leader is said to belong to the Council, in the plan or among those present."""
    found = case.campaign.team(team)
    if found is None or not found.leader.name:
        return False
    said = [found.leader.position]
    for unit in case.campaign.units_of(team):
        said += [note for name, note in _people(case.record.of(unit.code)) if name == fold(found.leader.name)]
    return any(council_role(text) for text in said)


def roles(case: Case) -> Iterator[Finding]:
    """A person who is one thing on one paper and another on the next."""
    lines, signer = case.campaign.signer
    told: dict[str, list[tuple[str, str, Place]]] = {}
    if signer:
        told[fold(signer)] = [
            (council_role(" ".join(lines)), "người ký thông báo", Place(section="signature"))
        ]
    names = {fold(signer): signer}
    for team in case.campaign.teams:
        if team.leader.name:
            names[fold(team.leader.name)] = team.leader.name
            told.setdefault(fold(team.leader.name), []).append(
                (council_role(team.leader.position), team.name or team.code, Place(section="annex"))
            )
    for inspection in case.inspections():
        for name, note in _people(inspection):
            place = Place(unit=inspection.unit, step=VISIT)
            told.setdefault(name, []).append((council_role(note), case.name(inspection.unit), place))
            names.setdefault(
                name, _bare(next(i.text for i in inspection.items(MEMBERS) if fold(_bare(i.text)) == name))
            )
    for name, said in told.items():
        held = [one for one in said if one[0]]
        others = [one for one in held if one[0] != held[0][0]]
        if others:
            yield finding(
                "person.role_consistent",
                others[0][2],
                f"{names[name]}: {held[0][0]} ({held[0][1]}), {others[0][0]} ({others[0][1]})",
                name,
                held[0][0],
                others[0][0],
            )
    yield from _posts(case)


def _posts(case: Case) -> Iterator[Finding]:
    """A team's leader whose post among those present is another than in the plan."""
    for team in case.campaign.teams:
        post = _post(team.leader.position)
        for unit in case.campaign.units_of(team.code):
            for name, note in _people(case.record.of(unit.code)):
                other = _post(note)
                if (
                    name == fold(team.leader.name)
                    and post
                    and other
                    and post not in other
                    and other not in post
                ):
                    yield finding(
                        "person.role_consistent",
                        Place(unit=unit.code, step=VISIT),
                        f"{team.leader.name}: kế hoạch ghi {team.leader.position}, biên bản ghi {note}",
                        name,
                        post,
                        other,
                    )


def _post(text: str) -> str:
    """The first post of a note, without what the person is in the team or the Council."""
    return fold(re.split(r"\s[-–]\s|[,;(]", _LEADER.sub("", text).strip())[0].strip())


def _people(inspection: Inspection) -> Iterator[tuple[str, str]]:
    """(folded name, note) of those present who are named as persons."""
    for item in inspection.items(MEMBERS):
        if _HONORIFIC.match(item.text):
            yield fold(_bare(item.text)), item.note


def _bare(text: str) -> str:
    return _HONORIFIC.sub("", text).partition(",")[0].strip()
