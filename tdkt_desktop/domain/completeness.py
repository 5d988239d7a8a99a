"""How far an inspection has come: which questions are asked, which are settled, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass

from tdkt_desktop.domain.checklist import Checklist, Criterion, Question
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import State, Verdict
from tdkt_desktop.domain.marks import Mark


@dataclass(frozen=True)
class CriterionProgress:
    """`asked` and `settled` count required questions that apply; `missing` are those left, in order."""

    criterion: str
    asked: int
    settled: int
    touched: int
    missing: tuple[Question, ...]
    mark: Mark


@dataclass(frozen=True)
class UnitProgress:
    """The progress of a unit over all criteria, in checklist order."""

    unit: str
    criteria: tuple[CriterionProgress, ...]

    @property
    def asked(self) -> int:
        return sum(progress.asked for progress in self.criteria)

    @property
    def settled(self) -> int:
        return sum(progress.settled for progress in self.criteria)

    @property
    def finished_criteria(self) -> int:
        """Criteria with nothing missing; one that requires nothing counts once something is in it, or all the rest is done."""
        done = [progress for progress in self.criteria if not progress.missing]
        if len(done) == len(self.criteria):
            return len(done)
        return sum(1 for progress in done if progress.asked or progress.mark is not Mark.NOT_CHECKED)


def is_asked(question: Question, inspection: Inspection) -> bool:
    """True unless the question depends on another that was not answered as its condition wants."""
    if question.when is None:
        return True
    other = inspection.answer(question.when.question)
    return other.answered and other.value == question.when.equals


def criterion_progress(criterion: Criterion, inspection: Inspection) -> CriterionProgress:
    """Count what is settled in one criterion; "not applicable" settles a question, "not checked" never does."""
    asked = [question for question in criterion.questions if is_asked(question, inspection)]
    required = [question for question in asked if question.required]
    missing = tuple(q for q in required if inspection.answer(q.code).state is State.NOT_CHECKED)
    touched = sum(1 for q in asked if inspection.answer(q.code).state is not State.NOT_CHECKED)
    verdict = inspection.remark(criterion.code).verdict
    return CriterionProgress(
        criterion=criterion.code,
        asked=len(required),
        settled=len(required) - len(missing),
        touched=touched,
        missing=missing,
        mark=_mark(verdict, touched, missing),
    )


def unit_progress(checklist: Checklist, inspection: Inspection) -> UnitProgress:
    """The progress of one unit, criterion by criterion."""
    criteria = tuple(criterion_progress(criterion, inspection) for criterion in checklist.criteria)
    return UnitProgress(unit=inspection.unit, criteria=criteria)


def _mark(verdict: Verdict, touched: int, missing: tuple[Question, ...]) -> Mark:
    """A team's verdict speaks first; without one, the answers show how far the work is."""
    if verdict is not Verdict.NOT_CHECKED:
        return Mark(verdict.value)
    if not touched:
        return Mark.NOT_CHECKED
    return Mark.PARTIAL if missing else Mark.RECORDED
