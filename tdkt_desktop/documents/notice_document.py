"""The notice as a neutral document: Template 1.4 of Decree 30/2020/NĐ-CP, with the schedule as an appendix."""

from __future__ import annotations

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
    for section in outline.sections:
        blocks += _section(section)
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


def _section(section: NoticeSection) -> list[Block]:
    heading: list[Block] = [Heading(section.level, section.heading)]
    return [*heading, *(_line(line) for line in section.lines)]


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
    with_reasons = any(row.reason for row in outline.schedule)
    return [
        Appendix(
            label="Phụ lục",
            title=(f"LỊCH KIỂM TRA CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM {campaign.year}",),
            reference=f"(Kèm theo Thông báo số {number} ngày {day} của {campaign.issuer.name})",
            landscape=True,
        ),
        Table(
            columns=(
                Column(5, "center"),
                Column(25),
                Column(13, "center"),
                Column(13, "center"),
                Column(54),
                Column(34),
            )
            + ((Column(20),) if with_reasons else ()),
            header=_annex_header(with_reasons),
            rows=tuple(_annex_row(row, with_reasons) for row in outline.schedule),
        ),
    ]


def _annex_header(with_reasons: bool) -> tuple[tuple[HeaderCell, ...], ...]:
    first = [
        HeaderCell("TT", rowspan=2),
        HeaderCell("Đơn vị được kiểm tra", rowspan=2),
        HeaderCell("Thời gian", colspan=2),
        HeaderCell("Thành phần đoàn kiểm tra có mặt", rowspan=2),
        HeaderCell("Trưởng đoàn", rowspan=2),
    ]
    if with_reasons:
        first.append(HeaderCell("Lý do thay đổi lịch", rowspan=2))
    numbers = tuple(HeaderCell(f"({number})") for number in range(1, 8 if with_reasons else 7))
    return (tuple(first), (HeaderCell("Theo kế hoạch"), HeaderCell("Thực hiện")), numbers)


def _annex_row(row: ScheduleRow, with_reasons: bool) -> tuple[str, ...]:
    cells = (
        padded(row.number),
        row.unit,
        short_date(row.planned) if row.planned else "",
        short_date(row.actual) if row.actual else "",
        row.members,
        row.leader,
    )
    return (*cells, row.reason) if with_reasons else cells
