"""The minutes of one inspection as a neutral document: Template 1.9 of Decree 30/2020/NĐ-CP and inspection practice.

What is unknown prints as dotted lines to fill by hand; signatures are never made up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from tdkt_desktop.documents.blocks import (
    Block,
    Bullet,
    Column,
    Document,
    FormLines,
    HeaderCell,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    SmallPrint,
    Table,
    Title,
)
from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist, Criterion, Question
from tdkt_desktop.domain.completeness import criterion_progress, is_asked
from tdkt_desktop.domain.inspection import MEMBERS, REPRESENTATIVES, REQUIREMENTS, Inspection
from tdkt_desktop.domain.kinds import ITEM_KINDS, Kind, State
from tdkt_desktop.domain.marks import MARK_WORDS
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.notice.wording import detail, item_phrase
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import place_date, short_date
from tdkt_desktop.vietnamese.text import ensure_stop, lower_first, sentence

DOTS = "…………"
BLANK_NUMBER = "        "


def minutes_document(
    campaign: Campaign, checklist: Checklist, unit: Unit, inspection: Inspection
) -> Document:
    """Set one inspection as blocks. `inspection.unit` must be `unit.code`."""
    blocks: list[Block] = [
        _letterhead(campaign, inspection),
        _title(campaign, unit),
        *_opening(campaign, unit, inspection),
        *_present(campaign, unit, inspection),
        *_findings(checklist, inspection),
        *_assessment(checklist, inspection),
        *_end(inspection),
        _signatures(campaign, unit, inspection),
    ]
    code = short_code(blocks)
    blocks.append(SmallPrint(f"Mã biên bản: {code}"))
    subject = f"Biên bản kiểm tra {unit.official}"
    return Document(title=subject, subject=subject, author=campaign.issuer.name, blocks=tuple(blocks))


def short_code(blocks: Sequence[Block]) -> str:
    """Eight letters and digits that change when anything printed above changes."""
    digest = hashlib.sha256(repr(tuple(blocks)).encode()).hexdigest()[:8].upper()
    return f"{digest[:4]}-{digest[4:]}"


def _letterhead(campaign: Campaign, inspection: Inspection) -> Letterhead:
    digits, _, symbol = inspection.visit.minutes_number.partition("/")
    return Letterhead(
        parent=campaign.issuer.lines,
        issuer=campaign.issuer.team_lines or ("ĐOÀN KIỂM TRA",),
        number_line=f"Số: {digits.strip() or BLANK_NUMBER}/{symbol or campaign.issuer.team_symbol or 'BB-ĐKT'}",
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
            f"Hôm nay, hồi {_clock(visit.started_at)}, {when}, tại {visit.place or DOTS * 3}, Đoàn kiểm tra tiến hành kiểm tra "
            f"công tác thi đua, khen thưởng năm {campaign.year} đối với {unit.official}."
        ),
    ]


def _present(campaign: Campaign, unit: Unit, inspection: Inspection) -> list[Block]:
    team = campaign.team(unit.team)
    leader = f"{team.leader.full} - Trưởng đoàn" if team and team.leader.name else f"{DOTS * 4} - Trưởng đoàn"
    if team and team.delegation:
        leader = f"{leader} ({team.delegation})"
    known = [part for part in (team.leader.name, team.leader.position) if part] if team else []
    others = [
        _person(item) for item in inspection.items(MEMBERS) if not any(part in item.text for part in known)
    ]
    return [
        Heading(1, "I. THÀNH PHẦN"),
        Heading(2, "1. Đoàn kiểm tra"),
        *_bullets([leader, *others]),
        Heading(2, "2. Đơn vị được kiểm tra"),
        *(_bullets([_person(item) for item in inspection.items(REPRESENTATIVES)]) or [FormLines(3)]),
    ]


def _findings(checklist: Checklist, inspection: Inspection) -> list[Block]:
    blocks: list[Block] = [Heading(1, "II. NỘI DUNG VÀ KẾT QUẢ KIỂM TRA")]
    for number, criterion in enumerate(checklist.criteria, start=1):
        blocks += [Heading(2, f"{number}. {criterion.title}"), *_criterion(criterion, inspection)]
    blocks.append(Heading(2, f"{len(checklist.criteria) + 1}. Bảng tổng hợp"))
    return [*blocks, _summary(checklist, inspection)]


def _criterion(criterion: Criterion, inspection: Inspection) -> list[Block]:
    remark, blocks = inspection.remark(criterion.code), []
    for question in criterion.questions:
        if is_asked(question, inspection):
            blocks += _question(question, inspection.answer(question.code))
    unchecked = [
        q
        for q in criterion.questions
        if q.required and is_asked(q, inspection) and inspection.answer(q.code).state is State.NOT_CHECKED
    ]
    if unchecked:
        text = (
            "Chưa kiểm tra nội dung này."
            if not blocks
            else f"Chưa kiểm tra {padded(len(unchecked))} mục khác của nội dung này."
        )
        blocks.append(Paragraph.of(text))
    labelled = {
        "Nhận xét của đoàn": remark.narrative,
        "Hạn chế": remark.limitation,
        "Tài liệu đã xem": remark.evidence,
    }
    for label, text in labelled.items():
        if text:
            blocks.append(Paragraph((Run(f"{label}: ", bold=True), Run(ensure_stop(text.strip())))))
    return blocks


def _question(question: Question, answer: Answer) -> list[Block]:
    ask = question.ask.rstrip(" ?.:")
    note = f" ({answer.note})" if answer.note else ""
    if answer.state is State.NOT_APPLICABLE:
        return [_said(ask, f"Không thuộc đối tượng ({answer.reason}).")]
    if not answer.answered:
        return []
    if question.kind is Kind.YES_NO:
        return [Bullet((Run(f"{ask}? "), Run(ensure_stop(f"{'Có' if answer.value else 'Không'}{note}"))), 1)]
    if question.kind in ITEM_KINDS:
        lines = [item_phrase(question, item) for item in answer.items]
        plus: list[Block] = [
            Bullet((Run(ensure_stop(line, "." if i == len(lines) else ";")),), 2)
            for i, line in enumerate(lines, 1)
        ]
        return [Bullet((Run(f"{ask}:{note}"),), 1), *plus] if lines else []
    if question.kind is Kind.DATE:
        return [_said(ask, ensure_stop(f"{short_date(answer.value)}{note}"))]  # type: ignore[arg-type]  # a date question
    return [_said(ask, ensure_stop(f"{detail(question, answer)}{note}"))]


def _said(ask: str, answer: str) -> Bullet:
    return Bullet((Run(f"{ask}: "), Run(answer)), 1)


def _summary(checklist: Checklist, inspection: Inspection) -> Table:
    rows = []
    for number, criterion in enumerate(checklist.criteria, start=1):
        progress, remark = criterion_progress(criterion, inspection), inspection.remark(criterion.code)
        said = MARK_WORDS[progress.mark] if criterion.graded or progress.touched else "Không có"
        rows.append(
            (
                padded(number),
                criterion.name,
                said,
                f"{progress.settled}/{progress.asked}" if progress.asked else "",
                remark.evidence,
                remark.limitation,
            )
        )
    return Table(
        columns=(
            Column(8, "center"),
            Column(30),
            Column(18, "center"),
            Column(12, "center"),
            Column(20),
            Column(30),
        ),
        header=(
            tuple(
                HeaderCell(text)
                for text in ("TT", "Nội dung", "Kết quả", "Số mục đã kiểm tra", "Tài liệu", "Ghi chú")
            ),
        ),
        rows=tuple(rows),
    )


def _assessment(checklist: Checklist, inspection: Inspection) -> list[Block]:
    said = inspection.assessment
    return [
        Heading(1, "III. NHẬN XÉT"),
        Heading(2, "1. Ưu điểm"),
        *_texts(said.strengths),
        Heading(2, "2. Hạn chế, tồn tại và nguyên nhân"),
        *_texts(said.limitations),
        Heading(1, "IV. KIẾN NGHỊ, ĐỀ XUẤT CỦA ĐƠN VỊ"),
        *_proposals(checklist, inspection),
        Heading(1, "V. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA"),
        *_texts(said.unit_response),
        Heading(1, "VI. KẾT LUẬN CỦA TRƯỞNG ĐOÀN"),
        *_texts(said.conclusion),
        *_requirements(inspection),
    ]


def _proposals(checklist: Checklist, inspection: Inspection) -> list[Block]:
    blocks: list[Block] = []
    for question in checklist.questions():
        items = inspection.items(question.code) if question.addressee else ()
        if items:
            blocks.append(Bullet((Run(f"{question.addressee}:"),), 1))
            blocks += [Bullet((Run(ensure_stop(item.text, ";")),), 2) for item in items]
    return blocks or [FormLines(2)]


def _requirements(inspection: Inspection) -> list[Block]:
    items = inspection.items(REQUIREMENTS)
    if not items:
        return []
    lines = [
        f"{item.text.rstrip(' .;')}{f' (thời hạn: {item.period})' if item.period else ''}" for item in items
    ]
    return [Paragraph.of("Yêu cầu đơn vị khắc phục:"), *_bullets(lines)]


def _end(inspection: Inspection) -> list[Block]:
    return [
        Paragraph.of(
            f"Biên bản kết thúc vào hồi {_clock(inspection.visit.ended_at)} cùng ngày, đã đọc lại cho mọi người cùng nghe, thống nhất "
            "thông qua và được lập thành 02 bản có giá trị như nhau, Đoàn kiểm tra giữ 01 bản, đơn vị được kiểm tra giữ 01 bản./."
        )
    ]


def _signatures(campaign: Campaign, unit: Unit, inspection: Inspection) -> Signatures:
    team = campaign.team(unit.team)
    return Signatures(
        (
            Signature(("ĐẠI DIỆN ĐƠN VỊ",), "(Ký, ghi rõ họ tên, đóng dấu)", ""),
            Signature(("THƯ KÝ",), "(Ký, ghi rõ họ tên)", inspection.visit.secretary),
            Signature(("TRƯỞNG ĐOÀN",), "(Ký, ghi rõ họ tên)", team.leader.name if team else ""),
        )
    )


def _texts(text: str) -> list[Block]:
    paragraphs: list[Block] = [
        Paragraph.of(ensure_stop(sentence(part.strip()))) for part in text.split("\n") if part.strip()
    ]
    return paragraphs or [FormLines(3)]


def _bullets(lines: Sequence[str]) -> list[Block]:
    last = len(lines) - 1
    return [
        Bullet((Run(ensure_stop(line.rstrip(" .;"), "." if i == last else ";")),), 1)
        for i, line in enumerate(lines)
    ]


def _person(item: Item) -> str:
    return ", ".join(part for part in (item.text, item.note) if part)


def _clock(text: str) -> str:
    hours, colon, minutes = text.partition(":")
    return f"{hours} giờ {minutes} phút" if colon else f"{text or DOTS} giờ {DOTS} phút"
