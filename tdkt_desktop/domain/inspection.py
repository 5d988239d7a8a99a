"""One inspection of one unit: the visit, the answers, the remarks per criterion, the assessment, the seal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.kinds import Stage, Verdict
from tdkt_desktop.domain.values import UNANSWERED, Answer, Item, Plain

MEMBERS = "@members"  # team members present: Item.text = name or body, Item.note = position or role
REPRESENTATIVES = "@representatives"  # of the unit: Item.text = name, Item.note = position
REQUIREMENTS = "@requirements"  # what must be put right: Item.text, Item.period = deadline
FIGURES = "@figures"  # reported beside verified: Item.text, measure, cells {"reported", "verified"}, note
ADDENDA = "@addenda"  # additions after sealing: see domain.sealing
EARLIER = "@earlier"  # limitations of an earlier year: see domain.mending
CARRIED = "@carried"  # what became of them
VISIT_LISTS = (MEMBERS, REPRESENTATIVES, REQUIREMENTS, FIGURES, EARLIER, CARRIED, ADDENDA)
REPORT_STATES = {"complete": "Báo cáo đầy đủ", "supplement": "Phải bổ sung báo cáo"}
COMMON = "*"  # the unit code of what the source says about all units without naming any


@dataclass(frozen=True)
class Visit:
    """The visit itself. Times are "HH:MM" as typed; blanks print as dotted lines to fill by hand.

    `report_state` is blank or a key of REPORT_STATES: the unit's own report; `delegation` names who led the visit
    for the team's leader, and by what.
    """

    actual_date: dt.date | None = None
    started_at: str = ""
    ended_at: str = ""
    place: str = ""
    deviation_reason: str = ""
    minutes_number: str = ""
    secretary: str = ""
    delegation: str = ""
    report_state: str = ""
    date_typed: str = (
        ""  # what was typed as the date and cannot be read yet: kept, and asked about at sealing
    )


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
    reservations: str = ""
    conclusion: str = ""


@dataclass(frozen=True)
class Seal:
    """Sealed minutes: the code printed on every page, when (ISO 8601) and by whom, and the record as it was then.

    `content` maps "subject|field" to the plain value (domain.sealing): what was signed can always be set again.
    """

    code: str
    sealed_at: str
    author: str
    content: Mapping[str, Plain] = field(default_factory=dict)


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
    seal: Seal | None = None
    issued_at: str = ""  # when sealed minutes first left this machine, on paper or as a file
    evidence: tuple[Evidence, ...] = ()

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
        found = self.inspections.get(unit_code)
        return Inspection(unit=unit_code) if found is None else found


NO_REMARK = Remark()
