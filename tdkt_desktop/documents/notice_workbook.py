"""The notice as a workbook: the counted figures with the units behind them, the matrix, the schedule, proposals."""

from __future__ import annotations

from tdkt_desktop.documents.xlsx_writer import Cell, Sheet, Workbook
from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.completeness import criterion_progress
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.marks import MARK_WORDS
from tdkt_desktop.notice.facts import Tally
from tdkt_desktop.notice.outline import Outline
from tdkt_desktop.vietnamese.counts import join_names, ratio
from tdkt_desktop.vietnamese.dates import short_date


def notice_workbook(campaign: Campaign, checklist: Checklist, record: Record, outline: Outline) -> Workbook:
    """Four sheets: "Số liệu", "Câu tổng hợp", "Ma trận", "Lịch kiểm tra"."""
    return Workbook(
        (
            _figures(campaign, checklist, outline),
            _statements(outline),
            _matrix(campaign, checklist, record),
            _schedule(outline),
        )
    )


def _figures(campaign: Campaign, checklist: Checklist, outline: Outline) -> Sheet:
    header = (
        "Mục",
        "Câu hỏi",
        "Nội dung câu hỏi",
        "Kết quả",
        "Đơn vị thực hiện",
        "Đơn vị chưa thực hiện",
        "Không thuộc đối tượng",
        "Chưa kiểm tra",
    )
    rows: list[tuple[Cell, ...]] = []
    seen: set[tuple[str, ...]] = set()
    for section in outline.sections:
        for tally in (tally for line in section.lines for tally in line.tallies):
            if tally.questions not in seen:
                seen.add(tally.questions)
                rows.append(
                    (
                        section.key,
                        ", ".join(tally.questions),
                        _asked(checklist, tally),
                        ratio(tally.n, tally.total),
                        *(
                            _names(campaign, codes)
                            for codes in (tally.doing, tally.failing, tally.not_applicable, tally.not_checked)
                        ),
                    )
                )
    return Sheet("Số liệu", header, tuple(rows), (8, 12, 48, 10, 40, 40, 24, 24))


def _statements(outline: Outline) -> Sheet:
    rows = [
        (section.key, line.full.removeprefix(": ")) for section in outline.sections for line in section.lines
    ]
    return Sheet("Câu tổng hợp", ("Mục", "Nội dung"), tuple(rows), (10, 120))


def _matrix(campaign: Campaign, checklist: Checklist, record: Record) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for number, criterion in enumerate(checklist.criteria, start=1):
        marks = [
            MARK_WORDS[criterion_progress(criterion, record.of(unit.code)).mark] for unit in campaign.units
        ]
        rows.append((number, criterion.title, *marks))
    header = ("TT", "Nội dung kiểm tra", *(unit.short for unit in campaign.units))
    return Sheet("Ma trận", header, tuple(rows), (6, 60, *(18 for _ in campaign.units)))


def _schedule(outline: Outline) -> Sheet:
    header = (
        "TT",
        "Đơn vị được kiểm tra",
        "Theo kế hoạch",
        "Thực hiện",
        "Thành phần đoàn kiểm tra có mặt",
        "Trưởng đoàn",
        "Lý do thay đổi lịch",
    )
    rows = tuple(
        (
            row.number,
            row.unit,
            short_date(row.planned) if row.planned else "",
            short_date(row.actual) if row.actual else "",
            row.members,
            row.leader,
            row.reason,
        )
        for row in outline.schedule
    )
    return Sheet("Lịch kiểm tra", header, rows, (6, 40, 14, 14, 60, 40, 30))


def _asked(checklist: Checklist, tally: Tally) -> str:
    return " / ".join(checklist.question(code).ask for code in tally.questions)


def _names(campaign: Campaign, codes: tuple[str, ...]) -> str:
    return join_names([campaign.unit(code).listed for code in codes])
