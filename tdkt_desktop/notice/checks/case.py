"""What the rules over the record look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.inspection import Inspection, Record
from tdkt_desktop.domain.sealing import ASSESSMENT
from tdkt_desktop.domain.values import Answer, Figure
from tdkt_desktop.notice.checks.findings import Place
from tdkt_desktop.notice.paper_differences import PaperComparison


@dataclass(frozen=True)
class OpenField:
    """A field on which machines disagree; `step` and `question` may be blank."""

    unit: str
    step: str
    question: str
    label: str


@dataclass(frozen=True)
class Case:
    """A campaign as it is now."""

    campaign: Campaign
    checklist: Checklist
    record: Record
    conflicts: tuple[OpenField, ...] = ()
    drift: PaperComparison | None = None  # the signed text beside what it would say now; None: not issued

    @property
    def final(self) -> bool:
        """Whether the notice has its date: it is no draft any more."""
        return self.campaign.notice_date is not None

    def inspections(self) -> Iterator[Inspection]:
        """Every unit's inspection in schedule order, recorded or not."""
        return (self.record.of(unit.code) for unit in self.campaign.units)

    def name(self, unit: str) -> str:
        return self.campaign.unit(unit).listed

    def place(self, unit: str, question: str, quote: str = "") -> Place:
        """Where a question of a unit stands."""
        return Place(unit=unit, step=self.checklist.home(question).code, question=question, quote=quote)

    def asked(self, question: Question) -> str:
        """The question's number, as on the form."""
        return f"câu {self.checklist.numbers[question.code]}"

    def answers(self, question: Question) -> Iterator[tuple[str, Answer]]:
        """(unit, answer) of those who answered."""
        for inspection in self.inspections():
            answer = inspection.answer(question.code)
            if answer.answered:
                yield inspection.unit, answer

    def texts(self, inspection: Inspection) -> Iterator[tuple[Place, str]]:
        """What was written in words on a unit, with where."""
        unit = inspection.unit
        for criterion in self.checklist.criteria:
            for question in criterion.questions:
                answer = inspection.answer(question.code)
                if answer.answered and isinstance(answer.value, str):
                    yield self.place(unit, question.code), answer.value
                for item in answer.items if answer.answered else ():
                    yield self.place(unit, question.code, item.text), item.text
            remark = inspection.remark(criterion.code)
            for text in (remark.narrative, remark.limitation, remark.evidence):
                yield Place(unit=unit, step=criterion.code), text
        said = inspection.assessment
        for text in (
            said.strengths,
            said.limitations,
            said.unit_response,
            said.reservations,
            said.conclusion,
        ):
            yield Place(unit=unit, step=ASSESSMENT), text


def holds(answer: Answer, wanted: bool | str) -> bool:
    """Whether an answer is the one a condition names."""
    value = answer.value.amount if isinstance(answer.value, Figure) else answer.value
    return answer.answered and value == wanted
