"""What the notice is made from and of: the scope that is counted, and the printed line that owns its figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.notice import facts
from tdkt_desktop.notice.facts import Expected, Tally


class Shape(StrEnum):
    """How a line is set: a paragraph, a "- " bullet or a "+ " bullet."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    PLUS = "plus"


SIGNS = {"- ": Shape.BULLET, "+ ": Shape.PLUS}  # how a plain text says its shape


@dataclass(frozen=True)
class Line:
    """One printed line: `lead` is the unit's name (set in italics), `tallies` the figures it states, `units` whose
    record it tells, `source` the plain text with tokens it was made from.
    """

    text: str
    shape: Shape = Shape.PARAGRAPH
    lead: str = ""
    tallies: tuple[Tally, ...] = ()
    units: tuple[str, ...] = ()
    source: str = ""

    @property
    def full(self) -> str:
        return f"{self.lead}{self.text}"


@dataclass(frozen=True)
class Scope:
    """What statements are made from: the campaign, its checklist, the record, and the units counted (in order).

    `public` leaves out the names of units that fail, are exempt or were not checked.
    """

    campaign: Campaign
    checklist: Checklist
    record: Record
    units: tuple[Unit, ...]
    public: bool = False

    def name(self, code: str) -> str:
        """The name the notice uses for a unit."""
        return self.campaign.unit(code).listed

    def tally(self, count: Plain) -> Tally:
        """The tally of a count as the checklist describes it."""
        return self.counted(asked_by(count), count.get("equals"))

    def counted(self, questions: tuple[str, ...], equals: Expected = None) -> Tally:
        return facts.tally(self.record, self.checklist, self.units, questions, equals)


def asked_by(count: Plain) -> tuple[str, ...]:
    """The questions of a count."""
    asked = count["question"]
    return (asked,) if isinstance(asked, str) else tuple(asked)
