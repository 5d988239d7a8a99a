"""The rule over an issued notice: what was signed against what is recorded now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tdkt_desktop.notice.checks.case import Case
from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.paper_differences import FigureChange, SectionPair

MOST = 3  # figures that a finding names
NOTHING = "không có"


def signed_text(case: Case) -> Iterator[Finding]:
    """Sections of the signed text that no longer say what the record says; one finding a section."""
    if case.drift is None:
        return
    for section in case.drift.changed:
        figures = [one for one in case.drift.figures if one.section == section.key]
        yield finding(
            "signed.differs",
            Place(section=section.key),
            _said(figures, section),
            *(f"{pair.before}|{pair.after}" for pair in section.pairs if not pair.same),
        )


def _said(figures: Sequence[FigureChange], section: SectionPair) -> str:
    if not figures:
        count = sum(1 for pair in section.pairs if not pair.same)
        return f"lời văn đã khác bản đã ký ở {count:02d} đoạn"
    parts = [
        f"{f'{one.owner}, ' if one.owner else ''}bản ký ghi “{one.before or NOTHING}”, nay là “{one.after or NOTHING}”"
        for one in figures[:MOST]
    ]
    more = len(figures) - MOST
    return "; ".join([*parts, *([f"và {more:02d} số liệu khác"] if more > 0 else [])])
