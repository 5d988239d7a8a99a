"""Every section of the notice as plain text with live figures: as the program writes it, or as the secretary did."""

from __future__ import annotations

from typing import NamedTuple

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.notice.general_facts import inspected_units
from tdkt_desktop.notice.kept_figures import questions_of
from tdkt_desktop.notice.live_figures import Draft, Figures
from tdkt_desktop.notice.statements import section_text

OPENING, CLOSING, SCOPE = "opening", "closing", "scope"
PARTS = {"I": "KẾT QUẢ KIỂM TRA", "II": "NHẬN XÉT, ĐÁNH GIÁ", "III": "KIẾN NGHỊ"}


INSPECTED = (
    "của {{k:short_issuer}} đã tiến hành kiểm tra đối với {{k:inspected_ratio}} đơn vị. Kết thúc kiểm tra tại "
    "{{k:inspected}} đơn vị, {{k:short_issuer}} thông báo kết quả kiểm tra như sau:"
)
NOBODY_YET = "{{k:short_issuer}} chưa tiến hành kiểm tra đơn vị nào theo kế hoạch."


class Heading(NamedTuple):
    """A section and its heading. `level` 1 is a part (I.), 2 a numbered heading (1.), 3 a lettered one (a))."""

    key: str
    level: int
    words: str


def headings(checklist: Checklist) -> tuple[Heading, ...]:
    """The sections between opening and closing, in order, with the parts they stand in."""
    found: list[Heading] = []
    seen: set[str] = set()
    for section in checklist.sections:
        part = section.key.partition(".")[0]
        if part not in seen and section.key != part:
            found.append(Heading(part, 1, f"{part}. {PARTS.get(part, '')}".strip()))
        seen.add(part)
        steps = section.key.split(".")
        label = f"{steps[-1]})" if len(steps) == 3 else f"{steps[-1]}."
        found.append(Heading(section.key, len(steps), f"{label} {section.title}"))
    return tuple(found)


def section_keys(checklist: Checklist) -> tuple[str, ...]:
    """Every section that has a text, in the order of the paper."""
    return (OPENING, *(one.key for one in headings(checklist)), CLOSING)


def drafted(figures: Figures, key: str) -> tuple[str, ...]:
    """The text of a section as the program writes it from the record."""
    scope = figures.scope
    if key == OPENING:
        return _opening(figures)
    if key == CLOSING:
        return _closing(figures)
    for section in scope.checklist.sections:
        if section.key == key:
            if key not in figures.drafts:
                figures.drafts[key] = Draft(section_text(figures, section), questions_of(section))
            return figures.drafts[key].paragraphs
    return tuple(scope.campaign.prose.get(SCOPE, ())) if key == "I" else ()


def text_of_section(figures: Figures, key: str) -> tuple[str, ...]:
    """The text of a section: the secretary's where there is one."""
    edited = figures.scope.campaign.texts.get(key)
    return drafted(figures, key) if edited is None else edited.paragraphs


def _opening(figures: Figures) -> tuple[str, ...]:
    plan = "Thực hiện Kế hoạch số {{k:plan}} của {{k:issuer}}{{k:about}},"
    if not _visited(figures):  # a draft before the first visit: no sentence about 00 units
        return plan, NOBODY_YET
    return plan, f"{{{{k:period}}}}, các đoàn kiểm tra {INSPECTED}"


def _closing(figures: Figures) -> tuple[str, ...]:
    """The last sentence; it echoes the subject word for word."""
    prose = figures.scope.campaign.prose.get(CLOSING, ())
    where = " tại {{k:inspected}} đơn vị" if _visited(figures) else ""
    return (prose[0] if prose else f"Trên đây là Thông báo {{{{k:subject}}}}{where}",)


def _visited(figures: Figures) -> bool:
    return bool(inspected_units(figures.scope.campaign, figures.scope.record))
