"""What several parts of the minutes share: paragraphs typed by the team, lists of people, the three signers."""

from __future__ import annotations

from collections.abc import Sequence

from tdkt_desktop.documents.neutral.blocks import (
    Block,
    Bullet,
    FormLines,
    Paragraph,
    Run,
    Signature,
    Signatures,
)
from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.values import Item
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.text import ensure_stop, sentence

DOTS = "…………"
BLANK_NUMBER = "        "
HONORIFICS = ("Ông ", "Bà ", "Đồng chí ", "Đ/c ")


def reference(campaign: Campaign, unit: Unit, inspection: Inspection) -> str:
    """The minutes as an appendix names them: "Biên bản số 05/BB-ĐKT ngày 11/9/2019 của Đoàn kiểm tra"."""
    day = inspection.visit.actual_date
    date = short_date(day) if day else f"      /      /{campaign.year}"
    return f"Biên bản số {number(campaign, unit, inspection)} ngày {date} của Đoàn kiểm tra"


def number(campaign: Campaign, unit: Unit, inspection: Inspection) -> str:
    """The number and symbol of the minutes, as typed or in the campaign's series; else room for handwriting."""
    typed_number = inspection.visit.minutes_number.strip() or campaign.series_number(unit)
    digits, _, symbol = typed_number.partition("/")
    return f"{digits.strip() or BLANK_NUMBER}/{symbol or campaign.issuer.team_symbol or 'BB-ĐKT'}"


def signatures(campaign: Campaign, unit: Unit, inspection: Inspection) -> Signatures:
    """The three parties. Who leads by delegation signs for the leader; a name is never made up."""
    team, delegated = campaign.team(unit.team), inspection.visit.delegation.strip()
    leader = team.leader.name if team else ""
    return Signatures(
        (
            Signature(("ĐẠI DIỆN ĐƠN VỊ",), "(Ký, ghi rõ họ tên, đóng dấu)", ""),
            Signature(("THƯ KÝ",), "(Ký, ghi rõ họ tên)", inspection.visit.secretary),
            Signature(
                ("TUQ. TRƯỞNG ĐOÀN" if delegated else "TRƯỞNG ĐOÀN",),
                "(Ký, ghi rõ họ tên)",
                bare_name(delegated) if delegated else leader,
            ),
        )
    )


def bare_name(person: str) -> str:
    """The name in "Ông Trần Văn Mẫu, Phó Trưởng ban": a signature bears no title. Blank where it is not plain."""
    for honorific in HONORIFICS:
        if person.startswith(honorific):
            return (
                person.removeprefix(honorific).partition(",")[0].partition("(")[0].partition(" - ")[0].strip()
            )
    return ""


def typed(text: str) -> list[Block]:
    """The paragraphs of a typed text, or lines to fill by hand."""
    paragraphs: list[Block] = [
        Paragraph.of(ensure_stop(sentence(part.strip()))) for part in text.split("\n") if part.strip()
    ]
    return paragraphs or [FormLines(3)]


def bullets(lines: Sequence[str]) -> list[Block]:
    """Items with semicolons, the last with a full stop."""
    last = len(lines) - 1
    return [
        Bullet((Run(ensure_stop(line.rstrip(" .;"), "." if i == last else ";")),), 1)
        for i, line in enumerate(lines)
    ]


def person(item: Item) -> str:
    """Name and position."""
    return ", ".join(part for part in (item.text, item.note) if part)


def clock(text: str) -> str:
    """The time "08:00" in words, with dots for what is unknown."""
    hours, colon, minutes = text.partition(":")
    return f"{hours} giờ {minutes} phút" if colon else f"{text or DOTS} giờ {DOTS} phút"
