"""Signed notices and what is recorded after signing: how the paper would read now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from tdkt_desktop.domain.notice_paper import NoticePaper, PaperLine, PaperSection
from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.vietnamese.dates import short_date
from tests.notice.checks.variants import LEADERS, clean


def signed(seed: int) -> NoticePaper:
    """A clean notice as a paper that was signed."""
    made = clean(seed)
    parts = {"opening": made.opening, "I.1": made.results, "II.1": made.assessment, "closing": [made.closing]}
    rows = zip(made.units, made.planned, made.actual, strict=True)
    return NoticePaper(
        made.year,
        made.subject,
        "12",
        "TB-HĐ",
        date=made.issued,
        sections=tuple(
            PaperSection(key, 2 if "." in key else 0, f"1. Mục {key}" if "." in key else "", _set(texts))
            for key, texts in parts.items()
        ),
        recipients=("Như trên", "Lưu: VT"),
        signer_lines=("CHỦ TỊCH",),
        signer_name="Người Ký",
        rows=tuple(
            (padded(n), unit, short_date(planned), short_date(actual), "", LEADERS[0][0], "")
            for n, (unit, planned, actual) in enumerate(rows, start=1)
        ),
    )


def _set(texts: list[str]) -> tuple[PaperLine, ...]:
    return tuple(PaperLine(text) for text in texts)


def _counted_again(paper: NoticePaper) -> NoticePaper:
    n = len(paper.rows)
    said = paper.sections[1].lines
    lines = tuple(PaperLine(one.text.replace(ratio(n, n), ratio(n - 1, n))) for one in said)
    return _with_section(paper, 1, lines)


def _with_section(paper: NoticePaper, at: int, lines: tuple[PaperLine, ...]) -> NoticePaper:
    sections = list(paper.sections)
    sections[at] = replace(sections[at], lines=lines)
    return replace(paper, sections=tuple(sections))


def _visited_later(paper: NoticePaper) -> NoticePaper:
    first, *rest = paper.rows
    return replace(paper, rows=((*first[:3], "31/12/2031", *first[4:]), *rest))


# What is recorded after signing: how the paper would read now, and the section that differs.
DRIFTS: dict[str, tuple[Callable[[NoticePaper], NoticePaper], str]] = {
    "another count": (_counted_again, "I.1"),
    "a paragraph more": (
        lambda one: _with_section(one, 2, (*one.sections[2].lines, PaperLine("Đoạn mới."))),
        "II.1",
    ),
    "a paragraph less": (lambda one: _with_section(one, 2, one.sections[2].lines[1:]), "II.1"),
    "another visit": (_visited_later, "annex"),
    "another signer": (lambda one: replace(one, signer_name="Người Khác"), "signature"),
    "another date": (lambda one: replace(one, date=dt.date(2031, 1, 1)), "head"),
    "another recipient": (lambda one: replace(one, recipients=("Lưu: VT",)), "recipients"),
}
