"""Guards the count of finished criteria: nothing recorded is nothing finished, everything recorded is everything."""

from __future__ import annotations

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.completeness import CriterionProgress, UnitProgress
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.marks import Mark

QUESTION = Question("N.1", Kind.TEXT, "Cách làm hay?")


def criterion(asked: int, missing: int, mark: Mark = Mark.NOT_CHECKED) -> CriterionProgress:
    return CriterionProgress("N", asked, asked - missing, asked - missing, (QUESTION,) * missing, mark)


def test_a_criterion_that_requires_nothing_is_not_done_before_work_began() -> None:
    assert UnitProgress("A", (criterion(2, 2), criterion(0, 0))).finished_criteria == 0


def test_it_is_done_once_something_is_in_it() -> None:
    assert UnitProgress("A", (criterion(2, 2), criterion(0, 0, Mark.RECORDED))).finished_criteria == 1


def test_it_is_done_when_all_the_rest_is() -> None:
    assert UnitProgress("A", (criterion(2, 0, Mark.RECORDED), criterion(0, 0))).finished_criteria == 2
