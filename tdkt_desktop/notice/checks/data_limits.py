"""Rules over what the checklist allows an answer to be: limits of figures, and where "not applicable" is no answer."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.completeness import is_asked
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer, Figure
from tdkt_desktop.notice.checks.case import Case
from tdkt_desktop.notice.checks.findings import Finding, finding
from tdkt_desktop.vietnamese.numbers import format_number


def limits(case: Case) -> Iterator[Finding]:
    """Figures below the least or above the most that the checklist expects."""
    for question in case.checklist.questions():
        if question.least is None and question.most is None:
            continue
        for unit, answer in case.answers(question):
            for amount in _amounts(answer):
                if said := _outside(question, amount):
                    yield finding(
                        "answer.outside_limits",
                        case.place(unit, question.code),
                        f"{case.name(unit)}, {case.asked(question)}: ghi {format_number(amount)}, {said}",
                        amount,
                    )


def exempt(case: Case) -> Iterator[Finding]:
    """Questions that every unit must answer, marked as not applicable."""
    for question in case.checklist.questions():
        if question.may_not_apply:
            continue
        for inspection in case.inspections():
            answer = inspection.answer(question.code)
            if answer.state is State.NOT_APPLICABLE and is_asked(question, inspection):
                yield finding(
                    "answer.must_apply",
                    case.place(inspection.unit, question.code),
                    f"{case.name(inspection.unit)}, {case.asked(question)}: ghi không thuộc đối tượng",
                )


def _outside(question: Question, amount: Decimal) -> str:
    if question.least is not None and amount < question.least:
        return f"ít hơn mức {format_number(question.least)}"
    if question.most is not None and amount > question.most:
        return f"nhiều hơn mức {format_number(question.most)}"
    return ""


def _amounts(answer: Answer) -> list[Decimal]:
    """The figure of an answer, or those of its lines."""
    if isinstance(answer.value, Figure):
        return [answer.value.amount]
    return [item.amount for item in answer.items if item.amount is not None]
