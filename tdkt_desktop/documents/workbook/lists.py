"""The sheets of lists: the schedule, proposals and requests, examples, findings, the sources, the cross-reference."""

from __future__ import annotations

from collections.abc import Iterator

from tdkt_desktop.documents.neutral.sheets import Cell, Sheet, Styled, Tone
from tdkt_desktop.documents.workbook.facts import NoticeFacts, centred
from tdkt_desktop.domain.charts import days_off, deviation_words
from tdkt_desktop.domain.inspection import REQUIREMENTS
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.notice.checks.findings import SEVERITY_WORDS, Finding, Severity
from tdkt_desktop.notice.cross_reference import DOING, EXEMPT, FAILING, OPEN, Reference
from tdkt_desktop.notice.lines import Shape
from tdkt_desktop.notice.proposals import FOLLOW_UP_WORDS, FollowUp
from tdkt_desktop.vietnamese.text import sentence

SCHEDULE, SOURCES = "Lịch kiểm tra", "Nguồn số liệu"
SCHEDULE_UNIT, SCHEDULE_DAYS = 1, 4  # columns that the charts read
SOURCE_UNIT, SOURCE_SETTLED, SOURCE_MISSING = 1, 11, 12
PROPOSAL, REQUEST = "Kiến nghị của đơn vị", "Yêu cầu khắc phục"
NO_UNIT = "(ghi chung, không nêu đơn vị)"
TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.HALF, Severity.HINT: Tone.GREY}


def schedule_sheet(facts: NoticeFacts) -> Sheet:
    """The schedule as planned and carried out; days are negative when earlier than planned."""
    rows: list[tuple[Cell, ...]] = []
    for unit, row in zip(facts.campaign.units, facts.outline.schedule, strict=True):
        off = days_off(unit, facts.record.of(unit.code))
        words = Styled(sentence(deviation_words(off)), Tone.PLAIN if off == 0 else Tone.HALF, centred=True)
        rows.append(
            (
                centred(row.number),
                row.unit,
                row.planned,
                row.actual,
                off,
                words,
                row.reason,
                row.members,
                row.leader,
            )
        )
    header = (
        "TT",
        "Đơn vị được kiểm tra",
        "Theo kế hoạch",
        "Thực hiện",
        "Chênh lệch (ngày)",
        "Sớm hay chậm",
        "Lý do thay đổi lịch",
        "Thành phần đoàn kiểm tra có mặt",
        "Trưởng đoàn",
    )
    return Sheet(SCHEDULE, header, tuple(rows), (5, 30, 12, 12, 10, 13, 26, 44, 28), frozen=2)


def proposals_sheet(facts: NoticeFacts) -> Sheet:
    """What the units propose, to whom, and what the teams ask the units to put right, by when."""
    rows = tuple(
        (centred(number), *row)
        for number, row in enumerate([*_proposals(facts), *_carried(facts), *_requests(facts)], start=1)
    )
    header = ("TT", "Loại", "Gửi tới", "Nội dung", "Đơn vị", "Thời hạn", "Số lượng", "Đơn vị tính", "Ghi chú")
    return Sheet("Kiến nghị", header, rows, (5, 14, 22, 62, 26, 12, 11, 11, 18), frozen=2)


def _proposals(facts: NoticeFacts) -> Iterator[tuple[Cell, ...]]:
    for question in facts.checklist.questions():
        if not question.addressee:
            continue
        named = [
            (unit.listed, item)
            for unit in facts.campaign.units
            for item in facts.record.of(unit.code).items(question.code)
        ]
        named += [(NO_UNIT, item) for item in facts.record.common.items.get(question.code, ())]
        for unit, item in named:
            yield (
                PROPOSAL,
                question.addressee,
                item.text,
                unit,
                item.period,
                item.amount,
                item.measure,
                item.note,
            )


def _carried(facts: NoticeFacts) -> Iterator[tuple[Cell, ...]]:
    """Proposals of the campaign before, with what had become of them then; the register has what came after."""
    last = facts.campaign.last
    for one in last.proposals if last else ():
        unit = last.unit(one.unit) if last else None
        words = FOLLOW_UP_WORDS.get(FollowUp(one.status), "") if one.status in set(FollowUp) else ""
        note = "; ".join(part for part in (words, one.note) if part)
        said = f"{PROPOSAL} năm {last.year if last else ''}"
        yield said, one.addressee, one.text, unit.listed if unit else NO_UNIT, "", None, None, note


def _requests(facts: NoticeFacts) -> Iterator[tuple[Cell, ...]]:
    for unit in facts.campaign.units:
        for item in facts.record.of(unit.code).items(REQUIREMENTS):
            yield REQUEST, unit.listed, item.text, unit.listed, item.period, None, None, item.note


def examples_sheet(facts: NoticeFacts) -> Sheet:
    """The examples of the notice by unit, and the remarks that a team marked for it."""
    rows: list[tuple[Cell, ...]] = [
        (section.key, section.heading, facts.campaign.unit(line.units[0]).listed, line.text.lstrip(": "))
        for section in facts.outline.sections
        for line in section.lines
        if line.shape is Shape.BULLET and line.lead and line.units
    ]
    for criterion in facts.checklist.criteria:
        for unit in facts.campaign.units:
            remark = facts.record.of(unit.code).remark(criterion.code)
            if remark.in_notice and remark.narrative:
                rows.append(
                    (criterion.section, f"Nhận xét của đoàn: {criterion.name}", unit.listed, remark.narrative)
                )
    return Sheet("Điển hình", ("Mục", "Đề mục", "Đơn vị", "Nội dung"), tuple(rows), (7, 34, 26, 84), frozen=1)


def checks_sheet(facts: NoticeFacts) -> Sheet:
    """What the rules found, the gravest first; at the end what a person let stand, with why."""
    rows = [_finding(facts, one, "") for one in facts.findings]
    rows += [_finding(facts, one, reason) for one, reason in facts.waived]
    header = ("Mức", "Việc", "Đơn vị", "Chỗ", "Thấy gì", "Vì sao", "Cách sửa", "Đã bỏ qua vì")
    lead = () if rows else ("Rà soát không thấy điểm nào cần xem lại.",)
    return Sheet("Rà soát", header, tuple(rows), (10, 22, 20, 11, 44, 34, 34, 22), lead, frozen=2)


def _finding(facts: NoticeFacts, one: Finding, waived: str) -> tuple[Cell, ...]:
    place = one.place
    known = {unit.code: unit.listed for unit in facts.campaign.units}
    section = f"mục {place.section}" if place.section else ""
    return (
        Styled(
            sentence(SEVERITY_WORDS[one.severity]), Tone.GREY if waived else TONES[one.severity], centred=True
        ),
        one.title,
        known.get(place.unit, ""),
        f"câu {facts.checklist.numbers[place.question]}"
        if facts.checklist.has_question(place.question)
        else section,
        one.found,
        one.why,
        one.remedy,
        waived,
    )


def sources_sheet(facts: NoticeFacts) -> Sheet:
    """Which minutes stand behind each unit's figures, and who recorded them where and when."""
    rows: list[tuple[Cell, ...]] = []
    for unit, source in zip(facts.campaign.units, facts.sources, strict=True):
        progress = facts.progress[unit.code]
        tone = Tone.GOOD if source.stage is Stage.SEALED else Tone.HALF
        rows.append(
            (
                centred(unit.number),
                unit.listed,
                Styled(source.stage_words, tone, centred=True),
                source.number,
                source.date,
                source.code,
                source.sealed_by,
                source.sealed_on,
                source.sealed_at,
                source.issued_at,
                source.additions,
                progress.settled,
                progress.asked - progress.settled,
                source.author,
                source.machine,
                source.changed_at,
                source.changes,
                "\n".join(source.signers),
            )
        )
    header = (
        "TT",
        "Đơn vị",
        "Biên bản",
        "Số biên bản",
        "Ngày kiểm tra",
        "Mã biên bản",
        "Người chốt",
        "Máy chốt",
        "Chốt lúc",
        "In, xuất lần đầu",
        "Số lần bổ sung",
        "Câu đã ghi",
        "Câu còn thiếu",
        "Người ghi sau cùng",
        "Máy ghi sau cùng",
        "Ghi lúc",
        "Số lần ghi",
        "Mã máy gửi tệp",
    )
    widths = (5, 26, 11, 9, 12, 12, 16, 16, 17, 17, 8, 8, 8, 16, 16, 17, 8, 22)
    return Sheet(SOURCES, header, tuple(rows), widths, frozen=2, pages_wide=2)


def references_sheet(facts: NoticeFacts) -> Sheet:
    """Every sentence with a figure: what it was asked under, and the minutes of the units behind it."""
    rows = tuple(row for one in facts.references for row in _reference(facts, one))
    header = (
        "TT",
        "Mục",
        "Câu trong thông báo",
        "Con số",
        "Nội dung kiểm tra",
        "Nhóm",
        "Số đơn vị",
        "Đơn vị, biên bản (số, ngày), mã biên bản",
    )
    return Sheet("Đối chiếu nội bộ", header, rows, (5, 7, 52, 14, 26, 14, 8, 60), frozen=2)


def _reference(facts: NoticeFacts, one: Reference) -> Iterator[tuple[Cell, ...]]:
    head = (centred(one.number), one.section, one.sentence, one.figure, "\n".join(one.criteria))
    for group in one.groups:
        words = Styled(group.words, GROUP_TONES.get(group.words, Tone.PLAIN), centred=True)
        yield (*head, words, centred(len(group.units)), facts.minutes(group.units))
    if not one.groups:
        yield (*head, None, None, None)


GROUP_TONES = {DOING: Tone.GOOD, FAILING: Tone.BAD, EXEMPT: Tone.GREY, OPEN: Tone.OPEN}
