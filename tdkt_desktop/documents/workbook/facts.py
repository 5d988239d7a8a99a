"""What a notice's workbook is made of, and the few words that several of its sheets share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tdkt_desktop.documents.neutral.sheets import Styled, Tone
from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.charts import Chart, charts_of, numbered
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.completeness import UnitProgress, unit_progress
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.marks import MARK_WORDS, Mark
from tdkt_desktop.notice.checks.findings import Finding
from tdkt_desktop.notice.cross_reference import Reference, cross_reference
from tdkt_desktop.notice.last_year import Compared, charts_against_last, compared
from tdkt_desktop.notice.outline import Outline
from tdkt_desktop.notice.sources import Source
from tdkt_desktop.vietnamese.counts import join_names

TONES = {
    Mark.MET: Tone.GOOD,
    Mark.NOT_MET: Tone.BAD,
    Mark.NOT_APPLICABLE: Tone.GREY,
    Mark.RECORDED: Tone.DONE,
    Mark.PARTIAL: Tone.HALF,
    Mark.NOT_CHECKED: Tone.OPEN,
}


@dataclass(frozen=True)
class NoticeFacts:
    """Everything known about a campaign: what is recorded, the notice made of it, where it comes from, what to check.

    `sources` has one entry a unit in the order of the schedule; `waived` are findings that a person let stand, with why.
    """

    campaign: Campaign
    checklist: Checklist
    record: Record
    outline: Outline
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...] = ()
    waived: tuple[tuple[Finding, str], ...] = ()

    @cached_property
    def progress(self) -> dict[str, UnitProgress]:
        """How far each unit has come, by its code."""
        return {
            unit.code: unit_progress(self.checklist, self.record.of(unit.code))
            for unit in self.campaign.units
        }

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        campaign, checklist, record = self.campaign, self.checklist, self.record
        against_last = charts_against_last(campaign, checklist, record, campaign.units)
        return charts_of(checklist, campaign.units, self.progress.__getitem__, record.of, against_last)

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """The questions that may be compared with the year before."""
        return compared(self.campaign, self.checklist, self.record, self.campaign.units)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        return cross_reference(self.checklist, self.outline)

    @cached_property
    def by_unit(self) -> dict[str, Source]:
        """The minutes by the code of their unit."""
        return {source.unit: source for source in self.sources}

    def names(self, codes: Sequence[str]) -> str:
        """Units by their short names, which the matrix has too."""
        return join_names([self.campaign.unit(code).short for code in codes])

    def minutes(self, codes: Sequence[str]) -> str:
        """Units with their minutes, a line each."""
        return "\n".join(
            f"{numbered(self.campaign.unit(code))}: {self.by_unit[code].words}" for code in codes
        )


def marked(mark: Mark) -> Styled:
    """The state of a criterion: its words on its colour."""
    return Styled(MARK_WORDS[mark], TONES[mark], centred=True)


def centred(value: int | str) -> Styled:
    """A number or a short word in the middle of its column."""
    return Styled(value, centred=True)
