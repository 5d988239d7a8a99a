"""Rules over the schedule and the people of a notice's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import ANNEX, SIGNATURE, Paper
from tdkt_desktop.notice.checks.roles import council_role, with_paper
from tdkt_desktop.notice.checks.schedule_rows import Row
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.text import fold

_ON_TIME = re.compile(
    r"\bđúng\b[^.;]{0,60}\b(?:thời gian|tiến độ|lịch|thời hạn)\b|\b(?:thời gian|tiến độ|lịch)\b[^.;]{0,20}\bđúng\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\blý do\b|^\s*do\s|\bđiều chỉnh\b|\btheo đề nghị\b|\bdời\b|\bhoãn\b|\blùi\b", re.IGNORECASE
)
_LED_BY_MEMBERS = re.compile(r"thành viên hội đồng\b[^.;]{0,80}\btrưởng\s+(?:các\s+)?đoàn", re.IGNORECASE)


def deviations(paper: Paper) -> Iterator[Finding]:
    """Visits on other days than planned without a reason; graver words where the notice says all was on time."""
    moved = [
        row
        for row in paper.rows
        if row.planned and row.actual and row.planned != row.actual and not _explained(row)
    ]
    if not moved:
        return
    if any(
        re.search(r"\blý do\b", one.text, re.IGNORECASE) and "lịch" in one.text.lower() for one in paper.body
    ):
        return
    claim = next(
        (one for one in paper.body if _ON_TIME.search(one.text) and not one.section.startswith("I.")), None
    )
    said = "; ".join(f"{row.unit} ({_days(row)} ngày)" for row in moved)
    place = (
        Place(section=claim.section, line=claim.line, quote=_ON_TIME.search(claim.text)[0])  # type: ignore[index]
        if claim
        else Place(section=ANNEX, line=moved[0].line, quote=moved[0].unit)
    )
    also = " trong khi nhận định đúng thời gian" if claim else ""
    yield finding(
        "schedule.deviation_explained",
        place,
        f"{padded(len(moved))} đơn vị kiểm tra khác lịch, không nêu lý do{also}: {said}",
        *(f"{row.unit} {row.planned} {row.actual}" for row in moved),
        bool(claim),
    )


def leaders(paper: Paper) -> Iterator[Finding]:
    """Leaders by delegation: without a paper; and where the text says that members of the Council led."""
    claim = next((one for one in paper.of("opening") if _LED_BY_MEMBERS.search(one.text)), None)
    for row in paper.rows:
        leader = row.leader
        if "ủy quyền" not in leader.lower() and "uỷ quyền" not in leader.lower():
            continue
        place = Place(section=ANNEX, line=row.line, quote=leader[:100])
        if not with_paper(leader):
            yield finding("delegation.paper", place, f"{row.unit}: {leader}")
        if claim:
            yield finding(
                "team.chair_is_council_member",
                place,
                f"{row.unit}: {leader}; phần mở đầu (dòng {claim.line}) nói thành viên Hội đồng làm trưởng đoàn",
                row.unit,
                leader,
            )


def roles(paper: Paper) -> Iterator[Finding]:
    """Who signs as one thing and inspects as another."""
    signature = [line.strip(" *") for one in paper.of(SIGNATURE) for line in one.text.split("\n")]
    signed = council_role(" ".join(signature))
    if not signed:
        return
    whole = fold(" ".join(signature))
    for row in paper.rows:
        name, _, position = re.sub(r"^(?:Ông|Bà|Đồng chí|Đ/c)\s+", "", row.leader).partition(",")
        if not name.strip() or fold(name.strip()) not in whole:
            continue
        held = council_role(row.leader)
        post = fold(re.split(r"[(;]", position)[0].strip())
        for cell in row.cells:
            for part in cell.split(";"):
                if post and post in fold(part) and cell != row.leader:
                    held = held or council_role(part)
        if held and held != signed:
            yield finding(
                "person.role_consistent",
                Place(section=ANNEX, line=row.line, quote=name.strip()),
                f"{name.strip()}: ký với tư cách {signed}, trong lịch là {held}",
                name.strip(),
                signed,
                held,
            )


def _explained(row: Row) -> bool:
    """A cell that gives a reason, or says anything behind the leader's."""
    if re.search(r"[^\W\d_]", row.note):
        return True
    noted = row.cells[row.cells.index(row.leader) + 1 :] if row.leader else ()
    return any(_REASON.search(cell) for cell in row.cells) or any(
        re.search(r"[^\W\d_]", cell) for cell in noted
    )


def _days(row: Row) -> str:
    assert row.planned  # noqa: S101 - a moved row has both days
    assert row.actual  # noqa: S101
    return f"{(row.actual - row.planned).days:+d}" if row.actual else short_date(row.planned)
