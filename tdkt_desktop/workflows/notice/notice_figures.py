"""Figure by figure: a notice that somebody issued beside the one that is made from what was recorded."""

from __future__ import annotations

import tempfile
from itertools import groupby
from pathlib import Path
from typing import Any

from tdkt_desktop.domain.notice_versions import Audience
from tdkt_desktop.notice.checks.paper import read_paper
from tdkt_desktop.notice.printed_figures import Comparison, Figure, compare_figures, figures_of
from tdkt_desktop.workflows.notice.checking import SECTION_WORDS
from tdkt_desktop.workflows.notice.notice_reading import notice_text
from tdkt_desktop.workflows.notice.notice_versions import current_paper, write_notice_paper
from tdkt_desktop.workflows.session import CampaignSession


def compare_notice(session: CampaignSession, text: str) -> Comparison:
    """Compare the figures of a notice's text (first) with those of the notice made now (second)."""
    campaign = session.campaign
    owners = {way: unit.short for unit in campaign.units for way in (unit.official, unit.listed, unit.short)}
    names = tuple(unit.listed for unit in campaign.units)

    def figures(of: str) -> tuple[Figure, ...]:
        return figures_of(read_paper(of, names=names, year=campaign.year), owners)

    with tempfile.TemporaryDirectory() as folder:
        paper = current_paper(session, Audience.INTERNAL)
        (made,) = write_notice_paper(session, paper, Path(folder), ("docx",))
        own = notice_text(made)
    return compare_figures(figures(text), figures(own))


def figure_words(one: Figure) -> str:
    """A figure with its place, in a line."""
    where = ", ".join(part for part in (section_words(one.section), one.owner) if part)
    return f"{where}: {one.shown} ({one.kind.value})"


def section_words(section: str) -> str:
    """A section as a person calls it."""
    return SECTION_WORDS.get(section, f"mục {section}")


def equal_lines(comparison: Comparison) -> list[str]:
    """What is equal, a line for each section and unit."""
    lines = []
    pairs = [first for first, _ in comparison.equal]
    for (section, owner), found in groupby(pairs, key=lambda one: (one.section, one.owner)):
        where = ", ".join(part for part in (section_words(section), owner) if part)
        lines.append(f"{where}: {'; '.join(one.shown for one in found)}")
    return lines


def comparison_text(comparison: Comparison) -> str:
    """The comparison for a person."""
    counts = (
        f"Giống nhau: {len(comparison.equal)} số liệu. Chỉ có trong tệp: {len(comparison.first_only)}. "
        f"Chỉ có trong thông báo lập từ phiếu: {len(comparison.second_only)}."
    )
    lines = [counts]
    for title, found in (
        ("CHỈ CÓ TRONG TỆP", comparison.first_only),
        ("CHỈ CÓ TRONG THÔNG BÁO LẬP TỪ PHIẾU", comparison.second_only),
    ):
        if found:
            lines += ["", title, *(f"- {figure_words(one)}" for one in found)]
    if comparison.equal:
        lines += ["", "GIỐNG NHAU", *(f"- {line}" for line in equal_lines(comparison))]
    return "\n".join(lines)


def comparison_facts(comparison: Comparison) -> dict[str, Any]:
    """The comparison for a machine."""
    return {
        "equal": [figure_facts(first) for first, _ in comparison.equal],
        "file_only": [figure_facts(one) for one in comparison.first_only],
        "made_only": [figure_facts(one) for one in comparison.second_only],
    }


def figure_facts(one: Figure) -> dict[str, Any]:
    """One figure, for a machine."""
    return {
        "section": one.section,
        "unit": one.owner,
        "kind": one.kind.name.lower(),
        "value": one.value,
        "words": one.words,
        "line": one.line,
    }
