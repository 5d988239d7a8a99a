"""Versions of the notice in words and for machines: the list, one version, two beside each other, where the notice stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tdkt_desktop.domain.notice_paper import NoticePaper
from tdkt_desktop.domain.notice_versions import (
    AUDIENCE_WORDS,
    CAUSE_WORDS,
    REOPENING_WORDS,
    Audience,
    Issue,
    Version,
)
from tdkt_desktop.notice.checks.data_signed import NOTHING
from tdkt_desktop.notice.field_words import issue_words
from tdkt_desktop.notice.paper_comparison import paragraphs_of
from tdkt_desktop.notice.paper_differences import FigureChange, Pair, PaperComparison, SectionPair
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.word_diff import Mark, word_diff
from tdkt_desktop.workflows.history import machine_name, moment_words
from tdkt_desktop.workflows.notice.checking import SECTION_WORDS
from tdkt_desktop.workflows.notice.notice_versions import steps, versions
from tdkt_desktop.workflows.session import CampaignSession

__all__ = [
    "PaperComparison",
    "SectionPair",
    "VersionRow",
    "comparison_facts",
    "comparison_text",
    "figure_line",
    "issue_facts",
    "paper_text",
    "paper_words",
    "place_of",
    "rows_text",
    "standing_words",
    "version_facts",
    "version_rows",
]

SHORT_ID = 8
NOTHING_KEPT = "Chưa lưu bản nào. Mỗi lần xuất thông báo, phần mềm tự lưu một bản nếu nội dung đã khác."
SAME = "Hai bản giống hệt nhau."


@dataclass(frozen=True)
class VersionRow:
    """A version as a list shows it: what it is, its number and date, who kept it when on which machine. `stands` for the
    signed one of an issued notice.
    """

    version: Version
    title: str
    paper: str
    by: str
    stands: bool

    @property
    def id(self) -> str:
        return self.version.id


def version_rows(session: CampaignSession) -> tuple[VersionRow, ...]:
    """Every version, the newest first."""
    issue = session.issue()
    standing = {name for _, name in issue.versions} if issue.signed else set[str]()
    machines = session.store.machines()
    return tuple(
        VersionRow(
            one,
            _title(one),
            paper_words(one.paper),
            f"{moment_words(one.at)}, {one.author or 'không ghi tên'}, {machine_name(one.device, session, machines)}",
            one.id in standing,
        )
        for one in versions(session)
    )


def paper_words(paper: NoticePaper) -> str:
    """Number and date of a paper."""
    number = f"số {paper.full_number}" if paper.full_number else "chưa ghi số"
    return f"{number}, {f'ngày {short_date(paper.date)}' if paper.date else 'chưa ghi ngày'}"


def standing_words(issue: Issue) -> str:
    """Where the notice stands, in a sentence; blank while it was never issued."""
    if issue.signed:
        number = f" số {issue.number}" if issue.number else ""
        date = f" ngày {short_date(dt.date.fromisoformat(issue.date))}" if issue.date else ""
        signer = f", {issue.signer} ký" if issue.signer else ""
        return f"Thông báo{number}{date} đã ban hành{signer}."
    if issue.why is None:
        return ""
    paper = f"Bản đã ký{f' số {issue.number}' if issue.number else ''} được giữ nguyên."
    return f"Thông báo đã được mở lại để {REOPENING_WORDS[issue.why].lower()}: {issue.reason}. {paper}"


def place_of(section: SectionPair) -> str:
    """What a section of a comparison is called."""
    return section.heading or SECTION_WORDS.get(section.key, f"mục {section.key}")


def figure_line(one: FigureChange) -> str:
    """A figure that differs, in a line."""
    where = SECTION_WORDS.get(one.section, f"mục {one.section}")
    owner = f", {one.owner}" if one.owner else ""
    return f"{where}{owner}: “{one.before or NOTHING}” thành “{one.after or NOTHING}” ({one.kind})"


def rows_text(session: CampaignSession, rows: Sequence[VersionRow]) -> str:
    """The list of versions, and where the notice stands, for a person."""
    lines = [standing_words(session.issue())]
    lines += [_row_line(one) for one in rows] or [NOTHING_KEPT]
    log = steps(session)
    if log:
        lines += ["", "Các lần ký và mở lại, mới nhất trước:"]
        lines += [f"- {issue_words(one.value)}" for one in log]
    return "\n".join(lines if lines[0] else lines[1:])


def paper_text(paper: NoticePaper) -> str:
    """Everything on a paper, line by line."""
    return "\n".join(text for texts in paragraphs_of(paper).values() for text in texts)


def comparison_text(compared: PaperComparison, *, whole: bool = False) -> str:
    """Two papers beside each other for a person: figures first, then the paragraphs that differ (all, if `whole`)."""
    if compared.same and not whole:
        return SAME
    lines = [SAME if compared.same else f"{compared.places:02d} chỗ khác nhau."]
    if compared.figures:
        lines += ["", "SỐ LIỆU KHÁC NHAU", *(f"- {figure_line(one)}" for one in compared.figures)]
    for section in compared.sections if whole else compared.changed:
        pairs = [one for one in section.pairs if whole or not one.same]
        lines += ["", place_of(section).upper(), *(line for pair in pairs for line in _pair_lines(pair))]
    return "\n".join(lines)


def comparison_facts(compared: PaperComparison) -> dict[str, Any]:
    """Two papers beside each other for a machine."""
    return {
        "same": compared.same,
        "places": compared.places,
        "figures": [
            {
                "section": one.section,
                "unit": one.owner,
                "kind": one.kind,
                "before": one.before,
                "after": one.after,
            }
            for one in compared.figures
        ],
        "sections": [
            {
                "section": one.key,
                "heading": one.heading,
                "paragraphs": [
                    {"before": pair.before, "after": pair.after} for pair in one.pairs if not pair.same
                ],
            }
            for one in compared.changed
        ],
    }


def version_facts(row: VersionRow) -> dict[str, Any]:
    """One version in the list, for a machine."""
    one = row.version
    return {
        "id": one.id,
        "audience": str(one.audience),
        "cause": str(one.cause),
        "name": one.name,
        "number": one.paper.full_number,
        "date": one.paper.date.isoformat() if one.paper.date else "",
        "author": one.author,
        "device": one.device,
        "at": one.at,
        "issued": row.stands,
    }


def issue_facts(issue: Issue) -> dict[str, Any]:
    """Where the notice stands, for a machine."""
    return {
        "issued": issue.signed,
        "versions": {str(one): name for one, name in issue.versions},
        "number": issue.number,
        "date": issue.date,
        "signer": issue.signer,
        "reopened": str(issue.why or ""),
        "reason": issue.reason,
        "disputed": issue.disputed,
    }


def _title(one: Version) -> str:
    name = f": {one.name}" if one.name else ""
    public = f" ({AUDIENCE_WORDS[one.audience].lower()})" if one.audience is Audience.PUBLIC else ""
    return f"{CAUSE_WORDS[one.cause]}{public}{name}"


def _row_line(row: VersionRow) -> str:
    stands = " ĐANG BAN HÀNH" if row.stands else ""
    return f"{row.id[:SHORT_ID]}  {row.title}; {row.paper}; {row.by}{stands}"


def _pair_lines(pair: Pair) -> list[str]:
    """A changed paragraph with the words that differ in brackets; one that is only in one paper whole."""
    if pair.same:
        return [f"  {pair.before}"]
    if not pair.before or not pair.after:
        return [f"- {pair.before}"] if pair.before else [f"+ {pair.after}"]
    old, new = word_diff(pair.before, pair.after)
    return [
        f"{sign} {''.join(part.text if part.mark is Mark.SAME else f'[{part.text}]' for part in parts)}"
        for sign, parts in (("-", old), ("+", new))
    ]
