"""The notice as a neutral document: Template 1.4 of Decree 30/2020/NĐ-CP, with the schedule as an appendix."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from tdkt_desktop.documents.neutral.blocks import (
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
EMPTY = "(Dự thảo: mục này chưa có nội dung.)"
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
    for section, following in zip_longest(paper.sections, paper.sections[1:]):
        blocks += _section(section, is_last=following is None or following.level <= section.level)
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


def _section(section: PaperSection, *, is_last: bool) -> list[Block]:
    """A section; one without words and without parts of its own says so, lest a bare heading be issued unseen."""
    heading: list[Block] = [Heading(section.level, section.heading)] if section.level else []
    empty = [Paragraph.of(EMPTY)] if section.level and is_last and not section.lines else []
    return [*heading, *(_line(line) for line in section.lines), *empty]


def _line(line: PaperLine) -> Block:
    runs = (Run(line.lead, italic=True), Run(line.text)) if line.lead else (Run(line.text),)
    if line.sign in BULLET_LEVELS:
        return Bullet(runs, BULLET_LEVELS[line.sign])
    return Paragraph(runs)


def _annex(paper: NoticePaper) -> list[Block]:
    number = paper.number or f"{BLANK_NUMBER}/{paper.symbol}"
    day = short_date(paper.date) if paper.date else f"      /      /{paper.year}"
    columns = _annex_columns(paper.rows)
    return [
        Appendix(
            label="Phụ lục",
            title=(f"LỊCH KIỂM TRA CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM {paper.year}",),
            reference=f"(Kèm theo Thông báo số {number} ngày {day} của {paper.issuer_name})",
            landscape=True,
        ),
        Table(
            columns=tuple(one.column for one in columns),
            header=_annex_header(columns),
            rows=tuple(tuple(row[one.place] for one in columns) for row in paper.rows),
        ),
    ]


class _AnnexColumn(NamedTuple):
    """A column of the schedule: its heading, its width, and which cell of a row it shows."""

    title: str
    column: Column
    place: int


PLANNED, DONE = "Theo kế hoạch", "Thực hiện"
MEMBERS, REASON = 4, 6  # cells that have a column only where anything is known of them


def _annex_columns(rows: Sequence[Sequence[str]]) -> list[_AnnexColumn]:
    known = {place for row in rows for place, cell in enumerate(row) if cell}
    made = [
        _AnnexColumn("TT", Column(6 if REASON in known else 5, "center"), 0),
        _AnnexColumn("Đơn vị được kiểm tra", Column(25), 1),
        _AnnexColumn(PLANNED, Column(13, "center"), 2),
        _AnnexColumn(DONE, Column(13, "center"), 3),
        _AnnexColumn("Thành phần đoàn kiểm tra có mặt", Column(54), MEMBERS),
        _AnnexColumn("Trưởng đoàn", Column(34), 5),
        _AnnexColumn("Lý do thay đổi lịch", Column(20), REASON),
    ]
    return [one for one in made if one.place in known or one.place not in (MEMBERS, REASON)]


def _annex_header(columns: Sequence[_AnnexColumn]) -> tuple[tuple[HeaderCell, ...], ...]:
    first = []
    for one in columns:
        if one.title == PLANNED:
            first.append(HeaderCell("Thời gian", colspan=2))
        elif one.title != DONE:
            first.append(HeaderCell(one.title, rowspan=2))
    numbers = tuple(HeaderCell(f"({number})") for number, _ in enumerate(columns, start=1))
    return tuple(first), (HeaderCell(PLANNED), HeaderCell(DONE)), numbers
