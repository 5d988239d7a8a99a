"""The cross-reference for who signs the notice: each figure with what it was asked under and the minutes behind it."""

from __future__ import annotations

from tdkt_desktop.documents.neutral.blocks import (
    Appendix,
    Block,
    Column,
    Document,
    HeaderCell,
    Paragraph,
    Table,
    Title,
)
from tdkt_desktop.documents.notice_document import BLANK_NUMBER, letterhead
from tdkt_desktop.documents.workbook.facts import NoticeFacts
from tdkt_desktop.notice.cross_reference import Group, Reference
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import short_date

KIND = "ĐC"  # before the issuer's own sign in the number, as TB in that of a notice
TITLE, FOOTER = "BẢNG ĐỐI CHIẾU NỘI BỘ", "Tài liệu nội bộ, không gửi kèm thông báo"
PURPOSE = (
    "Phụ lục giúp người ký thông báo tìm lại căn cứ của từng con số: nội dung kiểm tra, đơn vị, biên bản và mã biên bản "
    "in ở chân trang biên bản. Tài liệu lưu nội bộ, không gửi kèm thông báo./."
)
MOST_LINES = 6  # units with their minutes beside a sentence; more are named by their number in table 1
DRAFT = "Dự thảo: còn {} đơn vị chưa chốt biên bản; số liệu của các đơn vị đó còn có thể thay đổi."


def reference_document(facts: NoticeFacts) -> Document:
    """The minutes of all units on an upright page, then every figure of the notice across."""
    campaign = facts.campaign
    issuer = campaign.issuer
    symbol = "-".join(part for part in (KIND, issuer.symbol.partition("-")[2]) if part)
    belongs = f"(Kèm theo Bảng đối chiếu số {BLANK_NUMBER}/{symbol} ngày      /      /{campaign.year} của {issuer.name})"
    blocks: list[Block] = [
        letterhead(campaign, "", symbol, issuer.parent, issuer.lines),
        Title(TITLE, (facts.outline.subject,)),
    ]
    if facts.outline.unsealed:
        blocks.append(Paragraph.of(DRAFT.format(padded(len(facts.outline.unsealed)))))
    blocks += [
        Paragraph.of("Biên bản của các đơn vị (bảng 1):"),
        _minutes(facts),
        Paragraph.of(PURPOSE),
        Appendix("Phụ lục", (TITLE,), belongs, landscape=True),
        _references(facts),
    ]
    return Document(
        f"Bảng đối chiếu nội bộ: {facts.outline.subject}",
        facts.outline.subject,
        campaign.issuer.name,
        tuple(blocks),
        footer=FOOTER,
        style=campaign.issuer.page_style,
    )


def _minutes(facts: NoticeFacts) -> Table:
    columns = (
        Column(6, "center"),
        Column(34),
        Column(12, "center"),
        Column(16, "center"),
        Column(18, "center"),
    )
    header = ("TT", "Đơn vị", "Biên bản số", "Ngày kiểm tra", "Mã biên bản", "Người ghi sau cùng, máy")
    rows = tuple(
        (
            padded(unit.number),
            unit.listed,
            source.number,
            short_date(source.date) if source.date else "",
            source.code or source.stage_words,
            ", ".join(part for part in (source.author, source.machine) if part),
        )
        for unit, source in zip(facts.campaign.units, facts.sources, strict=True)
    )
    return Table((*columns, Column(28)), (tuple(map(HeaderCell, header)),), rows)


def _references(facts: NoticeFacts) -> Table:
    columns = (Column(7, "center"), Column(8), Column(72), Column(17), Column(30), Column(46))
    header = (
        "TT",
        "Mục",
        "Câu trong thông báo",
        "Con số",
        "Nội dung kiểm tra",
        "Đơn vị, biên bản (BB), ngày, mã biên bản",
    )
    rows = tuple(_reference(facts, one) for one in facts.references)
    return Table(columns, (tuple(map(HeaderCell, header)),), rows)


def _reference(facts: NoticeFacts, one: Reference) -> tuple[str, ...]:
    groups = "\n".join(_group(facts, group, one.figure) for group in one.groups)
    return (str(one.number), one.section, one.sentence, one.figure, "\n".join(one.criteria), groups)


def _group(facts: NoticeFacts, group: Group, figure: str) -> str:
    """Who stands behind a figure; the kind of the group is left out where the column before says it already."""
    if not group.units:
        return group.words
    if len(group.units) == len(facts.campaign.units):
        return f"{group.words}: tất cả {padded(len(group.units))} đơn vị, biên bản ở bảng 1"
    head = "" if group.words == figure else f"{group.words} ({padded(len(group.units))}):"
    if len(group.units) > MOST_LINES:
        numbers = ", ".join(padded(facts.campaign.unit(code).number) for code in group.units)
        return f"{head} đơn vị {numbers} ở bảng 1".strip()
    return f"{head}\n{facts.minutes(group.units)}".strip()
