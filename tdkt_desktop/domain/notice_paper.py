"""The notice as it stands on paper: every line of it as printed, figures as words. What is kept of a version, and printed.

Nothing in here follows the record: a paper that is kept says for ever what it said.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tdkt_desktop.domain.values import Plain, clean_text

DRAFT = "draft"  # the section of lines that say what may still change: a paper with any is no final one
HEAD_TEXTS = ("issuer_name", "number", "symbol", "place", "subject", "signer_name", "style")
HEAD_LINES = ("parent", "issuer", "recipients", "signer_lines")


@dataclass(frozen=True)
class PaperLine:
    """One printed line: `sign` is "", "- " or "+ ", `lead` the words in italics that it begins with."""

    text: str
    sign: str = ""
    lead: str = ""

    @property
    def full(self) -> str:
        return f"{self.sign}{self.lead}{self.text}"


@dataclass(frozen=True)
class PaperSection:
    """A section as printed. Level 0 has no heading (opening, draft notes, closing)."""

    key: str
    level: int
    heading: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True)
class NoticePaper:
    """Everything on the paper. `rows` are the schedule's cells in seven columns, the reason for a change last;
    `number` may bear a symbol of its own ("12/TB-UBND"); blank, and no `date`, leave room for handwriting.
    """

    year: int
    subject: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: dt.date | None = None
    parent: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    issuer_name: str = ""
    sections: tuple[PaperSection, ...] = ()
    recipients: tuple[str, ...] = ()
    signer_lines: tuple[str, ...] = ()
    signer_name: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    style: str = ""

    @property
    def full_number(self) -> str:
        """Number and symbol; blank before there is a number."""
        digits, _, symbol = self.number.partition("/")
        return f"{digits.strip()}/{symbol or self.symbol}" if digits.strip() else ""

    @property
    def draft_notes(self) -> tuple[str, ...]:
        """What the paper says may still change."""
        return tuple(line.full for one in self.sections if one.key == DRAFT for line in one.lines)


def paper_to_plain(paper: NoticePaper) -> dict[str, Plain]:
    """The plain form; texts are NFC."""
    head: dict[str, Plain] = {name: clean_text(getattr(paper, name)) for name in HEAD_TEXTS}
    head |= {name: [clean_text(one) for one in getattr(paper, name)] for name in HEAD_LINES}
    return {
        **head,
        "year": paper.year,
        "date": paper.date.isoformat() if paper.date else "",
        "sections": [
            {
                "key": one.key,
                "level": one.level,
                "heading": clean_text(one.heading),
                "lines": [
                    [clean_text(part) for part in (line.sign, line.lead, line.text)] for line in one.lines
                ],
            }
            for one in paper.sections
        ],
        "rows": [[clean_text(cell) for cell in row] for row in paper.rows],
    }


def paper_from_plain(raw: Plain) -> NoticePaper:
    """Read the plain form."""
    parts: dict[str, Any] = {name: raw.get(name) or "" for name in HEAD_TEXTS}
    parts |= {name: tuple(raw.get(name) or ()) for name in HEAD_LINES}
    return NoticePaper(
        **parts,
        year=raw["year"],
        date=dt.date.fromisoformat(raw["date"]) if raw.get("date") else None,
        sections=tuple(
            PaperSection(
                one["key"],
                one["level"],
                one["heading"],
                tuple(PaperLine(text, sign, lead) for sign, lead, text in one["lines"]),
            )
            for one in raw["sections"]
        ),
        rows=tuple(tuple(row) for row in raw["rows"]),
    )
