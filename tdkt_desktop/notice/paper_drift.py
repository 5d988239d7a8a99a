"""What a signed notice says that what is recorded no longer says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.notice_paper import DRAFT, NoticePaper
from tdkt_desktop.domain.notice_versions import Audience
from tdkt_desktop.notice.outline import notice_outline
from tdkt_desktop.notice.paper_comparison import compare_papers
from tdkt_desktop.notice.paper_differences import PaperComparison
from tdkt_desktop.notice.printed_paper import paper_of


@dataclass(frozen=True)
class SignedPaper:
    """The text that was signed, and for whom it is."""

    paper: NoticePaper
    audience: Audience = Audience.INTERNAL


def drift(signed: SignedPaper, campaign: Campaign, checklist: Checklist, record: Record) -> PaperComparison:
    """The signed text (first) beside what the record and the workbench's text say now (second).

    That units are not sealed or machines disagree is told elsewhere: a draft note is no difference.
    """
    public = signed.audience is Audience.PUBLIC
    now = paper_of(campaign, notice_outline(campaign, checklist, record, public=public))
    return compare_papers(_without_notes(signed.paper), _without_notes(now), unit_names(campaign))


def unit_names(campaign: Campaign) -> Mapping[str, str]:
    """For every name of a unit the one it is told by."""
    return {way: unit.short for unit in campaign.units for way in (unit.official, unit.listed, unit.short)}


def _without_notes(paper: NoticePaper) -> NoticePaper:
    return replace(paper, sections=tuple(one for one in paper.sections if one.key != DRAFT))
