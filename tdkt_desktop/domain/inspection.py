"""One inspection of one unit: the visit, the answers, the remarks per criterion, the assessment, the seal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from tdkt_desktop.domain.kinds import Stage, Verdict
from tdkt_desktop.domain.values import UNANSWERED, Answer, Item

MEMBERS = "@members"  # team members present: Item.text = name or body, Item.note = position or role
REPRESENTATIVES = "@representatives"  # of the unit: Item.text = name, Item.note = position
REQUIREMENTS = "@requirements"  # what must be put right: Item.text, Item.period = deadline
VISIT_LISTS = (MEMBERS, REPRESENTATIVES, REQUIREMENTS)
COMMON = "*"  # the unit code of what the source says about all units without naming any


@dataclass(frozen=True)
class Visit:
    """The visit itself. Times are "HH:MM" as typed; blanks print as dotted lines to fill by hand."""

    actual_date: dt.date | None = None
    started_at: str = ""
    ended_at: str = ""
    place: str = ""
    deviation_reason: str = ""
    minutes_number: str = ""
    secretary: str = ""


@dataclass(frozen=True)
class Remark:
    """What the team writes on one criterion of one unit."""

    verdict: Verdict = Verdict.NOT_CHECKED
    narrative: str = ""
    limitation: str = ""
    evidence: str = ""
    in_notice: bool = False


@dataclass(frozen=True)
class Assessment:
    """The team's assessment and the unit's reply (sections III, V and VI of the minutes)."""

    strengths: str = ""
    limitations: str = ""
    unit_response: str = ""
    conclusion: str = ""


@dataclass(frozen=True)
class Inspection:
    """Everything recorded about one unit."""

    unit: str
    visit: Visit = Visit()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    assessment: Assessment = Assessment()
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    stage: Stage = Stage.DRAFT

    def answer(self, question_code: str) -> Answer:
        """The answer, or "not checked" where nothing was recorded."""
        return self.answers.get(question_code, UNANSWERED)

    def remark(self, criterion_code: str) -> Remark:
        return self.remarks.get(criterion_code, NO_REMARK)

    def items(self, list_code: str) -> tuple[Item, ...]:
        """Items of a list or table question, or of one of VISIT_LISTS, in order."""
        if list_code in VISIT_LISTS:
            return self.lists.get(list_code, ())
        return self.answer(list_code).items


@dataclass(frozen=True)
class DeclaredCount:
    """A count the source gives for all units together without naming them ("4/6 đơn vị ...").

    `count` units gave the answer `of`; the names stay unknown until the units' own records say so.
    """

    count: int
    of: str | bool = True
    note: str = ""


@dataclass(frozen=True)
class CommonRecord:
    """What is recorded about the units together, attributed to none of them."""

    declared: Mapping[str, DeclaredCount] = field(default_factory=dict)
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """All inspections of a campaign by unit code, and the common record."""

    inspections: Mapping[str, Inspection] = field(default_factory=dict)
    common: CommonRecord = CommonRecord()

    def of(self, unit_code: str) -> Inspection:
        """The inspection of a unit; an empty draft where nothing was recorded."""
        return self.inspections.get(unit_code, Inspection(unit=unit_code))


NO_REMARK = Remark()
