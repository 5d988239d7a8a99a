"""The notice as a neutral document: Template 1.4 of Decree 30/2020/NĐ-CP, with the schedule as an appendix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from tdkt_desktop.documents.blocks import (
    Appendix,
    Block,
    Bullet,
    Closing,
    Column,
    Document,
    HeaderCell,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
)
from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.notice.lines import Line, Shape
from tdkt_desktop.notice.outline import NoticeSection, Outline, ScheduleRow
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import place_date, short_date

BLANK_NUMBER = "        "  # room for a number written by hand
EMPTY = "(Dự thảo: mục này chưa có nội dung.)"
BULLET_LEVELS = {Shape.BULLET: 1, Shape.PLUS: 2}


def notice_document(campaign: Campaign, outline: Outline) -> Document:
    """Set the outline as blocks."""
    blocks: list[Block] = [
        letterhead(
            campaign,
            campaign.notice_number,
            campaign.issuer.symbol,
            campaign.issuer.parent,
            campaign.issuer.lines,
        ),
        Title("THÔNG BÁO", (outline.subject,)),
        *(_line(line) for line in outline.opening),
    ]
    for section, following in zip_longest(outline.sections, outline.sections[1:]):
        blocks += _section(section, is_last=following is None or following.level <= section.level)
    blocks += [Paragraph.of(outline.closing), _closing(campaign), *_annex(campaign, outline)]
    return Document(
        title=f"Thông báo {outline.subject}",
        subject=outline.subject,
        author=campaign.issuer.name,
        blocks=tuple(blocks),
        style=campaign.issuer.page_style,
    )


def letterhead(
    campaign: Campaign, number: str, symbol: str, parent: tuple[str, ...], lines: tuple[str, ...]
) -> Letterhead:
    """The letterhead with its number and date; unknown ones stay blank for handwriting."""
    digits, _, known_symbol = number.partition("/")
    return Letterhead(
        parent=parent,
        issuer=lines,
        number_line=f"Số: {digits.strip() or BLANK_NUMBER}/{known_symbol or symbol}",
        place_date=place_date(campaign.issuer.place or "…………", campaign.notice_date, campaign.year),
    )


def _section(section: NoticeSection, *, is_last: bool) -> list[Block]:
    """A section; one without words and without parts of its own says so, lest a bare heading be issued unseen."""
    heading: list[Block] = [Heading(section.level, section.heading)]
    empty = [Paragraph.of(EMPTY)] if is_last and not section.lines else []
    return [*heading, *(_line(line) for line in section.lines), *empty]


def _line(line: Line) -> Block:
    runs = (Run(line.lead, italic=True), Run(line.text)) if line.lead else (Run(line.text),)
    if line.shape in BULLET_LEVELS:
        return Bullet(runs, BULLET_LEVELS[line.shape])
    return Paragraph(runs)


def _closing(campaign: Campaign) -> Closing:
    lines, name = campaign.signer
    return Closing(campaign.recipients, Signature(lines, "", name))


def _annex(campaign: Campaign, outline: Outline) -> list[Block]:
    number = campaign.notice_number or f"{BLANK_NUMBER}/{campaign.issuer.symbol}"
    day = short_date(campaign.notice_date) if campaign.notice_date else f"      /      /{campaign.year}"
    columns = _annex_columns(outline)
    return [
        Appendix(
            label="Phụ lục",
            title=(f"LỊCH KIỂM TRA CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM {campaign.year}",),
            reference=f"(Kèm theo Thông báo số {number} ngày {day} của {campaign.issuer.name})",
            landscape=True,
        ),
        Table(
            columns=tuple(one.column for one in columns),
            header=_annex_header(columns),
            rows=tuple(tuple(one.text(row) for one in columns) for row in outline.schedule),
        ),
    ]


class _AnnexColumn(NamedTuple):
    """A column of the schedule: its heading, its width, and what it says of a unit."""

    title: str
    column: Column
    text: Callable[[ScheduleRow], str]


PLANNED, DONE = "Theo kế hoạch", "Thực hiện"


def _annex_columns(outline: Outline) -> list[_AnnexColumn]:
    """Who was present and why a day was moved have a column where anything is known of it."""
    with_reasons = any(row.reason for row in outline.schedule)
    made = [
        _AnnexColumn("TT", Column(6 if with_reasons else 5, "center"), lambda row: padded(row.number)),
        _AnnexColumn("Đơn vị được kiểm tra", Column(25), lambda row: row.unit),
        _AnnexColumn(
            PLANNED, Column(13, "center"), lambda row: short_date(row.planned) if row.planned else ""
        ),
        _AnnexColumn(DONE, Column(13, "center"), lambda row: short_date(row.actual) if row.actual else ""),
    ]
    if any(row.members for row in outline.schedule):
        made.append(_AnnexColumn("Thành phần đoàn kiểm tra có mặt", Column(54), lambda row: row.members))
    made.append(_AnnexColumn("Trưởng đoàn", Column(34), lambda row: row.leader))
    if with_reasons:
        made.append(_AnnexColumn("Lý do thay đổi lịch", Column(20), lambda row: row.reason))
    return made


def _annex_header(columns: Sequence[_AnnexColumn]) -> tuple[tuple[HeaderCell, ...], ...]:
    first = []
    for one in columns:
        if one.title == PLANNED:
            first.append(HeaderCell("Thời gian", colspan=2))
        elif one.title != DONE:
            first.append(HeaderCell(one.title, rowspan=2))
    numbers = tuple(HeaderCell(f"({number})") for number, _ in enumerate(columns, start=1))
    return tuple(first), (HeaderCell(PLANNED), HeaderCell(DONE)), numbers
