"""The notice as a neutral document: Template 1.4 of Decree 30/2020/NĐ-CP, with the schedule as an appendix."""

from __future__ import annotations

import datetime as dt

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
from tdkt_desktop.domain.notice_paper import NoticePaper, PaperLine, PaperSection
from tdkt_desktop.notice.outline import Outline
from tdkt_desktop.notice.printed_paper import paper_of
from tdkt_desktop.vietnamese.dates import place_date, short_date

BLANK_NUMBER = "        "  # room for a number written by hand
BULLET_LEVELS = {"- ": 1, "+ ": 2}


def notice_document(campaign: Campaign, outline: Outline) -> Document:
    """Set the outline as blocks."""
    return paper_document(paper_of(campaign, outline))


def paper_document(paper: NoticePaper) -> Document:
    """Set a paper as blocks: one made now and one kept long ago go the same way."""
    blocks: list[Block] = [
        _letterhead(
            paper.number, paper.symbol, paper.parent, paper.issuer, paper.place, paper.date, paper.year
        ),
        Title("THÔNG BÁO", (paper.subject,)),
    ]
    for section in paper.sections:
        blocks += _section(section)
    signature = Signature(paper.signer_lines, "", paper.signer_name)
    blocks += [Closing(paper.recipients, signature), *_annex(paper)]
    return Document(
        title=f"Thông báo {paper.subject}",
        subject=paper.subject,
        author=paper.issuer_name,
        blocks=tuple(blocks),
        style=paper.style,
    )


def letterhead(
    campaign: Campaign, number: str, symbol: str, parent: tuple[str, ...], lines: tuple[str, ...]
) -> Letterhead:
    """The letterhead with its number and date; unknown ones stay blank for handwriting."""
    return _letterhead(
        number, symbol, parent, lines, campaign.issuer.place, campaign.notice_date, campaign.year
    )


def _letterhead(
    number: str,
    symbol: str,
    parent: tuple[str, ...],
    lines: tuple[str, ...],
    place: str,
    day: dt.date | None,
    year: int,
) -> Letterhead:
    digits, _, known_symbol = number.partition("/")
    return Letterhead(
        parent=parent,
        issuer=lines,
        number_line=f"Số: {digits.strip() or BLANK_NUMBER}/{known_symbol or symbol}",
        place_date=place_date(place or "…………", day, year),
    )


def _section(section: PaperSection) -> list[Block]:
    heading: list[Block] = [Heading(section.level, section.heading)] if section.level else []
    return [*heading, *(_line(line) for line in section.lines)]


def _line(line: PaperLine) -> Block:
    runs = (Run(line.lead, italic=True), Run(line.text)) if line.lead else (Run(line.text),)
    if line.sign in BULLET_LEVELS:
        return Bullet(runs, BULLET_LEVELS[line.sign])
    return Paragraph(runs)


def _annex(paper: NoticePaper) -> list[Block]:
    number = paper.number or f"{BLANK_NUMBER}/{paper.symbol}"
    day = short_date(paper.date) if paper.date else f"      /      /{paper.year}"
    with_reasons = any(row[-1] for row in paper.rows)
    return [
        Appendix(
            label="Phụ lục",
            title=(f"LỊCH KIỂM TRA CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM {paper.year}",),
            reference=f"(Kèm theo Thông báo số {number} ngày {day} của {paper.issuer_name})",
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
            rows=tuple(row if with_reasons else row[:-1] for row in paper.rows),
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
