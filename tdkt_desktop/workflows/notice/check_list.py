"""What the rules found, as a person reads it: the gravest first, each with its place in words and where a jump leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.notice.checks.findings import Finding, Severity
from tdkt_desktop.notice.checks.waivers import Waiver
from tdkt_desktop.workflows.notice.checking import Checked, place_words
from tdkt_desktop.workflows.session import CampaignSession

GROUP_TITLES = {
    Severity.ERROR: "Lỗi cần sửa",
    Severity.WARNING: "Nên xem lại",
    Severity.HINT: "Gợi ý",
}
WAIVED_TITLE = "Đã bỏ qua"
LETTERHEAD_SECTIONS = frozenset(("recipients", "signature"))
LETTERHEAD_CODES = frozenset(("date.issue_after_last_inspection",))  # the date of issue stands there
STEP_WORDS = {VISIT: "thông tin buổi kiểm tra", ASSESSMENT: "nhận xét, kết luận"}


class Target(StrEnum):
    """What a jump opens."""

    UNIT = "unit"  # the unit's tab, at `step` and `question`
    CONFLICTS = "conflicts"  # the values that machines filled in differently
    LETTERHEAD = "letterhead"  # who issues, signs and receives, and when
    NOTICE = "notice"  # the pages of the notice
    LINE = "line"  # a line of the text that was checked


@dataclass(frozen=True)
class Point:
    """A finding as it is shown; `waiver` where a person let it stand."""

    finding: Finding
    where: str
    target: Target
    waiver: Waiver | None = None

    @property
    def waived_words(self) -> str:
        """Who let it stand, when and why; blank for an open point."""
        if self.waiver is None:
            return ""
        who = ", ".join(part for part in (self.waiver.author or "không ghi tên", self.waiver.at) if part)
        return f"Đã bỏ qua ({who}). Lý do: {self.waiver.reason}"


@dataclass(frozen=True)
class PointGroup:
    """Points of one gravity, or those that were waived."""

    title: str
    points: tuple[Point, ...]


def campaign_points(checked: Checked, session: CampaignSession, *, waived: bool) -> tuple[PointGroup, ...]:
    """The points of a campaign; those that were waived at the end, if asked for."""
    names = {unit.code: unit.short for unit in session.campaign.units}
    checklist = session.checklist

    def shown(one: Finding, waiver: Waiver | None = None) -> Point:
        return Point(one, _where(one, names, checklist), _target(one), waiver)

    return _grouped(
        [shown(one) for one in checked.findings],
        [shown(one, waiver) for one, waiver in checked.waived] if waived else [],
    )


def text_points(checked: Checked, *, waived: bool = False) -> tuple[PointGroup, ...]:
    """The points of a notice's text; a jump leads to the line."""
    return _grouped(
        [Point(one, place_words(one), Target.LINE) for one in checked.findings],
        [Point(one, place_words(one), Target.LINE, waiver) for one, waiver in checked.waived]
        if waived
        else [],
    )


def _grouped(still: list[Point], waived: list[Point]) -> tuple[PointGroup, ...]:
    groups = [
        PointGroup(title, tuple(one for one in still if one.finding.severity is severity))
        for severity, title in GROUP_TITLES.items()
    ]
    groups.append(PointGroup(WAIVED_TITLE, tuple(waived)))
    return tuple(group for group in groups if group.points)


def _where(one: Finding, names: Mapping[str, str], checklist: Checklist) -> str:
    place = one.place
    parts = [names.get(place.unit, ""), STEP_WORDS.get(place.step, "")]
    if place.question:
        parts.append(f"câu {checklist.numbers[place.question]}")
    elif place.step in {criterion.code for criterion in checklist.criteria}:
        number = next(n for n, each in enumerate(checklist.criteria, start=1) if each.code == place.step)
        parts.append(f"nội dung {number}")
    if not place.unit:
        parts.insert(0, place_words(one))
    return ", ".join(part for part in parts if part)


def _target(one: Finding) -> Target:
    if one.code == "conflict.open":
        return Target.CONFLICTS
    if one.place.unit:
        return Target.UNIT
    if one.place.section in LETTERHEAD_SECTIONS or one.code in LETTERHEAD_CODES:
        return Target.LETTERHEAD
    return Target.NOTICE
