"""From the outline to the paper as printed: every live figure becomes words."""

from __future__ import annotations

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.notice_paper import (
    DRAFT,
    NoticePaper,
    PaperLine,
    PaperSection,
    paper_from_plain,
    paper_to_plain,
)
from tdkt_desktop.notice.drafting import CLOSING, OPENING
from tdkt_desktop.notice.lines import SIGNS, Line
from tdkt_desktop.notice.outline import Outline, ScheduleRow
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import short_date

_SIGNS = {shape: sign for sign, shape in SIGNS.items()}


def paper_of(campaign: Campaign, outline: Outline) -> NoticePaper:
    """Everything the notice says, line by line; in the form in which it is kept, so that what is kept is what is printed."""
    sections = [
        PaperSection(OPENING, 0, "", tuple(map(_line, outline.opening))),
        PaperSection(DRAFT, 0, "", tuple(map(_line, outline.notes))),
        *(
            PaperSection(one.key, one.level, one.heading, tuple(map(_line, one.lines)))
            for one in outline.sections
        ),
        PaperSection(CLOSING, 0, "", (PaperLine(outline.closing),)),
    ]
    lines, name = campaign.signer
    issuer = campaign.issuer
    paper = NoticePaper(
        year=campaign.year,
        subject=outline.subject,
        number=campaign.notice_number,
        symbol=issuer.symbol,
        place=issuer.place,
        date=campaign.notice_date,
        parent=issuer.parent,
        issuer=issuer.lines,
        issuer_name=issuer.name,
        sections=tuple(one for one in sections if one.lines or one.level),
        recipients=campaign.recipients,
        signer_lines=lines,
        signer_name=name,
        rows=tuple(map(_row, outline.schedule)),
        style=issuer.page_style,
    )
    return paper_from_plain(paper_to_plain(paper))


def _line(line: Line) -> PaperLine:
    return PaperLine(line.text, _SIGNS.get(line.shape, ""), line.lead)


def _row(row: ScheduleRow) -> tuple[str, ...]:
    return (
        padded(row.number),
        row.unit,
        short_date(row.planned) if row.planned else "",
        short_date(row.actual) if row.actual else "",
        row.members,
        row.leader,
        row.reason,
    )
