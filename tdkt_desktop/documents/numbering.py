"""The numbers of questions on paper and on screen: "7.5" is the fifth question of the seventh content."""

from __future__ import annotations

from tdkt_desktop.domain.checklist import Checklist, Criterion


def question_numbers(checklist: Checklist) -> dict[str, str]:
    """The number of every question by its code.

    Codes that continue the code of their criterion give the number ("C07.05" is 7.5, "C07.01.1" is 7.1.1), as the
    checklist's author counted; other codes are counted in order.
    """
    return {
        code: number
        for place, criterion in enumerate(checklist.criteria, start=1)
        for code, number in _numbers(place, criterion).items()
    }


def _numbers(place: int, criterion: Criterion) -> dict[str, str]:
    found = {}
    for question in criterion.questions:
        tail = question.code.removeprefix(f"{criterion.code}.").split(".")
        if tail == question.code.split(".") or not all(part.isdecimal() for part in tail):
            return {q.code: f"{place}.{count}" for count, q in enumerate(criterion.questions, start=1)}
        found[question.code] = ".".join([str(place), *(str(int(part)) for part in tail)])
    if len(set(found.values())) < len(found):
        return {q.code: f"{place}.{count}" for count, q in enumerate(criterion.questions, start=1)}
    return found
