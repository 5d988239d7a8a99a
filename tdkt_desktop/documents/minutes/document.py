"""The minutes of one inspection as a neutral document: Template 1.9 of Decree 30/2020/NĐ-CP and inspection practice.

What is unknown prints as dotted lines to fill by hand; signatures are never made up.
"""

from __future__ import annotations

from collections.abc import Sequence

from tdkt_desktop.documents.minutes.appendix import (
    Addendum,
    addendum_appendix,
    evidence_appendix,
    printed_evidence,
)
from tdkt_desktop.documents.minutes.assessment import assessment
from tdkt_desktop.documents.minutes.findings import findings
from tdkt_desktop.documents.minutes.parts import DOTS, bullets, clock, number, person, reference, signatures
from tdkt_desktop.documents.neutral.blocks import (
    Block,
    Document,
    FormLines,
    Heading,
    Letterhead,
    Paragraph,
    Picture,
    Title,
)
from tdkt_desktop.domain.campaign import Campaign, Team, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import MEMBERS, REPRESENTATIVES, Inspection, Visit
from tdkt_desktop.domain.values import Item
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import place_date, short_date
from tdkt_desktop.vietnamese.text import fold, lower_first

DRAFT = "Bản chưa chốt"


def minutes_document(
    campaign: Campaign,
    checklist: Checklist,
    unit: Unit,
    inspection: Inspection,
    *,
    code: str = "",
    pictures: Sequence[Picture] = (),
    addendum: Addendum | None = None,
) -> Document:
    """Set one inspection as blocks. `inspection.unit` must be `unit.code`.

    `code` is the seal's code, printed on every page; without one every page says that this is a draft. `pictures` are
    the printed copies of the evidence, in order (`Picture.source` the evidence's id). With an `addendum` the
    inspection should be as it was sealed: the addendum says what changed.
    """
    evidence = printed_evidence(inspection)
    numbers: dict[str, list[int]] = {}
    for place, one in enumerate(evidence, start=1):
        numbers.setdefault(one.criterion, []).append(place)
    blocks: list[Block] = [
        _letterhead(campaign, unit, inspection),
        _title(campaign, unit),
        *_opening(campaign, unit, inspection),
        *_present(campaign, unit, inspection),
        *findings(checklist, inspection, numbers),
        *assessment(checklist, inspection),
        *_end(inspection, len(evidence)),
        signatures(campaign, unit, inspection),
    ]
    of = reference(campaign, unit, inspection)
    if evidence:
        blocks += evidence_appendix(checklist, evidence, pictures, of)
    if addendum:
        blocks += addendum_appendix(addendum, code, of, signatures(campaign, unit, inspection))
    subject = f"Biên bản kiểm tra {unit.official}"
    return Document(
        title=subject,
        subject=subject,
        author=campaign.issuer.name,
        blocks=tuple(blocks),
        footer=f"Mã biên bản: {code}" if code else DRAFT,
        style=campaign.issuer.page_style,
    )


def _letterhead(campaign: Campaign, unit: Unit, inspection: Inspection) -> Letterhead:
    return Letterhead(
        parent=campaign.issuer.lines,
        issuer=campaign.issuer.team_lines or ("ĐOÀN KIỂM TRA",),
        number_line=f"Số: {number(campaign, unit, inspection)}",
        place_date=place_date(campaign.issuer.place or DOTS, inspection.visit.actual_date, campaign.year),
    )


def _title(campaign: Campaign, unit: Unit) -> Title:
    return Title(
        "BIÊN BẢN", (f"Kiểm tra công tác thi đua, khen thưởng năm {campaign.year}", f"tại {unit.official}")
    )


def _opening(campaign: Campaign, unit: Unit, inspection: Inspection) -> list[Block]:
    visit, plan = inspection.visit, campaign.plan
    plan_date = f" ngày {short_date(plan.date)}" if plan.date else ""
    about = f" về việc {lower_first(plan.title)}" if plan.title else ""
    when = (
        f"ngày {short_date(visit.actual_date)}"
        if visit.actual_date
        else f"ngày {DOTS}/{DOTS}/{campaign.year}"
    )
    return [
        Paragraph.of(
            f"Thực hiện Kế hoạch số {plan.number or DOTS}{plan_date} của {campaign.issuer.name}{about}."
        ),
        Paragraph.of(
            f"Hôm nay, hồi {clock(visit.started_at)}, {when}, tại {visit.place or DOTS * 3}, Đoàn kiểm tra tiến hành kiểm tra "
            f"công tác thi đua, khen thưởng năm {campaign.year} đối với {unit.official}."
        ),
    ]


def _present(campaign: Campaign, unit: Unit, inspection: Inspection) -> list[Block]:
    team, visit = campaign.team(unit.team), inspection.visit
    leading = [one for one in inspection.items(MEMBERS) if _leads(one, team, visit)]
    head = _head_of_team(team, visit)
    told = next((one for one in leading if one.note and not visit.delegation), None)
    if told is not None:  # the leader's own line says more than the plan does
        said = person(told)
        head = said if fold("trưởng đoàn") in fold(said) else f"{said} - Trưởng đoàn"
    repeated = (told,) if told is not None else tuple(leading)
    others = [person(one) for one in inspection.items(MEMBERS) if one not in repeated]
    return [
        Heading(1, "I. THÀNH PHẦN"),
        Heading(2, "1. Đoàn kiểm tra"),
        *bullets([head, *others]),
        Heading(2, "2. Đơn vị được kiểm tra"),
        *(bullets([person(item) for item in inspection.items(REPRESENTATIVES)]) or [FormLines(3)]),
    ]


def _leads(item: Item, team: Team | None, visit: Visit) -> bool:
    """Whether a line of those present is the one who leads: by name, or by a position that is the whole line.

    A deputy's position holds the leader's in it ("Phó Giám đốc Sở Nội vụ"): a part of a line proves nothing.
    """
    if visit.delegation:
        return bool(item.text) and item.text in visit.delegation
    if team is None:
        return False
    text, name = fold(item.text), fold(team.leader.name)
    return bool(name and name in text) or bool(text and text == fold(team.leader.position))


def _head_of_team(team: Team | None, visit: Visit) -> str:
    """Who leads the visit: the team's leader, or whom the leader delegated."""
    leader = team.leader.full if team and team.leader.name else ""
    if visit.delegation:
        of = f" ({leader})" if leader else ""
        return f"{visit.delegation.rstrip(' .;')} - chủ trì theo ủy quyền của Trưởng đoàn{of}"
    note = f" ({team.delegation})" if team and team.delegation else ""
    return f"{leader or DOTS * 4} - Trưởng đoàn{note}"


def _end(inspection: Inspection, evidence: int) -> list[Block]:
    with_it = f"Kèm theo biên bản là Phụ lục minh chứng gồm {padded(evidence)} minh chứng."
    return [
        *([Paragraph.of(with_it)] if evidence else []),
        Paragraph.of(
            f"Biên bản kết thúc vào hồi {clock(inspection.visit.ended_at)} cùng ngày, đã đọc lại cho mọi người cùng nghe, thống nhất "
            "thông qua và được lập thành 02 bản có giá trị như nhau, Đoàn kiểm tra giữ 01 bản, đơn vị được kiểm tra giữ 01 bản./."
        ),
    ]
